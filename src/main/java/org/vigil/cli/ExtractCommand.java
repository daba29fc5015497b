package org.vigil.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.vigil.corpus.ContentHash;
import org.vigil.corpus.Corpus;
import org.vigil.corpus.SourceFile;
import org.vigil.entity.Recogniser;
import org.vigil.extract.Extractor;
import org.vigil.extract.Manifests;
import org.vigil.index.LedgerEntry;
import org.vigil.ingest.Assembler;
import org.vigil.report.ReportJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vigil extract}: shows what Vigil makes of files. */
@Command(
    name = "extract",
    description = {
      "Print what Vigil makes of files, without indexing them: one report a line, as JSON.",
      "",
      "A file or part that cannot be read gives a line with its failure."
    })
final class ExtractCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private CorpusOptions corpus = new CorpusOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    List<Path> roots = corpus.rootsOrDefault(System.in);
    Recogniser recogniser = corpus.names.recogniser();
    Manifests manifests = new Manifests();
    boolean failed = false;
    try (Extractor extractor = Ingestion.extractor(common, corpus);
        Stream<Corpus.Found> files = Corpus.walk(roots)) {
      Assembler assembler = new Assembler(recogniser, Path.of("").toAbsolutePath());
      for (Corpus.Found found : (Iterable<Corpus.Found>) files::iterator) {
        failed |=
            switch (found) {
              case Corpus.Skipped s ->
                  complain(
                      assembler.shown(s.path()),
                      Optional.empty(),
                      OptionalLong.empty(),
                      new LedgerEntry.Failure(LedgerEntry.Failure.SKIPPED, s.reason()));
              case Corpus.Regular file -> print(file, extractor, assembler, manifests);
            };
      }
    }
    if (!common.quiet) {
      PrintWriter err = spec.commandLine().getErr();
      manifests.complaints().forEach(complaint -> err.println("vigil: " + complaint));
      err.flush();
    }
    return failed && corpus.strict ? Vigil.FILES_UNREADABLE : Vigil.DONE;
  }

  /** Prints what is in a file; whether the file failed. */
  private boolean print(
      Corpus.Regular found, Extractor extractor, Assembler assembler, Manifests manifests) {
    String path = assembler.shown(found.path());
    OptionalLong size = OptionalLong.of(found.size());
    Assembler.Assembly assembly;
    SourceFile file;
    try {
      file = found.hashed();
      assembly =
          assembler.assemble(file, extractor.extract(file.path()), manifests.about(file.path()));
    } catch (IOException e) {
      return complain(
          path,
          Optional.empty(),
          size,
          new LedgerEntry.Failure(LedgerEntry.Failure.NO_ACCESS, String.valueOf(e.getMessage())));
    }
    assembly.reports().forEach(report -> line(ReportJson.toJson(report)));
    for (LedgerEntry.PartFailure part : assembly.partFailures()) {
      line(
          ReportJson.failure(
              path,
              Optional.of(file.hash()),
              size,
              Optional.of(part.part()),
              part.failure().reason(),
              part.failure().detail()));
    }
    return assembly.failure().isPresent()
        && complain(path, Optional.of(file.hash()), size, assembly.failure().get());
  }

  private boolean complain(
      String path, Optional<ContentHash> hash, OptionalLong size, LedgerEntry.Failure failure) {
    line(
        ReportJson.failure(path, hash, size, Optional.empty(), failure.reason(), failure.detail()));
    return true;
  }

  private void line(ObjectNode json) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(json);
    out.flush();
  }
}
