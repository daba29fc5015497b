package org.vigil.extract;

import java.util.Optional;

/**
 * What people state about a report.
 *
 * @param facts what they state is there, all else empty
 * @param collection the name of the collection it belongs to
 */
public record Statement(Facts facts, Optional<String> collection) {

  public static final Statement NONE = new Statement(Facts.NONE, Optional.empty());

  /** The facts of a report: what is stated, and what was found where nothing is. */
  public Facts over(Facts found) {
    return new Facts(
        facts.title().or(found::title),
        facts.outlet().or(found::outlet),
        facts.authors().or(found::authors),
        facts.date().or(found::date),
        found.dateline(),
        facts.url().or(found::url),
        facts.language().or(found::language),
        found.symbol(),
        found.captured());
  }

  /** This statement, and the other one where this says nothing. */
  Statement or(Statement other) {
    return new Statement(over(other.facts), collection.or(other::collection));
  }
}
