package org.vigil.search;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.entity.Recognisers;
import org.vigil.extract.ExtractionPool;
import org.vigil.extract.Limits;
import org.vigil.index.Generation;
import org.vigil.index.IndexHome;
import org.vigil.ingest.IngestProgress;
import org.vigil.ingest.IngestSummary;
import org.vigil.ingest.Ingestor;

/**
 * Guards the ranking: what the sample corpus answers to the topics in {@code relevance/} of the
 * test resources is as good as {@code relevance.txt} there says, to three digits. A change for the
 * better or the worse fails, until the file is written anew: {@code mvn -q test
 * -Dtest=RelevanceTest -Dvigil.relevance=write}.
 */
class RelevanceTest {

  private static final Path CORPUS = Path.of("corpus").toAbsolutePath();
  private static final Path FOLDER = Path.of("src/test/resources/relevance");
  private static final int AT = 10;

  private record Topic(String number, String q) {}

  private record Judgment(String topic, int grade, String report) {}

  /** How well one topic is answered, each from 0 to 1. */
  private record Quality(double ndcg, double recall, double reciprocalRank) {

    static Quality of(List<String> ranking, Map<String, Integer> grades) {
      return new Quality(
          RankingMeasures.ndcg(ranking, grades, AT),
          RankingMeasures.recall(ranking, grades, AT),
          RankingMeasures.reciprocalRank(ranking, grades));
    }

    static Quality mean(List<Quality> all) {
      return new Quality(
          all.stream().mapToDouble(Quality::ndcg).average().orElseThrow(),
          all.stream().mapToDouble(Quality::recall).average().orElseThrow(),
          all.stream().mapToDouble(Quality::reciprocalRank).average().orElseThrow());
    }

    String line(String head, String tail) {
      return String.format(
              Locale.ROOT, "%-5s %7.3f %9.3f %5.3f  %s", head, ndcg, recall, reciprocalRank, tail)
          .stripTrailing();
    }
  }

  @Test
  void sampleCorpusAnswersTopicsAsWellAsIsWritten(@TempDir Path folder) throws IOException {
    List<Topic> topics = topics();
    Map<String, Map<String, Integer>> judged =
        judgments().stream()
            .collect(groupingBy(Judgment::topic, toMap(Judgment::report, Judgment::grade)));
    List<String> lines = new ArrayList<>();
    lines.add("topic nDCG@10 recall@10   MRR  query");
    Map<String, List<String>> rankings = new LinkedHashMap<>();
    List<Quality> all = new ArrayList<>();
    try (LuceneReportSearcher searcher = LuceneReportSearcher.open(index(folder))) {
      for (Topic topic : topics) {
        List<String> ranking =
            searcher.search(SearchRequest.of(topic.q())).hits().stream()
                .map(RelevanceTest::name)
                .toList();
        Quality quality = Quality.of(ranking, judged.getOrDefault(topic.number(), Map.of()));
        lines.add(quality.line(topic.number(), topic.q()));
        rankings.put(lines.getLast(), ranking);
        all.add(quality);
      }
    }
    lines.add(Quality.mean(all).line("mean", topics.size() + " topics"));
    assertAsWritten("relevance.txt", lines, rankings);
  }

  private static void assertAsWritten(
      String name, List<String> lines, Map<String, List<String>> rankings) throws IOException {
    Path file = FOLDER.resolve(name);
    if ("write".equals(System.getProperty("vigil.relevance"))) {
      Files.write(file, lines);
    }
    List<String> written = Files.readAllLines(file);
    assertThat(String.join("\n", difference(written, lines, rankings)))
        .as(
            "the ranking is not what %s says; if that is meant: mvn -q test -Dtest=RelevanceTest"
                + " -Dvigil.relevance=write",
            file)
        .isEmpty();
  }

  @Test
  void judgmentsAreOfTopicsAndReportsThatThereAre() throws IOException {
    Set<String> numbers = topics().stream().map(Topic::number).collect(Collectors.toSet());

    assertThat(judgments().stream().map(Judgment::topic).collect(Collectors.toSet()))
        .isEqualTo(numbers);
    assertThat(judgments())
        .allSatisfy(
            judgment -> {
              assertThat(judgment.grade()).as(judgment.toString()).isBetween(1, 2);
              assertThat(CORPUS.resolve(judgment.report().replaceFirst("#.*", ""))).exists();
            })
        .doesNotHaveDuplicates();
  }

  /**
   * A report that holds a quoted phrase three times should stand before a short one that holds it
   * once, however long it is. The file says how often it does.
   */
  @Test
  void longReportsStandBeforeShortOnesForQuotedPhrasesAsOftenAsIsWritten() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("a quoted phrase three times in so many words, before once in 150, in 400, of 5");
    for (int words : List.of(400, 800, 1_200, 2_500, 5_000)) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%5d %5d %5d",
              words,
              timesLongIsFirst(words, 150),
              timesLongIsFirst(words, 400)));
    }
    assertAsWritten("long-reports.txt", lines, Map.of());
  }

  private static int timesLongIsFirst(int longWords, int shortWords) throws IOException {
    int times = 0;
    for (long seed = 1; seed <= 5; seed++) {
      Random random = new Random(seed);
      List<TinyIndex.Some> reports = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        reports.add(TinyIndex.Some.report("other" + i, text(random, 400, 0)));
      }
      reports.add(TinyIndex.Some.report("long", text(random, longWords, 3)));
      reports.add(TinyIndex.Some.report("short", text(random, shortWords, 1)));
      try (TinyIndex index = new TinyIndex(reports.toArray(new TinyIndex.Some[0]))) {
        List<String> found = index.search("\"voluntary relocation\"");
        assertThat(found).as("seed %d", seed).containsExactlyInAnyOrder("long", "short");
        if (found.getFirst().equals("long")) {
          times++;
        }
      }
    }
    return times;
  }

  /** So many words of which few are frequent, with a phrase at chance places. */
  private static String text(Random random, int words, int phrases) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < words; i++) {
      all.add("w" + (int) (3_000 * Math.pow(random.nextDouble(), 3)));
    }
    // The last place first, so that the others stay where they are.
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < phrases; i++) {
      places.add(random.nextInt(words));
    }
    places.sort(Collections.reverseOrder());
    places.forEach(place -> all.add(place, "voluntary relocation"));
    return String.join(" ", all);
  }

  /**
   * What is written and not found, and found and not written, with the rankings behind the latter.
   */
  private static List<String> difference(
      List<String> written, List<String> found, Map<String, List<String>> rankings) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < Math.max(written.size(), found.size()); i++) {
      String before = i < written.size() ? written.get(i) : "";
      String after = i < found.size() ? found.get(i) : "";
      if (!before.equals(after)) {
        lines.add("- " + before + "\n+ " + after);
        rankings.getOrDefault(after, List.of()).stream()
            .limit(AT)
            .forEach(report -> lines.add("    " + report));
      }
    }
    return lines;
  }

  private static Path index(Path folder) throws IOException {
    IndexHome home = IndexHome.at(folder.resolve("index"));
    Generation generation = home.begin();
    try (ExtractionPool extraction = ExtractionPool.start(1, Limits.standard())) {
      IngestSummary summary =
          new Ingestor(
                  extraction,
                  Recognisers.standard(),
                  Clock.systemUTC(),
                  1,
                  Duration.ofMinutes(5),
                  CORPUS)
              .run(home, generation, List.of(CORPUS), IngestProgress.SILENT);
      assertThat(summary.indexed()).isGreaterThan(50);
    }
    home.switchTo(generation);
    return home.root();
  }

  private static String name(SearchResult.Hit hit) {
    String path = CORPUS.relativize(CORPUS.resolve(hit.path())).toString().replace('\\', '/');
    return path + hit.part().map(part -> "#" + part).orElse("");
  }

  private static List<Topic> topics() throws IOException {
    return rows("topics.tsv").stream().map(cells -> new Topic(cells.get(0), cells.get(1))).toList();
  }

  private static List<Judgment> judgments() throws IOException {
    return rows("judgments.tsv").stream()
        .map(cells -> new Judgment(cells.get(0), Integer.parseInt(cells.get(1)), cells.get(2)))
        .toList();
  }

  private static List<List<String>> rows(String table) throws IOException {
    return Files.readAllLines(FOLDER.resolve(table)).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> List.of(line.split("\t", -1)))
        .toList();
  }
}
