package org.vigil.extract;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A folder for the temporary files of one child process, removed when it is closed. One that was
 * left behind, because the process that held it was killed, is removed by {@link #sweep}: a lock,
 * which the operating system gives back when a process ends, tells whether anybody uses it.
 */
final class ScratchFolder implements AutoCloseable {

  private static final String PREFIX = "vigil-extract-";
  private static final String LOCK = "lock";

  /** One that has no lock yet may be about to get it. */
  private static final Duration YOUNG = Duration.ofHours(1);

  /** Those of this process: to open a lock's file again, even to look at it, would give it up. */
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;

  private ScratchFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** A new one in this folder. */
  static ScratchFolder create(Path in) throws IOException {
    Path path = Files.createTempDirectory(in, PREFIX);
    OPEN.add(path);
    try {
      FileChannel lock =
          FileChannel.open(
              path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      FileLock unused = lock.lock();
      return new ScratchFolder(path, lock);
    } catch (IOException e) {
      deleteTree(path);
      OPEN.remove(path);
      throw e;
    }
  }

  Path path() {
    return path;
  }

  /** Removes those in this folder that nobody uses any more. */
  static void sweep(Path in) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(in, PREFIX + "*")) {
      for (Path folder : folders) {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
            && !OPEN.contains(folder)
            && isLeftBehind(folder)) {
          deleteTree(folder);
        }
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      // What is left lies in the system's folder for temporary files, which the system empties.
    }
  }

  private static boolean isLeftBehind(Path folder) {
    Path file = folder.resolve(LOCK);
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return Files.getLastModifiedTime(folder).toInstant().isBefore(Instant.now().minus(YOUNG));
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
          FileLock free = channel.tryLock()) {
        return free != null;
      }
    } catch (IOException | OverlappingFileLockException e) {
      // Somebody else's, or in use.
      return false;
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      // The folder goes all the same.
    }
    deleteTree(path);
    OPEN.remove(path);
  }

  private static void deleteTree(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      // What is left lies in the system's folder for temporary files, which the system empties.
    }
  }
}
