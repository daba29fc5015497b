package org.vigil.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.vigil.corpus.PathText;
import org.vigil.index.LedgerEntry;
import org.vigil.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil status}: what is in the index, and what is not, and why. */
@Command(
    name = "status",
    description = {
      "Show what is in the index and, by reason, what could not be read.",
      "",
      "With a FILE: its story, which answers 'why is this not searchable?'."
    })
final class StatusCommand implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private StoreOptions store = new StoreOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files to tell the story of.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--failures", description = "List every file and part that could not be read.")
  private boolean failures;

  @Option(
      names = "--csv",
      description =
          "Print a table for spreadsheets: of the files given, with --failures of those that are not"
              + " searchable, else of all.")
  private boolean csv;

  @Override
  public Integer call() throws IOException {
    if (csv && common.json) {
      throw new ParameterException(
          spec.commandLine(), "--csv and --json are two forms of one answer: choose one");
    }
    try (ReadArchive archive = ReadArchive.of(common, store, spec.commandLine())) {
      print(archive, spec.commandLine().getOut());
    }
    return Vigil.DONE;
  }

  private void print(ReadArchive archive, PrintWriter out) throws IOException {
    Map<String, LedgerEntry> ledger = archive.files().ledger();
    FileStory story = new FileStory(ledger);
    if (!files.isEmpty() || failures || csv) {
      List<LedgerEntry> told =
          files.isEmpty() ? List.copyOf(ledger.values()) : named(story, archive);
      if (failures) {
        told = told.stream().filter(e -> e.failure().isPresent() || !e.parts().isEmpty()).toList();
      }
      print(told, story, archive, out);
    } else {
      IndexStatus.Counts counts = IndexStatus.Counts.of(ledger.values());
      out.println(common.json ? json(archive, counts) : text(archive, counts));
    }
    out.flush();
  }

  private List<LedgerEntry> named(FileStory story, ReadArchive archive) throws IOException {
    List<LedgerEntry> all = new ArrayList<>();
    for (Path file : files) {
      List<LedgerEntry> below =
          story.below(PathText.path(file.toString()).toAbsolutePath().normalize());
      if (below.isEmpty()) {
        throw new UnusableException(story.whyUnknown(file, archive.roots()));
      }
      all.addAll(below);
    }
    return all;
  }

  private void print(
      List<LedgerEntry> entries, FileStory story, ReadArchive archive, PrintWriter out)
      throws IOException {
    if (csv) {
      out.print(FileStory.csvHead());
      entries.forEach(e -> out.print(story.csv(e)));
    } else if (files.isEmpty()) {
      entries.forEach(
          e -> out.println(common.json ? story.json(e, List.of()) : FileStory.failures(e)));
    } else {
      for (LedgerEntry e : entries) {
        List<Report> reports =
            e.reports() > 0 ? archive.files().reports(e.identity().orElseThrow()) : List.of();
        out.println(common.json ? story.json(e, reports) : story.text(e, reports));
      }
    }
  }

  private static ObjectNode json(ReadArchive archive, IndexStatus.Counts counts) {
    ObjectNode json = JSON.createObjectNode();
    json.put("generation", archive.name());
    json.put("files", counts.files());
    json.put("reports", counts.reports());
    json.put("duplicate", counts.duplicates());
    ObjectNode unreadable = json.putObject("unreadable");
    new TreeMap<>(counts.unreadable()).forEach(unreadable::put);
    json.put("unreadableParts", counts.unreadableParts());
    ObjectNode recognisers = json.putObject("recognisers");
    counts.recognisers().forEach(recognisers::put);
    ArrayNode roots = json.putArray("corpus");
    archive.roots().forEach(r -> roots.add(r.toString()));
    return json;
  }

  private String text(ReadArchive archive, IndexStatus.Counts counts) {
    StringBuilder text = new StringBuilder();
    text.append(counts.reports()).append(" reports searchable, from ");
    text.append(counts.files()).append(" files");
    if (counts.duplicates() > 0) {
      text.append(" (").append(counts.duplicates()).append(" of them duplicates)");
    }
    if (!counts.unreadable().isEmpty()) {
      text.append("\nunreadable files:");
      new TreeMap<>(counts.unreadable())
          .forEach((reason, n) -> text.append(' ').append(n).append(' ').append(reason));
    }
    if (counts.unreadableParts() > 0) {
      text.append("\nunreadable parts of containers: ").append(counts.unreadableParts());
    }
    if (!counts.recognisers().isEmpty()) {
      text.append("\nnames found by:");
      counts
          .recognisers()
          .forEach((name, n) -> text.append(' ').append(name).append(" (").append(n).append(')'));
    }
    text.append("\ncorpus:");
    archive.roots().forEach(r -> text.append(' ').append(Printable.of(r.toString())));
    text.append("\nindex: ").append(archive.place());
    return text.toString();
  }
}
