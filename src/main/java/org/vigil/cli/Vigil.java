package org.vigil.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code vigil}: picks the command to run and gives its exit status. */
@Command(
    name = "vigil",
    description = {
      "A search index for human-rights reporting.",
      "",
      "Give it a folder of reports (web pages, plain text, PDFs, office files, mail, archives) and it"
          + " finds who said, did or suffered something, under any spelling of a name. Nothing"
          + " leaves this machine; the files are never changed."
    },
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Start here:  vigil up           index the folder corpus/ and open http://127.0.0.1:7070",
      "More about a command:  vigil help COMMAND"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Vigil.Version.class,
    subcommands = {
      UpCommand.class,
      IndexCommand.class,
      ReindexCommand.class,
      ExtractCommand.class,
      ServeCommand.class,
      StatusCommand.class,
      VerifyCommand.class,
      WithdrawCommand.class,
      StoryCommand.class,
      KeysCommand.class,
      EncodeCommand.class,
      EntitiesCommand.class,
      OpensearchPluginCommand.class,
      SizingCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Vigil implements Runnable {

  /** Exit statuses, as the README promises them. */
  static final int DONE = 0;

  static final int FILES_UNREADABLE = 1;
  static final int WRONG_USAGE = 2;
  static final int CANNOT_USE = 3;
  static final int DEFECT = 70;

  @Spec private CommandSpec spec = CommandSpec.create();

  private Vigil() {}

  /** Held, because the logging system would forget a logger that nobody holds. */
  private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

  public static void main(String[] args) {
    // It would recommend a module of Java, in the midst of our output, that searches without
    // vectors have no use for.
    LUCENE.setLevel(Level.OFF);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) -> {
          int unused =
              Complaints.failed(e, new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        });
    System.exit(run(args));
  }

  static int run(String... args) {
    return run(
        new PrintWriter(System.out, false, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        args);
  }

  /** Runs a command line and returns its exit status. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    return run(commands(), out, err, args);
  }

  /** The same among other commands. */
  static int run(CommandLine commands, PrintWriter out, PrintWriter err, String... args) {
    commands.setOut(out);
    commands.setErr(err);
    commands.setUsageHelpWidth(100);
    commands.setUsageHelpLongOptionsMaxWidth(28);
    commands.setParameterExceptionHandler(Complaints::wrongUsage);
    commands.setExecutionExceptionHandler((e, command, parsed) -> Complaints.failed(e, err));
    try {
      return ConfigFile.applyTo(commands, args).orElseGet(() -> commands.execute(args));
    } catch (Error e) {
      return Complaints.failed(e, err);
    }
  }

  /** All commands with their options. */
  static CommandLine commands() {
    CommandLine commands = new CommandLine(new Vigil());
    commands.addSubcommand(SearchCommand.command());
    commands.addSubcommand(QuotesCommand.command());
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setUnmatchedOptionsArePositionalParams(false);
    return commands;
  }

  @Override
  public void run() {
    PrintWriter err = spec.commandLine().getErr();
    spec.commandLine().usage(err);
    throw new CommandLine.ParameterException(
        spec.commandLine(), "say what to do: for example 'vigil up'");
  }

  /** The version in the manifest of the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"vigil " + number()};
    }

    static String number() {
      String version = Vigil.class.getPackage().getImplementationVersion();
      return version == null ? "(run from classes)" : version;
    }
  }
}
