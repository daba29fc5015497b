package org.vigil.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vigil.index.Acceptance;
import org.vigil.index.DamagedIndexException;
import org.vigil.index.Generation;
import org.vigil.index.GenerationWriter;
import org.vigil.index.IndexHome;
import org.vigil.index.IndexedRoots;
import org.vigil.index.Inspection;
import org.vigil.index.KeptReports;
import org.vigil.index.Ledger;
import org.vigil.index.SchemaVersion;

/**
 * Brings an index up to date or builds it anew: picks the generation to write and the one to build
 * from, and switches when that is done. The caller holds the lock of the index.
 */
public final class Indexing {

  /** The note of a commit that tells which share of the corpus a generation holds. */
  static final String WORKER_NOTE = "worker";

  private final IndexHome home;
  private final Ingestor ingestor;
  private final IngestProgress progress;
  private final Acceptance acceptance;

  /**
   * @param acceptance of a generation that is to take the place of another
   */
  public Indexing(
      IndexHome home, Ingestor ingestor, IngestProgress progress, Acceptance acceptance) {
    this.home = home;
    this.ingestor = ingestor;
    this.progress = progress;
    this.acceptance = acceptance;
  }

  /**
   * How a generation is built and what becomes of those before.
   *
   * @param fresh whether every original is read, whatever is kept
   * @param keep how many of the generations before stay
   * @param force whether what was built goes live even if it answers otherwise
   */
  public record Policy(boolean fresh, int keep, boolean force) {

    public static final Policy STANDARD = new Policy(false, 1, false);

    public Policy {
      if (keep < 0) {
        throw new IllegalArgumentException("generations to keep must be 0 or more: " + keep);
      }
    }
  }

  /**
   * Brings the live generation up to date, or makes the first one. One that was made under another
   * schema is made anew from what it keeps.
   *
   * @throws UnusablePartException if a worker is to write to an index that is not its own
   */
  public IngestSummary update(List<Path> roots) throws IOException {
    home.finishWithdrawals();
    Optional<Generation> live = home.live();
    if (live.isPresent()) {
      live.get().checkWhole();
      checkShare(live.get(), ingestor.share());
    }
    if (live.isEmpty()) {
      Generation first = unfinishedOrNew(roots);
      IngestSummary summary = ingestor.run(home, first, roots, progress);
      home.switchTo(first);
      return summary;
    }
    if (isCurrent(live.get())) {
      return ingestor.run(home, live.get(), roots, progress);
    }
    progress.notice("the index was made by another version of Vigil: building it anew beside it");
    List<Path> all = new ArrayList<>(roots(live));
    roots.stream().filter(root -> !covers(all, root)).forEach(all::add);
    return build(live, List.of(), all, Policy.STANDARD, Switch.PLAIN);
  }

  /**
   * Two workers in one index would each take the files of the other for its own.
   *
   * @throws UnusablePartException if the generation holds another share than this one
   */
  static void checkShare(Generation live, Share share) throws IOException {
    Share before = share(live);
    if (!before.equals(share)) {
      throw new UnusablePartException(
          before.isWhole()
              ? live.folder()
                  + " holds a whole corpus, not the part of worker "
                  + share
                  + ": give each worker an index of its own with --index"
              : live.folder()
                  + " holds the part of worker "
                  + before
                  + " alone: go on with it by 'vigil index --worker "
                  + before
                  + "', or bring the parts together with 'vigil reindex --from'");
    }
  }

  /** The share of its corpus that a generation holds. */
  static Share share(Generation generation) throws IOException {
    return Share.parse(Ledger.notes(generation).getOrDefault(WORKER_NOTE, Share.WHOLE.toString()));
  }

  /**
   * Builds a fresh generation of what several workers made of their shares of a corpus, and makes
   * it the live one. It is built as any other: whatever no part holds, or holds under other rules,
   * is read here.
   *
   * @param given what to read; empty means all that was indexed here and in the parts
   * @throws UnusablePartException if one of the parts cannot be used
   */
  public IngestSummary merge(List<Path> given, List<IndexHome> parts, Policy policy)
      throws IOException {
    home.finishWithdrawals();
    try (WorkerParts opened = WorkerParts.open(parts, home)) {
      opened.notices().forEach(progress::notice);
      Optional<Generation> live = home.liveIfSound();
      List<Path> roots = new ArrayList<>(given.isEmpty() ? roots(live) : given);
      if (given.isEmpty()) {
        for (Generation part : opened.generations()) {
          IndexedRoots.of(part).stream().filter(r -> !covers(roots, r)).forEach(roots::add);
        }
      }
      Set<String> more = new TreeSet<>(opened.withdrawn());
      more.removeIf(home.withdrawals()::contains);
      if (!more.isEmpty()) {
        Set<String> unused = home.withdraw(more, ingestor.now());
      }
      return build(live, opened.generations(), roots, policy, Switch.PLAIN);
    }
  }

  /**
   * Builds a fresh generation and makes it the live one; goes on with one that was cut off.
   *
   * @param given what to read; empty means all that was indexed so far
   */
  public IngestSummary rebuild(List<Path> given, Policy policy) throws IOException {
    home.finishWithdrawals();
    return rebuild(given, policy, Switch.PLAIN);
  }

  /** What is done around the switch from one generation to the next. */
  interface Switch {
    Switch PLAIN = (built, switching) -> switching.run();

    void around(Generation built, Step switching) throws IOException;
  }

  /** Something that can fail. */
  interface Step {
    void run() throws IOException;
  }

  IngestSummary rebuild(List<Path> given, Policy policy, Switch how) throws IOException {
    Optional<Generation> live = home.liveIfSound();
    if (live.isPresent() && live.get().isWhole()) {
      checkShare(live.get(), ingestor.share());
    }
    List<Path> known = roots(live);
    List<Path> roots = given.isEmpty() ? known : given;
    if (roots.isEmpty()) {
      throw new DamagedIndexException(
          "it is not known what was indexed in " + home.root() + ": name the CORPUS to read");
    }
    for (Path left : known) {
      if (!covers(roots, left)) {
        progress.notice("the new index leaves out " + left + ", which the present one holds");
      }
    }
    return build(live, List.of(), roots, policy, how);
  }

  private IngestSummary build(
      Optional<Generation> live,
      List<Generation> parts,
      List<Path> roots,
      Policy policy,
      Switch how)
      throws IOException {
    Generation fresh = unfinishedOrNew(roots);
    IngestSummary summary;
    try (KeptReports earlier = kept(live, parts)) {
      summary = ingestor.build(home, fresh, earlier, policy.fresh(), roots, progress);
    }
    List<String> damage = Inspection.ofChecksums(fresh);
    if (!damage.isEmpty()) {
      home.delete(fresh);
      throw new DamagedIndexException(
          "the generation that was built is damaged, so it was deleted: " + damage.get(0));
    }
    if (live.isPresent() && !policy.force() && isReadable(live.get())) {
      if (!isCurrent(live.get())) {
        progress.notice(
            "what searches find before and after is not compared: the one before is of another"
                + " version of Vigil");
      }
      acceptance.check(live.get(), fresh);
    }
    how.around(
        fresh,
        () -> {
          home.switchTo(fresh);
          home.keepEarlier(policy.keep());
          home.finishWithdrawals();
        });
    return summary;
  }

  /**
   * Brings a generation that was built up to what happened meanwhile to reports that are handed in
   * and withdrawn.
   */
  static void catchUp(IndexHome home, Ingestor ingestor, Generation live, Generation built)
      throws IOException {
    try (KeptReports now = KeptReports.of(live)) {
      IngestSummary unused =
          ingestor.build(home, built, now, false, List.of(), IngestProgress.SILENT);
    }
    try (GenerationWriter writer = GenerationWriter.open(built)) {
      Set<String> unused = writer.withdraw(home.withdrawals().ids());
    }
  }

  /** What the parts keep, and the live generation, if it is sound. */
  private KeptReports kept(Optional<Generation> live, List<Generation> parts) throws IOException {
    List<Generation> sound = new ArrayList<>(parts);
    if (live.isPresent()) {
      try {
        KeptReports.checkSound(live.get());
        sound.add(live.get());
      } catch (IOException | RuntimeException e) {
        progress.notice(
            "what the live generation keeps cannot be used, so that every file is read again: "
                + e.getMessage());
      }
    }
    return KeptReports.of(sound);
  }

  private Generation unfinishedOrNew(List<Path> roots) throws IOException {
    Optional<Generation> unfinished = home.unfinished();
    if (unfinished.isPresent()) {
      if (canGoOn(unfinished.get(), roots)) {
        progress.notice(
            "going on with the build that was cut off, "
                + Ledger.read(unfinished.get()).size()
                + " files into it");
        return unfinished.get();
      }
      home.delete(unfinished.get());
    }
    return home.begin();
  }

  private boolean canGoOn(Generation unfinished, List<Path> roots) {
    return isCurrent(unfinished)
        && hasShare(unfinished)
        && roots(Optional.of(unfinished)).stream().allMatch(r -> covers(roots, r));
  }

  private boolean hasShare(Generation unfinished) {
    try {
      return share(unfinished).equals(ingestor.share());
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean covers(List<Path> roots, Path path) {
    return roots.stream().anyMatch(path::startsWith);
  }

  private static boolean isCurrent(Generation generation) {
    try {
      return SchemaVersion.of(generation).equals(Optional.of(SchemaVersion.current()));
    } catch (IOException e) {
      // What cannot be opened is of no schema that this program knows.
      return false;
    }
  }

  /** Whether there is something to compare with. */
  private static boolean isReadable(Generation live) {
    try {
      live.checkWhole();
      return !Ledger.read(live).isEmpty();
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private static List<Path> roots(Optional<Generation> live) {
    try {
      return live.isPresent() ? IndexedRoots.of(live.get()) : List.of();
    } catch (IOException e) {
      // Damaged: what it was built from cannot be said.
      return List.of();
    }
  }
}
