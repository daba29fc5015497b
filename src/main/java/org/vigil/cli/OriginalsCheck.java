package org.vigil.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.vigil.index.LedgerEntry;

/**
 * Looks at originals against a ledger. What seems changed is looked at anew against the ledger as
 * it is then, since a server may have taken in another version meanwhile.
 */
final class OriginalsCheck {

  /**
   * An original that was handed in lies in its place a moment before the ledger says so. It is
   * looked at until it fits, this often at most.
   */
  private static final int LOOKS = 5;

  private static final long PAUSE_MILLIS = 1000;

  /** Reads the ledger as it is now. */
  interface Present {
    Map<String, LedgerEntry> ledger() throws IOException;
  }

  /** Looks at an original, and says what is wrong with it. */
  interface Look {
    Optional<String> at(LedgerEntry entry) throws IOException;
  }

  private final Present present;
  private final Look look;
  private final long pauseMillis;

  OriginalsCheck(Present present, Look look) {
    this(present, look, PAUSE_MILLIS);
  }

  /** The same with another pause before the third look and those after it. */
  OriginalsCheck(Present present, Look look, long pauseMillis) {
    this.present = present;
    this.look = look;
    this.pauseMillis = pauseMillis;
  }

  /** What an original seemed to be at the last look. */
  private record Finding(LedgerEntry entry, String what) {}

  /**
   * Looks at all originals.
   *
   * @param ledger as it was read before
   * @return what is wrong with those that are not what the ledger says, in its order
   */
  List<String> changed(Map<String, LedgerEntry> ledger) throws IOException {
    List<Finding> found = lookAt(ledger.values());
    for (int looks = 1; looks < LOOKS && !found.isEmpty(); looks++) {
      if (looks > 1) {
        if (found.stream().noneMatch(finding -> finding.entry().chosenId().isPresent())) {
          break;
        }
        pause();
      }
      Map<String, LedgerEntry> now = present.ledger();
      List<LedgerEntry> suspects = new ArrayList<>();
      for (Finding finding : found) {
        LedgerEntry entry = now.get(finding.entry().path());
        if (entry != null) {
          suspects.add(entry);
        }
      }
      found = lookAt(suspects);
    }
    return found.stream().map(Finding::what).toList();
  }

  private List<Finding> lookAt(Collection<LedgerEntry> entries) throws IOException {
    List<Finding> found = new ArrayList<>();
    for (LedgerEntry entry : entries) {
      if (entry.hash().isPresent()) {
        look.at(entry).ifPresent(what -> found.add(new Finding(entry, what)));
      }
    }
    return found;
  }

  private void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(pauseMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while originals were looked at", e);
    }
  }
}
