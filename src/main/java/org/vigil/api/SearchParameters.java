package org.vigil.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigil.date.DateRange;
import org.vigil.date.PartialDate;
import org.vigil.quote.Stance;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchRequest.Facet;
import org.vigil.search.SearchRequest.Filter;
import org.vigil.search.SearchResult;

/** Turns the parameters of {@code /search} into a {@link SearchRequest}. */
public final class SearchParameters {

  /** In the order in which they are documented. */
  public static final Set<String> NAMES;

  /** Those that may be given several times, or as a list. */
  static final Set<String> REPEATABLE;

  /** Those that also an export understands, which has neither pages nor facets nor snippets. */
  static final Set<String> OF_EXPORT;

  /** Those that a feed understands, which has its own order. */
  static final Set<String> OF_FEED;

  /** Those that a search for quotes understands, which are never collapsed or relaxed. */
  public static final Set<String> OF_QUOTES;

  /** Those that a list of stories understands, whose order is another. */
  static final Set<String> OF_STORIES;

  /** Those that a saved search understands, which has neither an order nor pages. */
  static final Set<String> OF_ALERT;

  private static final List<Facet> FILTERS =
      List.of(Facet.values()).stream().filter(f -> f != Facet.DATE).toList();

  private static final String STANCES =
      Stream.of(Stance.values())
          .map(Stance::word)
          .collect(Collectors.joining(", ", "one of ", ", with - in front to exclude"));

  private static final SearchRequest DEFAULTS = SearchRequest.of("");

  static {
    Set<String> names = new LinkedHashSet<>(Set.of("q"));
    Set<String> repeatable = new LinkedHashSet<>();
    FILTERS.forEach(facet -> repeatable.add(Parameters.word(facet)));
    names.addAll(repeatable);
    names.addAll(
        List.of(
            "from-date",
            "to-date",
            "order-by",
            "page",
            "page-size",
            "cursor",
            "facets",
            "facet-size",
            "facet-prefix",
            "facet-order",
            "date-interval",
            "spelling",
            "contested",
            "relax",
            "collapse",
            "highlight",
            "explain"));
    repeatable.add("facets");
    NAMES = names;
    REPEATABLE = repeatable;
    OF_EXPORT = new LinkedHashSet<>(names);
    OF_EXPORT.removeAll(
        Set.of(
            "page",
            "page-size",
            "cursor",
            "facets",
            "facet-size",
            "facet-prefix",
            "facet-order",
            "date-interval",
            "relax",
            "collapse",
            "highlight",
            "explain"));
    OF_QUOTES = new LinkedHashSet<>(names);
    OF_QUOTES.removeAll(Set.of("facet-order", "date-interval", "relax", "collapse", "explain"));
    OF_STORIES = new LinkedHashSet<>(OF_EXPORT);
    OF_STORIES.addAll(List.of("page", "page-size"));
    OF_FEED = new LinkedHashSet<>(OF_EXPORT);
    OF_FEED.remove("order-by");
    OF_FEED.add("page-size");
    OF_ALERT = new LinkedHashSet<>(OF_EXPORT);
    OF_ALERT.remove("order-by");
  }

  private SearchParameters() {}

  /**
   * Reads parameters by name, each with the values given for it.
   *
   * @throws Problem naming the parameter, its value and what was expected
   */
  public static SearchRequest ofQuery(Map<String, List<String>> query) {
    return request(Parameters.of(query, NAMES, REPEATABLE));
  }

  /**
   * Reads those of a search for quotes.
   *
   * @throws Problem naming the parameter, its value and what was expected
   */
  public static SearchRequest ofQuotes(Map<String, List<String>> query) {
    SearchRequest request = request(Parameters.of(query, OF_QUOTES, REPEATABLE));
    for (Facet facet : request.facets()) {
      if (!Facet.OF_QUOTES.contains(facet)) {
        throw Problem.parameter("facets", Parameters.word(facet), "speaker or stance");
      }
    }
    return request;
  }

  static SearchRequest ofJson(byte[] body) {
    return request(Parameters.ofJson(body, NAMES, REPEATABLE));
  }

  /**
   * Reads what an alert searches for, a JSON object.
   *
   * @throws Problem naming the parameter, its value and what was expected
   */
  public static SearchRequest ofAlert(String json) {
    return request(Parameters.ofJson(json.getBytes(StandardCharsets.UTF_8), OF_ALERT, REPEATABLE));
  }

  static SearchRequest ofAlert(JsonNode search) {
    return request(Parameters.ofJson("search", search, OF_ALERT, REPEATABLE));
  }

  static SearchRequest request(Parameters given) {
    Map<Facet, Filter> filters = new EnumMap<>(Facet.class);
    for (Facet facet : FILTERS) {
      List<String> values = given.all(Parameters.word(facet));
      if (!values.isEmpty()) {
        filters.put(facet, filter(Parameters.word(facet), values));
      }
    }
    Optional<PartialDate> from = given.date("from-date");
    Optional<PartialDate> to = given.date("to-date");
    if (from.isPresent() && to.isPresent() && from.get().first().isAfter(to.get().last())) {
      throw Problem.parameter(
          "to-date", to.get().toString(), "no day before from-date " + from.get());
    }
    int page = given.number("page", 1, Integer.MAX_VALUE, DEFAULTS.page());
    int pageSize = given.number("page-size", 1, SearchRequest.LARGEST_PAGE, DEFAULTS.pageSize());
    Optional<String> cursor = given.text("cursor");
    if (cursor.isPresent() && page > 1) {
      throw Problem.parameter("page", Integer.toString(page), "none beside cursor");
    }
    if ((long) page * pageSize > SearchRequest.DEEPEST_HIT) {
      throw Problem.parameter(
          "page",
          Integer.toString(page),
          "at most "
              + SearchRequest.DEEPEST_HIT / pageSize
              + " with this page-size; cursor=* walks further");
    }
    return new SearchRequest(
        given.one("q").orElse(DEFAULTS.q()),
        filters,
        from,
        to,
        given.choice("order-by", SearchRequest.Order.class),
        page,
        pageSize,
        cursor,
        facets(given.all("facets")),
        given.number("facet-size", 1, SearchRequest.MOST_FACET_VALUES, DEFAULTS.facetSize()),
        given.text("facet-prefix"),
        given.choice("spelling", SearchRequest.Spelling.class).orElse(DEFAULTS.spelling()),
        given.choice("collapse", SearchRequest.Collapse.class).orElse(DEFAULTS.collapse()),
        given.flag("highlight", DEFAULTS.highlight()),
        new SearchRequest.Options(
            given.flag("relax", DEFAULTS.options().relax()),
            given.choice("date-interval", SearchResult.Interval.class),
            true,
            given.flag("contested", DEFAULTS.options().contested()),
            facetOrder(given),
            given.flag("explain", DEFAULTS.options().explain())));
  }

  private static SearchRequest.FacetOrder facetOrder(Parameters given) {
    SearchRequest.FacetOrder order =
        given
            .choice("facet-order", SearchRequest.FacetOrder.class)
            .orElse(DEFAULTS.options().facetOrder());
    String collapse = given.one("collapse").orElse("none");
    if (order == SearchRequest.FacetOrder.SIGNIFICANCE && !collapse.equals("none")) {
      throw Problem.parameter("collapse", collapse, "none beside facet-order=significance");
    }
    return order;
  }

  private static Filter filter(String name, List<String> values) {
    if (values.size() > SearchRequest.MOST_FILTER_VALUES) {
      throw Problem.parameter(
          name,
          values.size() + " values",
          "at most " + SearchRequest.MOST_FILTER_VALUES + " values");
    }
    List<String> anyOf = new ArrayList<>();
    List<String> noneOf = new ArrayList<>();
    for (String value : values) {
      boolean excluded = value.startsWith("-");
      String wanted =
          Parameters.notBlank(
              name,
              excluded ? value.substring(1) : value,
              "a name or id, with - in front to exclude");
      if (name.equals(Parameters.word(Facet.STANCE)) && Stance.ofWord(wanted).isEmpty()) {
        throw Problem.parameter(name, value, STANCES);
      }
      if (name.equals(Parameters.word(Facet.EVENT_DATE)) && !isDateRange(wanted)) {
        throw Problem.parameter(
            name, value, "a date or a range such as 2019-08, 2013..2018 or ..2018-03");
      }
      (excluded ? noneOf : anyOf).add(wanted);
    }
    return new Filter(anyOf, noneOf);
  }

  private static boolean isDateRange(String text) {
    try {
      DateRange unused = DateRange.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static List<Facet> facets(List<String> lists) {
    Set<Facet> facets = new LinkedHashSet<>();
    for (String list : lists) {
      for (String name : list.split(",", -1)) {
        facets.add(Parameters.constant("facets", name.strip(), Facet.class));
      }
    }
    return List.copyOf(facets);
  }
}
