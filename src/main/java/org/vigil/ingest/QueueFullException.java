package org.vigil.ingest;

import java.io.IOException;

/** More waits to be written than is let wait. */
public final class QueueFullException extends IOException {
  private static final long serialVersionUID = 1;

  QueueFullException() {
    super("too much waits to be written; try again in a second");
  }
}
