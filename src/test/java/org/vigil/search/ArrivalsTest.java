package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.search.TinyIndex.Some.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.entity.Curation;
import org.vigil.search.SearchRequest.Facet;
import org.vigil.search.SearchRequest.Filter;
import org.vigil.search.SearchRequest.Spelling;

/** New reports are found by saved searches as any search finds them, and each is new once. */
class ArrivalsTest {

  private final SeenReports seen = new SeenReports();

  private List<String> arrived(TinyIndex index, String q) throws IOException {
    try (Arrivals arrivals = index.searcher().arrivals(seen)) {
      return arrivals.matching(SearchRequest.of(q));
    }
  }

  private void see(TinyIndex index) throws IOException {
    try (Arrivals arrivals = index.searcher().arrivals(seen)) {
      arrivals.markSeen();
    }
  }

  @Test
  void aReportIsNewOnceAlsoWhenSegmentsAreMerged() throws IOException {
    try (TinyIndex index = new TinyIndex(report("old", "Camps were seen."))) {
      see(index);
      index.add(report("new", "Camps were closed."));
      assertThat(arrived(index, "camps")).containsExactly("new");
      see(index);
      assertThat(arrived(index, "camps")).isEmpty();
      index.merge();
      assertThat(arrived(index, "camps")).isEmpty();
      index.add(report("later", "Camps again."));
      index.merge();
      assertThat(arrived(index, "camps")).containsExactly("later");
      assertThat(arrived(index, "closed")).isEmpty();
    }
  }

  @Test
  void otherBytesUnderTheSameIdAreNewAndTheSameBytesAreNot() throws IOException {
    try (TinyIndex index = new TinyIndex(report("a", "Camps were seen."))) {
      see(index);
      index.remove("a");
      index.add(report("a", "Camps were seen."));
      assertThat(arrived(index, "camps")).isEmpty();
      index.remove("a");
      index.add(report("a", "Camps were closed."));
      assertThat(arrived(index, "camps")).containsExactly("a");
    }
  }

  @Test
  void aNameMeansTheEntityThatTheWholeArchiveSaysItDoes() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("old", "Omar al-Bashir spoke.")
                .names("person/omar-al-bashir", "Omar al-Bashir"))) {
      see(index);
      index.add(report("new", "Umar Hasan spoke.").names("person/umar-hasan", "Umar Hasan"));
      assertThat(arrived(index, "person:\"Omar al-Bashir\"")).isEmpty();
      index.decide(
          new Curation.Line(
              Curation.Action.MERGE, "person/umar-hasan", "person/omar-al-bashir", 1));
      assertThat(arrived(index, "person:\"Omar al-Bashir\"")).containsExactly("new");
      assertThat(arrived(index, "\"@person/omar-al-bashir spoke\"")).containsExactly("new");
    }
  }

  @Test
  void otherSpellingsAreFoundAsInSearch() throws IOException {
    try (TinyIndex index = new TinyIndex(report("old", "Nothing of note."))) {
      see(index);
      index.add(report("new", "Uyghur detainees were moved."));
      assertThat(arrived(index, "uighurs moved")).containsExactly("new");
      SearchRequest exact = TinyIndex.Ask.ask("uighurs").spelling(Spelling.EXACT).request();
      try (Arrivals arrivals = index.searcher().arrivals(seen)) {
        assertThat(arrivals.matching(exact)).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void savedSearchesFindWhatTheSameSearchFindsAmongTheNewReports(long seed) throws IOException {
    Random random = new Random(seed);
    List<String> words = List.of("camp", "camps", "uighur", "uyghur", "torture", "prisoner");
    List<TinyIndex.Some> reports = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      StringBuilder text = new StringBuilder();
      for (int w = 0; w < 1 + random.nextInt(6); w++) {
        text.append(words.get(random.nextInt(words.size()))).append(' ');
      }
      boolean named = random.nextBoolean();
      TinyIndex.Some some = report("r" + i, text + (named ? "Liu Xiaoming spoke." : "."));
      if (named) {
        some.names("person/liu-xiaoming", "Liu Xiaoming");
      }
      if (random.nextBoolean()) {
        some.on("20" + (10 + random.nextInt(10)));
      }
      reports.add(some.outlet("Outlet " + random.nextInt(3)));
    }
    int old = random.nextInt(40);
    try (TinyIndex index = new TinyIndex(reports.subList(0, old).toArray(TinyIndex.Some[]::new))) {
      see(index);
      Set<String> fresh = new LinkedHashSet<>();
      for (int i = old; i < reports.size(); i += 7) {
        List<TinyIndex.Some> more = reports.subList(i, Math.min(i + 7, reports.size()));
        index.add(more.toArray(TinyIndex.Some[]::new));
        more.forEach(r -> fresh.add(r.build().id()));
      }
      if (random.nextBoolean()) {
        index.merge();
      }
      List<String> asked =
          List.of(
              "camps",
              "camps uighur",
              "camps OR torture",
              "-camps",
              "\"camp uyghur\"",
              "\"camp torture\"~3",
              "\"@person spoke\"",
              "person:\"Liu Xiaoming\" camp*",
              "tortur~1 NOT prisoner",
              "date:[2012 TO 2015]",
              "outlet:\"Outlet 1\" prisoners",
              "");
      try (Arrivals arrivals = index.searcher().arrivals(seen)) {
        assertThat(arrivals.size()).isEqualTo(fresh.size());
        for (String q : asked) {
          SearchRequest request =
              TinyIndex.Ask.ask(q)
                  .page(1, 100)
                  .options(new SearchRequest.Options(false, Optional.empty()))
                  .request();
          if (random.nextBoolean()) {
            request = request.with(Facet.OUTLET, new Filter(List.of(), List.of("Outlet 2")));
          }
          List<String> expected =
              index.searcher().search(request).hits().stream()
                  .map(SearchResult.Hit::id)
                  .filter(fresh::contains)
                  .toList();
          assertThat(arrivals.matching(request))
              .as("seed %d, q %s", seed, q)
              .containsExactlyInAnyOrderElementsOf(expected);
        }
      }
    }
  }

  @Test
  void manyFingerprintsAreKnownAndNoOthers() {
    Random random = new Random(7);
    Map<Long, Boolean> added = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      long fingerprint = i == 0 ? 0 : random.nextLong();
      seen.add(fingerprint);
      seen.add(fingerprint);
      added.put(fingerprint, true);
    }
    assertThat(seen.size()).isEqualTo(added.size());
    added.keySet().forEach(f -> assertThat(seen.contains(f)).isTrue());
    assertThat(seen.contains(12345)).isFalse();
  }
}
