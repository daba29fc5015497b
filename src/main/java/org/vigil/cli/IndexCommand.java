package org.vigil.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.vigil.corpus.CorpusWatch;
import org.vigil.ingest.IngestSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vigil index}: brings the index up to date. */
@Command(
    name = "index",
    description = {
      "Bring the index up to date with a corpus: new, changed, moved and removed files.",
      "",
      "Unchanged files are not read again. Every file is accounted for in the summary; the reasons of"
          + " those that could not be read are kept ('vigil status --failures')."
    },
    footer = {
      "",
      "Examples:",
      "  vigil index                      the folder corpus/",
      "  vigil index ~/reports a.pdf      a folder and a file",
      "  vigil index ~/reports --watch    go on, and follow the folder until Ctrl-C",
      "  find . -name '*.eml' | vigil index -"
    })
final class IndexCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private CorpusOptions corpus = new CorpusOptions();
  @Mixin private RunOptions running = new RunOptions();
  @Mixin private WatchOptions watching = new WatchOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    watching.check(spec.commandLine());
    List<Path> roots = corpus.rootsOrDefault(System.in);
    Ingestion ingestion =
        new Ingestion(
            common, corpus, running, spec.commandLine().getOut(), spec.commandLine().getErr());
    if (!watching.watch) {
      return ingestion.report(ingestion.update(roots));
    }
    try (CorpusWatch watch = watching.over(roots, common.index)) {
      IngestSummary first = ingestion.update(roots);
      int status = ingestion.report(first);
      if (status == Vigil.DONE) {
        follow(watch, ingestion, roots, first);
      }
      return status;
    }
  }

  /** Until the process is asked to end, which is the ordinary end and no failure. */
  private void follow(CorpusWatch watch, Ingestion ingestion, List<Path> roots, IngestSummary first)
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
            IngestSummary summary = ingestion.update(roots);
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
