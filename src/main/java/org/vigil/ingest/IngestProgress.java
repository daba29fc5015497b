package org.vigil.ingest;

import java.util.Map;
import java.util.Optional;
import org.vigil.index.LedgerEntry;

/** Hears how a run goes on. Called from several threads, never at the same time. */
public interface IngestProgress {

  /** Hears all and says nothing. */
  IngestProgress SILENT = new IngestProgress() {};

  /** So many files were found up to now; called now and then while the corpus is walked. */
  default void scanning(long found) {}

  /** The walk is over: so many files must be read. */
  default void reading(long files) {}

  /** One file more is done. */
  default void done(FileDone file) {}

  /** Something that the operator should know, in one sentence. */
  default void notice(String sentence) {}

  /**
   * What became of a file, and of those before it in this run.
   *
   * @param path as it is shown
   * @param reports how many it gave
   * @param failure why it is not searchable
   * @param millis how long it took
   * @param done files done so far, this one included
   * @param indexed of the files of the run
   * @param unreadable files of the run by reason, those included that were not even opened
   */
  record FileDone(
      String path,
      int reports,
      Optional<LedgerEntry.Failure> failure,
      long millis,
      long done,
      long indexed,
      Map<String, Long> unreadable) {

    public FileDone {
      unreadable = Map.copyOf(unreadable);
    }

    /** How many files could not be read. */
    public long unreadableFiles() {
      return unreadable.values().stream().mapToLong(Long::longValue).sum();
    }
  }
}
