package org.vigil.search;

import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;

/** Opens the index that searches read. Whoever is given a reader closes it. */
public interface ReaderSource {

  /** The index as it is now. */
  DirectoryReader open() throws IOException;

  /** The index as it is now; empty if it is as this reader has it. */
  Optional<DirectoryReader> openIfChanged(DirectoryReader old) throws IOException;
}
