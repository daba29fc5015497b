package org.vigil.query;

import java.util.Optional;

/**
 * A query text as it was understood.
 *
 * @param problem the first part that was not understood and is searched literally
 */
public record ParsedQuery(Query query, Optional<Problem> problem) {

  /** Whether some of the text was searched literally because it could not be parsed. */
  public boolean escaped() {
    return problem.isPresent();
  }

  /**
   * What was wrong with a query.
   *
   * @param column of the character where it went wrong, from 1
   * @param message for the user, without the text of the query
   */
  public record Problem(int column, String message) {}
}
