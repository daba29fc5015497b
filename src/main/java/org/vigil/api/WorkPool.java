package org.vigil.api;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Does the work that needs the processor with as many threads as there are processors, and refuses
 * more than it can queue instead of answering everybody late.
 */
final class WorkPool implements AutoCloseable {

  private final ThreadPoolExecutor threads;
  private final Duration patience;

  /**
   * @param queued how many tasks may wait for a thread
   * @param patience how long a request waits for its answer, its time in the queue included
   */
  WorkPool(int workers, int queued, Duration patience) {
    this.patience = patience;
    threads =
        new ThreadPoolExecutor(
            workers,
            workers,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queued),
            Thread.ofPlatform().name("vigil-work-", 0).daemon().factory());
  }

  /**
   * Does the task on a worker and waits for it.
   *
   * @throws Problem 503 if the queue is full or the answer takes too long
   */
  <T> T run(Callable<T> task) throws Exception {
    Future<T> future;
    try {
      future = threads.submit(task);
    } catch (RejectedExecutionException e) {
      throw busy("too many requests are waiting; try again in a second");
    }
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // Not interrupted: an interrupt would close the files of the index under other searches.
      future.cancel(false);
      throw busy("no answer within " + patience.toSeconds() + " seconds; ask for less at once");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** How many tasks wait for a thread now. */
  int queued() {
    return threads.getQueue().size();
  }

  private static Problem busy(String detail) {
    return new Problem(503, detail).header("Retry-After", "1");
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
