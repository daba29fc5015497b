package org.vigil.ingest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How fast a run goes now, which is how fast it went in the last half minute: an average since the
 * start would believe for long in the small files that came first. Guarded by its caller.
 */
public final class Pace {

  private static final long WINDOW_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long STEP_NANOS = Duration.ofSeconds(1).toNanos();

  private record Mark(long nanos, long done) {}

  private final LongSupplier nanoTime;
  private final Deque<Mark> marks = new ArrayDeque<>();
  private Mark last;

  /**
   * Starts now.
   *
   * @param nanoTime a time that only goes on, as {@link System#nanoTime} does
   * @param done what was done before
   */
  public Pace(LongSupplier nanoTime, long done) {
    this.nanoTime = nanoTime;
    this.last = new Mark(nanoTime.getAsLong(), done);
    marks.add(last);
  }

  /** So much is done now. */
  public void done(long done) {
    last = new Mark(nanoTime.getAsLong(), done);
    if (last.nanos() - marks.getLast().nanos() >= STEP_NANOS) {
      marks.add(last);
    }
    while (marks.size() > 2 && last.nanos() - marks.getFirst().nanos() > WINDOW_NANOS) {
      marks.removeFirst();
    }
  }

  /** What is done in a second; 0 before anything is. */
  public double perSecond() {
    Mark first = marks.getFirst();
    long nanos = last.nanos() - first.nanos();
    return nanos <= 0 ? 0 : (last.done() - first.done()) * 1e9 / nanos;
  }

  /** How long the rest takes at this pace; empty while that cannot be said. */
  public Optional<Duration> left(long rest) {
    double pace = perSecond();
    return pace <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis((long) (rest * 1000 / pace)));
  }
}
