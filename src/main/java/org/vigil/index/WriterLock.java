package org.vigil.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.vigil.corpus.ContentHash;

/**
 * The right to write to an index, held by one process at a time. The operating system gives it back
 * when the process ends, however it ends.
 *
 * <p>It is held twice: by a lock in the folder of the index, which all users of a machine see, and
 * by one in a folder of the user, under the real path of the index, which stays when somebody
 * deletes the first or the whole folder. Where the user has no folder that can be written, the
 * first alone is held.
 *
 * <p>POSIX gives up every lock that a process has on a file when the process closes any handle to
 * that file. So none is opened a second time here while it is held, not even to read it.
 */
public final class WriterLock implements AutoCloseable {

  private static final int ATTEMPTS = 10;

  /** So many lengths of what a lock file says tell one holder from another. */
  private static final int LENGTHS = 4000;

  /** The indexes, by their real paths, that this process writes to. */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path realRoot;
  private final List<Held> held;
  private boolean closed;

  private WriterLock(Path realRoot, List<Held> held) {
    this.realRoot = realRoot;
    this.held = held;
  }

  static WriterLock acquire(Path root) throws IOException {
    Files.createDirectories(root);
    Path realRoot = root.toRealPath();
    if (!OURS.add(realRoot)) {
      throw new IndexInUseException(root, self());
    }
    List<Held> held = new ArrayList<>();
    try {
      Optional<Path> outside = outside(realRoot);
      if (outside.isPresent()) {
        held.add(Held.of(outside.get(), root, true));
      }
      held.add(Held.of(root.resolve("writer.lock"), root, false));
      return new WriterLock(realRoot, held);
    } catch (IOException | RuntimeException e) {
      new WriterLock(realRoot, held).close();
      throw e;
    }
  }

  private static String self() {
    return "process " + ProcessHandle.current().pid();
  }

  private static Optional<Path> outside(Path realRoot) {
    String name = ContentHash.of(realRoot.toString().getBytes(StandardCharsets.UTF_8)).hex();
    return UserCache.folder("locks").map(folder -> folder.resolve(name + ".lock"));
  }

  /** One file that is locked. */
  private record Held(Path file, FileChannel channel, boolean removed) {

    /**
     * @param removed whether the file is removed in the end
     */
    static Held of(Path file, Path root, boolean removed) throws IOException {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        FileChannel channel =
            FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
          if (!locked(channel)) {
            throw new IndexInUseException(root, holder(channel));
          }
          // Whoever held it before may have removed the file after it was opened here.
          // Its length tells, as reading the file would give up the lock.
          int filler = ThreadLocalRandom.current().nextInt(LENGTHS);
          String said = self() + " " + "-".repeat(filler);
          channel.truncate(0);
          channel.write(StandardCharsets.UTF_8.encode(said), 0);
          if (said.length() == length(file)) {
            return new Held(file, channel, removed);
          }
          channel.close();
        } catch (IOException | RuntimeException e) {
          channel.close();
          throw e;
        }
      }
      throw new IOException("the lock " + file + " is removed again and again by somebody");
    }

    private static boolean locked(FileChannel channel) throws IOException {
      try {
        FileLock lock = channel.tryLock();
        return lock != null;
      } catch (OverlappingFileLockException e) {
        return false;
      }
    }

    private static String holder(FileChannel channel) throws IOException {
      ByteBuffer said = ByteBuffer.allocate(100);
      int read = channel.read(said, 0);
      String text = read <= 0 ? "" : new String(said.array(), 0, read, StandardCharsets.UTF_8);
      return text.replaceFirst("^(process [0-9]+) .*", "$1");
    }

    private static long length(Path file) throws IOException {
      try {
        return Files.size(file);
      } catch (NoSuchFileException e) {
        return -1;
      }
    }

    void release() throws IOException {
      if (removed) {
        Files.deleteIfExists(file);
      }
      channel.close();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      for (Held one : held.reversed()) {
        one.release();
      }
    } finally {
      if (!closed) {
        closed = true;
        OURS.remove(realRoot);
      }
      held.clear();
    }
  }
}
