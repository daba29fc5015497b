package org.vigil.index;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * One complete index of reports and the ledger of their files, in a folder of its own.
 *
 * @param number counts up from 1; the greater is the later
 */
public record Generation(int number, Path folder) {

  /** The files of its Lucene index. The caller closes it. */
  public Directory directory() throws IOException {
    return FSDirectory.open(folder);
  }

  /** Whether anything was ever made durable in it. */
  public boolean committed() throws IOException {
    try (Directory directory = directory()) {
      return DirectoryReader.indexExists(directory);
    }
  }
}
