package org.vigil.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Vigil in a process of its own, as users run it. */
public final class VigilProcess {

  private VigilProcess() {}

  /** The words that run it, with options of the virtual machine. */
  public static List<String> words(List<String> options, String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(options);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Vigil.class.getName()));
    words.addAll(List.of(arguments));
    return words;
  }

  /** Starts a command over an index with little memory; what it complains of goes to a log. */
  static Process start(Path index, Path log, String... command) throws IOException {
    List<String> options = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    List<String> words = words(options, command);
    words.addAll(List.of("--index", index.toString()));
    return new ProcessBuilder(words).redirectError(log.toFile()).start();
  }
}
