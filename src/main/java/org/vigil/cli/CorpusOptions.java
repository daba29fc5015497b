package org.vigil.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which files a command reads, and within which limits. */
final class CorpusOptions {

  private static final String DEFAULT = "corpus";

  @Parameters(
      paramLabel = "CORPUS",
      arity = "0..*",
      description =
          "Folders and files (default: corpus/); '-' reads a list of paths from standard input.")
  List<String> corpus = new ArrayList<>();

  @Option(names = "--strict", description = "Exit with status 1 when any file was unreadable.")
  boolean strict;

  @Option(
      names = "--file-timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "Longest time to read one file (default: ${DEFAULT-VALUE}).")
  int fileTimeout = 60;

  @Mixin OcrOptions ocr = new OcrOptions();

  @Mixin RecogniserOptions names = new RecogniserOptions();

  @Option(
      names = "--commit-every",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description =
          "Make work durable so often; a crash costs no more (default: ${DEFAULT-VALUE}).")
  int commitEvery = 20;

  /** The paths given, absolute; each exists. */
  List<Path> roots(InputStream in) throws IOException {
    List<Path> roots = new ArrayList<>();
    for (String given : corpus) {
      if (given.equals("-")) {
        BufferedReader list = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = list.readLine(); line != null; line = list.readLine()) {
          if (!line.isBlank()) {
            roots.add(path(line));
          }
        }
      } else {
        roots.add(existing(given));
      }
    }
    return roots;
  }

  /** The paths given, or the folder {@code corpus/} when none is. */
  List<Path> rootsOrDefault(InputStream in) throws IOException {
    if (!corpus.isEmpty()) {
      return roots(in);
    }
    if (!Files.isDirectory(Path.of(DEFAULT))) {
      throw new UnusableException(
          "there is no folder " + DEFAULT + "/ here: name the folder of your reports");
    }
    return List.of(existing(DEFAULT));
  }

  /** A folder or file that is there. */
  static Path existing(String given) throws UnusableException {
    Path path = path(given);
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new UnusableException("there is no folder or file " + given + ": check the path");
    }
    if (Files.isSymbolicLink(path) && Files.notExists(path)) {
      throw new UnusableException(
          "the link "
              + given
              + " leads to nothing: mount what it leads to, or name another folder");
    }
    return path;
  }

  private static Path path(String given) throws UnusableException {
    try {
      return Path.of(given).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new UnusableException("not a path: '" + given + "'");
    }
  }
}
