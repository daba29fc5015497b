package org.vigil.search;

import java.time.Duration;
import org.apache.lucene.index.QueryTimeout;

/** The moment by which a search must be answered. */
final class Deadline implements QueryTimeout {

  private final Duration allowed;
  private final long end;

  private Deadline(Duration allowed) {
    this.allowed = allowed;
    this.end = System.nanoTime() + allowed.toNanos();
  }

  static Deadline in(Duration allowed) {
    return new Deadline(allowed);
  }

  @Override
  public boolean shouldExit() {
    return System.nanoTime() - end > 0;
  }

  /**
   * Goes on only if there is time left: also behind a search, whose hits are some of all if it was
   * cut off.
   *
   * @throws SearchTimeoutException if there is none
   */
  void check() {
    if (shouldExit()) {
      throw new SearchTimeoutException(allowed);
    }
  }
}
