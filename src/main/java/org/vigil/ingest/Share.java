package org.vigil.ingest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigil.corpus.ContentHash;

/**
 * The part of a corpus that one of several workers reads. Every file falls to exactly one of them,
 * by a hash of its path below its root, so that workers need not speak with each other and may have
 * the corpus under different roots.
 *
 * @param number of the worker, from 1
 * @param of how many workers there are
 */
public record Share(int number, int of) {

  /** All of it: there is one worker. */
  public static final Share WHOLE = new Share(1, 1);

  private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

  public Share {
    if (of < 1 || number < 1 || number > of) {
      throw new IllegalArgumentException(
          "a worker is written as its number and how many there are, such as 3/8, with the number"
              + " from 1 up to how many there are: "
              + number
              + "/"
              + of);
    }
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException if it is no such thing; its message names it
   */
  public static Share parse(String written) {
    Matcher parts = WRITTEN.matcher(written);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a worker is written as its number and how many there are, such as 3/8: '"
              + written
              + "'");
    }
    return new Share(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
  }

  /** Whether there is no other worker. */
  boolean isWhole() {
    return of == 1;
  }

  /**
   * Whether this worker is the one that reads a file.
   *
   * @param roots of the walk that found it; the first that holds the file counts
   */
  boolean has(Path file, List<Path> roots) {
    if (isWhole()) {
      return true;
    }
    Path root = roots.stream().filter(file::startsWith).findFirst().orElse(file);
    List<String> names = new ArrayList<>();
    if (root.equals(file)) {
      names.add(String.valueOf(file.getFileName()));
    } else {
      root.relativize(file).forEach(name -> names.add(name.toString()));
    }
    byte[] path = String.join("/", names).getBytes(StandardCharsets.UTF_8);
    return Long.remainderUnsigned(
            Long.parseUnsignedLong(ContentHash.of(path).hex().substring(0, 16), 16), of)
        == number - 1;
  }

  @Override
  public String toString() {
    return number + "/" + of;
  }
}
