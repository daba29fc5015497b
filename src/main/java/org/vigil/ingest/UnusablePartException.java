package org.vigil.ingest;

import java.io.IOException;

/** The index of one of several workers cannot be used for what was asked; the message says why. */
public final class UnusablePartException extends IOException {
  private static final long serialVersionUID = 1;

  UnusablePartException(String message) {
    super(message);
  }

  UnusablePartException(String message, Throwable cause) {
    super(message, cause);
  }
}
