package org.vigil.cli;

import java.io.IOException;
import java.time.Clock;
import org.vigil.api.Withdrawal;
import org.vigil.index.IndexHome;
import org.vigil.index.WriterLock;
import org.vigil.search.ReportSearcher;

/** Withdraws from the index that a searcher reads, and makes the searcher see it. */
final class LiveWithdrawal implements Withdrawal {

  private final IndexHome home;
  private final ReportSearcher searcher;
  private final Clock clock;

  LiveWithdrawal(IndexHome home, ReportSearcher searcher, Clock clock) {
    this.home = home;
    this.searcher = searcher;
    this.clock = clock;
  }

  @Override
  public boolean withdraw(String id) throws IOException {
    WriterLock lock = home.lock();
    try {
      searcher.refresh();
      if (searcher.report(id).isEmpty()) {
        return false;
      }
      boolean found = home.withdraw(id, clock.instant());
      searcher.refresh();
      return found;
    } finally {
      lock.close();
    }
  }
}
