package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.search.TinyIndex.Ask.ask;
import static org.vigil.search.TinyIndex.Some.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.entity.Curation;
import org.vigil.index.ReportDocuments;
import org.vigil.schema.IndexField;
import org.vigil.schema.SpellingVariants;
import org.vigil.search.SearchRequest.Facet;

/**
 * Times searches over {@code -Dvigil.bench=N} generated reports (10,000 unless told otherwise), and
 * over the same index what Lucene alone takes for the twenty best of the same words, every hit
 * counted. One thread; hits without snippets.
 */
@Tag("eval")
class SearchBenchmark {

  private static final int WARM_UP = 300;
  private static final int TIMED = 500;
  private static final int VOCABULARY = 60_000;
  private static final int WORDS = 350;
  private static final int PEOPLE = 20_000;
  private static final int PLACES = 800;
  private static final int TOP = 20;

  private final Random random = new Random(11);

  /** One thing to do, of which each time is another instance. */
  private interface Task {
    long run(int time) throws IOException;
  }

  @Test
  void timesSearches(@TempDir Path folder) throws IOException {
    int reports = Integer.getInteger("vigil.bench", 10_000);
    try (Directory directory = FSDirectory.open(folder)) {
      long start = System.nanoTime();
      generate(directory, reports);
      System.out.printf(
          Locale.ROOT,
          "%,d reports generated and indexed in %d s%n",
          reports,
          Duration.ofNanos(System.nanoTime() - start).toSeconds());
      start = System.nanoTime();
      try (LuceneReportSearcher searcher =
              LuceneReportSearcher.open(
                  () -> directory,
                  Duration.ofMinutes(1),
                  () -> Curation.NONE,
                  SpellingVariants::shipped);
          DirectoryReader reader = DirectoryReader.open(directory)) {
        Suggestions ready = searcher.suggest("w1");
        System.out.printf(
            Locale.ROOT,
            "opened, completions made in %d ms%n",
            Duration.ofNanos(System.nanoTime() - start).toMillis());
        assertThat(ready).isNotNull();
        time(searcher, new IndexSearcher(reader));
        System.gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf(Locale.ROOT, "heap in use %d MB%n", used >> 20);
      }
    }
  }

  private void time(LuceneReportSearcher searcher, IndexSearcher raw) throws IOException {
    Facet[] five = {Facet.PERSON, Facet.PLACE, Facet.OUTLET, Facet.LANGUAGE, Facet.DATE};
    print("word", i -> found(searcher, word(i)), i -> found(raw, term(i)));
    print(
        "two words",
        i -> found(searcher, word(i) + " " + word(i + 7)),
        i ->
            found(
                raw,
                new BooleanQuery.Builder()
                    .add(term(i), BooleanClause.Occur.MUST)
                    .add(term(i + 7), BooleanClause.Occur.MUST)
                    .build()));
    print(
        "phrase",
        i -> found(searcher, "\"" + word(i) + " " + word(i + 1) + "\""),
        i -> found(raw, new PhraseQuery(IndexField.TEXT.fieldName(), word(i), word(i + 1))));
    print("question of nine words", i -> found(searcher, question(i)), i -> 0);
    print(
        "word, five facets",
        i -> searcher.search(quick(ask(word(i)).facets(five))).total(),
        i -> 0);
    print("browse, five facets", i -> searcher.search(quick(ask("").facets(five))).total(), i -> 0);
    print("suggest", i -> searcher.suggest(word(i).substring(0, 3)).phrases().size(), i -> 0);
  }

  private static SearchRequest quick(TinyIndex.Ask asked) {
    SearchRequest request = asked.request().withoutKin();
    return new SearchRequest(
        request.q(),
        request.filters(),
        request.from(),
        request.to(),
        request.order(),
        1,
        TOP,
        request.cursor(),
        request.facets(),
        request.facetSize(),
        request.facetPrefix(),
        request.spelling(),
        request.collapse(),
        false,
        request.options());
  }

  private static long found(LuceneReportSearcher searcher, String q) throws IOException {
    return searcher.search(quick(ask(q))).total();
  }

  private static long found(IndexSearcher raw, Query query) throws IOException {
    return raw.search(query, new TopScoreDocCollectorManager(TOP, Integer.MAX_VALUE))
        .totalHits
        .value();
  }

  private static String question(int i) {
    StringBuilder question = new StringBuilder();
    for (int word = 0; word < 9; word++) {
      question.append(word(i + word * 13)).append(' ');
    }
    return question.toString();
  }

  private static Query term(int i) {
    return new TermQuery(new Term(IndexField.TEXT.fieldName(), word(i)));
  }

  /** Words of middling frequency, as people search for. */
  private static String word(int i) {
    return "w" + Integer.toString(20 + i % 1_500, 36) + "x";
  }

  private static void print(String what, Task ours, Task plain) throws IOException {
    long[] own = times(ours);
    long[] raw = times(plain);
    System.out.printf(
        Locale.ROOT,
        "%-24s p50 %7.2f ms  p99 %7.2f ms   lucene p50 %7.2f ms  p99 %7.2f ms%n",
        what,
        at(own, 0.5),
        at(own, 0.99),
        at(raw, 0.5),
        at(raw, 0.99));
  }

  private static long[] times(Task task) throws IOException {
    long sum = 0;
    for (int i = 0; i < WARM_UP; i++) {
      sum += task.run(i);
    }
    long[] times = new long[TIMED];
    for (int i = 0; i < TIMED; i++) {
      long start = System.nanoTime();
      sum += task.run(i);
      times[i] = System.nanoTime() - start;
    }
    assertThat(sum).isNotNegative();
    Arrays.sort(times);
    return times;
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) (share * (sorted.length - 1))] / 1e6;
  }

  private void generate(Directory directory, int reports) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig().setRAMBufferSizeMB(128);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int i = 0; i < reports; i++) {
        writer.addDocuments(ReportDocuments.of(some(i).build()));
      }
    }
  }

  private TinyIndex.Some some(int i) {
    StringBuilder text = new StringBuilder();
    List<String> people = new ArrayList<>();
    for (int person = 0; person < 3; person++) {
      people.add("Person" + zipf(PEOPLE));
    }
    for (int word = 0; word < WORDS; word++) {
      text.append('w').append(Integer.toString(zipf(VOCABULARY), 36)).append('x');
      text.append(word % 12 == 11 ? ". " : " ");
      if (word % 120 == 60) {
        text.append(people.get(word / 120)).append(' ');
      }
    }
    String place = "Place" + zipf(PLACES);
    TinyIndex.Some some =
        report("r" + i, text + place + ".")
            .title("w" + Integer.toString(zipf(VOCABULARY), 36) + "x in " + place)
            .outlet("Outlet " + zipf(60))
            .on((1995 + random.nextInt(30)) + "-0" + (1 + random.nextInt(9)))
            .names("place/p" + place, place);
    for (String person : people) {
      some.names("person/" + person.toLowerCase(Locale.ROOT), person);
    }
    return some;
  }

  /** A number below a limit, n times as rare as the first for the n-th. */
  private int zipf(int limit) {
    return (int) Math.min(limit - 1, Math.exp(random.nextDouble() * Math.log(limit)) - 1);
  }
}
