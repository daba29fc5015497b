package org.vigil.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** How a run over a corpus is carried out and told of. */
final class RunOptions {

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description =
          "Write what happens as JSON, a line for each event, to this file or pipe ('-': standard"
              + " error, in place of the progress shown there).")
  Optional<String> events = Optional.empty();

  static final String STANDARD_ERROR = "-";
}
