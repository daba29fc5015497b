package org.vigil.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import org.vigil.corpus.CorpusWatch;
import org.vigil.index.LedgerEntry;
import org.vigil.ingest.IngestSummary;
import org.vigil.ingest.InterruptedRunException;

/** Looks at a corpus again whenever it changed, and now and then, until the watch is closed. */
final class Following {

  /** When to try again what could not be done. */
  private static final Duration AGAIN = Duration.ofSeconds(30);

  /** Brings the index up to date. */
  @FunctionalInterface
  interface Look {
    /**
     * Takes one look, and ends when searches see what came of it.
     *
     * @return false if that could not be done now because something else is
     */
    boolean take() throws IOException, InterruptedException;
  }

  private final CorpusWatch watch;
  private final Duration every;
  private final PrintWriter err;
  private Optional<Long> skipped = Optional.empty();

  /**
   * @param every how long to wait at most between two looks
   */
  Following(CorpusWatch watch, Duration every, PrintWriter err) {
    this.watch = watch;
    this.every = every;
    this.err = err;
  }

  /** Goes on whatever fails, and says each failure once until it is over. */
  void untilClosed(Look look) throws InterruptedException {
    Duration wait = every;
    String said = "";
    while (watch.await(wait)) {
      try {
        wait = look.take() ? every : shorter();
        said = "";
      } catch (InterruptedRunException e) {
        wait = every;
      } catch (IOException e) {
        String sentence = Complaints.sentence(e);
        if (!sentence.equals(said)) {
          err.println("vigil: " + sentence);
          err.println("vigil: still watching; the next try is in " + shorter().toSeconds() + " s");
          err.flush();
        }
        said = sentence;
        wait = shorter();
      } catch (IllegalStateException e) {
        // A process that began to end between two waits takes no more hooks.
        if (!watch.isClosed()) {
          throw e;
        }
      }
    }
  }

  /** Whether anything was found other than by the look before. */
  boolean isNews(IngestSummary summary) {
    // What is passed over, such as links, is counted by every look.
    long now = summary.unreadable().getOrDefault(LedgerEntry.Failure.SKIPPED, 0L);
    boolean same = skipped.isEmpty() || skipped.get() == now;
    skipped = Optional.of(now);
    return !same || summary.found() != summary.unchanged() + now;
  }

  private Duration shorter() {
    return every.compareTo(AGAIN) < 0 ? every : AGAIN;
  }
}
