package org.vigil.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.index.IndexHome;
import org.vigil.search.EntitiesFiles;
import picocli.CommandLine.Option;

/** Where people decide about names. */
final class EntitiesOptions {

  @Option(
      names = "--entities-file",
      paramLabel = "FILE",
      description =
          "File with what people decided about names (default: entities.csv in the folders that were"
              + " indexed).")
  private @Nullable Path file;

  EntitiesFiles in(IndexHome home) {
    return new EntitiesFiles(home, Optional.ofNullable(file));
  }
}
