package org.vigil.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vigil.cluster.ClusterIndex;
import org.vigil.corpus.CorpusWatch;
import org.vigil.ingest.IngestSummary;
import org.vigil.ingest.Share;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vigil up}: index, then serve. */
@Command(
    name = "up",
    description = {
      "Index the corpus (default: corpus/), then serve the API and the web page until stopped with"
          + " Ctrl-C. This is the one command most people need."
    })
final class UpCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private CorpusOptions corpus = new CorpusOptions();
  @Mixin private RunOptions running = new RunOptions();
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private EntitiesOptions entities = new EntitiesOptions();
  @Mixin private EncoderOptions encoder = new EncoderOptions();
  @Mixin private WatchOptions watching = new WatchOptions();
  @Mixin private StoreOptions store = new StoreOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    watching.check(spec.commandLine());
    Serving serving =
        new Serving(
            common, server, entities, corpus.ocr, corpus.names, encoder, spec.commandLine());
    // Before the work of indexing, which would be for nothing if the port is taken.
    serving.checkAddress();
    List<Path> roots = corpus.rootsOrDefault(System.in);
    Ingestion ingestion =
        new Ingestion(
            common, corpus, running, spec.commandLine().getOut(), spec.commandLine().getErr());
    // From before the first run on, so that nothing falls between.
    try (CorpusWatch watch = watching.over(watching.watch ? roots : List.of(), common.index)) {
      int status = ingestion.report(update(ingestion, roots));
      if (status == Vigil.DONE) {
        Optional<CorpusRuns> following =
            watching.watch
                ? Optional.of(
                    new CorpusRuns(watch, watching, spec.commandLine().getErr(), common.quiet))
                : Optional.empty();
        if (store.isCluster(spec.commandLine())) {
          serving.overCluster(store, following);
        } else {
          serving.untilStopped(following);
        }
      }
      return status;
    }
  }

  private IngestSummary update(Ingestion ingestion, List<Path> roots) throws IOException {
    if (!store.isCluster(spec.commandLine())) {
      return ingestion.update(roots);
    }
    try (ClusterIndex index = store.index()) {
      return ingestion.update(roots, Share.WHOLE, index, ClusterIndex.Shape.PLAIN);
    }
  }
}
