package org.vigil.index;

import java.io.IOException;

/** A generation was written by another version of the program, under another schema. */
public final class OtherSchemaException extends IOException {
  private static final long serialVersionUID = 1;

  OtherSchemaException(Generation generation) {
    super(
        "the index "
            + generation.folder()
            + " was made by another version of Vigil: run 'vigil reindex', which makes it anew from"
            + " what is kept in it, and reads only those originals that this version reads otherwise");
  }
}
