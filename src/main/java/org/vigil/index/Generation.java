package org.vigil.index;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.SegmentInfos;
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

  /** Whether it has a commit with all of its files. */
  public boolean isWhole() {
    try {
      checkWhole();
      return true;
    } catch (DamagedIndexException e) {
      return false;
    }
  }

  /**
   * Complains if files of the last commit are missing or have no end, as where a folder was copied
   * in part. Cheap: it reads no file but the list of them; {@link Inspection} reads all.
   */
  public void checkWhole() throws DamagedIndexException {
    try (Directory directory = directory()) {
      SegmentInfos commit = SegmentInfos.readLatestCommit(directory);
      for (Optional<String> lacking = lacking(directory, commit); lacking.isPresent(); ) {
        SegmentInfos next = SegmentInfos.readLatestCommit(directory);
        if (next.getGeneration() == commit.getGeneration()) {
          throw new DamagedIndexException(
              "the generation "
                  + folder
                  + " is not whole: "
                  + lacking.get()
                  + " is missing or cut off");
        }
        // A writer has committed meanwhile, and removed what it no longer needs.
        commit = next;
        lacking = lacking(directory, commit);
      }
    } catch (DamagedIndexException e) {
      throw e;
    } catch (FileSystemException e) {
      throw new DamagedIndexException("the generation " + folder + " cannot be read: " + e, e);
    } catch (IOException e) {
      throw new DamagedIndexException("the generation " + folder + " holds no whole index", e);
    }
  }

  private static Optional<String> lacking(Directory directory, SegmentInfos commit)
      throws IOException {
    Set<String> present = Set.of(directory.listAll());
    for (String file : commit.files(true)) {
      if (!present.contains(file) || directory.fileLength(file) < CodecUtil.footerLength()) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /** Whether anything was ever made durable in it. */
  public boolean committed() throws IOException {
    try (Directory directory = directory()) {
      return DirectoryReader.indexExists(directory);
    }
  }
}
