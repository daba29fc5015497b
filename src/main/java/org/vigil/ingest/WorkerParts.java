package org.vigil.ingest;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vigil.index.Generation;
import org.vigil.index.IndexHome;
import org.vigil.index.IndexInUseException;
import org.vigil.index.KeptReports;
import org.vigil.index.Uploads;
import org.vigil.index.WriterLock;

/** The indexes that several workers made of their shares of a corpus, held still while open. */
final class WorkerParts implements AutoCloseable {

  private final List<WriterLock> locks = new ArrayList<>();
  private final List<Generation> generations = new ArrayList<>();
  private final Set<String> withdrawn = new TreeSet<>();
  private final List<String> notices = new ArrayList<>();

  private WorkerParts() {}

  /**
   * @param into where they are brought together, which is none of them
   * @throws UnusablePartException if one is missing, damaged, not finished or still written to
   */
  static WorkerParts open(List<IndexHome> parts, IndexHome into) throws IOException {
    WorkerParts opened = new WorkerParts();
    try {
      Set<Path> seen = new HashSet<>();
      TreeMap<Integer, Set<Integer>> numbers = new TreeMap<>();
      for (IndexHome part : parts) {
        if (part.root().equals(into.root()) || !seen.add(part.root())) {
          throw new UnusablePartException(
              part.root()
                  + (part.root().equals(into.root())
                      ? " is where the parts are brought together: name another with --index"
                      : " is given twice"));
        }
        Share share = opened.add(part);
        if (!share.isWhole()) {
          numbers.computeIfAbsent(share.of(), of -> new TreeSet<>()).add(share.number());
        }
      }
      numbers.forEach(opened::noticeMissing);
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private Share add(IndexHome part) throws IOException {
    Optional<Generation> live;
    Share share;
    try {
      if (Files.isDirectory(part.root())) {
        lock(part);
      }
      live = part.live();
      if (live.isEmpty()) {
        throw new UnusablePartException(
            part.root()
                + " holds no finished part: let 'vigil index --worker' over it come to its end"
                + " first");
      }
      live.get().checkWhole();
      share = Indexing.share(live.get());
      KeptReports.checkSound(live.get());
      part.withdrawals().ids().stream()
          .filter(id -> !Uploads.mayBeChosen(id))
          .forEach(withdrawn::add);
      noticeUploads(part.uploads().folder());
    } catch (UnusablePartException | IndexInUseException e) {
      throw e;
    } catch (IOException e) {
      throw new UnusablePartException(
          "the part "
              + part.root()
              + " cannot be used ("
              + e.getMessage()
              + "): make it again with 'vigil index --worker' in an empty folder, or leave it out",
          e);
    }
    generations.add(live.get());
    return share;
  }

  /** A part that lies where nobody can write, such as on a disk that was sent, stays as it is. */
  private void lock(IndexHome part) throws IOException {
    try {
      locks.add(part.lock());
    } catch (FileSystemException e) {
      notices.add(part.root() + " cannot be written to, so it is used without a lock");
    }
  }

  private void noticeUploads(Path uploads) throws IOException {
    if (Files.isDirectory(uploads)) {
      try (DirectoryStream<Path> any = Files.newDirectoryStream(uploads)) {
        if (any.iterator().hasNext()) {
          notices.add("what was handed in to the part is left out: " + uploads);
        }
      }
    }
  }

  private void noticeMissing(int of, Set<Integer> present) {
    List<String> missing = new ArrayList<>();
    for (int number = 1; number <= of; number++) {
      if (!present.contains(number)) {
        missing.add(number + "/" + of);
      }
    }
    if (!missing.isEmpty()) {
      notices.add(
          "no part is that of worker "
              + String.join(", ", missing)
              + ": the files of that share are read here");
    }
  }

  /** The generation of each part. */
  List<Generation> generations() {
    return generations;
  }

  /** Ids of reports that were withdrawn from a part. */
  Set<String> withdrawn() {
    return withdrawn;
  }

  /** What the operator should know. */
  List<String> notices() {
    return notices;
  }

  @Override
  public void close() throws IOException {
    for (WriterLock lock : locks) {
      lock.close();
    }
  }
}
