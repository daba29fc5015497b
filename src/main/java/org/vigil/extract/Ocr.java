package org.vigil.extract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How the text of pictures and scanned pages is recognised, which the program {@code tesseract}
 * does. Never done unless it is asked for.
 *
 * @param languages as tesseract names its models, joined by a plus sign, such as {@code eng+fra}
 * @param pages most of one file, pictures included
 * @param time most for one file
 */
public record Ocr(String languages, int pages, Duration time) {

  private static final String PROGRAM = "tesseract";
  private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(20);

  public Ocr {
    if (!languages.matches("[A-Za-z][A-Za-z0-9_/]*(?:\\+[A-Za-z][A-Za-z0-9_/]*)*")) {
      throw new IllegalArgumentException(
          "languages of OCR must be names such as eng or eng+fra: '" + languages + "'");
    }
    if (pages < 1) {
      throw new IllegalArgumentException("pages of OCR must be 1 or more: " + pages);
    }
    if (time.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "seconds of OCR must be 1 or more: " + time.toMillis() / 1000.0);
    }
  }

  /** What is missing on this machine for it, in a sentence with the remedy. */
  public Optional<String> missing() {
    return missing(PROGRAM, TIME_TO_ANSWER);
  }

  /**
   * @param program which is asked for its models
   * @param patience after which it counts as broken
   */
  Optional<String> missing(String program, Duration patience) {
    List<String> known;
    try {
      Optional<String> said = models(program, patience);
      if (said.isEmpty()) {
        return Optional.of(
            "--ocr needs the program tesseract, which did not say within "
                + patience.toMillis() / 1000.0
                + " seconds which models it has: try 'tesseract --list-langs'");
      }
      known = said.get().lines().skip(1).map(String::strip).filter(l -> !l.isEmpty()).toList();
    } catch (IOException e) {
      return Optional.of(
          "--ocr needs the program tesseract, which is not on the PATH: install it"
              + " (Debian and Ubuntu: tesseract-ocr)");
    }
    List<String> lacking = new ArrayList<>(Arrays.asList(languages.split("\\+", -1)));
    lacking.removeAll(known);
    return lacking.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "tesseract has no model for '"
                + lacking.getFirst()
                + "', only "
                + String.join(", ", known)
                + ": install it (Debian and Ubuntu: tesseract-ocr-"
                + lacking.getFirst()
                + ") or choose others");
  }

  /** What it says about its models; empty if it does not end in time. */
  private static Optional<String> models(String program, Duration patience) throws IOException {
    // Into a file: reading a pipe would wait for as long as anything holds its other end.
    Path said = Files.createTempFile("models-", ".txt");
    try {
      Process process =
          new ProcessBuilder(program, "--list-langs")
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      try {
        process.getOutputStream().close();
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
            ? Optional.of(Files.readString(said, StandardCharsets.UTF_8))
            : Optional.empty();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } finally {
      Files.deleteIfExists(said);
    }
  }

  /** What recognises, with its picture in a file, and says what it read on standard output. */
  List<String> command(String picture) {
    return List.of(PROGRAM, picture, "stdout", "-l", languages);
  }

  /** All on one line. */
  String print() {
    return languages + "," + pages + "," + time.toMillis();
  }

  /** Reads what {@link #print} wrote. */
  static Ocr parse(String printed) {
    String[] fields = printed.split(",", -1);
    return new Ocr(
        fields[0], Integer.parseInt(fields[1]), Duration.ofMillis(Long.parseLong(fields[2])));
  }
}
