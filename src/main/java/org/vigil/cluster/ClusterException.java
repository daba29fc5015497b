package org.vigil.cluster;

import org.vigil.search.StoreException;

/** The cluster cannot do what is asked of it; the message is one sentence with the remedy. */
public final class ClusterException extends StoreException {

  private static final long serialVersionUID = 1;

  /**
   * @param passing whether the same may succeed later without anybody changing what he asks
   */
  ClusterException(String message, boolean passing) {
    super(message, passing);
  }
}
