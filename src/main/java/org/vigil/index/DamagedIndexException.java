package org.vigil.index;

import java.io.IOException;

/** The index cannot be used as it is; the message says what is wrong in one sentence. */
public final class DamagedIndexException extends IOException {
  private static final long serialVersionUID = 1;

  public DamagedIndexException(String message) {
    super(message);
  }

  DamagedIndexException(String message, Throwable cause) {
    super(message, cause);
  }
}
