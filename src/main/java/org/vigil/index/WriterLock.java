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
import java.util.UUID;
import org.vigil.corpus.ContentHash;

/**
 * The right to write to an index, held by one process at a time. The operating system gives it back
 * when the process ends, however it ends.
 *
 * <p>It is held twice: by a lock in the folder of the index, which all users of a machine see, and
 * by one in a folder of the user, under the real path of the index, which stays when somebody
 * deletes the first or the whole folder. Where the user has no folder that can be written, the
 * first alone is held.
 */
public final class WriterLock implements AutoCloseable {

  private static final int ATTEMPTS = 10;

  private final List<Held> held;

  private WriterLock(List<Held> held) {
    this.held = held;
  }

  static WriterLock acquire(Path root) throws IOException {
    Files.createDirectories(root);
    List<Held> held = new ArrayList<>();
    try {
      Optional<Path> outside = outside(root.toRealPath());
      if (outside.isPresent()) {
        held.add(Held.of(outside.get(), root, true));
      }
      held.add(Held.of(root.resolve("writer.lock"), root, false));
      return new WriterLock(held);
    } catch (IOException | RuntimeException e) {
      new WriterLock(held).close();
      throw e;
    }
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
          String token = "process " + ProcessHandle.current().pid() + " " + UUID.randomUUID();
          channel.truncate(0);
          channel.write(StandardCharsets.UTF_8.encode(token), 0);
          if (token.equals(read(file))) {
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

    private static String read(Path file) throws IOException {
      try {
        return Files.readString(file);
      } catch (NoSuchFileException e) {
        return "";
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
    for (Held one : held.reversed()) {
      one.release();
    }
    held.clear();
  }
}
