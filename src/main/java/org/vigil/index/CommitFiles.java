package org.vigil.index;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.NoLockFactory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;

/**
 * The files of the last commit of a generation, all of them open from the start: whoever reads them
 * for long sees one state of the index, though a writer commits meanwhile and removes files that it
 * no longer needs, or the whole generation goes.
 */
final class CommitFiles extends FilterDirectory {

  private final Map<String, IndexInput> open;

  private CommitFiles(Directory files, Map<String, IndexInput> open) {
    super(files);
    this.open = open;
  }

  /**
   * Opens them. Those that are missing though the commit speaks of them are missing here as well.
   *
   * @throws IOException if it cannot be read which files there are
   */
  static CommitFiles of(Generation generation) throws IOException {
    Directory files = FSDirectory.open(generation.folder(), NoLockFactory.INSTANCE);
    Map<String, IndexInput> open = new HashMap<>();
    try {
      SegmentInfos commit = SegmentInfos.readLatestCommit(files);
      while (!areOpen(files, commit, open)) {
        SegmentInfos next = SegmentInfos.readLatestCommit(files);
        if (next.getGeneration() == commit.getGeneration()) {
          break;
        }
        commit = next;
      }
      Map<String, IndexInput> unneeded = new HashMap<>(open);
      unneeded.keySet().removeAll(commit.files(true));
      open.keySet().removeAll(unneeded.keySet());
      IOUtils.close(unneeded.values());
      return new CommitFiles(files, open);
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(open.values());
      files.close();
      throw e;
    }
  }

  /** Opens what is not open yet, and says whether nothing is missing. */
  private static boolean areOpen(Directory files, SegmentInfos commit, Map<String, IndexInput> open)
      throws IOException {
    boolean all = true;
    for (String name : commit.files(true)) {
      if (!open.containsKey(name)) {
        try {
          open.put(name, files.openInput(name, IOContext.DEFAULT));
        } catch (NoSuchFileException e) {
          all = false;
        }
      }
    }
    return all;
  }

  private IndexInput input(String name) throws IOException {
    IndexInput input = open.get(name);
    if (input == null) {
      throw new NoSuchFileException(name);
    }
    return input;
  }

  @Override
  public String[] listAll() {
    return open.keySet().stream().sorted().toArray(String[]::new);
  }

  @Override
  public long fileLength(String name) throws IOException {
    return input(name).length();
  }

  @Override
  public IndexInput openInput(String name, IOContext context) throws IOException {
    return input(name).clone();
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(() -> IOUtils.close(open.values()), super::close);
  }
}
