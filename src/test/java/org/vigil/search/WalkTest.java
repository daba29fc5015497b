package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigil.search.TinyIndex.Ask.ask;
import static org.vigil.search.TinyIndex.Some.report;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.search.SearchRequest.Facet;
import org.vigil.search.SearchRequest.Order;

/** Pages, walks over all hits, and input that means harm. */
class WalkTest {

  private static TinyIndex.Some[] reports(int from, int to) {
    TinyIndex.Some[] reports = new TinyIndex.Some[to - from];
    for (int i = from; i < to; i++) {
      reports[i - from] =
          report("r%03d".formatted(i), "camps ".repeat(1 + i % 3))
              .on("20%02d".formatted(i % 7 + 10));
    }
    return reports;
  }

  @ParameterizedTest
  @EnumSource
  void aWalkMeetsEveryHitOnceInTheOrderOfThePages(Order order) throws IOException {
    try (TinyIndex index = new TinyIndex(reports(0, 25))) {
      index.add(reports(25, 50));
      List<String> walked = new ArrayList<>();
      Optional<String> cursor = Optional.of("*");
      while (cursor.isPresent()) {
        SearchResult answer = index.answer(ask("camps").order(order).cursor(cursor.get(), 7));
        answer.hits().forEach(hit -> walked.add(hit.id()));
        cursor = answer.cursor();
        assertThat(answer.total()).isEqualTo(50);
      }

      assertThat(walked).isEqualTo(index.search(ask("camps").order(order).page(1, 100)));
      assertThat(index.search(ask("camps").order(order).page(3, 7)))
          .isEqualTo(walked.subList(14, 21));
    }
  }

  @Test
  void aWalkByDateNeitherRepeatsNorSkipsWhileReportsComeIn() throws IOException {
    try (TinyIndex index = new TinyIndex(reports(0, 20))) {
      SearchResult first = index.answer(ask("").order(Order.NEWEST).cursor("*", 10));
      index.add(report("new1").on("2025"), report("new2").on("2024"));
      SearchResult second =
          index.answer(ask("").order(Order.NEWEST).cursor(first.cursor().orElseThrow(), 10));

      List<String> walked = new ArrayList<>();
      first.hits().forEach(hit -> walked.add(hit.id()));
      second.hits().forEach(hit -> walked.add(hit.id()));
      assertThat(walked).hasSize(20).doesNotHaveDuplicates().allMatch(id -> id.startsWith("r"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "UkVMRVZBTkNFIHggcg", "ÿ", "TkVXRVNUIDEgcjE"})
  void refusesACursorThatItDidNotGiveOut(String cursor) throws IOException {
    try (TinyIndex index = new TinyIndex(reports(0, 3))) {
      assertThatThrownBy(() -> index.answer(ask("camps").cursor(cursor, 10)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("cursor was not given out for a search ordered by relevance: " + cursor);
    }
  }

  @Test
  void refusesPagesBeyondTheTenThousandthHitNamingTheRemedy() throws IOException {
    try (TinyIndex index = new TinyIndex(reports(0, 3))) {
      assertThatThrownBy(() -> index.answer(ask("").page(1_000_000_000, 100)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("page 1000000000 of 100 lies beyond hit 10000: walk there with cursor=*");
      assertThat(index.search(ask("").page(100, 100))).isEmpty();
    }
  }

  @Test
  void givesUpAtTheDeadlineWithoutAPartOfAnAnswer() throws IOException {
    try (TinyIndex index = new TinyIndex(Duration.ZERO, reports(0, 3))) {
      assertThatThrownBy(() -> index.answer(ask("camps")))
          .isInstanceOf(SearchTimeoutException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000", "a\u0000b", "\uD800", "\uDC00\uD800 x", "\u202Efdp.exe", "🙂🙂", "*:*",
            "[* TO *]",
        "/a(b*)+++++++++++++++++++++/", "blah++++++++++++++++++++", "title:", "-", "--", "()", "\"",
            "\\",
        "a~2 b~2 c~2", "?????a?b*", "field:*", "person:*", "\u200D\u200C", "é́́́́"
      })
  void oddInputIsAnswered(String q) throws IOException {
    try (TinyIndex index = new TinyIndex(reports(0, 3))) {
      SearchResult answer =
          index.answer(ask(q).facets(Facet.PERSON, Facet.DATE).any(Facet.OUTLET, q));

      assertThat(answer.hits()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "camps ",
        "camp~2 ",
        "ca?p* ",
        "(",
        "\"a ",
        "uighur OR ",
        "a-b-",
        "NOT ",
        "新",
        "\"camps camp\"~9 "
      })
  void hugeInputIsAnswered(String piece) throws IOException {
    try (TinyIndex index = new TinyIndex(reports(0, 3))) {
      SearchResult answer = index.answer(ask(piece.repeat(100_000 / piece.length())));

      assertThat(answer.query().escaped()).isTrue();
    }
  }

  @Test
  void aThousandValuesOfAFilterAreAnsweredAndMoreRefused() throws IOException {
    try (TinyIndex index = new TinyIndex(report("r1").outlet("Outlet 77"), report("r2"))) {
      assertThat(index.search(ask("").any(Facet.OUTLET, outlets(1_000)))).containsExactly("r1");
      assertThatThrownBy(() -> index.search(ask("").any(Facet.OUTLET, outlets(1_001))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1001");
    }
  }

  private static String[] outlets(int count) {
    String[] outlets = new String[count];
    for (int i = 0; i < count; i++) {
      outlets[i] = "Outlet " + i;
    }
    return outlets;
  }
}
