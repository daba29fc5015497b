package org.vigil.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.entity.EntityKind;
import org.vigil.entity.Identities;

/**
 * What the archive says of an entity.
 *
 * @param ids of all its names, its own first
 * @param aliases what reports call it, most used first
 * @param alsoCalled names that people gave it
 * @param joins why its names are one
 * @param apart why it was not joined with names that it fits, if so
 * @param over its reports over time
 * @param outlets that name it, most reports first
 * @param with what its reports name far more than others do, most telling first, per kind
 */
public record EntityProfile(
    Named entity,
    List<String> ids,
    List<Alias> aliases,
    List<String> alsoCalled,
    List<Identities.Join> joins,
    Optional<String> apart,
    SearchResult.Histogram over,
    List<SearchResult.Term> outlets,
    Map<EntityKind, List<Companion>> with) {

  /** An entity with the number of reports that name it. */
  public record Named(String id, EntityKind kind, String name, long reports) {}

  /** A form of its name as it stands in reports, and in how many. */
  public record Alias(String form, long reports) {}

  /**
   * An entity named in the same reports.
   *
   * @param together reports that name both
   * @param score log-likelihood ratio: how surprising it would be if they had nothing to do with
   *     each other; above 3.84 it happens by chance in one case of twenty (Dunning 1993)
   */
  public record Companion(Named entity, long together, double score) {}
}
