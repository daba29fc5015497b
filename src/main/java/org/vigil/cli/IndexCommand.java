package org.vigil.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.vigil.cluster.ClusterIndex;
import org.vigil.corpus.CorpusWatch;
import org.vigil.ingest.IngestSummary;
import org.vigil.ingest.Share;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigil index}: brings the index up to date. */
@Command(
    name = "index",
    description = {
      "Bring the index up to date with a corpus: new, changed, moved and removed files.",
      "",
      "Unchanged files are not read again. Every file is accounted for in the summary; the reasons"
          + " of those that could not be read are kept ('vigil status --failures')."
    },
    footer = {
      "",
      "Examples:",
      "  vigil index                      the folder corpus/",
      "  vigil index ~/reports a.pdf      a folder and a file",
      "  vigil index ~/reports --watch    go on, and follow the folder until Ctrl-C",
      "  find . -name '*.eml' | vigil index -",
      "  vigil index ~/reports --worker 3/8 --index parts/3",
      "                                   an eighth of it; 'vigil reindex --from parts/1 --from"
          + " parts/2 …'",
      "                                   brings the eighths together"
    })
final class IndexCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private CorpusOptions corpus = new CorpusOptions();
  @Mixin private RunOptions running = new RunOptions();
  @Mixin private WatchOptions watching = new WatchOptions();
  @Mixin private StoreOptions store = new StoreOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--worker",
      paramLabel = "N/OF",
      description =
          "Take the share of one of several processes or machines, such as 3/8, into an index of"
              + " its own; 'vigil reindex --from' brings the shares together.")
  private String worker = Share.WHOLE.toString();

  @Option(
      names = "--replicas",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Copies beside the first of an index that is made in a cluster (default:"
              + " ${DEFAULT-VALUE}).")
  private int replicas = ClusterIndex.REPLICAS;

  @Option(
      names = "--shards",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Parts of an index that is made in a cluster, each as large as one machine can hold at"
              + " most (default: ${DEFAULT-VALUE}).")
  private int shards = 1;

  @Override
  public Integer call() throws IOException, InterruptedException {
    watching.check(spec.commandLine());
    Share share = share();
    List<Path> roots = corpus.rootsOrDefault(System.in);
    Ingestion ingestion =
        new Ingestion(
            common, corpus, running, spec.commandLine().getOut(), spec.commandLine().getErr());
    if (!store.isCluster(spec.commandLine())) {
      return call(roots, ingestion, () -> ingestion.update(roots, share));
    }
    StoreOptions.checkShards(spec.commandLine(), shards);
    ClusterIndex.Shape shape = new ClusterIndex.Shape(Optional.of(shards), Optional.of(replicas));
    try (ClusterIndex index = store.index()) {
      return call(roots, ingestion, () -> ingestion.update(roots, share, index, shape));
    }
  }

  /** An update of the archive, wherever it is. */
  private interface Update {
    IngestSummary run() throws IOException;
  }

  private int call(List<Path> roots, Ingestion ingestion, Update update)
      throws IOException, InterruptedException {
    if (!watching.watch) {
      return ingestion.report(update.run());
    }
    try (CorpusWatch watch = watching.over(roots, common.index)) {
      IngestSummary first = update.run();
      int status = ingestion.report(first);
      if (status == Vigil.DONE) {
        follow(watch, ingestion, update, first);
      }
      return status;
    }
  }

  private Share share() {
    try {
      return Share.parse(worker);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--worker: " + e.getMessage(), e);
    }
  }

  /** Until the process is asked to end, which is the ordinary end and no failure. */
  private void follow(CorpusWatch watch, Ingestion ingestion, Update update, IngestSummary first)
      throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    Thread stop = new Thread(() -> endWith(watch, ended));
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      PrintWriter err = spec.commandLine().getErr();
      watching.announce(watch, err, common.quiet);
      Following following = new Following(watch, watching.every(), err);
      boolean unused = following.isNews(first);
      following.untilClosed(
          () -> {
            IngestSummary summary = update.run();
            if (following.isNews(summary)) {
              int ignored = ingestion.report(summary);
            }
            return true;
          });
    } finally {
      ended.countDown();
      Ingestion.removeHook(stop);
    }
  }

  private static void endWith(CorpusWatch watch, CountDownLatch ended) {
    watch.close();
    try {
      if (ended.await(20, TimeUnit.SECONDS)) {
        // Else the status would be that of a process that a signal ended.
        Runtime.getRuntime().halt(Vigil.DONE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
