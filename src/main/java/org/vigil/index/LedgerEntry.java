package org.vigil.index;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigil.corpus.ContentHash;
import org.vigil.corpus.PathText;
import org.vigil.corpus.SourceFile;
import org.vigil.report.Report;

/**
 * What became of one source file when it was last looked at.
 *
 * @param path absolute
 * @param hash of its bytes; empty if they could not be read
 * @param size in bytes
 * @param modified as the file system said before it was read
 * @param chosenId the id that was chosen for its report, if it was handed in
 * @param settings what shaped the result
 * @param reports how many searchable reports the file gave; a duplicate gave none of its own
 * @param failure why it, or as a container its whole content, is not searchable
 * @param parts the parts of a container that could not be read
 * @param at when it was read
 * @param millis how long that took
 */
public record LedgerEntry(
    String path,
    Optional<String> chosenId,
    Optional<ContentHash> hash,
    long size,
    Instant modified,
    Settings settings,
    Outcome outcome,
    int reports,
    Optional<Failure> failure,
    List<PartFailure> parts,
    Instant at,
    long millis) {

  public LedgerEntry {
    parts = List.copyOf(parts);
    if ((outcome == Outcome.UNREADABLE) != failure.isPresent()) {
      throw new IllegalArgumentException(
          "a file is unreadable if and only if it has a failure: " + outcome + " " + failure);
    }
    if (outcome != Outcome.INDEXED && reports != 0) {
      throw new IllegalArgumentException(outcome + " file with " + reports + " reports");
    }
  }

  /** Why what was withdrawn is not searchable. */
  public static final Failure WITHDRAWAL = new Failure("WITHDRAWN", "it was withdrawn");

  /** What ties reports to their file: its content, or the id under which it was handed in. */
  public Optional<ContentHash> identity() {
    return hash.map(h -> identity(h, chosenId));
  }

  /** The identity of a file with this content. */
  public static ContentHash identity(ContentHash hash, Optional<String> chosenId) {
    return chosenId.map(LedgerEntry::identityOfChosen).orElse(hash);
  }

  /** The identity of whatever is handed in under this id. */
  static ContentHash identityOfChosen(String id) {
    return ContentHash.of(("handed in as " + id).getBytes(StandardCharsets.UTF_8));
  }

  /** Whether this is the id of the report of this file, or of this part of it. */
  public boolean isReport(String reportId, Optional<String> part) {
    return chosenId.filter(reportId::equals).isPresent()
        || identity().filter(i -> Report.idOf(i, part).equals(reportId)).isPresent();
  }

  /** The same outcome for a file with the same bytes, which now stands for them. */
  public LedgerEntry movedTo(SourceFile file) {
    return new LedgerEntry(
        PathText.of(file.path()),
        chosenId,
        Optional.of(file.hash()),
        file.size(),
        file.modified(),
        settings,
        outcome,
        reports,
        failure,
        parts,
        at,
        millis);
  }

  /** The same file after one of its reports was withdrawn. */
  LedgerEntry withoutReport(Optional<String> part) {
    return withoutReport(part, WITHDRAWAL);
  }

  /** The same file when one of its reports is not searchable. */
  public LedgerEntry withoutReport(Optional<String> part, Failure why) {
    List<PartFailure> left = new ArrayList<>(parts);
    part.ifPresent(p -> left.add(new PartFailure(p, why)));
    boolean last = reports == 1;
    return new LedgerEntry(
        path,
        chosenId,
        hash,
        size,
        modified,
        settings,
        last ? Outcome.UNREADABLE : outcome,
        reports - 1,
        last ? Optional.of(why) : failure,
        left,
        at,
        millis);
  }

  /** How a file ended. */
  public enum Outcome {
    INDEXED,
    /** Its bytes are those of another file, which stands for it. */
    DUPLICATE,
    UNREADABLE
  }

  /**
   * Why something is not searchable.
   *
   * @param reason one upper-case word, such as {@code ENCRYPTED}
   */
  public record Failure(String reason, String detail) {

    /** Passed over by the walk, such as a link. */
    public static final String SKIPPED = "SKIPPED";

    /** The file system does not let it be read. */
    public static final String NO_ACCESS = "NO_ACCESS";

    /** Written to while it was read. */
    public static final String CHANGING = "CHANGING";
  }

  /** A part of a container that is not searchable. */
  public record PartFailure(String part, Failure failure) {}
}
