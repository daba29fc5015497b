package org.vigil.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vigil.extract.Manifests;
import org.vigil.extract.Statements;
import org.vigil.index.Settings;
import org.vigil.index.Uploads;

/**
 * Under which rules each file is read: those that hold for all, and what people state about it in
 * manifests. For what was handed in nothing is stated.
 */
final class FileRules {

  private final Settings settings;
  private final Uploads uploads;
  private final Manifests manifests = new Manifests();

  FileRules(Settings settings, Uploads uploads) {
    this.settings = settings;
    this.uploads = uploads;
  }

  Statements stated(Path file) {
    return uploads.idOf(file).isPresent() ? Statements.NONE : manifests.about(file);
  }

  /** The settings of which a file's reports are outdated when they were made under others. */
  Settings settings(Path file) {
    Optional<String> fingerprint = stated(file).fingerprint();
    return fingerprint.isEmpty() ? settings : settings.stating(fingerprint.get());
  }

  /** What is wrong with the manifests that were needed so far. */
  List<String> complaints() {
    return manifests.complaints();
  }
}
