package org.vigil.ingest;

/** Hears how a run goes on. Called from several threads, never at the same time. */
public interface IngestProgress {

  /** So many files were found up to now; called now and then while the corpus is walked. */
  void scanning(long found);

  /** The walk is over: so many files must be read. */
  void reading(long files);

  /** One file more is done. */
  void done(String path, long done, long unreadable);

  /** Something that the operator should know, in one sentence. */
  void notice(String sentence);
}
