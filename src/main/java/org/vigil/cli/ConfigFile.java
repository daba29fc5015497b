package org.vigil.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Defaults for options from the file named by {@code --config}: lines such as {@code port = 7071},
 * named like the long options without their dashes. What is given on the command line wins.
 */
final class ConfigFile {

  private static final String OPTION = "--config";

  private ConfigFile() {}

  /** Reads the file, if one is named; an exit status if it cannot be used. */
  static Optional<Integer> applyTo(CommandLine commands, String[] args) {
    Optional<String> named = named(args);
    if (named.isEmpty()) {
      return Optional.empty();
    }
    Properties settings = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(named.get()))) {
      settings.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      commands
          .getErr()
          .println(
              "vigil: the config file "
                  + named.get()
                  + " cannot be read: it must hold lines 'name = value'");
      return Optional.of(Vigil.WRONG_USAGE);
    }
    Set<String> known = new TreeSet<>();
    for (CommandLine command : commands.getSubcommands().values()) {
      for (OptionSpec option : command.getCommandSpec().options()) {
        known.add(option.longestName().replaceFirst("^--", ""));
      }
    }
    for (String name : new TreeSet<>(settings.stringPropertyNames())) {
      if (!known.contains(name)) {
        commands
            .getErr()
            .println(
                "vigil: unknown setting '"
                    + name
                    + "' in "
                    + named.get()
                    + "; known are "
                    + String.join(", ", known));
        return Optional.of(Vigil.WRONG_USAGE);
      }
    }
    commands.setDefaultValueProvider(
        arg ->
            arg instanceof OptionSpec option
                ? settings.getProperty(option.longestName().replaceFirst("^--", ""))
                : null);
    return Optional.empty();
  }

  private static Optional<String> named(String[] args) {
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--")) {
        break;
      }
      if (args[i].startsWith(OPTION + "=")) {
        return Optional.of(args[i].substring(OPTION.length() + 1));
      }
      if (args[i].equals(OPTION) && i + 1 < args.length) {
        return Optional.of(args[i + 1]);
      }
    }
    return Optional.empty();
  }
}
