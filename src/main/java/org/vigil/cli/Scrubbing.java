package org.vigil.cli;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.index.IndexHome;
import org.vigil.index.Scrub;

/**
 * Looks for damage while the index is served: a pass now and then, slowly, on a thread of its own.
 */
final class Scrubbing implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Scrubbing.class);

  /** Little beside what any disk reads, and a gigabyte in five minutes. */
  private static final long BYTES_PER_SECOND = 4 << 20;

  /** After the start, when readers wait for their first answers. */
  private static final Duration FIRST = Duration.ofMinutes(1);

  private final Scrub scrub;
  private final Optional<Thread> thread;

  private Scrubbing(IndexHome home, Optional<Duration> every) {
    scrub = new Scrub(home, Clock.systemUTC(), Scrubbing::slowly);
    thread =
        every.map(
            again -> Thread.ofPlatform().name("vigil-scrub").daemon().start(() -> work(again)));
  }

  /**
   * Begins.
   *
   * @param every from the end of one pass to the beginning of the next; empty for no pass at all
   */
  static Scrubbing over(IndexHome home, Optional<Duration> every) {
    return new Scrubbing(home, every);
  }

  /** Tells what was found; empty if nothing looks. */
  Optional<Supplier<Scrub.Standing>> standing() {
    return thread.map(looking -> scrub::standing);
  }

  private void work(Duration every) {
    try {
      for (Duration wait = FIRST; ; wait = every) {
        TimeUnit.MILLISECONDS.sleep(wait.toMillis());
        try {
          scrub.pass();
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
          // What cannot be opened at all is told by the searches themselves.
          LOG.warn("the look for damage was broken off: {}", e.getClass().getSimpleName());
        }
      }
    } catch (InterruptedException e) {
      // The server stops.
    }
  }

  private static void slowly(int bytes) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(bytes * 1_000_000_000L / BYTES_PER_SECOND);
  }

  @Override
  public void close() {
    thread.ifPresent(Thread::interrupt);
  }
}
