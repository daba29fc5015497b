package org.vigil.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.lucene.search.Query;
import org.vigil.entity.EntityKind;
import org.vigil.entity.Identities;
import org.vigil.schema.IndexField;
import org.vigil.search.EntityProfile.Alias;
import org.vigil.search.EntityProfile.Companion;
import org.vigil.search.EntityProfile.Named;
import org.vigil.search.SearchRequest.Facet;

/** Looks entities up in one snapshot: by the beginning of a name, or one of them whole. */
final class EntityProfiles {

  private static final int OUTLETS = 20;
  private static final int COMPANIONS = 10;
  private static final int ALIASES = 100;

  private final Snapshot snapshot;
  private final Deadline deadline;
  private final Identities identities;

  EntityProfiles(Snapshot snapshot, Deadline deadline) {
    this.snapshot = snapshot;
    this.deadline = deadline;
    this.identities = snapshot.identities();
  }

  /** The entities that most reports name among those of which a name has a word beginning so. */
  List<Named> beginning(Optional<String> prefix, Set<EntityKind> kinds, int most)
      throws IOException {
    List<Named> named = new ArrayList<>();
    for (EntityKind kind : kinds) {
      Set<String> ids = new LinkedHashSet<>();
      if (prefix.isPresent()) {
        NamesBeginning names = new NamesBeginning(snapshot, fieldOf(kind), deadline);
        names.find(prefix.get()).forEach(id -> ids.add(identities.idOf(id)));
      } else {
        FacetTerms terms = new FacetTerms(snapshot, deadline);
        FacetColumn.Counts all = snapshot.browse(facetOf(kind), deadline);
        terms
            .of(facetOf(kind), all, most, Optional.empty(), Set.of())
            .terms()
            .forEach(term -> ids.add(term.id()));
      }
      for (String id : ids) {
        Named each = named(id, kind);
        if (each.reports() > 0) {
          named.add(each);
        }
      }
    }
    named.sort(
        Comparator.comparingLong(Named::reports)
            .reversed()
            .thenComparing(Named::name)
            .thenComparing(Named::id));
    return List.copyOf(named.subList(0, Math.min(most, named.size())));
  }

  /** An entity with the number of reports that name it, 0 where it is hidden. */
  Named named(String id, EntityKind kind) throws IOException {
    Facet facet = facetOf(kind);
    long reports =
        snapshot.column(facet).countOf(identities.idsOf(id), snapshot.browse(facet, deadline));
    return new Named(id, kind, snapshot.name(id), reports);
  }

  /** The entity of an id or, for a name, the one that most reports name so. */
  Optional<EntityProfile> of(String idOrName) throws IOException {
    Optional<Named> best = Optional.empty();
    for (EntityKind kind : EntityKind.values()) {
      if (idOrName.contains("/") && !idOrName.startsWith(kind.path() + "/")) {
        continue;
      }
      for (String value : QueryCompiler.values(snapshot, facetOf(kind), idOrName)) {
        Named each = named(identities.idOf(value), kind);
        if (each.reports() > best.map(Named::reports).orElse(0L)) {
          best = Optional.of(each);
        }
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(profile(best.get()));
  }

  private EntityProfile profile(Named entity) throws IOException {
    List<String> ids = identities.idsOf(entity.id());
    IndexField field = fieldOf(entity.kind());
    Query named = QueryCompiler.anyOf(field, new LinkedHashSet<>(ids));
    HitSet hits = snapshot.searcher(deadline).search(named, HitSet.collector(snapshot));
    deadline.check();
    Map<EntityKind, List<Companion>> with = new EnumMap<>(EntityKind.class);
    for (EntityKind kind : EntityKind.values()) {
      with.put(kind, companions(entity, kind, hits));
    }
    FacetTerms terms = new FacetTerms(snapshot, deadline);
    FacetColumn.Counts outlets = snapshot.count(snapshot.column(Facet.OUTLET), hits, deadline);
    return new EntityProfile(
        entity,
        ids,
        aliases(ids),
        identities.givenTo(entity.id()),
        identities.joins(entity.id()),
        identities.apart(entity.id()),
        snapshot.histogram(hits, Optional.empty(), deadline),
        terms.of(Facet.OUTLET, outlets, OUTLETS, Optional.empty(), Set.of()).terms(),
        with);
  }

  private List<Alias> aliases(List<String> ids) throws IOException {
    Map<String, Long> forms = new HashMap<>();
    for (String id : ids) {
      snapshot.forms(id).forEach((form, reports) -> forms.merge(form, (long) reports, Long::sum));
    }
    return forms.entrySet().stream()
        .map(form -> new Alias(form.getKey(), form.getValue()))
        .sorted(Comparator.comparingLong(Alias::reports).reversed().thenComparing(Alias::form))
        .limit(ALIASES)
        .toList();
  }

  private List<Companion> companions(Named entity, EntityKind kind, HitSet hits)
      throws IOException {
    FacetColumn column = snapshot.column(facetOf(kind));
    int[] here = snapshot.count(column, hits, deadline).byOrdinal;
    int[] all = snapshot.browse(facetOf(kind), deadline).byOrdinal;
    record Scored(int ordinal, double score) {}
    Comparator<Scored> leastFirst =
        Comparator.comparingDouble(Scored::score)
            .thenComparing(Comparator.comparingInt(Scored::ordinal).reversed());
    PriorityQueue<Scored> best = new PriorityQueue<>(leastFirst);
    for (int ordinal = 0; ordinal < here.length; ordinal++) {
      if (here[ordinal] < 2) {
        continue;
      }
      double score = logLikelihood(here[ordinal], entity.reports(), all[ordinal], snapshot.size());
      if (score >= Significance.LEAST) {
        best.add(new Scored(ordinal, score));
        // One more, for the entity itself is the most telling of all.
        if (best.size() > COMPANIONS + 1) {
          best.remove();
        }
      }
    }
    List<Scored> ordered = new ArrayList<>(best);
    ordered.sort(Collections.reverseOrder(leastFirst));
    List<Companion> companions = new ArrayList<>();
    for (Scored scored : ordered) {
      String id = identities.idOf(column.value(scored.ordinal()));
      if (!id.equals(entity.id()) && companions.size() < COMPANIONS) {
        Named other = new Named(id, kind, snapshot.name(id), all[scored.ordinal()]);
        companions.add(new Companion(other, here[scored.ordinal()], scored.score()));
      }
    }
    return companions;
  }

  /**
   * Dunning's log-likelihood ratio of two things in the same reports; 0 where they meet less often
   * than by chance.
   *
   * @param both reports with both
   * @param one reports with the one
   * @param other reports with the other
   * @param all reports
   */
  static double logLikelihood(long both, long one, long other, long all) {
    if ((double) both * all <= (double) one * other) {
      return 0;
    }
    double rows = entropy(one, all - one);
    double columns = entropy(other, all - other);
    double cells = entropy(both, one - both, other - both, all - one - other + both);
    return Math.max(0, 2 * (rows + columns - cells));
  }

  /** The entropy of these counts, not divided by their sum. */
  private static double entropy(long... counts) {
    long sum = 0;
    double terms = 0;
    for (long count : counts) {
      sum += count;
      terms += count <= 0 ? 0 : count * Math.log((double) count);
    }
    return sum == 0 ? 0 : sum * Math.log((double) sum) - terms;
  }

  static Facet facetOf(EntityKind kind) {
    return switch (kind) {
      case PERSON -> Facet.PERSON;
      case PLACE -> Facet.PLACE;
      case ORGANISATION -> Facet.ORGANISATION;
      case GROUP -> Facet.GROUP;
    };
  }

  static IndexField fieldOf(EntityKind kind) {
    return FacetColumn.fieldOf(facetOf(kind)).orElseThrow();
  }
}
