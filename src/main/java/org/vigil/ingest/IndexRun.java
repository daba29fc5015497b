package org.vigil.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of the index that goes on in this process, or went on: what it does, followed live. */
public final class IndexRun {

  /** What is done. */
  public enum Mode {
    UPDATE,
    REBUILD
  }

  /** How far it is. */
  public enum State {
    RUNNING,
    PAUSED,
    DONE,
    CANCELLED,
    FAILED;

    /** Whether nothing will change any more. */
    public boolean isOver() {
      return this != RUNNING && this != PAUSED;
    }
  }

  /**
   * How it stands at a moment.
   *
   * @param change counts up with every change
   * @param looked files found so far
   * @param toRead files that must be read or made anew; empty while the corpus is walked
   * @param done of these
   * @param unreadable of the done ones
   * @param current path of the file done last
   * @param perSecond files done in a second, of late
   * @param left how long the rest will take at this pace
   * @param notices what the operator should know
   * @param error why it failed
   */
  public record Standing(
      String id,
      Mode mode,
      State state,
      long change,
      Instant started,
      Duration took,
      long looked,
      Optional<Long> toRead,
      long done,
      long unreadable,
      Optional<String> current,
      double perSecond,
      Optional<Duration> left,
      List<String> notices,
      Optional<IngestSummary> summary,
      Optional<String> error) {}

  private final String id;
  private final Mode mode;
  private final Ingestor ingestor;
  private final Instant started;
  private Pace pace = new Pace(System::nanoTime, 0);
  private final List<String> notices = new ArrayList<>();
  private State state = State.RUNNING;
  private long change;
  private long looked;
  private Optional<Long> toRead = Optional.empty();
  private long done;
  private long unreadable;
  private Optional<String> current = Optional.empty();
  private final long startedNanos = System.nanoTime();
  private Optional<Duration> ended = Optional.empty();
  private Optional<IngestSummary> summary = Optional.empty();
  private Optional<String> error = Optional.empty();

  IndexRun(String id, Mode mode, Ingestor ingestor, Clock clock) {
    this.id = id;
    this.mode = mode;
    this.ingestor = ingestor;
    this.started = clock.instant();
  }

  public String id() {
    return id;
  }

  /** How it stands now. */
  public synchronized Standing standing() {
    return new Standing(
        id,
        mode,
        state,
        change,
        started,
        ended.orElseGet(this::sinceStart),
        looked,
        toRead,
        done,
        unreadable,
        current,
        pace.perSecond(),
        state == State.RUNNING ? toRead.flatMap(all -> pace.left(all - done)) : Optional.empty(),
        List.copyOf(notices),
        summary,
        error);
  }

  /** Waits until it stands otherwise than at that change, or for so long. */
  public synchronized Standing after(long known, Duration atMost) throws InterruptedException {
    long until = System.nanoTime() + atMost.toNanos();
    for (long left = atMost.toMillis();
        change == known && !state.isOver() && left > 0;
        left = (until - System.nanoTime()) / 1_000_000) {
      wait(left);
    }
    return standing();
  }

  /** Ends it after the files in work; what is done is kept. Nothing, if it is over. */
  public void cancel() {
    ingestor.cancel();
  }

  /** Holds it up before its next files. */
  public synchronized void pause() {
    if (state == State.RUNNING) {
      ingestor.pause();
      state = State.PAUSED;
      changed();
    }
  }

  /** Lets it go on. */
  public synchronized void resume() {
    if (state == State.PAUSED) {
      ingestor.resume();
      state = State.RUNNING;
      pace = new Pace(System::nanoTime, done);
      changed();
    }
  }

  synchronized void end(State how, Optional<IngestSummary> whole, Optional<String> why) {
    state = how;
    summary = whole;
    error = why;
    ended = Optional.of(sinceStart());
    changed();
  }

  /** By a clock that nobody sets. */
  private Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  private void changed() {
    change++;
    notifyAll();
  }

  /** Hears the ingestor. */
  IngestProgress progress() {
    return new IngestProgress() {
      @Override
      public void scanning(long found) {
        synchronized (IndexRun.this) {
          looked = found;
          changed();
        }
      }

      @Override
      public void reading(long files) {
        synchronized (IndexRun.this) {
          toRead = Optional.of(files);
          pace = new Pace(System::nanoTime, 0);
          changed();
        }
      }

      @Override
      public void done(FileDone file) {
        synchronized (IndexRun.this) {
          done = file.done();
          unreadable = file.unreadableFiles();
          current = Optional.of(file.path());
          pace.done(done);
          changed();
        }
      }

      @Override
      public void notice(String sentence) {
        synchronized (IndexRun.this) {
          notices.add(sentence);
          changed();
        }
      }
    };
  }
}
