package org.vigil.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.vigil.corpus.CorpusWatch;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Whether and how a corpus is followed once it is indexed. */
final class WatchOptions {

  /** Files that come one after the other, as a copy makes them, are one change. */
  private static final Duration QUIET = Duration.ofSeconds(2);

  @Option(
      names = "--watch",
      description =
          "Go on once the corpus is indexed: bring the index up to date about two seconds after"
              + " files were added, changed or removed, until stopped with Ctrl-C.")
  boolean watch;

  @Option(
      names = "--watch-every",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description =
          "With --watch, look at the whole corpus at least so often, for folders of the network that"
              + " tell nothing of changes (default: ${DEFAULT-VALUE}).")
  int every = 300;

  /** How long to wait at most between two looks. */
  Duration every() {
    return Duration.ofSeconds(every);
  }

  void check(CommandLine command) {
    if (every < 1) {
      throw new ParameterException(command, "--watch-every must be 1 or more: " + every);
    }
  }

  /** Follows the roots from now on. */
  CorpusWatch over(List<Path> roots, Path index) {
    return CorpusWatch.over(roots, index, QUIET);
  }

  /** Says that the corpus is followed, and how well. */
  void announce(CorpusWatch corpus, PrintWriter err, boolean quiet) {
    if (!quiet) {
      err.println("vigil: watching the corpus for changes; stop with Ctrl-C");
    }
    corpus
        .shortfall()
        .ifPresent(
            why ->
                err.println(
                    "vigil: not every folder tells of its changes at once ("
                        + why
                        + "): the others are looked at every "
                        + every
                        + " seconds (--watch-every)"));
    err.flush();
  }
}
