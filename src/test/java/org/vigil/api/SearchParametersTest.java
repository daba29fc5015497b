package org.vigil.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.date.PartialDate;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchRequest.Facet;
import org.vigil.search.SearchRequest.Filter;
import org.vigil.search.SearchResult;

class SearchParametersTest {

  private static SearchRequest query(String name, String... values) {
    return SearchParameters.ofQuery(Map.of(name, List.of(values)));
  }

  private static SearchRequest json(String body) {
    return SearchParameters.ofJson(body.getBytes(StandardCharsets.UTF_8));
  }

  private static Problem refusedJson(String body) {
    return catchThrowableOfType(Problem.class, () -> json(body));
  }

  @Test
  void nothingAskedIsTheDefaultSearch() {
    assertThat(SearchParameters.ofQuery(Map.of())).isEqualTo(SearchRequest.of(""));
    assertThat(json("{}")).isEqualTo(SearchRequest.of(""));
  }

  @Test
  void everyParameterReachesTheRequestBothWays() {
    SearchRequest expected =
        new SearchRequest(
            "camps",
            Map.of(
                Facet.PERSON, new Filter(List.of("Liu Xiaoming"), List.of("Ma Jian")),
                Facet.OUTLET, new Filter(List.of("Wire, The", "Courier"), List.of())),
            Optional.of(PartialDate.of(2019)),
            Optional.of(PartialDate.of(2020, 7)),
            Optional.of(SearchRequest.Order.OLDEST),
            1,
            50,
            Optional.of("*"),
            List.of(Facet.OUTLET, Facet.PERSON, Facet.DATE),
            25,
            Optional.of("xin"),
            SearchRequest.Spelling.EXACT,
            SearchRequest.Collapse.NONE,
            false,
            new SearchRequest.Options(false, Optional.of(SearchResult.Interval.YEAR)));

    assertThat(
            SearchParameters.ofQuery(
                Map.ofEntries(
                    Map.entry("q", List.of("camps")),
                    Map.entry("person", List.of("Liu Xiaoming", "-Ma Jian")),
                    Map.entry("outlet", List.of("Wire, The", "Courier")),
                    Map.entry("from-date", List.of("2019")),
                    Map.entry("to-date", List.of("2020-07")),
                    Map.entry("order-by", List.of("oldest")),
                    Map.entry("page-size", List.of("50")),
                    Map.entry("cursor", List.of("*")),
                    Map.entry("facets", List.of("outlet,person", "date")),
                    Map.entry("facet-size", List.of("25")),
                    Map.entry("facet-prefix", List.of("xin")),
                    Map.entry("spelling", List.of("exact")),
                    Map.entry("relax", List.of("false")),
                    Map.entry("date-interval", List.of("year")),
                    Map.entry("collapse", List.of("none")),
                    Map.entry("highlight", List.of("false")))))
        .isEqualTo(expected);
    assertThat(
            json(
                """
                {"q": "camps", "person": ["Liu Xiaoming", "-Ma Jian"],
                 "outlet": ["Wire, The", "Courier"], "from-date": 2019, "to-date": "2020-07",
                 "order-by": "oldest", "page": 1, "page-size": "50", "cursor": "*",
                 "facets": ["outlet", "person", "date"], "facet-size": 25, "facet-prefix": "xin",
                 "spelling": "exact", "relax": false, "date-interval": "year",
                 "collapse": "none", "highlight": false}
                """))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          page        | 0          | parameter page is "0"; expected a whole number from 1
          page        | 99999999999| parameter page is "99999999999"; expected a whole number from 1
          page        | 501        | parameter page is "501"; expected at most 500 with this page-size; cursor=* walks further
          page-size   | 101        | parameter page-size is "101"; expected a whole number from 1 to 100
          page-size   | ten        | parameter page-size is "ten"; expected a whole number from 1 to 100
          facet-size  | -1         | parameter facet-size is "-1"; expected a whole number from 1 to 1000
          from-date   | 2020-13    | parameter from-date is "2020-13"; expected a date such as 2020-07-20, 2020-07 or 2020
          to-date     | 20.7.2020  | parameter to-date is "20.7.2020"; expected a date such as 2020-07-20, 2020-07 or 2020
          order-by    | date       | parameter order-by is "date"; expected one of relevance, newest, oldest
          spelling    | fuzzy      | parameter spelling is "fuzzy"; expected one of exact, folded, variants
          collapse    | all        | parameter collapse is "all"; expected one of none, duplicates, story
          relax       | 1          | parameter relax is "1"; expected true or false
          date-interval | week     | parameter date-interval is "week"; expected one of day, month, year, decade
          highlight   | yes        | parameter highlight is "yes"; expected true or false
          facets      | outlet,who | parameter facets is "who"; expected one of person, place, organisation, group, outlet, author, topic, instrument, speaker, stance, language, type, collection, event-date, date
          person      | -          | parameter person is ""; expected a name or id, with - in front to exclude
          from-dat    | 2020       | unknown parameter "from-dat"; did you mean from-date?
          fromDate    | 2020       | unknown parameter "fromDate"; did you mean from-date?
          page_size   | 10         | unknown parameter "page_size"; did you mean page-size?
          organization| UN         | unknown parameter "organization"; did you mean organisation?
          """)
  void whatIsWrongIsNamedWithItsValueAndWhatWasExpected(String name, String value, String detail) {
    assertThat(catchThrowableOfType(Problem.class, () -> query(name, value)))
        .hasMessage(detail)
        .extracting(Problem::status)
        .isEqualTo(400);
  }

  @Test
  void aNameLikeNoneListsThemAll() {
    assertThat(catchThrowableOfType(Problem.class, () -> query("zzz", "1")))
        .hasMessage(
            "unknown parameter \"zzz\"; expected one of q, person, place, organisation, group,"
                + " outlet, author, topic, instrument, speaker, stance, language, type, collection, event-date, from-date, to-date,"
                + " order-by, page, page-size, cursor, facets, facet-size, facet-prefix,"
                + " facet-order, date-interval, spelling, contested, relax, collapse, highlight,"
                + " explain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"q", "page", "from-date", "spelling", "cursor"})
  void whatMayStandOnceIsRefusedTwice(String name) {
    assertThat(catchThrowableOfType(Problem.class, () -> query(name, "1", "2")))
        .hasMessage("parameter " + name + " is given 2 times; expected once");
  }

  @Test
  void aRangeThatEndsBeforeItStartsIsRefused() {
    assertThat(refusedJson("{\"from-date\": \"2020-07\", \"to-date\": \"2020-06-30\"}"))
        .hasMessage(
            "parameter to-date is \"2020-06-30\"; expected no day before from-date 2020-07");
  }

  @Test
  void aCursorHasNoPages() {
    assertThat(refusedJson("{\"cursor\": \"*\", \"page\": 2}"))
        .hasMessage("parameter page is \"2\"; expected none beside cursor");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"q": "a", "q": "b"}  | body is not valid JSON at line 1, column 15: Duplicate field 'q'
          {"q": "a"             | body is not valid JSON at line 1, column 10: Unexpected end-of-input: expected close marker for Object
          {"q": "a"} x          | body is not valid JSON at line 1, column 12
          {"page": NaN}         | body is not valid JSON at line 1, column 13
          {"page": 1.5}         | parameter page is a fraction; expected text, a whole number or a boolean
          {"page": null}        | parameter page is null; expected text, a whole number or a boolean
          {"page": [1]}         | parameter page is a list; expected text, a whole number or a boolean
          {"q": {"a": 1}}       | parameter q is an object; expected text, a whole number or a boolean
          {"person": [["a"]]}   | parameter person is a list; expected text or a list of texts
          {"highlight": 1}      | parameter highlight is "1"; expected true or false
          {"pgae": 1}           | unknown parameter "pgae"; expected one of
          {"pages": 1}          | unknown parameter "pages"; did you mean page?
          ["q"]                 | body is a list; expected a JSON object of parameters
          ``                    | body is empty; expected a JSON object of parameters
          """)
  void aBodyThatIsNoObjectOfParametersIsRefused(String body, String detail) {
    assertThat(refusedJson(body).getMessage()).startsWith(detail);
  }

  @Test
  void aBodyNestedWithoutEndIsRefused() {
    assertThat(refusedJson("{\"q\":" + "[".repeat(100_000)).getMessage())
        .startsWith("body is not valid JSON");
  }

  @Test
  void aBodyThatIsNotUtf8IsRefused() {
    byte[] latin1 = "{\"q\": \"café\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(catchThrowableOfType(Problem.class, () -> SearchParameters.ofJson(latin1)))
        .hasMessage("body is not UTF-8; expected JSON in UTF-8");
  }

  @Test
  void aLongValueIsQuotedCut() {
    Problem problem = catchThrowableOfType(Problem.class, () -> query("page", "9".repeat(5000)));
    assertThat(problem.getMessage()).hasSizeLessThan(200).contains("999…\"");
  }
}
