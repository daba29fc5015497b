package org.vigil.index;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.vigil.corpus.ContentHash;
import org.vigil.report.Report;

/** What is kept of each file of an archive, wherever that is. Safe for use by several threads. */
public interface KeptFiles {

  /** What became of every file, by path. */
  LedgerTable ledger();

  /** What became of the file with this identity, wherever it lay. */
  Optional<LedgerEntry> entry(ContentHash identity);

  /** The reports of the file with this identity. */
  List<Report> reports(ContentHash identity) throws IOException;
}
