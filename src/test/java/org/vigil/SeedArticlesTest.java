package org.vigil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.date.PartialDate;
import org.vigil.entity.Entity;
import org.vigil.entity.EntityKind;
import org.vigil.entity.Mention;
import org.vigil.entity.Recognisers;
import org.vigil.extract.ExtractionPool;
import org.vigil.extract.Limits;
import org.vigil.index.Generation;
import org.vigil.index.IndexHome;
import org.vigil.ingest.IngestProgress;
import org.vigil.ingest.Ingestor;
import org.vigil.report.Report;
import org.vigil.search.LuceneReportSearcher;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchRequest.Facet;
import org.vigil.search.SearchRequest.Filter;
import org.vigil.search.SearchRequest.Spelling;
import org.vigil.search.SearchResult;

/**
 * Two articles about one event, as the web leaves them, from the file to the search. They are other
 * people's texts: the test runs where they lie beside the checkout and is skipped elsewhere.
 */
class SeedArticlesTest {

  private static final Path SEEDS = Path.of("../shared/seeds");

  @TempDir static Path folder;
  private static LuceneReportSearcher searcher;
  private static Map<String, Report> reports;

  @BeforeAll
  static void indexThem() throws IOException {
    assumeTrue(Files.isDirectory(SEEDS), "the seed articles are not beside this checkout");
    IndexHome home = IndexHome.at(folder);
    Generation generation = home.begin();
    try (ExtractionPool extractor = ExtractionPool.start(1, Limits.standard())) {
      new Ingestor(
              extractor,
              Recognisers.standard(),
              Clock.systemUTC(),
              1,
              Duration.ofSeconds(20),
              Path.of("").toAbsolutePath())
          .run(
              home, generation, List.of(SEEDS.toAbsolutePath().normalize()), IngestProgress.SILENT);
    }
    home.switchTo(generation);
    searcher = LuceneReportSearcher.open(folder);
    reports =
        searcher.search(SearchRequest.of("")).hits().stream()
            .map(hit -> report(hit.id()))
            .collect(
                Collectors.toMap(
                    r -> Path.of(r.source().path()).getFileName().toString(), Function.identity()));
  }

  private static Report report(String id) {
    try {
      return searcher.report(id).orElseThrow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Report seed(int number) {
    return Optional.ofNullable(reports.get("article-" + number + ".txt")).orElseThrow();
  }

  private static Set<String> names(Report report, EntityKind kind) {
    return report.annotations().entities().stream()
        .filter(e -> e.kind() == kind)
        .map(Entity::name)
        .collect(Collectors.toSet());
  }

  private static Set<String> found(SearchRequest request) throws IOException {
    return searcher.search(request).hits().stream()
        .map(hit -> Path.of(hit.path()).getFileName().toString())
        .collect(Collectors.toSet());
  }

  @Test
  void secondStatesDateAuthorHeadlineAndOutlet() {
    Report second = seed(2);

    assertThat(second.date()).contains(PartialDate.of(2020, 7, 20));
    assertThat(second.authors()).containsExactly("Heather Chen");
    assertThat(second.title().orElseThrow())
        .startsWith("‘People in Xinjiang Enjoy Happy Life’")
        .endsWith("Uighur Concentration Camps");
    assertThat(second.outlet()).contains("VICE News");
  }

  @Test
  void firstClaimsNeitherDateNorOutletNorHeadline() {
    Report first = seed(1);

    assertThat(first.date()).isEmpty();
    assertThat(first.outlet()).isEmpty();
    assertThat(first.title()).isEmpty();
    assertThat(first.text()).doesNotContain("Get in touch with our reporters");
  }

  @Test
  void peopleAreThoseWhoAreNamed() {
    assertThat(names(seed(1), EntityKind.PERSON))
        .containsExactlyInAnyOrder("Liu Xiaoming", "Andrew Marr", "Dominic Raab");
    assertThat(names(seed(2), EntityKind.PERSON))
        .containsExactlyInAnyOrder("Liu Xiaoming", "Andrew Marr", "Alip Erkin");
  }

  @Test
  void placesAreOneEach() {
    assertThat(names(seed(1), EntityKind.PLACE))
        .contains("Xinjiang", "China", "United Kingdom", "Hong Kong", "United States")
        .doesNotContain("US", "UK");
    assertThat(names(seed(2), EntityKind.PLACE))
        .contains("Xinjiang", "China", "United Kingdom", "United States");
  }

  @Test
  void bareSurnameBelongsToTheAmbassador() {
    for (Report report : reports.values()) {
      List<Mention> bare =
          report.annotations().mentions().stream()
              .filter(m -> report.text().substring(m.start(), m.end()).equals("Liu"))
              .toList();
      assertThat(bare).isNotEmpty();
      assertThat(bare).extracting(Mention::entityId).containsOnly("person/liu-xiaoming");
    }
  }

  @Test
  void spellingIsAsWideAsAsked() throws IOException {
    SearchRequest uyghur = SearchRequest.of("uyghur");
    assertThat(found(uyghur)).containsExactlyInAnyOrder("article-1.txt", "article-2.txt");

    SearchRequest exact =
        new SearchRequest(
            "uyghur",
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            1,
            20,
            Optional.empty(),
            List.of(),
            10,
            Optional.empty(),
            Spelling.EXACT,
            SearchRequest.Collapse.NONE,
            true,
            SearchRequest.Options.DEFAULT);
    for (SearchResult.Hit hit : searcher.search(exact).hits()) {
      assertThat(report(hit.id()).text().toLowerCase(java.util.Locale.ROOT))
          .containsPattern("\\buyghur\\b");
    }
  }

  @Test
  void phraseAndPersonAreFound() throws IOException {
    assertThat(found(SearchRequest.of("\"concentration camps\""))).containsExactly("article-2.txt");
    SearchRequest person =
        SearchRequest.of("").with(Facet.PERSON, new Filter(List.of("Liu Xiaoming"), List.of()));
    assertThat(found(person)).containsExactlyInAnyOrder("article-1.txt", "article-2.txt");
  }
}
