package org.vigil.search;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigil.date.PartialDate;

/**
 * One search, validated: what {@code /api/v1/search} and {@code ./vigil search} both build.
 *
 * @param q query text, empty for every report
 * @param filters per facet the values that must (any of them) or must not hold
 * @param from first day of publication, inclusive
 * @param to last day of publication, inclusive
 * @param order empty means by relevance when there is a query, newest first when there is none
 * @param page from 1
 * @param pageSize from 1 to {@value #LARGEST_PAGE}
 * @param cursor {@code *} to start a walk over all hits, or what the last answer gave
 * @param facets which to count
 * @param facetSize values listed per facet, from 1 to {@value #MOST_FACET_VALUES}
 * @param facetPrefix only facet values whose label has a word beginning so, case and accents aside
 */
public record SearchRequest(
    String q,
    Map<Facet, Filter> filters,
    Optional<PartialDate> from,
    Optional<PartialDate> to,
    Optional<Order> order,
    int page,
    int pageSize,
    Optional<String> cursor,
    List<Facet> facets,
    int facetSize,
    Optional<String> facetPrefix,
    Spelling spelling,
    Collapse collapse,
    boolean highlight,
    Options options) {

  public static final int LARGEST_PAGE = 100;
  public static final int MOST_FACET_VALUES = 1000;

  /** Values that a filter may have: each is looked up in the index. */
  public static final int MOST_FILTER_VALUES = 1000;

  /** Hits that pages reach; a cursor reaches all. */
  public static final int DEEPEST_HIT = 10_000;

  public SearchRequest {
    filters = Map.copyOf(filters);
    facets = List.copyOf(facets);
    for (Map.Entry<Facet, Filter> filter : filters.entrySet()) {
      int values = filter.getValue().anyOf().size() + filter.getValue().noneOf().size();
      if (values > MOST_FILTER_VALUES) {
        throw new IllegalArgumentException(
            filter.getKey().name().toLowerCase(Locale.ROOT).replace('_', '-')
                + " takes at most "
                + MOST_FILTER_VALUES
                + " values: "
                + values);
      }
    }
    if (page < 1) {
      throw new IllegalArgumentException("page must be 1 or more: " + page);
    }
    if (pageSize < 1 || pageSize > LARGEST_PAGE) {
      throw new IllegalArgumentException(
          "page-size must be from 1 to " + LARGEST_PAGE + ": " + pageSize);
    }
    if (facetSize < 1 || facetSize > MOST_FACET_VALUES) {
      throw new IllegalArgumentException(
          "facet-size must be from 1 to " + MOST_FACET_VALUES + ": " + facetSize);
    }
    if (from.isPresent() && to.isPresent() && from.get().first().isAfter(to.get().last())) {
      throw new IllegalArgumentException(
          "date range ends before it starts: " + from.get() + " to " + to.get());
    }
    if (options.facetOrder() == FacetOrder.SIGNIFICANCE && collapse != Collapse.NONE) {
      throw new IllegalArgumentException(
          "values are ordered by significance among reports, not among groups: no collapse");
    }
  }

  /** The first page of twenty for this query text, with the defaults of the API. */
  public static SearchRequest of(String q) {
    return new SearchRequest(
        q,
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
        Spelling.VARIANTS,
        Collapse.NONE,
        true,
        Options.DEFAULT);
  }

  /**
   * What few searches ask for.
   *
   * @param relax whether a question in plain words whose words no report has all may be answered
   *     with reports that have some
   * @param interval the width of the buckets of the histogram; empty means one that fits
   * @param kin whether hits tell of their copies and stories, for which the first search over a
   *     snapshot reads something of every report
   * @param contested whether also what others call the same thing is searched
   * @param facetOrder which values of facets come first
   * @param explain whether the answer tells what the score of each hit is made of
   */
  public record Options(
      boolean relax,
      Optional<SearchResult.Interval> interval,
      boolean kin,
      boolean contested,
      FacetOrder facetOrder,
      boolean explain) {

    public Options(boolean relax, Optional<SearchResult.Interval> interval) {
      this(relax, interval, true, false, FacetOrder.COUNT, false);
    }

    /** Relaxes, and nothing else. */
    public static final Options DEFAULT = new Options(true, Optional.empty());
  }

  /**
   * How many hits stand before this page.
   *
   * @throws IllegalArgumentException if pages do not reach so far
   */
  int skippedByPage() {
    long skipped = (page - 1L) * pageSize;
    if (skipped + pageSize > DEEPEST_HIT) {
      throw new IllegalArgumentException(
          "page "
              + page
              + " of "
              + pageSize
              + " lies beyond hit "
              + DEEPEST_HIT
              + ": walk there with cursor=*");
    }
    return (int) skipped;
  }

  /** Whether no filter narrows what the query text asks for. */
  boolean isUnfiltered() {
    return filters.isEmpty() && from.isEmpty() && to.isEmpty();
  }

  /** How far what a report says may differ from the query text. */
  public Wording wording() {
    return new Wording(spelling, options.contested());
  }

  /** The same with another filter on a facet. */
  public SearchRequest with(Facet facet, Filter filter) {
    Map<Facet, Filter> all = new HashMap<>(filters);
    all.put(facet, filter);
    return with(all, order, pageSize);
  }

  /** The same with the values of these facets counted, instead of others. */
  public SearchRequest counting(List<Facet> others) {
    return with(filters, others, order, pageSize, options);
  }

  /** The same in another order. */
  public SearchRequest orderedBy(Order other) {
    return with(filters, Optional.of(other), pageSize);
  }

  /** The same with so many hits a page. */
  public SearchRequest ofSize(int hits) {
    return with(filters, order, hits);
  }

  /** The same, whose hits tell nothing of their copies and stories. */
  public SearchRequest withoutKin() {
    return with(
        filters,
        facets,
        order,
        pageSize,
        new Options(
            options.relax(),
            options.interval(),
            false,
            options.contested(),
            options.facetOrder(),
            options.explain()));
  }

  private SearchRequest with(
      Map<Facet, Filter> otherFilters, Optional<Order> otherOrder, int otherSize) {
    return with(otherFilters, facets, otherOrder, otherSize, options);
  }

  private SearchRequest with(
      Map<Facet, Filter> otherFilters,
      List<Facet> otherFacets,
      Optional<Order> otherOrder,
      int otherSize,
      Options otherOptions) {
    return new SearchRequest(
        q,
        otherFilters,
        from,
        to,
        otherOrder,
        page,
        otherSize,
        cursor,
        otherFacets,
        facetSize,
        facetPrefix,
        spelling,
        collapse,
        highlight,
        otherOptions);
  }

  /** Values of one facet: any of {@code anyOf} (when there are some) and none of {@code noneOf}. */
  public record Filter(List<String> anyOf, List<String> noneOf) {
    public Filter {
      anyOf = List.copyOf(anyOf);
      noneOf = List.copyOf(noneOf);
    }
  }

  /** What can be filtered by and counted. {@code DATE} is counted as a histogram only. */
  public enum Facet {
    PERSON,
    PLACE,
    ORGANISATION,
    GROUP,
    OUTLET,
    AUTHOR,
    TOPIC,
    /** Treaties, courts and mandates. */
    INSTRUMENT,
    /** Who is quoted. */
    SPEAKER,
    /** What those who are quoted do: claim, deny. */
    STANCE,
    LANGUAGE,
    TYPE,
    COLLECTION,
    /** When what the reports tell of happened; counted by year. */
    EVENT_DATE,
    DATE;

    /** Those asked of a quote rather than of its report. */
    public static final Set<Facet> OF_QUOTES = Set.of(SPEAKER, STANCE);
  }

  /** The order of hits. */
  public enum Order {
    RELEVANCE,
    NEWEST,
    OLDEST
  }

  /** How far a word may differ from the one asked for. */
  public enum Spelling {
    /** Case and width apart, the word itself. */
    EXACT,
    /** Also other accents and inflections. */
    FOLDED,
    /** Also known other spellings and transliterations. */
    VARIANTS
  }

  /** Which values of a facet come first. */
  public enum FacetOrder {
    /** Those that most hits have. */
    COUNT,
    /** Those that far more hits have than other reports do; others are left out. */
    SIGNIFICANCE
  }

  /** Which hits stand for others. */
  public enum Collapse {
    NONE,
    DUPLICATES,
    STORY
  }
}
