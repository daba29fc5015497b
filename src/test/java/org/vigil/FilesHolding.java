package org.vigil;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks for a word of ASCII in the bytes of all files below a folder. */
public final class FilesHolding {

  private FilesHolding() {}

  /** The files that hold it. */
  public static List<Path> filesHolding(String word, Path below) throws IOException {
    List<Path> holding = new ArrayList<>();
    try (Stream<Path> files = Files.walk(below)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(word)) {
          holding.add(file);
        }
      }
    }
    return holding;
  }
}
