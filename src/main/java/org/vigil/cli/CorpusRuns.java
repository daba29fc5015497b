package org.vigil.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.corpus.CorpusWatch;
import org.vigil.ingest.IndexRun;
import org.vigil.ingest.IndexRuns;
import org.vigil.ingest.IngestSummary;

/** Runs the index of a process that serves it whenever the corpus changed. */
final class CorpusRuns {

  private static final Logger LOG = LoggerFactory.getLogger(CorpusRuns.class);

  private final CorpusWatch watch;
  private final WatchOptions options;
  private final PrintWriter err;
  private final boolean quiet;
  private List<String> noticed = List.of();

  CorpusRuns(CorpusWatch watch, WatchOptions options, PrintWriter err, boolean quiet) {
    this.watch = watch;
    this.options = options;
    this.err = err;
    this.quiet = quiet;
  }

  /** Follows the corpus on a thread of its own. */
  void start(IndexRuns runs) {
    options.announce(watch, err, quiet);
    Thread unused =
        Thread.ofPlatform().name("vigil-corpus-watch").daemon().start(() -> follow(runs));
  }

  /** No more runs are begun; the one that goes on is the caller's to cancel. */
  void stop() {
    watch.close();
  }

  private void follow(IndexRuns runs) {
    try {
      Following following = new Following(watch, options.every(), err);
      following.untilClosed(() -> run(runs, following));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("the corpus is not watched any more: {}", e.getClass().getName());
    }
  }

  private boolean run(IndexRuns runs, Following following)
      throws IOException, InterruptedException {
    Optional<IndexRun> begun = runs.start(IndexRun.Mode.UPDATE);
    if (begun.isEmpty()) {
      return false;
    }
    IndexRun.Standing standing = begun.get().standing();
    while (!standing.state().isOver()) {
      standing = begun.get().after(standing.change(), Duration.ofSeconds(1));
    }
    if (standing.state() == IndexRun.State.FAILED) {
      throw new UnusableException(standing.error().orElse("the run failed"));
    }
    if (!standing.notices().equals(noticed)) {
      noticed = standing.notices();
      noticed.forEach(notice -> err.println("vigil: " + notice));
    }
    Optional<IngestSummary> summary = standing.summary().filter(following::isNews);
    if (summary.isPresent() && !quiet) {
      err.println("vigil: the corpus changed: " + Ingestion.text(summary.get()));
    }
    err.flush();
    return true;
  }
}
