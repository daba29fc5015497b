package org.vigil.index;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.vigil.corpus.ContentHash;
import org.vigil.report.Report;

/**
 * Writes reports, and the ledger of the files they came from, wherever they are kept. The ledger
 * never claims a report that is not there. Safe for use by several threads; the calls for one file
 * must not overlap.
 */
public interface ArchiveWriter {

  /**
   * Records a file with the reports it gave, in place of those that were here of this identity.
   *
   * @param identity of the file, as {@link LedgerEntry#identity()} has it
   */
  void put(LedgerEntry entry, ContentHash identity, List<Report> reports) throws IOException;

  /** Records what is known of a file; reports stay as they are. */
  void note(LedgerEntry entry) throws IOException;

  /** Forgets a file; its reports stay. */
  void forget(String path) throws IOException;

  /** Takes out every report of the file with this identity. */
  void removeReports(ContentHash identity) throws IOException;

  /** How many reports are here, those included that are not committed yet. */
  long reports() throws IOException;

  /**
   * Makes everything written until now durable.
   *
   * @param notes kept beside those of the commits before
   */
  void commit(Map<String, String> notes) throws IOException;
}
