package org.vigil.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@link Completions} near the present snapshot: makes them anew in the background, one at a
 * time, with pauses that keep the cost below a quarter of a core however fast snapshots change.
 * None are made before somebody wants them: a command that searches once never does.
 */
final class CompletionTables implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CompletionTables.class);

  /** How many times as long as it takes to make tables none are made afterwards. */
  private static final int REST = 4;

  /** How long a request waits for the first tables. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Gives the present snapshot, which the taker releases. */
  interface Present {
    Snapshot acquire() throws IOException;
  }

  private final Present present;

  private final ScheduledExecutorService maker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("completions").factory());
  private final AtomicBoolean waiting = new AtomicBoolean();
  private final CountDownLatch first = new CountDownLatch(1);
  private volatile boolean begun;
  private volatile boolean closed;
  private volatile Completions tables = Completions.NONE;
  private volatile String edition = "";
  private volatile long resting = System.nanoTime();

  CompletionTables(Present present) {
    this.present = present;
  }

  /** Begins to keep tables. */
  void begin() {
    begun = true;
    follow();
  }

  /** Sees to it that the tables will be those of the present snapshot, if any are kept. */
  void follow() {
    if (begun && !closed && waiting.compareAndSet(false, true)) {
      long rest = Math.max(0, resting - System.nanoTime());
      var unused = maker.schedule(this::make, rest, TimeUnit.NANOSECONDS);
    }
  }

  /** The last tables; waits a moment for the first. */
  Completions current() {
    if (!begun) {
      begin();
    }
    try {
      boolean unused = first.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return tables;
  }

  private void make() {
    waiting.set(false);
    long start = System.nanoTime();
    try {
      Snapshot snapshot = present.acquire();
      try {
        if (!snapshot.edition().equals(edition)) {
          tables = Completions.of(snapshot, this::goOn);
          edition = snapshot.edition();
        }
      } finally {
        snapshot.release();
      }
      first.countDown();
    } catch (CancellationException e) {
      return;
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      if (!closed) {
        LOG.warn("completions could not be made: {}", e.getClass().getSimpleName());
      }
    }
    resting = System.nanoTime() + REST * (System.nanoTime() - start);
  }

  private void goOn() {
    if (closed) {
      throw new CancellationException();
    }
  }

  /** Gives up what is being made and waits until nothing is read any more. */
  @Override
  public void close() {
    closed = true;
    maker.shutdown();
    try {
      boolean unused = maker.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
