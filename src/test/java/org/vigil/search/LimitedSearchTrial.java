package org.vigil.search;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.GeneratedReports;
import org.vigil.entity.Curation;
import org.vigil.index.ReportDocuments;
import org.vigil.schema.SpellingVariants;
import org.vigil.search.SearchRequest.Facet;

/**
 * What it costs to see some collections only: half of {@code -Dvigil.reports=N} reports (100,000
 * unless given), against all of them. Milliseconds on a processor.
 */
@Tag("bench")
class LimitedSearchTrial {

  private static final int WARM = 1_000;
  private static final int TIMED = 1_000;

  @TempDir Path folder;

  @Test
  void halfOfAnArchive() throws IOException {
    int reports = Integer.getInteger("vigil.reports", 100_000);
    GeneratedReports generated = new GeneratedReports(1);
    try (Directory directory = FSDirectory.open(folder);
        IndexWriter writer =
            new IndexWriter(directory, new IndexWriterConfig().setRAMBufferSizeMB(128))) {
      for (int i = 0; i < reports; i++) {
        add(writer, generated, i, i % 2 == 0 ? "open" : "secret");
      }
      writer.commit();
      long start = nanos();
      try (LuceneReportSearcher all =
          LuceneReportSearcher.open(
              () -> directory,
              Duration.ofMinutes(1),
              () -> Curation.NONE,
              SpellingVariants::shipped)) {
        say("all: opened", start);
        ReportSearcher some = all.limitedTo(Set.of("open"));
        start = nanos();
        some.size();
        say("limited: opened", start);
        start = nanos();
        ask(some, generated.word());
        say("limited: first search", start);
        List<String> questions = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
          questions.add(
              switch (i % 4) {
                case 0 -> generated.word();
                case 1 -> generated.rareWord();
                case 2 -> '"' + generated.person() + '"';
                default -> generated.word() + " " + generated.rareWord();
              });
        }
        time("all", all, questions);
        time("limited", some, questions);
        all.refresh();
        add(writer, generated, reports, "secret");
        writer.commit();
        all.refresh();
        start = nanos();
        some.size();
        say("limited: found the same after a hidden report came", start);
        add(writer, generated, reports + 1, "open");
        writer.commit();
        start = nanos();
        all.refresh();
        say("all: refreshed", start);
        start = nanos();
        some.size();
        say("limited: opened after a report of its own came", start);
        start = nanos();
        ask(some, generated.word());
        say("limited: first search after that", start);
      }
    }
  }

  private static void ask(ReportSearcher searcher, String q) throws IOException {
    SearchResult found = searcher.search(SearchRequest.of(q));
    if (found.total() == 0) {
      throw new IllegalStateException("a word that no report has: " + q);
    }
  }

  private static void add(
      IndexWriter writer, GeneratedReports generated, int number, String collection)
      throws IOException {
    writer.addDocuments(ReportDocuments.of(generated.report(number, collection)));
  }

  private static void time(String who, ReportSearcher searcher, List<String> questions)
      throws IOException {
    long[] nanos = new long[TIMED];
    for (int i = -WARM; i < TIMED; i++) {
      SearchRequest request =
          TinyIndex.Ask.ask(questions.get(Math.floorMod(i, questions.size())))
              .facets(Facet.PERSON, Facet.PLACE, Facet.OUTLET)
              .request();
      long start = nanos();
      searcher.search(request);
      if (i >= 0) {
        nanos[i] = nanos() - start;
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%-60s median %.2f ms, 99 of 100 within %.2f ms%n",
        who,
        nanos[TIMED / 2] / 1e6,
        nanos[TIMED * 99 / 100] / 1e6);
  }

  /** On a processor by this thread, which does all of it, so that other work matters little. */
  private static long nanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void say(String what, long start) {
    System.out.printf(Locale.ROOT, "%-60s %.0f ms%n", what, (nanos() - start) / 1e6);
  }
}
