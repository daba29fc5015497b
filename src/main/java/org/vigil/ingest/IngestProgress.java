package org.vigil.ingest;

/** Hears how a run goes on. Called from several threads, never at the same time. */
public interface IngestProgress {

  /** Hears all and says nothing. */
  IngestProgress SILENT =
      new IngestProgress() {
        @Override
        public void scanning(long found) {}

        @Override
        public void reading(long files) {}

        @Override
        public void done(String path, long done, long unreadable) {}

        @Override
        public void notice(String sentence) {}
      };

  /** So many files were found up to now; called now and then while the corpus is walked. */
  void scanning(long found);

  /** The walk is over: so many files must be read. */
  void reading(long files);

  /** One file more is done. */
  void done(String path, long done, long unreadable);

  /** Something that the operator should know, in one sentence. */
  void notice(String sentence);
}
