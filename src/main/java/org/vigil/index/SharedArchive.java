package org.vigil.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vigil.corpus.ContentHash;
import org.vigil.report.Report;

/**
 * An archive that several processes write to at the same time, and that keeps the originals of what
 * is handed in itself. Safe for use by several threads.
 */
public interface SharedArchive {

  /**
   * Takes in what was handed in, in place of what was there under this id. Durable when this
   * returns, and found by searches that begin a second later.
   *
   * @param entry with the id that was chosen
   * @param original the bytes that the reports were read from
   */
  void receive(LedgerEntry entry, List<Report> reports, byte[] original) throws IOException;

  /**
   * Takes a report out for good, with what was handed in under its id: no later run brings it back.
   * Durable when this returns, and found by no search that begins a second later.
   *
   * @return whether it was there
   */
  boolean withdraw(String reportId) throws IOException;

  /**
   * The bytes of what was handed in.
   *
   * @param place its path in the ledger
   * @return empty if they are not there, or others by now
   */
  Optional<byte[]> original(Path place, ContentHash hash) throws IOException;
}
