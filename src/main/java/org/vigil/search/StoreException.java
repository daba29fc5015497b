package org.vigil.search;

import java.io.IOException;

/** What the archive is kept in cannot be used; the message is one sentence with the remedy. */
public abstract class StoreException extends IOException {

  private static final long serialVersionUID = 1;

  private final boolean passing;

  /**
   * @param passing whether the same may succeed later without anybody changing what he asks
   */
  protected StoreException(String message, boolean passing) {
    super(message);
    this.passing = passing;
  }

  /** Whether it is worth trying again later. */
  public boolean isPassing() {
    return passing;
  }
}
