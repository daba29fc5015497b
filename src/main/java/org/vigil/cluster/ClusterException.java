package org.vigil.cluster;

import java.io.IOException;

/** The cluster cannot do what is asked of it; the message is one sentence with the remedy. */
public final class ClusterException extends IOException {

  private static final long serialVersionUID = 1;

  private final boolean passing;

  /**
   * @param passing whether the same may succeed later without anybody changing what he asks
   */
  ClusterException(String message, boolean passing) {
    super(message);
    this.passing = passing;
  }

  /** Whether it is worth trying again later. */
  public boolean isPassing() {
    return passing;
  }
}
