package org.vigil.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.vigil.extract.Extraction.Extracted;

/** A child process that does to itself what the file's name says. */
final class MisbehavingChild implements Extractor {

  private final List<byte[]> heap = new ArrayList<>();

  public static void main(String[] args) throws IOException {
    ExtractionChild.serve(new MisbehavingChild());
  }

  @Override
  public Extraction extract(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    switch (name) {
      case "hang" -> {
        while (true) {
          Thread.onSpinWait();
        }
      }
      case "exit" -> System.exit(7);
      case "exhaust" -> {
        while (true) {
          heap.add(new byte[1 << 20]);
        }
      }
      case "overflow" -> {
        if (deeper(1) > 0) {
          throw new IllegalStateException("a stack without end");
        }
      }
      case "throw" -> {
        Files.writeString(file, ProcessHandle.current().pid() + "\n", StandardOpenOption.APPEND);
        throw new AssertionError("a parser's bug");
      }
      case "chatter" -> System.out.println("a library that prints");
      case "hoard" -> {
        // Fine for this file, and too much for whoever comes next in this process.
        for (int i = 0; i < 24; i++) {
          heap.add(new byte[1 << 20]);
        }
      }
      case "needs-half" -> heap.add(new byte[24 << 20]);
      default -> {}
    }
    String text = Files.readString(file) + " " + ProcessHandle.current().pid();
    return new Extracted("text/plain", text, Facts.NONE, List.of(), List.of());
  }

  private static int deeper(int depth) {
    return depth == Integer.MAX_VALUE ? depth : 1 + deeper(depth + 1);
  }

  @Override
  public String fingerprint() {
    return "misbehaving";
  }

  @Override
  public Duration timePerFile() {
    return Duration.ofMinutes(1);
  }

  @Override
  public void close() {}
}
