package org.vigil.corpus;

import java.nio.file.Path;
import java.time.Instant;

/**
 * One regular file of a corpus as it was when it was looked at.
 *
 * @param path where it lies, absolute and normalised
 * @param hash of its bytes
 * @param size in bytes
 * @param modified when its bytes last changed, as the file system says
 */
public record SourceFile(Path path, ContentHash hash, long size, Instant modified) {

  public SourceFile {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("path of a source file is not absolute: " + path);
    }
    if (size < 0) {
      throw new IllegalArgumentException("size of " + path + " is negative: " + size);
    }
  }
}
