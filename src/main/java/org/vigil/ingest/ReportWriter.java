package org.vigil.ingest;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.vigil.index.LedgerEntry;
import org.vigil.report.Report;

/** Takes reports in and out of an archive that is searched. Safe for use by several threads. */
public interface ReportWriter {

  /** Makes what was written visible to searches. */
  @FunctionalInterface
  interface Refresh {
    void run() throws IOException;
  }

  /**
   * What became of something that was handed in.
   *
   * @param reports ids of the reports it holds; the first is the id that was chosen
   * @param failure why it could not be read; then nothing was changed
   */
  record Received(List<String> reports, Optional<LedgerEntry.Failure> failure) {}

  /** Takes an article in, in place of what was there under this id. Durable and searchable. */
  Received receiveArticle(String id, byte[] json) throws IOException;

  /** Takes a file in, in place of what was there under this id. Durable and searchable. */
  Received receiveFile(String id, String name, byte[] bytes) throws IOException;

  /**
   * Takes a report out for good. Durable, and no search finds it, when this returns.
   *
   * @return whether it was there
   */
  boolean withdraw(String id) throws IOException;

  /** The bytes of what was handed in, where they do not lie in a file of this machine. */
  default Optional<byte[]> original(Report.Source source) throws IOException {
    return Optional.empty();
  }
}
