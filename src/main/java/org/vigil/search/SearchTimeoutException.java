package org.vigil.search;

import java.time.Duration;

/** A search was given up because it took too long; no part of its answer is given. */
public final class SearchTimeoutException extends RuntimeException {

  private static final long serialVersionUID = 1;

  SearchTimeoutException(Duration allowed) {
    super("the search took longer than " + allowed.toMillis() + " ms: ask for less at once");
  }

  /** The same of a search that somebody else gave up and says why. */
  public SearchTimeoutException(String message) {
    super(message);
  }
}
