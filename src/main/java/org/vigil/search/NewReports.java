package org.vigil.search;

import java.io.IOException;
import java.util.List;

/** The reports of an archive that somebody has not seen yet, to be matched with saved searches. */
public interface NewReports extends AutoCloseable {

  /** How many reports are new. */
  int size();

  /** The fingerprints of the new reports. */
  long[] fingerprints();

  /** How many reports there are, new and seen. */
  long reports() throws IOException;

  /** Whether there is a report with this id, new or seen. */
  boolean holds(String id) throws IOException;

  /**
   * The ids of the new reports that a search finds, in their order, however it pages or orders
   * them. A question is not relaxed.
   */
  List<String> matching(SearchRequest request) throws IOException;

  /** Lets everything here count as seen. */
  void markSeen();

  @Override
  void close() throws IOException;
}
