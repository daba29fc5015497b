package org.vigil.ingest;

/** Hears how a run goes on. Called from several threads, never at the same time. */
public interface IngestProgress {

  /** Hears all and says nothing. */
  IngestProgress SILENT = new IngestProgress() {};

  /** So many files were found up to now; called now and then while the corpus is walked. */
  default void scanning(long found) {}

  /** The walk is over: so many files must be read. */
  default void reading(long files) {}

  /** One file more is done. */
  default void done(String path, long done, long unreadable) {}

  /** Something that the operator should know, in one sentence. */
  default void notice(String sentence) {}
}
