package org.vigil.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.cli.VigilProcess;
import org.vigil.corpus.ContentHash;
import org.vigil.date.PartialDate;
import org.vigil.index.IndexHome;
import org.vigil.index.KeptReports;
import org.vigil.index.LedgerEntry;
import org.vigil.report.Report;
import org.vigil.report.ReportJson;
import org.vigil.search.LuceneReportSearcher;
import org.vigil.search.ReportSearcher;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchRequest.Collapse;
import org.vigil.search.SearchRequest.Facet;
import org.vigil.search.SearchRequest.FacetOrder;
import org.vigil.search.SearchRequest.Filter;
import org.vigil.search.SearchRequest.Options;
import org.vigil.search.SearchRequest.Order;
import org.vigil.search.SearchRequest.Spelling;
import org.vigil.search.SearchResult;
import org.vigil.search.StoryList;
import org.vigil.search.Wording;

/**
 * A cluster answers as an index of our own does, of one shard and of three: the sample corpus in
 * each, the same questions to each, and every answer the same to the last letter.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterContractTest {

  private Map<String, LedgerEntry> ledger = Map.of();
  private ReportSearcher own;
  private final List<ReportSearcher> clusters = new ArrayList<>();
  private final List<Report> reports = new ArrayList<>();

  @BeforeAll
  void sampleCorpusInBoth(@TempDir Path folder) throws Exception {
    URI url = TestNode.shared().url();
    Path home = folder.resolve("index");
    Process indexing =
        new ProcessBuilder(
                VigilProcess.words(
                    List.of("-XX:TieredStopAtLevel=1", "-Xmx768m"),
                    "index",
                    "corpus",
                    "--quiet",
                    "--index",
                    home.toString()))
            .inheritIO()
            .start();
    assertThat(indexing.waitFor()).isLessThan(2);
    own = LuceneReportSearcher.open(home, Duration.ofSeconds(60));
    try (KeptReports kept = KeptReports.of(IndexHome.at(home).live().orElseThrow())) {
      ledger = kept.ledger();
      clusters.add(ClusterSearcher.open(filled(kept, url, "contract", 1)));
      clusters.add(ClusterSearcher.open(filled(kept, url, "contract-of-three", 3)));
    }
  }

  private ClusterIndex filled(KeptReports kept, URI url, String name, int shards)
      throws IOException {
    Cluster cluster = new Cluster(url, Credentials.NONE, Duration.ofSeconds(60));
    ClusterIndex index = new ClusterIndex(cluster, name);
    cluster.ask("DELETE", "/" + name + "-000001", "");
    ClusterArchive archive =
        index.archive(new ClusterIndex.Shape(Optional.of(shards), Optional.of(0)));
    reports.clear();
    for (LedgerEntry entry : kept.ledger().values()) {
      if (entry.outcome() == LedgerEntry.Outcome.INDEXED) {
        ContentHash identity = entry.identity().orElseThrow();
        reports.addAll(kept.reports(identity));
        archive.put(entry, identity, kept.reports(identity));
      } else {
        archive.note(entry);
      }
    }
    archive.commit(Map.of("roots", "corpus"));
    assertThat(archive.reports()).isEqualTo(reports.size());
    return index;
  }

  @AfterAll
  void end() throws Exception {
    own.close();
    for (ReportSearcher each : clusters) {
      each.close();
    }
  }

  @Test
  void keepsTheLedgerAndTheReportsOfEachFile() throws IOException {
    try (Cluster cluster =
        new Cluster(TestNode.shared().url(), Credentials.NONE, Duration.ofSeconds(60))) {
      for (String name : List.of("contract", "contract-of-three")) {
        ClusterArchive archive = new ClusterIndex(cluster, name).existing();
        assertThat(archive.ledger()).isEqualTo(ledger);
        assertThat(archive.notes()).containsEntry("roots", "corpus");
        for (LedgerEntry entry : ledger.values()) {
          if (entry.reports() > 0) {
            assertThat(archive.reports(entry.identity().orElseThrow())).hasSize(entry.reports());
          }
        }
      }
    }
  }

  @Test
  void asManyReports() throws IOException {
    for (ReportSearcher there : clusters) {
      assertThat(reports).hasSizeGreaterThan(20);
      assertThat(there.size()).isEqualTo(own.size()).isEqualTo(reports.size());
    }
  }

  static Stream<SearchRequest> requests() {
    List<Facet> all = List.of(Facet.values());
    Options plain = Options.DEFAULT;
    List<SearchRequest> requests = new ArrayList<>();
    for (String q :
        List.of(
            "",
            "uyghur",
            "detention camps",
            "\"forced labour\"",
            "\"forced labour\"~8",
            "deten* OR prison*",
            "torure~1",
            "title:rights",
            "person:liu",
            "place:xinjiang -camps",
            "date:[2015 TO 2020]",
            "\"@person said\"~6",
            "who was arrested after the protest in the capital",
            "qzxv",
            "полиция",
            "维吾尔",
            "((broken \"query")) {
      requests.add(request(q, Map.of(), Optional.empty(), all, Collapse.NONE, plain));
      requests.add(request(q, Map.of(), Optional.of(Order.NEWEST), all, Collapse.NONE, plain));
      requests.add(
          request(q, Map.of(), Optional.of(Order.OLDEST), List.of(), Collapse.NONE, plain));
    }
    requests.add(request("", Map.of(), Optional.empty(), all, Collapse.DUPLICATES, plain));
    requests.add(request("rights", Map.of(), Optional.empty(), all, Collapse.STORY, plain));
    requests.add(
        request(
            "police",
            Map.of(Facet.LANGUAGE, new Filter(List.of("en"), List.of())),
            Optional.empty(),
            all,
            Collapse.NONE,
            new Options(
                true,
                Optional.of(SearchResult.Interval.YEAR),
                true,
                true,
                FacetOrder.SIGNIFICANCE,
                true)));
    requests.add(
        request(
            "",
            Map.of(Facet.TYPE, new Filter(List.of(), List.of("html"))),
            Optional.empty(),
            all,
            Collapse.NONE,
            plain));
    return requests.stream();
  }

  private static SearchRequest request(
      String q,
      Map<Facet, Filter> filters,
      Optional<Order> order,
      List<Facet> facets,
      Collapse collapse,
      Options options) {
    return new SearchRequest(
        q,
        filters,
        Optional.empty(),
        Optional.<PartialDate>empty(),
        order,
        1,
        20,
        Optional.empty(),
        facets,
        50,
        Optional.empty(),
        Spelling.VARIANTS,
        collapse,
        true,
        options);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void sameHitsFacetsSnippetsAndScores(SearchRequest request) throws IOException {
    for (ReportSearcher there : clusters) {
      assertThat(Wire.write(there.search(request)).toPrettyString())
          .isEqualTo(Wire.write(own.search(request)).toPrettyString());
    }
  }

  @Test
  void sameStories() throws IOException {
    for (ReportSearcher there : clusters) {
      for (StoryList.Order order : StoryList.Order.values()) {
        assertThat(there.stories(SearchRequest.of("rights"), order))
            .isEqualTo(own.stories(SearchRequest.of("rights"), order));
      }
      assertThat(own.stories(SearchRequest.of(""), StoryList.Order.LARGEST).stories()).isNotEmpty();
    }
  }

  @Test
  void sameToWhoMaySeeReportsOfNoCollectionAlone() throws IOException {
    for (ReportSearcher there : clusters) {
      Set<String> none = Set.of(ReportSearcher.IN_NONE);
      for (String q : List.of("", "rights", "place:china")) {
        assertThat(there.limitedTo(none).search(SearchRequest.of(q)))
            .isEqualTo(own.limitedTo(none).search(SearchRequest.of(q)));
      }
      assertThat(there.limitedTo(Set.of("no such")).size()).isZero();
    }
  }

  @Test
  void sameQuotes() throws IOException {
    for (ReportSearcher there : clusters) {
      for (String q : List.of("", "we", "rights -police", "speaker:minister")) {
        SearchRequest request =
            request(
                q,
                Map.of(),
                Optional.empty(),
                List.of(Facet.SPEAKER, Facet.STANCE),
                Collapse.NONE,
                Options.DEFAULT);
        assertThat(there.quotes(request)).isEqualTo(own.quotes(request));
      }
    }
  }

  @Test
  void everyReportIsTheSameWithItsKin() throws IOException {
    for (ReportSearcher there : clusters) {
      for (Report report : reports) {
        String id = report.id();
        assertThat(ReportJson.write(there.report(id).orElseThrow()))
            .isEqualTo(ReportJson.write(own.report(id).orElseThrow()));
        assertThat(there.duplicates(id)).isEqualTo(own.duplicates(id));
        assertThat(there.story(id)).isEqualTo(own.story(id));
        assertThat(there.highlights(id, "rights OR police", new Wording(Spelling.VARIANTS, false)))
            .isEqualTo(
                own.highlights(id, "rights OR police", new Wording(Spelling.VARIANTS, false)));
      }
      assertThat(there.report("no-such-report")).isEmpty();
    }
  }

  @Test
  void sameRelatedReports() throws IOException {
    for (ReportSearcher there : clusters) {
      for (Report report : reports.subList(0, 10)) {
        assertThat(there.related(report.id())).isEqualTo(own.related(report.id()));
      }
    }
  }

  @Test
  void sameEntitiesAndSuggestions() throws IOException {
    for (ReportSearcher there : clusters) {
      Set<org.vigil.entity.EntityKind> kinds =
          new TreeSet<>(List.of(org.vigil.entity.EntityKind.values()));
      assertThat(there.entities(Optional.empty(), kinds, 50))
          .isEqualTo(own.entities(Optional.empty(), kinds, 50))
          .isNotEmpty();
      for (var named : own.entities(Optional.empty(), kinds, 20)) {
        assertThat(there.entity(named.id())).isEqualTo(own.entity(named.id()));
      }
      for (String typed : List.of("u", "xin", "human ri", "")) {
        assertThat(there.suggest(typed)).isEqualTo(own.suggest(typed));
      }
    }
  }

  @Test
  void walkByCursorMeetsTheSameReports() throws IOException {
    for (ReportSearcher there : clusters) {
      assertThat(walk(there)).isEqualTo(walk(own)).hasSize(reports.size());
    }
  }

  private static List<String> walk(ReportSearcher searcher) throws IOException {
    List<String> met = new ArrayList<>();
    Optional<String> cursor = Optional.of("*");
    while (cursor.isPresent()) {
      SearchRequest request = SearchRequest.of("");
      SearchResult page =
          searcher.search(
              new SearchRequest(
                  "",
                  Map.of(),
                  request.from(),
                  request.to(),
                  Optional.of(Order.NEWEST),
                  1,
                  7,
                  cursor,
                  List.of(),
                  10,
                  Optional.empty(),
                  request.spelling(),
                  request.collapse(),
                  false,
                  request.options()));
      page.hits().forEach(hit -> met.add(hit.id()));
      cursor = page.cursor();
    }
    return met;
  }
}
