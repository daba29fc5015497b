package org.vigil.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.vigil.index.DamagedIndexException;
import org.vigil.index.HostTrouble;
import org.vigil.index.IndexInUseException;
import org.vigil.ingest.InterruptedRunException;
import picocli.CommandLine;

/** Says in one sentence on standard error what went wrong, and what can be done about it. */
final class Complaints {

  /** What to do about an index that is damaged. */
  static final String OF_DAMAGE =
      "'vigil reindex --rollback' goes back to the generation before, if one is kept;"
          + " 'vigil reindex CORPUS' builds it again";

  /** The same in a cluster. */
  static final String OF_DAMAGE_THERE =
      "docs/scaling.md says how a copy is made again from another; 'vigil reindex --store"
          + " opensearch' builds the whole again";

  private Complaints() {}

  /** What the user typed makes no sense. */
  static int wrongUsage(CommandLine.ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("vigil: " + sentence(e));
    err.println("See: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return Vigil.WRONG_USAGE;
  }

  private static String sentence(CommandLine.ParameterException e) {
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      String arg = unmatched.getUnmatched().get(0);
      List<String> similar = unmatched.getSuggestions();
      String remedy =
          similar.isEmpty() ? "" : "; did you mean " + String.join(" or ", similar) + "?";
      return (unmatched.isUnknownOption() ? "unknown option " : "unknown command or argument ")
          + "'"
          + arg
          + "'"
          + remedy;
    }
    return String.valueOf(e.getMessage());
  }

  /** The command could not do its work. */
  static int failed(Throwable e, PrintWriter err) {
    if (e instanceof CommandLine.ParameterException usage) {
      return wrongUsage(usage, new String[0]);
    }
    Throwable cause = e instanceof UncheckedIOException io ? io.getCause() : e;
    if (cause instanceof InterruptedRunException) {
      return Vigil.CANNOT_USE;
    }
    Optional<HostTrouble> trouble =
        cause == null || cause instanceof FileSystemException
            ? Optional.empty()
            : HostTrouble.behind(cause);
    if (trouble.isPresent()) {
      err.println("vigil: " + trouble.get().sentence());
      err.flush();
      return Vigil.CANNOT_USE;
    }
    if (cause instanceof IOException io) {
      err.println("vigil: " + sentence(io));
      err.flush();
      return Vigil.CANNOT_USE;
    }
    if (cause instanceof InvalidPathException name) {
      err.println("vigil: " + sentence(name));
      err.flush();
      return Vigil.CANNOT_USE;
    }
    LoggerFactory.getLogger(Vigil.class).error("defect", e);
    err.println(
        "vigil: this is a defect of Vigil, please report it: "
            + e.getClass().getSimpleName()
            + (e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0]));
    err.flush();
    return Vigil.DEFECT;
  }

  private static String sentence(InvalidPathException e) {
    return "the file name '"
        + Printable.of(e.getInput())
        + "' cannot be used in the encoding that this system is set to ("
        + System.getProperty("sun.jnu.encoding")
        + "): set LC_ALL=C.UTF-8 and run the command again";
  }

  /** What went wrong, and the remedy. */
  static String sentence(IOException e) {
    return switch (e) {
      case UnusableException own -> String.valueOf(own.getMessage());
      case IndexInUseException inUse -> String.valueOf(inUse.getMessage());
      case DamagedIndexException damaged -> damaged.getMessage() + ": " + OF_DAMAGE;
      case BindException bind -> "cannot listen: " + bind.getMessage();
      case AccessDeniedException denied -> "no permission for " + denied.getFile();
      case NoSuchFileException missing -> "there is no " + missing.getFile();
      case FileAlreadyExistsException file ->
          file.getFile() + " is a file where a folder is needed: name another with --index";
      case FileSystemException fs ->
          fs.getFile()
              + ": "
              + HostTrouble.behind(fs)
                  .map(HostTrouble::sentence)
                  .orElseGet(() -> String.valueOf(fs.getReason()));
      default -> String.valueOf(e.getMessage());
    };
  }
}
