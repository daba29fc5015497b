package org.vigil.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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
      "  find . -name '*.eml' | vigil index -"
    })
final class IndexCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private CorpusOptions corpus = new CorpusOptions();
  @Mixin private RunOptions running = new RunOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    List<Path> roots = corpus.rootsOrDefault(System.in);
    Ingestion ingestion =
        new Ingestion(
            common, corpus, running, spec.commandLine().getOut(), spec.commandLine().getErr());
    return ingestion.report(ingestion.update(roots));
  }
}
