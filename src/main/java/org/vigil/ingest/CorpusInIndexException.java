package org.vigil.ingest;

import java.io.IOException;
import java.nio.file.Path;

/** What is to be read as a corpus is an index, or lies in it. Nothing was read. */
public final class CorpusInIndexException extends IOException {
  private static final long serialVersionUID = 1;

  CorpusInIndexException(Path root, Path index) {
    super(
        "the corpus "
            + root
            + (root.equals(index) ? " is the index itself" : " lies in the index " + index)
            + ": name the folder of your reports, or another folder for the index with --index");
  }
}
