package org.vigil.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.vigil.extract.Extraction;
import org.vigil.extract.Extraction.Extracted;
import org.vigil.extract.Extraction.Part;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;
import org.vigil.extract.Extractor;
import org.vigil.extract.Facts;

/**
 * Reads files whose words are orders: {@code broken} is corrupt, {@code slow} takes two minutes,
 * {@code box: a|b|broken} holds parts, all else is text. Remembers what it read.
 */
class FakeExtractor implements Extractor {

  final ConcurrentLinkedQueue<String> read = new ConcurrentLinkedQueue<>();
  private final String fingerprint;
  private final Duration time;

  FakeExtractor(String fingerprint) {
    this(fingerprint, Duration.ofMinutes(1));
  }

  /** One with another time for each file, of which {@code slow} takes two minutes. */
  FakeExtractor(String fingerprint, Duration time) {
    this.fingerprint = fingerprint;
    this.time = time;
  }

  @Override
  public Extraction extract(Path file) throws IOException {
    read.add(file.getFileName().toString());
    String text = Files.readString(file);
    if (text.equals("slow") && time.toMinutes() < 2) {
      return new Unreadable("text/plain", Reason.TIMED_OUT, "it says so");
    }
    if (!text.startsWith("box: ")) {
      return one(text);
    }
    List<Part> parts = new ArrayList<>();
    for (String part : text.substring(5).split("\\|", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      parts.add(new Part("part-" + parts.size(), part.length(), one(part)));
    }
    return new Extracted(
        "application/x-box",
        "",
        Facts.NONE,
        parts,
        text.endsWith("|") ? List.of("one was left out") : List.of());
  }

  private static Extraction one(String text) {
    return text.equals("broken")
        ? new Unreadable("text/plain", Reason.CORRUPT, "it says so")
        : new Extracted("text/plain", text, Facts.NONE, List.of(), List.of());
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public Duration timePerFile() {
    return time;
  }

  @Override
  public void close() {}
}
