package org.vigil.ingest;

import java.io.IOException;

/** The run was cancelled; what was done until then is committed. */
public final class InterruptedRunException extends IOException {
  private static final long serialVersionUID = 1;

  InterruptedRunException(long done, long of) {
    super(
        "interrupted after "
            + done
            + " of "
            + of
            + " files; what was done is kept: run the command again to go on");
  }
}
