package org.vigil.index;

import java.io.IOException;

/** A generation was built and is sound, but answers otherwise than the live one. */
public final class RefusedSwitchException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * @param difference what is otherwise
   */
  public RefusedSwitchException(String difference) {
    super(
        "the index that was built was not made live, because "
            + difference
            + ": if that is meant, 'vigil reindex --force' makes it live");
  }
}
