package org.vigil.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.entity.EntityKind;
import org.vigil.search.ReportSearcher;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchRequest.Facet;
import org.vigil.search.SearchResult;

/** Names as one types: the entities of the whole index by how many reports name them. */
final class EntityNames {

  private static final int LISTED = 20;

  private EntityNames() {}

  /** One name of the list. */
  private record Named(EntityKind kind, SearchResult.Term term) {}

  /**
   * The most frequent entities.
   *
   * @param prefix of any word of the name; empty for all names
   */
  static ObjectNode beginning(
      Optional<String> prefix, List<EntityKind> kinds, ReportSearcher searcher) throws IOException {
    SearchRequest all = SearchRequest.of("");
    SearchRequest request =
        new SearchRequest(
            all.q(),
            all.filters(),
            all.from(),
            all.to(),
            all.order(),
            1,
            1,
            Optional.empty(),
            kinds.stream().map(EntityNames::facet).toList(),
            LISTED,
            prefix,
            all.spelling(),
            all.collapse(),
            false);
    Map<Facet, SearchResult.TermCounts> counts = searcher.search(request).facets();
    List<Named> names = new ArrayList<>();
    for (EntityKind kind : kinds) {
      Optional.ofNullable(counts.get(facet(kind)))
          .ifPresent(found -> found.terms().forEach(term -> names.add(new Named(kind, term))));
    }
    names.sort(
        Comparator.comparingLong((Named n) -> -n.term().count())
            .thenComparing(n -> n.term().label())
            .thenComparing(n -> n.term().id()));
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode list = json.putArray("entities");
    names.stream()
        .limit(LISTED)
        .forEach(
            n ->
                list.addObject()
                    .put("id", n.term().id())
                    .put("name", n.term().label())
                    .put("kind", n.kind().path())
                    .put("count", n.term().count()));
    return json;
  }

  private static Facet facet(EntityKind kind) {
    return switch (kind) {
      case PERSON -> Facet.PERSON;
      case PLACE -> Facet.PLACE;
      case ORGANISATION -> Facet.ORGANISATION;
      case GROUP -> Facet.GROUP;
    };
  }
}
