package org.vigil.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * Reads files whose words are orders: {@code broken} is corrupt, {@code box: a|b|broken} holds
 * parts, all else is text. Remembers what it read.
 */
final class FakeExtractor implements Extractor {

  final ConcurrentLinkedQueue<String> read = new ConcurrentLinkedQueue<>();
  private final String fingerprint;

  FakeExtractor(String fingerprint) {
    this.fingerprint = fingerprint;
  }

  @Override
  public Extraction extract(Path file) throws IOException {
    read.add(file.getFileName().toString());
    String text = Files.readString(file);
    if (!text.startsWith("box: ")) {
      return one(text);
    }
    List<Part> parts = new ArrayList<>();
    for (String part : text.substring(5).split("\\|", -1)) {
      parts.add(new Part("part-" + parts.size(), part.length(), one(part)));
    }
    return new Extracted("application/x-box", "", Facts.NONE, parts, List.of());
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
  public void close() {}
}
