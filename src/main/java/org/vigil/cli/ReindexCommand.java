package org.vigil.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vigil.cluster.ClusterArchive;
import org.vigil.cluster.ClusterIndex;
import org.vigil.index.Generation;
import org.vigil.index.IndexHome;
import org.vigil.index.Inspection;
import org.vigil.index.SchemaVersion;
import org.vigil.index.WriterLock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigil reindex}: builds a fresh generation and switches to it. */
@Command(
    name = "reindex",
    description = {
      "Build a fresh index beside the live one, then switch to it in one step.",
      "",
      "Searches go on meanwhile over the old one. A build that was cut off is gone on with. Without"
          + " a CORPUS, the folders indexed so far are looked at again.",
      "",
      "Before the switch the two are compared: their reports of the same files, and golden queries,"
          + " which are those in golden-queries.txt in the index folder, one a line, and some for"
          + " frequent names and titles. A difference beyond the bounds in docs/operating.md"
          + " refuses the switch (--force).",
      "",
      "What the live index keeps of each file is used again as far as the rules that made it are"
          + " the same: originals are read, and names recognised, only where they must be. The"
          + " index before stays beside the new one (--keep), and --rollback makes it the live one."
    })
final class ReindexCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private CorpusOptions corpus = new CorpusOptions();
  @Mixin private RunOptions running = new RunOptions();
  @Mixin private ReindexOptions options = new ReindexOptions();
  @Mixin private StoreOptions store = new StoreOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--rollback",
      description = "Build nothing: make the generation that was live before the live one again.")
  private boolean rollback;

  @Option(
      names = "--shards",
      paramLabel = "N",
      description =
          "Parts of the new index in a cluster (default: as many as the present one has).")
  private Optional<Integer> shards = Optional.empty();

  @Override
  public Integer call() throws IOException {
    if (options.keep < 0) {
      throw new ParameterException(spec.commandLine(), "--keep must be 0 or more: " + options.keep);
    }
    if (options.fresh && !options.from.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--fresh reads every original again, so that --from "
              + options.from.get(0)
              + " would be for nothing: give one of the two");
    }
    if (store.isCluster(spec.commandLine())) {
      return rebuildThere();
    }
    if (rollback) {
      return rollBack();
    }
    Ingestion ingestion =
        new Ingestion(
            common, corpus, running, spec.commandLine().getOut(), spec.commandLine().getErr());
    return ingestion.report(ingestion.rebuild(corpus.roots(System.in), options));
  }

  /** The same in a cluster, where the alias is what is switched. */
  private int rebuildThere() throws IOException {
    CommandLine command = spec.commandLine();
    store.refuse(command, !options.from.isEmpty(), "--from", "workers write to the cluster itself");
    shards.ifPresent(number -> StoreOptions.checkShards(command, number));
    try (ClusterIndex index = store.index()) {
      if (rollback) {
        return rollBack(index);
      }
      Ingestion ingestion =
          new Ingestion(common, corpus, running, command.getOut(), command.getErr());
      ClusterIndex.Shape shape = new ClusterIndex.Shape(shards, Optional.empty());
      return ingestion.report(
          ingestion.rebuild(corpus.roots(System.in), options.policy(), index, shape));
    }
  }

  private int rollBack(ClusterIndex index) throws IOException {
    ClusterArchive before = index.before();
    List<String> damage = index.inspect(before);
    if (!damage.isEmpty()) {
      throw new UnusableException(
          before.name() + " is damaged, so it was not made live: " + damage.getFirst());
    }
    index.switchTo(before);
    return sayLive(before.name());
  }

  private int rollBack() throws IOException {
    IndexHome home = common.home();
    WriterLock lock = home.lock();
    try {
      Generation before =
          home.earlier().stream()
              .findFirst()
              .orElseThrow(
                  () ->
                      new UnusableException(
                          "there is no earlier generation in "
                              + common.index
                              + " to go back to: 'vigil reindex' builds a new one"));
      List<String> damage = Inspection.of(before);
      if (!damage.isEmpty()) {
        throw new UnusableException(
            before.folder() + " is damaged, so it was not made live: " + damage.get(0));
      }
      SchemaVersion.check(before);
      home.finishWithdrawals();
      home.switchTo(before);
      return sayLive(before.folder().getFileName().toString());
    } finally {
      lock.close();
    }
  }

  private int sayLive(String name) {
    PrintWriter out = spec.commandLine().getOut();
    if (common.json) {
      out.println(new ObjectMapper().createObjectNode().put("generation", name));
    } else if (!common.quiet) {
      out.println(name + " is live again; 'vigil index' brings it up to date");
    }
    out.flush();
    return Vigil.DONE;
  }
}
