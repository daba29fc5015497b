package org.vigil.ingest;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of every file of a run.
 *
 * <p>Every file that was found, or that the ledger knew, has exactly one outcome: {@code found =
 * indexed + unchanged + duplicate + unreadable + removed}. The constructor refuses anything else.
 *
 * @param unchanged kept from an earlier run, whatever its outcome was then
 * @param unreadable number of files by reason
 * @param reports how many reports are searchable after the run
 * @param work what had to be done for it
 */
public record IngestSummary(
    long found,
    long indexed,
    long unchanged,
    long duplicate,
    Map<String, Long> unreadable,
    long removed,
    long reports,
    Work work,
    Duration took) {

  /**
   * How much was done anew, in files.
   *
   * @param extracted read from their original
   * @param recognised of kept text, in which entities, quotes and topics were found anew
   * @param analysed of reports kept whole, which were only written to the index again
   */
  public record Work(long extracted, long recognised, long analysed) {}

  public IngestSummary {
    unreadable = Map.copyOf(new TreeMap<>(unreadable));
    long accounted = indexed + unchanged + duplicate + total(unreadable) + removed;
    if (found != accounted) {
      throw new IllegalArgumentException(
          "found " + found + " files but accounted for " + accounted);
    }
  }

  /** How many files could not be read. */
  public long unreadableFiles() {
    return total(unreadable);
  }

  private static long total(Map<String, Long> unreadable) {
    return unreadable.values().stream().mapToLong(Long::longValue).sum();
  }
}
