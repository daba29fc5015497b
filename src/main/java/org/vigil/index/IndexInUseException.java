package org.vigil.index;

import java.io.IOException;
import java.nio.file.Path;

/** Another process writes to this index. */
public final class IndexInUseException extends IOException {
  private static final long serialVersionUID = 1;

  IndexInUseException(Path root, String holder) {
    super(
        "the index "
            + root
            + " is being written by another vigil process"
            + (holder.isEmpty() ? "" : " (" + holder + ")")
            + ": wait until it is done, or stop it");
  }
}
