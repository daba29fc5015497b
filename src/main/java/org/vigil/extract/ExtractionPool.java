package org.vigil.extract;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;

/**
 * Reads files in child processes, so that a file which hangs a parser, exhausts its memory or ends
 * its process is {@link Unreadable} with a reason while all others go on.
 *
 * <p>Children start when they are first needed, stay warm, are replaced after {@value
 * #FILES_PER_CHILD} files or when their heap stays full, and end with this process. When a child
 * dies over a file although it has read others before, a fresh one tries the file again: the answer
 * is the file's own and not that of its predecessors.
 *
 * <p>As many threads are served at a time as there are children; more wait.
 */
public final class ExtractionPool implements Extractor {

  private static final int FILES_PER_CHILD = 2_000;

  private final ChildProcess.Recipe recipe;
  private final BlockingQueue<Seat> free;
  private final List<Seat> seats = new ArrayList<>();
  private final Thread atExit = Thread.ofPlatform().unstarted(this::endChildren);
  private volatile boolean closed;

  private ExtractionPool(int children, ChildProcess.Recipe recipe) {
    if (children < 1) {
      throw new IllegalArgumentException("fewer than one child process: " + children);
    }
    this.recipe = recipe;
    this.free = new ArrayBlockingQueue<>(children);
    for (int i = 0; i < children; i++) {
      Seat seat = new Seat();
      seats.add(seat);
      free.add(seat);
    }
  }

  /** A pool of at most so many processes; none is started yet. */
  public static ExtractionPool start(int children, Limits limits) {
    return start(children, limits, Optional.empty());
  }

  /** One that recognises text in pictures and scanned pages too, if this says how. */
  public static ExtractionPool start(int children, Limits limits, Optional<Ocr> ocr) {
    return start(children, limits, ocr, ExtractionChild.class);
  }

  /** A pool whose children run another main class. */
  static ExtractionPool start(int children, Limits limits, Class<?> main) {
    return start(children, limits, Optional.empty(), main);
  }

  private static ExtractionPool start(
      int children, Limits limits, Optional<Ocr> ocr, Class<?> main) {
    ScheduledExecutorService watchdog =
        Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("extraction-watchdog").unstarted(task));
    ExtractionPool pool =
        new ExtractionPool(children, new ChildProcess.Recipe(limits, ocr, main, watchdog));
    Runtime.getRuntime().addShutdownHook(pool.atExit);
    ScratchFolder.sweep(ChildProcess.Recipe.scratchFolders());
    return pool;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IOException if the file cannot be read from disk, no child process can be started, or
   *     the pool is closed
   * @throws InterruptedIOException if the thread is interrupted while all children are busy
   */
  @Override
  public Extraction extract(Path file) throws IOException {
    Seat seat;
    try {
      seat = free.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while all extraction processes were busy");
    }
    try {
      return seat.extract(file.toAbsolutePath());
    } finally {
      free.add(seat);
    }
  }

  @Override
  public String fingerprint() {
    return FileExtractor.fingerprint(recipe.limits(), recipe.ocr());
  }

  @Override
  public Duration timePerFile() {
    return recipe.limits().timePerFile();
  }

  /** Ends all children at once, also those that are reading. */
  @Override
  public void close() {
    if (!closed) {
      endChildren();
      recipe.watchdog().shutdownNow();
      try {
        Runtime.getRuntime().removeShutdownHook(atExit);
      } catch (IllegalStateException e) {
        // The hook itself is running already.
      }
    }
  }

  private void endChildren() {
    closed = true;
    seats.forEach(seat -> seat.child.ifPresent(ChildProcess::end));
  }

  /** Room for one child after the other; used by one thread at a time. */
  private final class Seat {

    private volatile Optional<ChildProcess> child = Optional.empty();
    private boolean died;

    Extraction extract(Path file) throws IOException {
      long start = System.nanoTime();
      boolean fresh = child.isEmpty();
      died = false;
      Extraction answer = ask(file, recipe.limits().timePerFile());
      Duration left = recipe.limits().timePerFile().minusNanos(System.nanoTime() - start);
      return died && !fresh && isCrash(answer) && left.isPositive() ? ask(file, left) : answer;
    }

    private static boolean isCrash(Extraction answer) {
      return answer instanceof Unreadable failed && failed.reason() == Reason.CRASHED;
    }

    private Extraction ask(Path file, Duration limit) throws IOException {
      if (closed) {
        throw new IOException("the extraction pool is closed");
      }
      ChildProcess process = child.isPresent() ? child.get() : ChildProcess.start(recipe);
      child = Optional.of(process);
      Extraction answer = process.ask(file, limit);
      died = process.isSilent();
      if (process.isSpent() || process.served() >= FILES_PER_CHILD) {
        process.end();
        child = Optional.empty();
      }
      if (closed) {
        process.end();
        throw new IOException("the extraction pool was closed while a file was read");
      }
      return answer;
    }
  }
}
