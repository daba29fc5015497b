package org.vigil.ingest;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.vigil.corpus.PathText;
import org.vigil.corpus.SourceFile;
import org.vigil.date.EventDates;
import org.vigil.entity.Annotations;
import org.vigil.entity.Recogniser;
import org.vigil.extract.Extraction;
import org.vigil.extract.Statement;
import org.vigil.extract.Statements;
import org.vigil.index.LedgerEntry;
import org.vigil.index.Settings;
import org.vigil.quote.Quotes;
import org.vigil.report.Report;
import org.vigil.topic.Topics;

/** Makes reports of what was extracted from a file: of its own text, and of each of its parts. */
public final class Assembler {

  private final Recogniser recogniser;
  private final Path workingFolder;

  /**
   * @param workingFolder absolute; paths below it are shown relative to it
   */
  public Assembler(Recogniser recogniser, Path workingFolder) {
    this.recogniser = recogniser;
    this.workingFolder = workingFolder;
  }

  /** What one file came to. */
  public record Assembly(
      List<Report> reports,
      Optional<LedgerEntry.Failure> failure,
      List<LedgerEntry.PartFailure> partFailures) {

    /** What the ledger is to say of the file. */
    LedgerEntry entry(
        SourceFile file, Optional<String> chosenId, Settings settings, Instant at, long millis) {
      return new LedgerEntry(
          PathText.of(file.path()),
          chosenId,
          Optional.of(file.hash()),
          file.size(),
          file.modified(),
          settings,
          failure.isPresent() ? LedgerEntry.Outcome.UNREADABLE : LedgerEntry.Outcome.INDEXED,
          reports.size(),
          failure,
          partFailures,
          at,
          millis);
    }

    /** The same, less the reports with these ids. */
    Assembly without(Predicate<String> withdrawn) {
      List<Report> left = new ArrayList<>();
      List<LedgerEntry.PartFailure> failures = new ArrayList<>(partFailures);
      for (Report report : reports) {
        if (!withdrawn.test(report.id())) {
          left.add(report);
        } else {
          report
              .source()
              .part()
              .ifPresent(
                  part -> failures.add(new LedgerEntry.PartFailure(part, LedgerEntry.WITHDRAWAL)));
        }
      }
      return left.size() == reports.size()
          ? this
          : new Assembly(
              left, left.isEmpty() ? Optional.of(LedgerEntry.WITHDRAWAL) : failure, failures);
    }
  }

  /**
   * The reports of a file, and what of it could not be read.
   *
   * @param stated about the file, which wins over what was found in it
   */
  public Assembly assemble(SourceFile file, Extraction extraction, Statements stated) {
    return assemble(
        file, Optional.empty(), new Originals.Read(extraction, Optional.empty()), stated);
  }

  /**
   * The same for a file that was handed in.
   *
   * @param chosenId the id of its first report
   */
  Assembly assemble(
      SourceFile file, Optional<String> chosenId, Originals.Read read, Statements stated) {
    return switch (read.extraction()) {
      case Extraction.Unreadable unreadable ->
          new Assembly(List.of(), Optional.of(failure(unreadable)), List.of());
      case Extraction.Extracted whole -> {
        List<Report> reports = new ArrayList<>();
        List<LedgerEntry.PartFailure> failures = new ArrayList<>();
        if (!whole.text().isBlank()) {
          reports.add(
              report(
                  file,
                  id(file, chosenId, Optional.empty(), reports),
                  Optional.empty(),
                  file.size(),
                  whole,
                  read.collection(),
                  stated.about(Optional.empty())));
        }
        Set<String> names = new HashSet<>();
        for (Extraction.Part part : whole.parts()) {
          String name = part.path();
          for (int twin = 2; !names.add(name); twin++) {
            name = part.path() + "#" + twin;
          }
          switch (part.content()) {
            case Extraction.Unreadable u ->
                failures.add(new LedgerEntry.PartFailure(name, failure(u)));
            case Extraction.Extracted e when e.text().isBlank() ->
                failures.add(
                    new LedgerEntry.PartFailure(
                        name, new LedgerEntry.Failure("EMPTY", "a container of parts")));
            case Extraction.Extracted e ->
                reports.add(
                    report(
                        file,
                        id(file, chosenId, Optional.of(name), reports),
                        Optional.of(name),
                        part.size(),
                        e,
                        read.collection(),
                        stated.about(Optional.of(name))));
          }
        }
        Optional<LedgerEntry.Failure> failure =
            reports.isEmpty()
                ? Optional.of(
                    new LedgerEntry.Failure(
                        failures.get(0).failure().reason(),
                        failures.size() == 1
                            ? "what it holds could not be read: "
                                + failures.get(0).failure().detail()
                            : "none of its " + failures.size() + " parts could be read"))
                : Optional.empty();
        if (whole.text().isBlank()) {
          // A container has no report of its own that could tell what was left out.
          for (String warning : whole.warnings()) {
            failures.add(
                new LedgerEntry.PartFailure("*", new LedgerEntry.Failure("INCOMPLETE", warning)));
          }
        }
        yield new Assembly(reports, failure, failures);
      }
    };
  }

  private static LedgerEntry.Failure failure(Extraction.Unreadable unreadable) {
    return new LedgerEntry.Failure(unreadable.reason().name(), unreadable.detail());
  }

  private static String id(
      SourceFile file, Optional<String> chosenId, Optional<String> part, List<Report> before) {
    return chosenId
        .filter(id -> before.isEmpty())
        .orElseGet(() -> Report.idOf(LedgerEntry.identity(file.hash(), chosenId), part));
  }

  private Report report(
      SourceFile file,
      String id,
      Optional<String> part,
      long size,
      Extraction.Extracted extracted,
      Optional<String> collection,
      Statement stated) {
    return recognised(
        new Report(
            id,
            new Report.Source(shown(file.path()), file.hash(), extracted.mediaType(), size, part),
            stated.over(extracted.facts()),
            extracted.text(),
            extracted.pages(),
            Annotations.NONE,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            stated.collection().or(() -> collection),
            extracted.warnings()));
  }

  /** The same report, with the entities, quotes and topics that are found in its text now. */
  Report recognised(Report report) {
    Annotations annotations =
        recogniser.recognise(report.title(), report.text(), report.language());
    return report.recognisedAs(
        annotations,
        Quotes.find(report.text(), annotations, report.language()),
        Topics.standard().find(report.text(), report.language()),
        Topics.instruments().find(report.text(), report.language()),
        EventDates.find(report.text(), report.date(), report.language()));
  }

  /** How a path is shown: relative to the working folder where it lies below it as plain text. */
  public String shown(Path path) {
    String text = PathText.of(path);
    return path.startsWith(workingFolder) && text.equals(path.toString())
        ? workingFolder.relativize(path).toString()
        : text;
  }
}
