package org.vigil.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.vigil.schema.Names;
import org.vigil.search.SearchRequest.Facet;

/** Picks the values of a facet that are shown, most frequent first. */
final class FacetTerms {

  private record Counted(int ordinal, int count, double score) {}

  private static final Comparator<Counted> LEAST_FIRST =
      Comparator.comparingDouble(Counted::score)
          .thenComparingInt(Counted::count)
          .thenComparing(Comparator.comparingInt(Counted::ordinal).reversed());

  private final Snapshot snapshot;
  private final Deadline deadline;

  FacetTerms(Snapshot snapshot, Deadline deadline) {
    this.snapshot = snapshot;
    this.deadline = deadline;
  }

  /**
   * The most frequent values.
   *
   * @param selected values that the search is narrowed to
   * @param prefix only values whose label has a word beginning so
   */
  SearchResult.TermCounts of(
      Facet facet,
      FacetColumn.Counts counts,
      int size,
      Optional<String> prefix,
      Set<String> selected)
      throws IOException {
    return of(facet, snapshot.column(facet), counts, size, prefix, selected, Optional.empty());
  }

  /**
   * The same of another column with values of this facet.
   *
   * @param unusual to list the most unusual values in place of the most frequent ones
   */
  SearchResult.TermCounts of(
      Facet facet,
      FacetColumn column,
      FacetColumn.Counts counts,
      int size,
      Optional<String> prefix,
      Set<String> selected,
      Optional<Significance> unusual)
      throws IOException {
    Optional<FacetLabels.Beginning> beginning = beginning(facet, column, prefix);
    PriorityQueue<Counted> top = new PriorityQueue<>(LEAST_FIRST);
    int total = 0;
    int[] byOrdinal = counts.byOrdinal;
    for (int ordinal = 0; ordinal < byOrdinal.length; ordinal++) {
      if ((ordinal & 0xFFF) == 0) {
        deadline.check();
      }
      int count = byOrdinal[ordinal];
      if (count == 0 || (beginning.isPresent() && !beginning.get().isIn(ordinal))) {
        continue;
      }
      total++;
      double score = unusual.isPresent() ? unusual.get().of(ordinal, count) : 0;
      if (unusual.isPresent() && score == 0) {
        continue;
      }
      Counted counted = new Counted(ordinal, count, score);
      if (top.size() < size) {
        top.add(counted);
      } else if (LEAST_FIRST.compare(counted, top.element()) > 0) {
        top.remove();
        top.add(counted);
      }
    }
    List<Counted> ordered = new ArrayList<>(top);
    ordered.sort(Collections.reverseOrder(LEAST_FIRST));
    List<SearchResult.Term> terms = new ArrayList<>();
    FacetColumn.Values values = column.new Values();
    for (Counted counted : ordered) {
      String id = snapshot.identities().idOf(values.of(counted.ordinal()));
      terms.add(
          new SearchResult.Term(
              id,
              FacetLabels.of(facet, id, snapshot),
              counted.count(),
              selected.contains(id),
              unusual.map(by -> counted.score())));
    }
    return new SearchResult.TermCounts(total, counts.missing, terms);
  }

  /** The values of a facet that a search is narrowed to. */
  Set<String> selected(Facet facet, Optional<SearchRequest.Filter> filter) throws IOException {
    Set<String> selected = new LinkedHashSet<>();
    for (String value : filter.map(SearchRequest.Filter::anyOf).orElse(List.of())) {
      selected.addAll(QueryCompiler.values(snapshot, facet, value));
    }
    return selected;
  }

  private Optional<FacetLabels.Beginning> beginning(
      Facet facet, FacetColumn column, Optional<String> prefix) throws IOException {
    Optional<String> folded = prefix.map(Names::folded).filter(p -> !p.isEmpty());
    if (folded.isEmpty()) {
      return Optional.empty();
    }
    FacetLabels labels = snapshot.labels(facet, column);
    labels.complete(deadline);
    return Optional.of(labels.beginning(folded.get()));
  }
}
