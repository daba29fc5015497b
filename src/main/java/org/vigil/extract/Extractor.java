package org.vigil.extract;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Turns files into text and facts. Implementations are safe for use by several threads. */
public interface Extractor extends AutoCloseable {

  /**
   * Reads one file. Whatever its bytes are, the answer is a value; the file is never changed.
   *
   * @throws IOException if the file itself cannot be read from disk
   */
  Extraction extract(Path file) throws IOException;

  /**
   * Names the rules, limits and versions that shape the result: a file extracted under another
   * fingerprint must be extracted again.
   */
  String fingerprint();

  /**
   * The longest time for one file. It is no part of the fingerprint, since it changes nothing of a
   * file that was read; one that was {@link Extraction.Reason#TIMED_OUT} deserves another try when
   * there is more.
   */
  Duration timePerFile();

  @Override
  void close();
}
