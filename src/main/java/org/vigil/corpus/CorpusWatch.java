package org.vigil.corpus;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for changes to a corpus: to files that {@link Corpus#walk} would find, and to manifests.
 *
 * <p>What the file system tells only makes it prompt. File systems of the network tell nothing of
 * what others do, and how many folders can be followed is limited; so whoever waits looks again
 * after some time in any case. A folder is followed before it can be listed, so that no change
 * falls between a wait and the look after it.
 */
public final class CorpusWatch implements AutoCloseable {

  /** A corpus that changes without a pause is looked at after so long. */
  private static final Duration LONGEST_GATHERING = Duration.ofSeconds(30);

  private final List<Path> roots;
  private final Path except;
  private final Duration quiet;
  private final Map<WatchKey, Path> folders = new HashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private Optional<WatchService> service = Optional.empty();
  private Optional<String> shortfall = Optional.empty();

  private CorpusWatch(Collection<Path> roots, Path except, Duration quiet) {
    this.roots = roots.stream().map(r -> r.toAbsolutePath().normalize()).toList();
    this.except = except.toAbsolutePath().normalize();
    this.quiet = quiet;
  }

  /**
   * Changes from now on.
   *
   * @param except a folder whose changes are none of the corpus, wherever it lies
   * @param quiet changes count as one until there was none for so long
   */
  public static CorpusWatch over(Collection<Path> roots, Path except, Duration quiet) {
    CorpusWatch watch = new CorpusWatch(roots, except, quiet);
    try {
      watch.service = Optional.of(FileSystems.getDefault().newWatchService());
      watch.followAll();
    } catch (IOException e) {
      watch.shortfall = Optional.of(String.valueOf(e.getMessage()));
    }
    return watch;
  }

  /** Why some folders or all are not followed, in the words of the system. */
  public Optional<String> shortfall() {
    return shortfall;
  }

  /**
   * Waits until something changed and it is quiet again, or for so long.
   *
   * @return whether to look; false once this is closed
   */
  public boolean await(Duration atMost) throws InterruptedException {
    if (service.isEmpty()) {
      return !closing.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }
    try {
      long until = System.nanoTime() + atMost.toNanos();
      if (changedBefore(until)) {
        gather();
      } else {
        followAll();
      }
      return !isClosed();
    } catch (ClosedWatchServiceException e) {
      return false;
    }
  }

  /** Whether nobody is to wait any more. */
  public boolean isClosed() {
    return closing.getCount() == 0;
  }

  private boolean changedBefore(long until) throws InterruptedException {
    WatchKey key = next(until);
    while (key != null) {
      if (concerns(key)) {
        return true;
      }
      key = next(until);
    }
    return false;
  }

  private void gather() throws InterruptedException {
    long end = System.nanoTime() + LONGEST_GATHERING.toNanos();
    boolean more = true;
    while (more) {
      long calm = System.nanoTime() + quiet.toNanos();
      more = changedBefore(calm - end < 0 ? calm : end) && System.nanoTime() - end < 0;
    }
  }

  private @Nullable WatchKey next(long until) throws InterruptedException {
    return service.orElseThrow().poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
  }

  private boolean concerns(WatchKey key) {
    Path folder = folders.get(key);
    boolean any = false;
    for (WatchEvent<?> event : key.pollEvents()) {
      if (folder == null) {
        continue;
      }
      if (event.context() instanceof Path name) {
        Path path = folder.resolve(name);
        if (concerns(path)) {
          any = true;
          if (StandardWatchEventKinds.ENTRY_CREATE.equals(event.kind())) {
            follow(path);
          }
        }
      } else {
        // More happened than was remembered: folders may have come as well.
        any = true;
        followAll();
      }
    }
    if (!key.reset()) {
      folders.remove(key);
    }
    return any;
  }

  private boolean concerns(Path path) {
    if (path.startsWith(except)) {
      return false;
    }
    return roots.contains(path)
        || (!Corpus.isHidden(path) && roots.stream().anyMatch(path::startsWith));
  }

  private void followAll() {
    for (Path root : roots) {
      // For roots that are files, and for folders that go and come back.
      Path parent = root.getParent();
      if (parent != null) {
        boolean unused = register(parent);
      }
      follow(root);
    }
  }

  /** Follows the folder and all below it; nothing, if it is none. */
  private void follow(Path top) {
    Deque<Path> left = new ArrayDeque<>(List.of(top));
    while (!left.isEmpty()) {
      Path folder = left.pop();
      boolean isFolder =
          roots.contains(folder)
              ? Files.isDirectory(folder)
              : Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
      if (!isFolder || !concerns(folder)) {
        continue;
      }
      if (!register(folder)) {
        return;
      }
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        entries.forEach(left::push);
      } catch (IOException | DirectoryIteratorException e) {
        // The look at the corpus says what cannot be read.
      }
    }
  }

  /** False if no more folders can be followed. */
  private boolean register(Path folder) {
    try {
      WatchKey key =
          folder.register(
              service.orElseThrow(),
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE);
      folders.put(key, folder);
      return true;
    } catch (NoSuchFileException | AccessDeniedException | NotDirectoryException e) {
      return true;
    } catch (IOException e) {
      shortfall = Optional.of(String.valueOf(e.getMessage()));
      return false;
    }
  }

  /** Ends a wait that goes on and all later ones. */
  @Override
  public void close() {
    closing.countDown();
    if (service.isPresent()) {
      try {
        service.get().close();
      } catch (IOException e) {
        // There is nothing left to wait for.
      }
    }
  }
}
