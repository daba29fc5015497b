package org.vigil.ingest;

import java.io.IOException;
import java.nio.file.Path;

/** A corpus vanished while it was read, as when a disk is pulled out. What was read is kept. */
public final class CorpusGoneException extends IOException {
  private static final long serialVersionUID = 1;

  CorpusGoneException(Path root) {
    super(
        "the corpus "
            + root
            + " went away while it was read: what was read is kept, nothing was removed; mount it"
            + " and run 'vigil index' again");
  }
}
