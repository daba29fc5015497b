package org.vigil.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Manifests;
import org.vigil.extract.Statements;
import org.vigil.index.LedgerEntry.Failure;
import org.vigil.index.Settings;
import org.vigil.index.Uploads;

/**
 * Under which rules each file is read: those that hold for all, and what people state about it in
 * manifests. For what was handed in nothing is stated.
 */
final class FileRules {

  private final Settings settings;
  private final Duration timePerFile;
  private final Uploads uploads;
  private final Manifests manifests = new Manifests();

  FileRules(Settings settings, Duration timePerFile, Uploads uploads) {
    this.settings = settings;
    this.timePerFile = timePerFile;
    this.uploads = uploads;
  }

  Statements stated(Path file) {
    return uploads.idOf(file).isPresent() ? Statements.NONE : manifests.about(file);
  }

  /**
   * The settings under which this would come of a file now. What was noted under others is
   * outdated.
   *
   * @param failure the file's own: the time that it was given matters if that was too short
   */
  Settings settings(Path file, Optional<Failure> failure) {
    Settings all = settings;
    Optional<String> stated = stated(file).fingerprint();
    if (stated.isPresent()) {
      all = all.and(stated.get());
    }
    return failure.isPresent() && failure.get().reason().equals(Reason.TIMED_OUT.name())
        ? all.and("within " + timePerFile.toMillis())
        : all;
  }

  /** What is wrong with the manifests that were needed so far. */
  List<String> complaints() {
    return manifests.complaints();
  }
}
