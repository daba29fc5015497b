package org.vigil.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigil.api.CsvRow;
import org.vigil.corpus.ContentHash;
import org.vigil.corpus.Corpus;
import org.vigil.corpus.PathText;
import org.vigil.index.LedgerEntry;
import org.vigil.index.LedgerEntry.Outcome;
import org.vigil.report.Report;

/**
 * What the ledger tells of files: why one is not searchable, and what can be done about it. Prints
 * the same for people, programs and spreadsheets.
 */
final class FileStory {

  /** Reports of one container that are listed for people. */
  private static final int MOST_LISTED = 20;

  private final Map<String, LedgerEntry> ledger;
  private final Map<ContentHash, String> standing;

  FileStory(Map<String, LedgerEntry> ledger) {
    this.ledger = ledger;
    this.standing =
        ledger.values().stream()
            .filter(e -> e.outcome() != Outcome.DUPLICATE && e.hash().isPresent())
            .collect(Collectors.toMap(e -> e.hash().orElseThrow(), LedgerEntry::path, (a, b) -> a));
  }

  /** The files that are, or lie below, this one. */
  List<LedgerEntry> below(Path path) {
    return ledger.values().stream().filter(e -> PathText.path(e.path()).startsWith(path)).toList();
  }

  /** Why the ledger says nothing of a file, in a sentence with the remedy. */
  String whyUnknown(Path given, List<Path> roots) {
    Path path = given.toAbsolutePath().normalize();
    String nothing = "the index knows nothing of " + given + ": ";
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return nothing + "there is no such file or folder; check the path";
    }
    Optional<Path> root = roots.stream().filter(path::startsWith).findFirst();
    if (root.isEmpty()) {
      return nothing + "it was not among the files indexed; run 'vigil index " + given + "'";
    }
    for (Path p = path; p != null && p.startsWith(root.get()); p = p.getParent()) {
      LedgerEntry above = ledger.get(p.toString());
      if (above != null && above.failure().isPresent()) {
        return nothing
            + "it lies in "
            + p
            + ", which could not be looked into: "
            + above.failure().get().detail();
      }
      if (!p.equals(root.get()) && Corpus.isHidden(p)) {
        return nothing
            + "names that begin with a dot or with ~$ are passed over, as "
            + p.getFileName()
            + " is; rename it, or name it as a CORPUS of its own";
      }
    }
    if (Corpus.isManifest(path)) {
      return nothing + "it is no report but a manifest, which states facts about files beside it";
    }
    if (path.equals(root.get().resolve(Corpus.ENTITIES_FILE))) {
      return nothing + "it is no report but holds what people decided about names";
    }
    return nothing
        + (Files.isDirectory(path)
            ? "no file was in it at the last run; run 'vigil index "
            : "it was not there at the last run; run 'vigil index ")
        + root.get()
        + "'";
  }

  /** For people. */
  String text(LedgerEntry e, List<Report> reports) {
    StringBuilder text = new StringBuilder(Printable.of(e.path())).append("\n  ");
    switch (e.outcome()) {
      case INDEXED ->
          text.append("searchable: ")
              .append(e.reports())
              .append(e.reports() == 1 ? " report" : " reports");
      case DUPLICATE ->
          text.append("searchable as ")
              .append(duplicateOf(e).map(Printable::of).orElse("another file"))
              .append(", which has the same bytes and stands for it");
      case UNREADABLE -> text.append("not searchable: ").append(failure(e));
    }
    remedy(e).ifPresent(remedy -> text.append("\n  what to do: ").append(remedy));
    for (Report report : reports.subList(0, Math.min(reports.size(), MOST_LISTED))) {
      text.append("\n  report ").append(report.id());
      report.source().part().ifPresent(p -> text.append(", part ").append(Printable.of(p)));
      report.warnings().forEach(w -> text.append("\n    warning: ").append(Printable.of(w)));
    }
    if (reports.size() > MOST_LISTED) {
      text.append("\n  … and ").append(reports.size() - MOST_LISTED).append(" more (--json)");
    }
    for (LedgerEntry.PartFailure part : e.parts()) {
      text.append("\n  part ").append(part(part));
    }
    text.append("\n  read ").append(e.at()).append(" in ").append(e.millis()).append(" ms");
    since(e).ifPresent(change -> text.append("\n  ").append(change));
    e.hash().map(ContentHash::hex).ifPresent(h -> text.append("\n  SHA-256 ").append(h));
    return text.toString();
  }

  /** What of a file is not searchable, for people. */
  static String failures(LedgerEntry e) {
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

  private Optional<String> duplicateOf(LedgerEntry e) {
    return e.outcome() == Outcome.DUPLICATE ? e.hash().map(standing::get) : Optional.empty();
  }

  /** What became of the file since it was read. */
  private static Optional<String> since(LedgerEntry e) {
    if (e.hash().isEmpty()) {
      return Optional.empty();
    }
    try {
      BasicFileAttributes now =
          Files.readAttributes(
              PathText.path(e.path()), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return now.size() == e.size() && now.lastModifiedTime().toInstant().equals(e.modified())
          ? Optional.empty()
          : Optional.of("it was touched since: the next run looks at it again");
    } catch (IOException gone) {
      return Optional.of("it is not there at present: the next run forgets it");
    }
  }

  /** What somebody can do to make it searchable. */
  private static Optional<String> remedy(LedgerEntry e) {
    return e.failure()
        .map(
            f ->
                switch (f.reason()) {
                  case "ENCRYPTED" -> "save a copy without the password";
                  case "EMPTY" -> "see whether it has text at all; a scan is read only with --ocr";
                  case "TIMED_OUT" -> "give it more time: --file-timeout SECONDS";
                  case "TOO_LARGE" -> "unpack or split it";
                  case "CORRUPT", "CRASHED" ->
                      "see whether the program that made it opens it, and save it from there";
                  case "UNSUPPORTED" ->
                      f.detail().contains("--ocr")
                          ? "read pictures: --ocr"
                          : "save it as text, HTML or PDF";
                  case LedgerEntry.Failure.NO_ACCESS -> "let the user who runs Vigil read it";
                  case LedgerEntry.Failure.SKIPPED -> "put the file itself in its place";
                  case LedgerEntry.Failure.CHANGING -> "run 'vigil index' again when it is written";
                  default -> "";
                })
        .filter(remedy -> !remedy.isEmpty());
  }

  /** For programs. */
  ObjectNode json(LedgerEntry e, List<Report> reports) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("path", e.path());
    json.put("outcome", e.outcome().name());
    json.put("reports", e.reports());
    e.failure()
        .ifPresent(
            f -> json.putObject("failure").put("reason", f.reason()).put("detail", f.detail()));
    remedy(e).ifPresent(remedy -> json.put("remedy", remedy));
    duplicateOf(e).ifPresent(path -> json.put("duplicateOf", path));
    ArrayNode parts = json.putArray("parts");
    for (LedgerEntry.PartFailure p : e.parts()) {
      parts
          .addObject()
          .put("part", p.part())
          .put("reason", p.failure().reason())
          .put("detail", p.failure().detail());
    }
    if (!reports.isEmpty()) {
      ArrayNode list = json.putArray("reportList");
      for (Report report : reports) {
        ObjectNode one = list.addObject().put("id", report.id());
        report.source().part().ifPresent(part -> one.put("part", part));
        if (!report.warnings().isEmpty()) {
          report.warnings().forEach(one.putArray("warnings")::add);
        }
      }
    }
    e.hash().ifPresent(h -> json.put("sha256", h.hex()));
    json.put("size", e.size());
    json.put("modified", e.modified().toString());
    json.put("readAt", e.at().toString());
    json.put("millis", e.millis());
    json.putObject("settings")
        .put("extraction", e.settings().extraction())
        .put("recognition", e.settings().recognition());
    return json;
  }

  /** The head of a table of files. */
  static String csvHead() {
    return CsvRow.of(
        Stream.of(
            "path",
            "part",
            "outcome",
            "reason",
            "detail",
            "reports",
            "duplicateOf",
            "size",
            "modified",
            "readAt",
            "millis",
            "sha256"));
  }

  /** A row for a file, and one for each of its parts that is not searchable. */
  String csv(LedgerEntry e) {
    StringBuilder rows =
        new StringBuilder(row(e, Optional.empty(), e.outcome(), e.failure(), e.reports()));
    for (LedgerEntry.PartFailure p : e.parts()) {
      rows.append(row(e, Optional.of(p.part()), Outcome.UNREADABLE, Optional.of(p.failure()), 0));
    }
    return rows.toString();
  }

  private String row(
      LedgerEntry e,
      Optional<String> part,
      Outcome outcome,
      Optional<LedgerEntry.Failure> failure,
      int reports) {
    Function<String, String> ofFile = value -> part.isPresent() ? "" : value;
    return CsvRow.of(
        Stream.of(
            e.path(),
            part.orElse(""),
            outcome.name(),
            failure.map(LedgerEntry.Failure::reason).orElse(""),
            failure.map(LedgerEntry.Failure::detail).orElse(""),
            String.valueOf(reports),
            duplicateOf(e).orElse(""),
            ofFile.apply(String.valueOf(e.size())),
            ofFile.apply(e.modified().toString()),
            e.at().toString(),
            ofFile.apply(String.valueOf(e.millis())),
            ofFile.apply(e.hash().map(ContentHash::hex).orElse(""))));
  }
}
