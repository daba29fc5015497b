package org.vigil.extract;

import java.time.Duration;

/**
 * How much one source file may cost. Those that can change what is read of a file, all but time and
 * memory, are part of the fingerprint of what was extracted.
 *
 * @param timePerFile wall time for a file with all that it holds; beyond it the file is {@link
 *     Extraction.Reason#TIMED_OUT}
 * @param heapMegabytes memory of each child process
 * @param textCharacters of one file, all its parts together; the text is cut there, with a warning
 * @param parts of one file; the rest is left out, with a warning
 * @param depth of containers in containers; what lies deeper is {@link Extraction.Reason#TOO_LARGE}
 * @param containerBytes unpacked from one file; the rest is left out, with a warning
 */
public record Limits(
    Duration timePerFile,
    int heapMegabytes,
    int textCharacters,
    int parts,
    int depth,
    long containerBytes) {

  public Limits {
    if (timePerFile.toMillis() <= 0) {
      throw new IllegalArgumentException("time per file is not positive: " + timePerFile);
    }
    atLeast(32, heapMegabytes, "megabytes of heap");
    atLeast(1, textCharacters, "characters of text");
    atLeast(1, parts, "parts");
    atLeast(1, depth, "levels of containers");
    atLeast(1, containerBytes, "bytes of a container");
  }

  /** 60 seconds, 512 MB of heap, 20 million characters, 10,000 parts, 8 levels, 1 GB unpacked. */
  public static Limits standard() {
    return new Limits(Duration.ofSeconds(60), 512, 20_000_000, 10_000, 8, 1L << 30);
  }

  /** The same with another time for each file. */
  public Limits within(Duration time) {
    return new Limits(time, heapMegabytes, textCharacters, parts, depth, containerBytes);
  }

  /** The limits that can change what is read of a file. */
  String fingerprint() {
    return String.join(
        ",",
        Integer.toString(textCharacters),
        Integer.toString(parts),
        Integer.toString(depth),
        Long.toString(containerBytes));
  }

  /** All limits on one line, in the order of the components. */
  String print() {
    return String.join(
        ",",
        Long.toString(timePerFile.toMillis()),
        Integer.toString(heapMegabytes),
        Integer.toString(textCharacters),
        Integer.toString(parts),
        Integer.toString(depth),
        Long.toString(containerBytes));
  }

  /** Reads what {@link #print} wrote. */
  static Limits parse(String printed) {
    String[] fields = printed.split(",", -1);
    if (fields.length != 6) {
      throw new IllegalArgumentException("not six limits: " + printed);
    }
    return new Limits(
        Duration.ofMillis(Long.parseLong(fields[0])),
        Integer.parseInt(fields[1]),
        Integer.parseInt(fields[2]),
        Integer.parseInt(fields[3]),
        Integer.parseInt(fields[4]),
        Long.parseLong(fields[5]));
  }

  private static void atLeast(long least, long value, String what) {
    if (value < least) {
      throw new IllegalArgumentException("fewer than " + least + " " + what + ": " + value);
    }
  }
}
