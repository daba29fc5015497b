package org.vigil.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.vigil.index.Generation;
import org.vigil.index.IndexHome;
import picocli.CommandLine.Option;

/** Options that every command takes. */
final class CommonOptions {

  @Option(
      names = "--index",
      paramLabel = "DIR",
      defaultValue = "index",
      description = "Folder of the index (default: ${DEFAULT-VALUE}/).")
  Path index = Path.of("index");

  @Option(
      names = "--json",
      description = "Print the result as JSON on standard output, and nothing else there.")
  boolean json;

  @Option(names = "--quiet", description = "Print no progress and no summary.")
  boolean quiet;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Files worked on at the same time (default: one per processor).")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "File with defaults for options: lines such as 'port = 7071'.")
  @SuppressWarnings("UnusedVariable") // read by ConfigFile before the command line is parsed
  Path config = Path.of("");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  boolean version;

  IndexHome home() {
    return IndexHome.at(index);
  }

  /** The live generation, or a complaint that says how to get one. */
  Generation live() throws IOException {
    Generation live = anyLive();
    live.checkWhole();
    return live;
  }

  /** The same, however damaged it is. */
  Generation anyLive() throws IOException {
    return home()
        .live()
        .orElseThrow(
            () ->
                new UnusableException(
                    "there is no index in "
                        + index
                        + ": run 'vigil index CORPUS' first, or name another with --index"));
  }

  /** The index folder, once it is sure that it has a live generation. */
  IndexHome liveHome() throws IOException {
    Generation unused = live();
    return home();
  }
}
