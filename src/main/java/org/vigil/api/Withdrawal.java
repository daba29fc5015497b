package org.vigil.api;

import java.io.IOException;
import org.vigil.index.IndexInUseException;

/** Takes reports out of the index that is served. Called by several threads. */
@FunctionalInterface
public interface Withdrawal {

  /**
   * Takes a report out for good. When this returns it is durable, and no search finds the report.
   *
   * @return whether there was such a report
   * @throws IndexInUseException if somebody else is writing to the index
   */
  boolean withdraw(String id) throws IOException;
}
