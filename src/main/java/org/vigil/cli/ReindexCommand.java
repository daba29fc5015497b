package org.vigil.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vigil reindex}: builds a fresh generation and switches to it. */
@Command(
    name = "reindex",
    description = {
      "Build a fresh index beside the live one, then switch to it in one step.",
      "",
      "Searches go on meanwhile over the old one. A build that was cut off is gone on with. Without a"
          + " CORPUS, the folders indexed so far are read again."
    })
final class ReindexCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private CorpusOptions corpus = new CorpusOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Ingestion ingestion =
        new Ingestion(common, corpus, spec.commandLine().getOut(), spec.commandLine().getErr());
    return ingestion.report(ingestion.rebuild(corpus.roots(System.in)));
  }
}
