package org.vigil.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.index.IndexHome;
import org.vigil.search.EntitiesFiles;
import org.vigil.search.LuceneReportSearcher;
import org.vigil.search.VariantsFiles;
import picocli.CommandLine.Option;

/** Where people decide about names and spellings. */
final class EntitiesOptions {

  /** More than a server would allow: nobody else waits, and nothing is warm yet. */
  static final Duration ALLOWED = Duration.ofSeconds(30);

  @Option(
      names = "--entities-file",
      paramLabel = "FILE",
      description =
          "File with what people decided about names (default: entities.csv in the folders that were"
              + " indexed).")
  private @Nullable Path file;

  @Option(
      names = "--variants",
      paramLabel = "FILE",
      description =
          "File with further spellings of names and words, a set a line, separated by commas (also"
              + " read: variants.txt in the folder of the index).")
  private @Nullable Path variants;

  VariantsFiles variantsIn(IndexHome home) {
    return new VariantsFiles(home, Optional.ofNullable(variants));
  }

  /** Searches the live index of a command, as people decided. */
  LuceneReportSearcher searcher(CommonOptions common) throws IOException {
    return LuceneReportSearcher.open(
        common.liveHome().root(), ALLOWED, in(common.home()), variantsIn(common.home()));
  }

  EntitiesFiles in(IndexHome home) {
    return new EntitiesFiles(home, Optional.ofNullable(file));
  }
}
