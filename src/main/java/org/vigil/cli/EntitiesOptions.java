package org.vigil.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.index.IndexHome;
import org.vigil.search.EntitiesFiles;
import org.vigil.cluster.ClusterIndex;
import org.vigil.cluster.ClusterSearcher;
import org.vigil.entity.Curation;
import org.vigil.search.Closeness;
import org.vigil.search.LuceneReportSearcher;
import org.vigil.search.ReportSearcher;
import org.vigil.search.VariantsFiles;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Where people decide about names and spellings. */
final class EntitiesOptions {

  /** More than a server would allow: nobody else waits, and nothing is warm yet. */
  static final Duration ALLOWED = Duration.ofSeconds(30);

  @Option(
      names = "--entities-file",
      paramLabel = "FILE",
      description =
          "File with what people decided about names (default: entities.csv in the folders that"
              + " were indexed).")
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
    return searcher(common, Optional.empty());
  }

  /** The same, ranked by meaning too. */
  LuceneReportSearcher searcher(CommonOptions common, Optional<Closeness> closeness)
      throws IOException {
    return LuceneReportSearcher.open(
        common.liveHome().root(), ALLOWED, in(common.home()), variantsIn(common.home()), closeness);
  }

  /** Searches where the archive is kept, as people decided. */
  ReportSearcher searcher(CommonOptions common, StoreOptions store, CommandLine command)
      throws IOException {
    return searcher(common, store, new EncoderOptions(), command);
  }

  /** The same, ranked by meaning too where that is asked for. */
  ReportSearcher searcher(
      CommonOptions common, StoreOptions store, EncoderOptions encoder, CommandLine command)
      throws IOException {
    if (!store.isCluster(command)) {
      return searcher(common, encoder.in(common.home(), command));
    }
    encoder.checkFor(store, command);
    String remedy =
        "in a cluster it holds for everybody, and is given to 'vigil entities' or 'vigil serve'";
    store.refuse(command, file != null, "--entities-file", remedy);
    store.refuse(command, variants != null, "--variants", remedy);
    return ClusterSearcher.open(store.index());
  }

  /** Lets the files that were given hold in a cluster, for everybody who searches there. */
  void putInto(ClusterIndex index) throws IOException {
    if (file != null) {
      index.decisions().follow(Map.of(file.toAbsolutePath().toString(), Curation.text(file)));
    }
    if (variants != null) {
      try {
        index.decisions().spell(variants.toAbsolutePath().toString(), Files.readString(variants));
      } catch (CharacterCodingException e) {
        throw new UnusableException(variants + " is not in UTF-8: save it so");
      } catch (IllegalArgumentException e) {
        throw new UnusableException(String.valueOf(e.getMessage()));
      }
    }
  }

  EntitiesFiles in(IndexHome home) {
    return new EntitiesFiles(home, Optional.ofNullable(file));
  }
}
