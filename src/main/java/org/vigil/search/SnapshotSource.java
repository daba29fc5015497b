package org.vigil.search;

import java.io.IOException;

/** Where a searcher takes its snapshots from. Safe for use by several threads. */
interface SnapshotSource extends AutoCloseable {

  /**
   * The present snapshot, which the taker releases.
   *
   * @throws IllegalStateException if this is closed
   */
  Snapshot acquire() throws IOException;

  /** What completions are looked for in; of the present snapshot or of one before. */
  Completions completions() throws IOException;

  /** Begins to make them, where nobody has asked yet. */
  void prepareCompletions();

  /** Makes later calls see what was committed until now. */
  void refresh() throws IOException;

  @Override
  void close() throws IOException;
}
