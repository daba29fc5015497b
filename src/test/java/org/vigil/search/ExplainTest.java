package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.vigil.search.TinyIndex.Ask.ask;
import static org.vigil.search.TinyIndex.Some.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.search.SearchRequest.Collapse;
import org.vigil.search.SearchRequest.Facet;
import org.vigil.search.SearchRequest.FacetOrder;

class ExplainTest {

  private static final SearchRequest.Options EXPLAIN =
      new SearchRequest.Options(true, Optional.empty(), true, false, FacetOrder.COUNT, true);
  private static final SearchRequest.Options UNUSUAL =
      new SearchRequest.Options(
          true, Optional.empty(), true, false, FacetOrder.SIGNIFICANCE, false);

  private static TinyIndex index() throws IOException {
    return new TinyIndex(
        report("r1", "Forced labour in the camps. The camps were built in forced haste.")
            .title("Inside the camps")
            .on("2020"),
        report("r2", "A camp for forced guests, of labour and rest."),
        report("r3", "Nothing at all."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "camps",
        "forced labour",
        "\"forced labour\"",
        "camps OR nothing",
        "forced camp* date:2020",
        "labor camps",
        "forced labour in the camps built"
      })
  void thePartsOfAScoreAddUpToIt(String q) throws IOException {
    try (TinyIndex index = index()) {
      SearchResult answer = index.answer(ask(q).options(EXPLAIN));

      assertThat(answer.hits()).isNotEmpty();
      for (SearchResult.Hit hit : answer.hits()) {
        List<SearchResult.Reason> reasons = answer.explanations().getOrDefault(hit.id(), List.of());
        assertThat(reasons.stream().mapToDouble(SearchResult.Reason::score).sum())
            .as("%s: %s", hit.id(), reasons)
            .isCloseTo(hit.score(), within(0.01));
      }
    }
  }

  @Test
  void aReasonNamesFieldWordsAndNumbers() throws IOException {
    try (TinyIndex index = index()) {
      List<SearchResult.Reason> reasons =
          index.answer(ask("camps").options(EXPLAIN)).explanations().getOrDefault("r1", List.of());

      assertThat(reasons).extracting(r -> r.field().orElse("")).containsOnly("title", "text");
      assertThat(reasons).allSatisfy(r -> assertThat(r.words()).contains("camps", "camp"));
      assertThat(reasons)
          .extracting(SearchResult.Reason::sentence)
          .anySatisfy(text -> assertThat(text).contains("in the title, a word of"));
    }
  }

  @Test
  void nothingIsExplainedUnlessAskedForOrWhereTheDateDecides() throws IOException {
    try (TinyIndex index = index()) {
      assertThat(index.answer(ask("camps")).explanations()).isEmpty();
      assertThat(
              index
                  .answer(ask("camps").options(EXPLAIN).order(SearchRequest.Order.NEWEST))
                  .explanations())
          .isEmpty();
    }
  }

  private static TinyIndex places() throws IOException {
    List<TinyIndex.Some> reports = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      TinyIndex.Some each =
          report("r" + i, i < 10 ? "A drought in Geneva and Turkana." : "Talks in Geneva.")
              .names("place/geneva", "Geneva");
      reports.add(i < 10 ? each.names("place/turkana", "Turkana") : each);
    }
    return new TinyIndex(reports.toArray(new TinyIndex.Some[0]));
  }

  @Test
  void significantValuesAreThoseThatOthersHaveNot() throws IOException {
    try (TinyIndex index = places()) {
      SearchResult.TermCounts counts =
          index
              .answer(ask("drought").facets(Facet.PLACE).options(UNUSUAL))
              .facets()
              .values()
              .iterator()
              .next();

      assertThat(counts.terms()).extracting(SearchResult.Term::id).containsExactly("place/turkana");
      assertThat(counts.terms().getFirst().count()).isEqualTo(10);
      // 2 * (N H(rows) + N H(columns) - N H(cells)) of 10 of 10 against 0 of 90
      assertThat(counts.terms().getFirst().score().orElseThrow()).isCloseTo(65.0, within(0.1));
      assertThat(counts.total()).as("distinct values").isEqualTo(2);
    }
  }

  @Test
  void nothingIsUnusualInEverything() throws IOException {
    try (TinyIndex index = places()) {
      assertThat(index.answer(ask("").facets(Facet.PLACE).options(UNUSUAL)).facets().values())
          .allSatisfy(counts -> assertThat(counts.terms()).isEmpty());
      assertThatThrownBy(() -> ask("x").options(UNUSUAL).collapse(Collapse.STORY).request())
          .hasMessageContaining("no collapse");
    }
  }
}
