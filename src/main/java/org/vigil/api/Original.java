package org.vigil.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.vigil.corpus.ContentHash;
import org.vigil.corpus.PathText;
import org.vigil.report.Report;

/**
 * The bytes that a report was read from, given out only while they are still the same: for keeping,
 * never for showing, because they may hold scripts.
 *
 * @param name for the reader's disk, without characters that mean something to a system or header
 */
record Original(String name, long size, InputStream bytes) {

  /**
   * Opens the source file of a report; of a part, that of the container that holds it. The caller
   * closes the stream.
   *
   * @throws Problem 410 if the file is gone or changed
   */
  static Original open(Report.Source source) throws IOException {
    Path path = path(source);
    // The size of a part is not that of its container, of which the hash is.
    if (!Files.isRegularFile(path)
        || (source.part().isEmpty() && Files.size(path) != source.size())) {
      throw gone();
    }
    // The channel is hashed and then sent, so that a file put in its place in between is not.
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
    try {
      if (!source.hash().equals(ContentHash.of(Channels.newInputStream(file)))) {
        throw gone();
      }
      file.position(0);
      return new Original(name(path), file.size(), Channels.newInputStream(file));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** What is kept elsewhere of the source of a report. */
  static Original of(Report.Source source, byte[] bytes) {
    return new Original(name(path(source)), bytes.length, new ByteArrayInputStream(bytes));
  }

  private static Path path(Report.Source source) {
    try {
      return PathText.path(source.path());
    } catch (InvalidPathException e) {
      throw gone();
    }
  }

  private static Problem gone() {
    return new Problem(
        410, "the source file is no longer where it was indexed, or its content has changed");
  }

  private static String name(Path path) {
    Path last = path.getFileName();
    String name = last == null ? "" : last.toString();
    String safe =
        name.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cs}\"*/:<>?\\\\|%]", "_")
            .replaceFirst("^[.\\s-]+", "");
    return safe.isBlank() ? "original" : safe;
  }

  /** The header that makes a browser save and not show, after RFC 6266. */
  String disposition() {
    String ascii = name.replaceAll("[^\\x20-\\x7e]", "_");
    StringBuilder encoded = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.') {
        encoded.append(c);
      } else {
        encoded.append(String.format("%%%02X", (int) c));
      }
    }
    return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
  }
}
