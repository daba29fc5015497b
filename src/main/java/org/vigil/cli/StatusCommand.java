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
import org.vigil.corpus.ContentHash;
import org.vigil.index.Generation;
import org.vigil.index.Ledger;
import org.vigil.index.LedgerEntry;
import org.vigil.index.IndexedRoots;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files to tell the story of.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--failures", description = "List every file and part that could not be read.")
  private boolean failures;

  @Override
  public Integer call() throws IOException {
    Generation live = common.live();
    Map<String, LedgerEntry> ledger = Ledger.read(live);
    PrintWriter out = spec.commandLine().getOut();
    if (!files.isEmpty()) {
      for (Path file : files) {
        stories(ledger, file).forEach(out::println);
      }
    } else if (failures) {
      for (LedgerEntry entry : ledger.values()) {
        if (entry.failure().isPresent() || !entry.parts().isEmpty()) {
          out.println(common.json ? json(entry) : failures(entry));
        }
      }
    } else {
      IndexStatus.Counts counts = IndexStatus.Counts.of(ledger.values());
      out.println(common.json ? json(live, counts) : text(live, counts));
    }
    out.flush();
    return Vigil.DONE;
  }

  private List<String> stories(Map<String, LedgerEntry> ledger, Path file)
      throws UnusableException {
    Path path = file.toAbsolutePath().normalize();
    List<LedgerEntry> found =
        ledger.values().stream().filter(e -> Path.of(e.path()).startsWith(path)).toList();
    if (found.isEmpty()) {
      throw new UnusableException(
          "the index knows nothing of "
              + file
              + ": it was not among the files indexed; run 'vigil index "
              + file
              + "'");
    }
    return found.stream().map(e -> common.json ? json(e).toString() : story(e, ledger)).toList();
  }

  private static String story(LedgerEntry e, Map<String, LedgerEntry> ledger) {
    StringBuilder text = new StringBuilder(Printable.of(e.path())).append("\n  ");
    switch (e.outcome()) {
      case INDEXED ->
          text.append("searchable: ")
              .append(e.reports())
              .append(e.reports() == 1 ? " report" : " reports");
      case DUPLICATE ->
          text.append("same bytes as ")
              .append(
                  ledger.values().stream()
                      .filter(o -> o.hash().equals(e.hash()))
                      .filter(o -> o.outcome() != LedgerEntry.Outcome.DUPLICATE)
                      .map(o -> Printable.of(o.path()) + ", which stands for it")
                      .findFirst()
                      .orElse("another file"));
      case UNREADABLE -> text.append("not searchable: ").append(failure(e));
    }
    for (LedgerEntry.PartFailure part : e.parts()) {
      text.append("\n  part ").append(part(part));
    }
    text.append("\n  read ").append(e.at()).append(" in ").append(e.millis()).append(" ms");
    e.hash().map(ContentHash::hex).ifPresent(h -> text.append("\n  SHA-256 ").append(h));
    return text.toString();
  }

  private static String failures(LedgerEntry e) {
    List<String> lines = new ArrayList<>();
    if (e.failure().isPresent()) {
      lines.add(Printable.of(e.path()) + ": " + failure(e));
    }
    e.parts().forEach(p -> lines.add(Printable.of(e.path()) + " ! " + part(p)));
    return String.join("\n", lines);
  }

  private static String failure(LedgerEntry e) {
    return e.failure().map(f -> f.reason() + ", " + Printable.of(f.detail())).orElse("");
  }

  private static String part(LedgerEntry.PartFailure p) {
    return Printable.of(p.part())
        + ": "
        + p.failure().reason()
        + ", "
        + Printable.of(p.failure().detail());
  }

  private static ObjectNode json(LedgerEntry e) {
    ObjectNode json = JSON.createObjectNode();
    json.put("path", e.path());
    json.put("outcome", e.outcome().name());
    json.put("reports", e.reports());
    e.failure()
        .ifPresent(
            f -> json.putObject("failure").put("reason", f.reason()).put("detail", f.detail()));
    ArrayNode parts = json.putArray("parts");
    for (LedgerEntry.PartFailure p : e.parts()) {
      parts
          .addObject()
          .put("part", p.part())
          .put("reason", p.failure().reason())
          .put("detail", p.failure().detail());
    }
    e.hash().ifPresent(h -> json.put("sha256", h.hex()));
    json.put("size", e.size());
    json.put("readAt", e.at().toString());
    json.put("millis", e.millis());
    return json;
  }

  private static ObjectNode json(Generation live, IndexStatus.Counts counts) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("generation", live.folder().getFileName().toString());
    json.put("files", counts.files());
    json.put("reports", counts.reports());
    json.put("duplicate", counts.duplicates());
    ObjectNode unreadable = json.putObject("unreadable");
    new TreeMap<>(counts.unreadable()).forEach(unreadable::put);
    json.put("unreadableParts", counts.unreadableParts());
    ArrayNode roots = json.putArray("corpus");
    IndexedRoots.of(live).forEach(r -> roots.add(r.toString()));
    return json;
  }

  private String text(Generation live, IndexStatus.Counts counts) throws IOException {
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
    text.append("\ncorpus:");
    IndexedRoots.of(live).forEach(r -> text.append(' ').append(Printable.of(r.toString())));
    text.append("\nindex: ").append(live.folder());
    return text.toString();
  }
}
