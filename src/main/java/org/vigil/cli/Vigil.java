package org.vigil.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code vigil}: picks the command to run and gives its exit status. */
@Command(
    name = "vigil",
    description = "A search index for human-rights reporting.",
    mixinStandardHelpOptions = true,
    version = "vigil 0.1.0")
public final class Vigil {

  private Vigil() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Vigil()).execute(args));
  }
}
