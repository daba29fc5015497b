package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.vigil.search.TinyIndex.Ask.ask;
import static org.vigil.search.TinyIndex.Some.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vigil.search.SearchRequest.Facet;

class ClosenessTest {

  private static final String QUESTION = "drowned near harbour";

  private static final SearchRequest.Options EXPLAIN =
      new SearchRequest.Options(
          true, Optional.empty(), false, false, SearchRequest.FacetOrder.COUNT, true);

  /** Stands for an encoder: closeness by the id of a report. */
  private final Map<String, Float> close = new HashMap<>();

  private TinyIndex index(TinyIndex.Some... reports) throws IOException {
    Map<Long, String> ids = new HashMap<>();
    for (TinyIndex.Some each : reports) {
      ids.put(TinyIndex.fingerprint(each), each.build().id());
    }
    return new TinyIndex(
        Optional.of(
            question ->
                close.isEmpty()
                    ? Optional.empty()
                    : Optional.of(of -> close.getOrDefault(ids.getOrDefault(of, ""), Float.NaN))),
        reports);
  }

  private TinyIndex three() throws IOException {
    return index(
        report("words", "Who drowned near the harbour? Nobody knows who drowned near it."),
        report("other", "The harbour is closed since somebody drowned there, near the pier."),
        report("close", "Nine people died at sea; near the harbour some drowned."));
  }

  @Test
  void ofTheBestReportsForAQuestionTheCloserOnesRise() throws IOException {
    try (TinyIndex index = three()) {
      List<String> byWords = index.search(QUESTION);
      assertThat(byWords).first().isEqualTo("words");
      close.putAll(Map.of("words", .1f, "other", .2f, "close", .9f));
      SearchResult answer = index.answer(ask(QUESTION).facets(Facet.LANGUAGE));
      assertThat(answer.hits()).extracting(SearchResult.Hit::id).first().isEqualTo("close");
      assertThat(answer.total()).isEqualTo(byWords.size());
    }
  }

  @Test
  void whereNothingIsKnownOrAllIsAlikeWordsDecideAlone() throws IOException {
    try (TinyIndex index = three()) {
      SearchResult byWords = index.answer(ask(QUESTION));
      close.put("close", .9f);
      assertThat(index.answer(ask(QUESTION)).hits()).isEqualTo(byWords.hits());
      close.putAll(Map.of("words", .9f, "other", .9f));
      assertThat(index.answer(ask(QUESTION)).hits()).isEqualTo(byWords.hits());
    }
  }

  @Test
  void whatIsNoQuestionAndWalksAreAnsweredByWords() throws IOException {
    try (TinyIndex index = three()) {
      List<TinyIndex.Ask> others =
          List.of(
              ask("drowned"),
              ask("\"near the harbour\""),
              ask("drowned harbour near -pier"),
              ask(QUESTION).order(SearchRequest.Order.NEWEST),
              ask("drowned OR harbour OR near OR sea").cursor("*", 3));
      List<SearchResult> before = new ArrayList<>();
      for (TinyIndex.Ask each : others) {
        before.add(index.answer(each));
      }
      close.putAll(Map.of("words", .1f, "other", .2f, "close", .9f));
      for (int i = 0; i < others.size(); i++) {
        assertThat(index.answer(others.get(i))).isEqualTo(before.get(i));
      }
    }
  }

  @Test
  void pagesGoOnWhereTheFormerEndsAndScoresNeverGrow() throws IOException {
    TinyIndex.Some[] reports =
        IntStream.range(0, 130)
            .mapToObj(
                i ->
                    report(
                        "r" + i,
                        "A boat drowned near the harbour. " + "Nothing of note. ".repeat(i % 13)))
            .toArray(TinyIndex.Some[]::new);
    try (TinyIndex index = index(reports)) {
      for (int i = 0; i < 130; i++) {
        close.put("r" + i, (i * 37 % 130) / 130f);
      }
      List<String> paged = new ArrayList<>();
      float last = Float.POSITIVE_INFINITY;
      for (int page = 1; page <= 10; page++) {
        for (SearchResult.Hit hit :
            index.answer(ask("boat drowned near harbour").page(page, 15).options(EXPLAIN)).hits()) {
          paged.add(hit.id());
          assertThat(hit.score()).isLessThanOrEqualTo(last);
          last = hit.score();
        }
      }
      assertThat(paged).hasSize(130).doesNotHaveDuplicates();
      assertThat(index.search(ask("boat drowned near harbour").page(1, 100).options(EXPLAIN)))
          .isEqualTo(paged.subList(0, 100));
    }
  }

  @Test
  void theExplanationNamesClosenessAndAddsUp() throws IOException {
    try (TinyIndex index = three()) {
      close.putAll(Map.of("words", .1f, "other", .2f, "close", .9f));
      SearchResult answer = index.answer(ask(QUESTION).options(EXPLAIN));
      for (SearchResult.Hit hit : answer.hits()) {
        List<SearchResult.Reason> reasons = answer.explanations().getOrDefault(hit.id(), List.of());
        assertThat(reasons.stream().mapToDouble(SearchResult.Reason::score).sum())
            .isCloseTo(hit.score(), within(.001));
        assertThat(reasons.stream().anyMatch(SearchResult.Reason::close))
            .isEqualTo(!hit.id().equals("words"));
      }
      assertThat(answer.explanations().getOrDefault("close", List.of()))
          .extracting(SearchResult.Reason::sentence)
          .contains("it is close to the question in meaning");
    }
  }
}
