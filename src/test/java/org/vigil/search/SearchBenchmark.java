package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.search.TinyIndex.Ask.ask;
import static org.vigil.search.TinyIndex.Some.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.entity.Curation;
import org.vigil.index.ReportDocuments;
import org.vigil.schema.SpellingVariants;
import org.vigil.search.SearchRequest.Facet;

/**
 * Times searches over {@code -Dvigil.bench=N} generated reports (10,000 unless told otherwise), and
 * beside each what {@link PlainSearch Lucene alone} takes for the same over the same index. One
 * thread, whose time on a processor is told, so that other work of the machine matters little, and
 * in brackets the time that passed; hits without snippets.
 *
 * <p>{@code -Dvigil.bench.copies=N} puts each report there N times, which takes less time than to
 * generate so many, and {@code -Dvigil.bench.people=N} lets reports name one of so many persons.
 * {@code -Dvigil.bench.index=DIR} keeps the index there and searches the one that is there already;
 * {@code -Dvigil.bench.only=PATTERN} times those searches alone whose name it finds.
 */
@Tag("bench")
class SearchBenchmark {

  private static final int WARM_UP = 4_000;

  /** Nanoseconds on a processor after which warming up ends. */
  private static final long LONGEST = Duration.ofSeconds(4).toNanos();

  private static final int TIMED = 500;
  private static final int VOCABULARY = 60_000;
  private static final int WORDS = 350;
  private static final int PEOPLE = Integer.getInteger("vigil.bench.people", 20_000);
  private static final int PLACES = 800;
  private static final int TOP = PlainSearch.TOP;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final Facet[] FIVE = {
    Facet.PERSON, Facet.PLACE, Facet.OUTLET, Facet.LANGUAGE, Facet.DATE
  };

  private final Random random = new Random(11);
  private final Pattern only = Pattern.compile(System.getProperty("vigil.bench.only", ""));

  /** One thing to do, of which each time is another instance. */
  private interface Task {
    long run(int time) throws IOException;
  }

  @Test
  void timesSearches(@TempDir Path temporary) throws IOException {
    int reports = Integer.getInteger("vigil.bench", 10_000);
    String kept = System.getProperty("vigil.bench.index", "");
    Path folder = kept.isEmpty() ? temporary : Path.of(kept);
    try (Directory directory = FSDirectory.open(folder)) {
      if (!DirectoryReader.indexExists(directory)) {
        long start = System.nanoTime();
        generate(directory, reports);
        int copies = Integer.getInteger("vigil.bench.copies", 1);
        if (copies > 1) {
          copy(directory, copies);
        }
        System.out.printf(
            Locale.ROOT,
            "%,d reports generated and indexed in %d s%n",
            reports,
            since(start) / 1_000);
      }
      long start = System.nanoTime();
      try (LuceneReportSearcher searcher =
              LuceneReportSearcher.open(
                  () -> directory,
                  Duration.ofMinutes(1),
                  () -> Curation.NONE,
                  SpellingVariants::shipped);
          DirectoryReader reader = DirectoryReader.open(directory)) {
        System.out.printf(
            Locale.ROOT,
            "%,d reports in %d segments opened in %d ms%n",
            searcher.size(),
            reader.leaves().size(),
            since(start));
        start = System.nanoTime();
        Suggestions ready = searcher.suggest("w1");
        System.out.printf(Locale.ROOT, "completions made in %d ms%n", since(start));
        assertThat(ready).isNotNull();
        PlainSearch plain = new PlainSearch(reader);
        checkEqual(searcher, plain);
        time(searcher, plain);
        System.gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf(Locale.ROOT, "heap in use %d MB%n", used >> 20);
      }
    }
  }

  /** A facet of 200,000 values: 2,000 reports by 100 authors each. */
  @Test
  void timesValuesByTheirBeginning() throws IOException {
    TinyIndex.Some[] reports = new TinyIndex.Some[2_000];
    for (int i = 0; i < reports.length; i++) {
      String[] authors = new String[100];
      for (int author = 0; author < authors.length; author++) {
        int number = i * authors.length + author;
        authors[author] = "A" + Integer.toString(number, 36) + " B" + number % 5_000;
      }
      reports[i] = report("r" + i, "Nothing of note.").by(authors);
    }
    try (TinyIndex index = new TinyIndex(reports)) {
      long start = THREADS.getCurrentThreadCpuTime();
      Task browse =
          i ->
              index
                  .searcher()
                  .search(quick(ask("").facets(Facet.AUTHOR).facetPrefix("b" + i % 1_000)))
                  .total();
      assertThat(browse.run(0)).isEqualTo(reports.length);
      long read = THREADS.getCurrentThreadCpuTime() - start;
      System.out.printf(Locale.ROOT, "authors read in %d ms%n", Duration.ofNanos(read).toMillis());
      print("authors, browsing", browse);
    }
  }

  private static long since(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  /** What is compared finds the same reports in the same order. */
  private static void checkEqual(LuceneReportSearcher searcher, PlainSearch plain)
      throws IOException {
    for (int i = 0; i < TIMED; i += 50) {
      check(searcher, plain, word(i), plain.word(word(i)));
      check(searcher, plain, word(i) + " " + word(i + 7), plain.all(word(i), word(i + 7)));
      check(searcher, plain, phrase(i), plain.phrase(word(i), word(i + 1)));
    }
  }

  private static void check(LuceneReportSearcher searcher, PlainSearch plain, String q, Query query)
      throws IOException {
    SearchResult ours = searcher.search(quick(ask(q)));
    assertThat(ours.hits().stream().map(SearchResult.Hit::id).toList())
        .as(q)
        .isEqualTo(plain.ids(query));
    assertThat(ours.total()).as(q).isEqualTo(plain.found(query));
  }

  private void time(LuceneReportSearcher searcher, PlainSearch plain) throws IOException {
    print("word", i -> found(searcher, word(i)), i -> plain.found(plain.word(word(i))));
    print(
        "two words",
        i -> found(searcher, word(i) + " " + word(i + 7)),
        i -> plain.found(plain.all(word(i), word(i + 7))));
    print(
        "phrase",
        i -> found(searcher, phrase(i)),
        i -> plain.found(plain.phrase(word(i), word(i + 1))));
    print(
        "question of nine words",
        i -> found(searcher, String.join(" ", question(i))),
        i -> plain.found(plain.any(question(i))));
    print(
        "word, five facets",
        i -> searcher.search(quick(ask(word(i)).facets(FIVE))).total(),
        i -> plain.faceted(plain.word(word(i))));
    print("browse, five facets", i -> searcher.search(quick(ask("").facets(FIVE))).total());
    print(
        "persons by beginning",
        i ->
            searcher
                .search(
                    quick(ask(word(i)).facets(Facet.PERSON).facetPrefix("person" + (1 + i % 9))))
                .total());
    print(
        "persons, browsing",
        i ->
            searcher
                .search(quick(ask("").facets(Facet.PERSON).facetPrefix("person" + (1 + i % 9))))
                .total());
    print("suggest", i -> searcher.suggest(word(i).substring(0, 3)).phrases().size());
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

  private static String phrase(int i) {
    return "\"" + word(i) + " " + word(i + 1) + "\"";
  }

  private static String[] question(int i) {
    String[] question = new String[9];
    for (int word = 0; word < question.length; word++) {
      question[word] = word(i + word * 13);
    }
    return question;
  }

  /** Words of middling frequency: four reports of five have the first, one in twenty the last. */
  private static String word(int i) {
    return "w" + Integer.toString(20 + i % 1_500, 36) + "x";
  }

  private void print(String what, Task ours) throws IOException {
    print(what, ours, Optional.empty());
  }

  private void print(String what, Task ours, Task plain) throws IOException {
    print(what, ours, Optional.of(plain));
  }

  private void print(String what, Task ours, Optional<Task> plain) throws IOException {
    if (!only.matcher(what).find()) {
      return;
    }
    String own = percentiles(ours);
    String beside = plain.isPresent() ? "   lucene " + percentiles(plain.get()) : "";
    System.out.printf(Locale.ROOT, "%-26s %s%s%n", what, own, beside);
  }

  private static String percentiles(Task task) throws IOException {
    long sum = 0;
    long start = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < WARM_UP && THREADS.getCurrentThreadCpuTime() - start < LONGEST; i++) {
      sum += task.run(i);
    }
    long[] busy = new long[TIMED];
    long[] passed = new long[TIMED];
    int times = 0;
    start = THREADS.getCurrentThreadCpuTime();
    while (times < TIMED && THREADS.getCurrentThreadCpuTime() - start < 2 * LONGEST) {
      long startPassed = System.nanoTime();
      long startBusy = THREADS.getCurrentThreadCpuTime();
      sum += task.run(times);
      busy[times] = THREADS.getCurrentThreadCpuTime() - startBusy;
      passed[times] = System.nanoTime() - startPassed;
      times++;
    }
    assertThat(sum).isNotNegative();
    Arrays.sort(busy, 0, times);
    Arrays.sort(passed, 0, times);
    return String.format(
        Locale.ROOT,
        "p50 %7.2f  p99 %7.2f ms (%.2f, %.2f)",
        at(busy, times, 0.5),
        at(busy, times, 0.99),
        at(passed, times, 0.5),
        at(passed, times, 0.99));
  }

  private static double at(long[] sorted, int size, double share) {
    return sorted[(int) (share * (size - 1))] / 1e6;
  }

  /** The same reports each time, in the same order. */
  private void generate(Directory directory, int reports) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig().setRAMBufferSizeMB(128);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int i = 0; i < reports; i++) {
        writer.addDocuments(ReportDocuments.of(some(i).build()));
      }
    }
  }

  /** Makes the index hold its reports so many times. */
  private static void copy(Directory directory, int copies) throws IOException {
    Path folder = Files.createTempDirectory("vigil-bench");
    try (Directory one = FSDirectory.open(folder)) {
      for (String file : directory.listAll()) {
        one.copyFrom(directory, file, file, IOContext.DEFAULT);
      }
      try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
        for (int i = 1; i < copies; i++) {
          writer.addIndexes(one);
        }
      }
      for (String file : one.listAll()) {
        one.deleteFile(file);
      }
    }
    Files.delete(folder);
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
