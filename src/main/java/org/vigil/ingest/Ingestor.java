package org.vigil.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.vigil.corpus.ContentHash;
import org.vigil.corpus.PathText;
import org.vigil.corpus.SourceFile;
import org.vigil.date.EventDates;
import org.vigil.entity.Recogniser;
import org.vigil.extract.Extractor;
import org.vigil.index.Generation;
import org.vigil.index.ArchiveWriter;
import org.vigil.index.GenerationWriter;
import org.vigil.index.IndexHome;
import org.vigil.index.IndexedRoots;
import org.vigil.index.KeptFiles;
import org.vigil.index.KeptReports;
import org.vigil.index.Ledger;
import org.vigil.index.LedgerEntry;
import org.vigil.index.LedgerEntry.Outcome;
import org.vigil.index.Settings;
import org.vigil.index.Uploads;
import org.vigil.quote.Quotes;
import org.vigil.report.Report;
import org.vigil.topic.Topics;

/**
 * Brings a generation up to date with a corpus: reads what is new or changed, follows what moved or
 * went, and accounts for every file.
 *
 * <p>Work is committed now and then; a run that is cut off goes on where the last commit ended when
 * it is started again.
 */
public final class Ingestor {

  private final Originals originals;
  private final Settings settings;
  private final Duration timePerFile;
  private final Assembler assembler;
  private final Clock clock;
  private final int threads;
  private final Duration commitEvery;
  private final Share share;
  private final Object pausing = new Object();
  private volatile boolean cancelled;
  private boolean paused;

  /**
   * @param threads how many files are worked on at the same time
   * @param commitEvery the most work that a crash may cost
   * @param workingFolder absolute; paths below it are shown relative to it
   */
  public Ingestor(
      Extractor extractor,
      Recogniser recogniser,
      Clock clock,
      int threads,
      Duration commitEvery,
      Path workingFolder) {
    this(extractor, recogniser, clock, threads, commitEvery, workingFolder, Share.WHOLE);
  }

  /**
   * The same for one of several workers.
   *
   * @param share of the corpus that is its own
   */
  public Ingestor(
      Extractor extractor,
      Recogniser recogniser,
      Clock clock,
      int threads,
      Duration commitEvery,
      Path workingFolder,
      Share share) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more: " + threads);
    }
    this.originals = new Originals(extractor);
    this.timePerFile = extractor.timePerFile();
    this.settings = settings(extractor, recogniser);
    this.assembler = new Assembler(recogniser, workingFolder);
    this.clock = clock;
    this.threads = threads;
    this.commitEvery = commitEvery;
    this.share = share;
  }

  static Settings settings(Extractor extractor, Recogniser recogniser) {
    return new Settings(
        fingerprint(extractor.fingerprint()),
        recogniser.name()
            + Settings.AFTER_RECOGNISER
            + fingerprint(
                recogniser.version(),
                Quotes.VERSION,
                Topics.standardVersion(),
                EventDates.VERSION));
  }

  private static String fingerprint(String... parts) {
    byte[] all = String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
    return ContentHash.of(all).hex().substring(0, 16);
  }

  /** Reads what is handed in by the same rules. */
  public HandedIn handedIn() {
    return new HandedIn(originals, settings, assembler, clock);
  }

  Share share() {
    return share;
  }

  Instant now() {
    return clock.instant();
  }

  /** Makes a run that goes on stop after the files in work; what it did is committed. */
  public void cancel() {
    cancelled = true;
    resume();
  }

  /** Makes a run that goes on wait before its next files, until {@link #resume} or a cancel. */
  public void pause() {
    synchronized (pausing) {
      paused = true;
    }
  }

  /** Lets a run that waits go on. */
  public void resume() {
    synchronized (pausing) {
      paused = false;
      pausing.notifyAll();
    }
  }

  private void waitWhilePaused() throws InterruptedException {
    synchronized (pausing) {
      while (paused && !cancelled) {
        pausing.wait();
      }
    }
  }

  /**
   * Brings the generation up to date and commits.
   *
   * @param home of the generation: with reports that must not come back, and those handed in
   * @param roots absolute folders and files; entries of the ledger outside them are left alone
   * @throws InterruptedRunException if the run was cancelled
   * @throws IOException if the index cannot be written
   */
  public IngestSummary run(
      IndexHome home, Generation generation, List<Path> roots, IngestProgress progress)
      throws IOException {
    try (GenerationWriter writer = GenerationWriter.open(generation);
        KeptReports kept = KeptReports.of(generation)) {
      writer.holdsOnly(identities(kept));
      return run(home, generation, writer, kept, kept, false, withUploads(home, roots), progress);
    }
  }

  /**
   * The same with a writer that others write to as well; what is handed in is theirs.
   *
   * @param writer of the generation
   */
  IngestSummary run(
      IndexHome home,
      Generation generation,
      GenerationWriter writer,
      List<Path> roots,
      IngestProgress progress)
      throws IOException {
    try (KeptReports kept = KeptReports.of(generation)) {
      return run(home, generation, writer, kept, kept, false, roots, progress);
    }
  }

  /**
   * Builds a generation, or goes on building it, from the corpus and from what is kept in an
   * earlier one: only what the present rules would read otherwise is read.
   *
   * @param earlier of the generation that this one will take the place of
   * @param fresh whether every file that is there is read, whatever is kept
   */
  public IngestSummary build(
      IndexHome home,
      Generation generation,
      KeptReports earlier,
      boolean fresh,
      List<Path> roots,
      IngestProgress progress)
      throws IOException {
    try (GenerationWriter writer = GenerationWriter.open(generation);
        KeptReports begun = KeptReports.of(generation)) {
      writer.holdsOnly(identities(begun));
      return run(
          home, generation, writer, begun, earlier, fresh, withUploads(home, roots), progress);
    }
  }

  private static Stream<ContentHash> identities(KeptReports kept) {
    return kept.ledger().values().stream().flatMap(entry -> entry.identity().stream());
  }

  private static List<Path> withUploads(IndexHome home, List<Path> roots) {
    Path uploads = home.uploads().folder();
    return Files.isDirectory(uploads)
        ? Stream.concat(roots.stream(), Stream.of(uploads)).toList()
        : roots;
  }

  private IngestSummary run(
      IndexHome home,
      Generation generation,
      GenerationWriter writer,
      KeptReports begun,
      KeptReports earlier,
      boolean fresh,
      List<Path> roots,
      IngestProgress progress)
      throws IOException {
    Archive archive =
        new Archive(
            writer,
            begun,
            earlier,
            home.uploads(),
            home.withdrawals()::contains,
            Ledger.notes(generation));
    return run(archive, fresh, roots, progress);
  }

  /**
   * An archive, wherever it is kept.
   *
   * @param begun what it keeps
   * @param earlier what the one keeps whose place it will take, or the same
   * @param uploads originals of reports that were handed in
   * @param withdrawn whether a report must not come back
   * @param notes of the commits so far
   */
  public record Archive(
      ArchiveWriter writer,
      KeptFiles begun,
      KeptFiles earlier,
      Uploads uploads,
      Predicate<String> withdrawn,
      Map<String, String> notes) {}

  /**
   * Brings an archive up to date and commits.
   *
   * @param fresh whether every file that is there is read, whatever is kept
   * @param roots absolute folders and files; entries of the ledger outside them are left alone
   * @throws InterruptedRunException if the run was cancelled
   */
  public IngestSummary run(
      Archive archive, boolean fresh, List<Path> roots, IngestProgress progress)
      throws IOException {
    long start = System.nanoTime();
    Uploads uploads = archive.uploads();
    FileRules rules = new FileRules(settings, timePerFile, uploads);
    Plan plan =
        Plan.make(
            roots, share, archive.begun(), archive.earlier().ledger(), uploads, rules, progress);
    plan.notices().forEach(progress::notice);
    Map<String, String> notes =
        new TreeMap<>(
            IndexedRoots.with(
                archive.notes(), roots.stream().filter(r -> !r.equals(uploads.folder())).toList()));
    notes.put(Indexing.WORKER_NOTE, share.toString());
    Run run = new Run(archive, fresh, rules, progress, roots, notes);
    run.follow(plan);
    run.read(plan.read());
    run.commit();
    run.tell();
    return run.summary(
        plan, archive.writer().reports(), Duration.ofNanos(System.nanoTime() - start));
  }

  /** One run while it goes on. Its counts are guarded by itself. */
  private final class Run {
    private final ArchiveWriter writer;
    private final KeptFiles begun;
    private final KeptFiles earlier;
    private final boolean fresh;
    private final FileRules rules;
    private final Uploads uploads;
    private final Predicate<String> withdrawn;
    private final IngestProgress progress;
    private final List<Path> roots;
    private final Map<String, String> notes;
    private final Map<String, Long> unreadable = new TreeMap<>();

    /** By a clock that nobody sets. */
    private long lastCommit = System.nanoTime();

    private long indexed;
    private long movedInCorpus;
    private long done;
    private boolean committing;
    private long recognised;
    private long analysed;
    private long outdated;

    Run(
        Archive archive,
        boolean fresh,
        FileRules rules,
        IngestProgress progress,
        List<Path> roots,
        Map<String, String> notes) {
      this.writer = archive.writer();
      this.begun = archive.begun();
      this.earlier = archive.earlier();
      this.fresh = fresh;
      this.rules = rules;
      this.uploads = archive.uploads();
      this.withdrawn = archive.withdrawn();
      this.progress = progress;
      this.roots = roots;
      this.notes = notes;
    }

    /** Does what needs no reading: moves, duplicates, removals. */
    void follow(Plan plan) throws IOException {
      for (Plan.Move move : plan.moved()) {
        move(move);
      }
      for (SourceFile file : plan.duplicates()) {
        writer.note(
            withoutReports(file, Optional.of(file.hash()), Outcome.DUPLICATE, Optional.empty()));
      }
      for (Map.Entry<String, LedgerEntry.Failure> path : plan.inaccessible().entrySet()) {
        count(path.getValue().reason());
        if (!plan.keptDespite().contains(path.getKey())) {
          writer.note(
              new LedgerEntry(
                  path.getKey(),
                  Optional.empty(),
                  Optional.empty(),
                  0,
                  Instant.EPOCH,
                  settings,
                  Outcome.UNREADABLE,
                  0,
                  Optional.of(path.getValue()),
                  List.of(),
                  clock.instant(),
                  0));
        }
      }
      for (String path : plan.gone()) {
        writer.forget(path);
      }
      for (ContentHash hash : plan.orphaned()) {
        writer.removeReports(hash);
      }
    }

    private void move(Plan.Move move) throws IOException {
      LedgerEntry from = move.from();
      SourceFile to = move.to();
      LedgerEntry entry = from.movedTo(to);
      if (from.path().equals(entry.path()) || from.reports() == 0) {
        writer.note(entry);
      } else {
        ContentHash identity = identity(to);
        writer.put(entry, identity, at(to, begun.reports(identity)));
      }
      if (move.inCorpus()) {
        movedInCorpus++;
      }
    }

    private ContentHash identity(SourceFile file) {
      return LedgerEntry.identity(file.hash(), uploads.idOf(file.path()));
    }

    private List<Report> at(SourceFile file, List<Report> reports) {
      String path = assembler.shown(file.path());
      return reports.stream().map(r -> r.source().path().equals(path) ? r : r.at(path)).toList();
    }

    /** Reads files on several threads; the first failure of the index ends the run. */
    void read(List<SourceFile> files) throws IOException {
      progress.reading(files.size());
      AtomicInteger next = new AtomicInteger();
      List<Future<?>> workers = new ArrayList<>();
      try (ExecutorService pool =
          Executors.newFixedThreadPool(Math.min(threads, Math.max(1, files.size())))) {
        for (int i = 0; i < threads; i++) {
          workers.add(
              pool.submit(
                  () -> {
                    for (int n = next.getAndIncrement();
                        n < files.size() && !cancelled;
                        n = next.getAndIncrement()) {
                      waitWhilePaused();
                      try {
                        readOne(files.get(n));
                      } catch (IOException | RuntimeException | Error e) {
                        next.set(files.size());
                        throw e;
                      }
                    }
                    return null;
                  }));
        }
        for (Future<?> worker : workers) {
          await(worker);
        }
      } catch (CorpusGoneException e) {
        commit();
        throw e;
      }
      if (cancelled) {
        commit();
        throw new InterruptedRunException(done, files.size());
      }
    }

    private void readOne(SourceFile file) throws IOException {
      long start = System.nanoTime();
      if (withdrawn.test(
          uploads.idOf(file.path()).orElseGet(() -> Report.idOf(file.hash(), Optional.empty())))) {
        noteUnreadable(file, Optional.of(file.hash()), LedgerEntry.WITHDRAWAL, start);
        return;
      }
      Optional<LedgerEntry> before =
          earlier.entry(identity(file)).filter(e -> e.hash().equals(Optional.of(file.hash())));
      if (before.isPresent()) {
        boolean sameRules =
            !fresh
                && before
                    .get()
                    .settings()
                    .extraction()
                    .equals(rules.settings(file.path(), before.get().failure()).extraction());
        if (sameRules || !Files.isReadable(file.path())) {
          keep(file, before.get(), sameRules);
          return;
        }
      }
      Originals.Read read;
      try {
        read = originals.read(file.path(), uploads.idOf(file.path()).isPresent());
        if (changed(file)) {
          noteUnreadable(
              file,
              Optional.empty(),
              new LedgerEntry.Failure(
                  LedgerEntry.Failure.CHANGING,
                  "it changed while it was read; the next run reads it again"),
              start);
          return;
        }
      } catch (IOException e) {
        if (cancelled) {
          // The process is ending and has ended its children: the next run reads this file.
          return;
        }
        if (Files.isReadable(file.path())) {
          throw e;
        }
        throwIfGone(file.path());
        noteUnreadable(file, Optional.empty(), Plan.noAccess(e), start);
        return;
      }
      Assembler.Assembly assembly =
          assembler
              .assemble(file, uploads.idOf(file.path()), read, rules.stated(file.path()))
              .without(withdrawn);
      long millis = millisSince(start);
      writer.put(
          assembly.entry(
              file,
              uploads.idOf(file.path()),
              rules.settings(file.path(), assembly.failure()),
              clock.instant(),
              millis),
          identity(file),
          assembly.reports());
      finished(file, assembly.reports().size(), assembly.failure(), millis);
    }

    /** A file that cannot be read is one thing, a corpus that is not there any more another. */
    private void throwIfGone(Path file) throws IOException {
      for (Path root : roots) {
        if (file.startsWith(root) && isGone(root)) {
          throw new CorpusGoneException(root);
        }
      }
    }

    private static boolean isGone(Path root) {
      if (!Files.isDirectory(root)) {
        return !Files.exists(root);
      }
      // What is left where a disk was mounted is an empty folder.
      try (Stream<Path> entries = Files.list(root)) {
        return entries.findAny().isEmpty();
      } catch (IOException e) {
        return true;
      }
    }

    /** Makes the reports of a file again from what is kept of it. */
    private void keep(SourceFile file, LedgerEntry before, boolean sameRules) throws IOException {
      long start = System.nanoTime();
      List<Report> reports = at(file, earlier.reports(identity(file)));
      boolean again = !before.settings().recognition().equals(settings.recognition());
      if (again) {
        reports = reports.stream().map(assembler::recognised).toList();
      }
      Settings under = new Settings(before.settings().extraction(), settings.recognition());
      Assembler.Assembly assembly =
          new Assembler.Assembly(reports, before.failure(), before.parts()).without(withdrawn);
      writer.put(
          assembly.entry(file, before.chosenId(), under, before.at(), before.millis()),
          identity(file),
          assembly.reports());
      synchronized (this) {
        if (again && !reports.isEmpty()) {
          recognised++;
        } else {
          analysed++;
        }
        if (!sameRules) {
          outdated++;
        }
      }
      finished(file, assembly.reports().size(), assembly.failure(), millisSince(start));
    }

    /** Says what the operator should know in the end. */
    void tell() {
      rules.complaints().forEach(progress::notice);
      if (outdated > 0) {
        progress.notice(
            outdated
                + " files should be read under newer rules and are not there: what was read of them"
                + " before is kept");
      }
    }

    private void noteUnreadable(
        SourceFile file, Optional<ContentHash> hash, LedgerEntry.Failure failure, long start)
        throws IOException {
      writer.note(withoutReports(file, hash, Outcome.UNREADABLE, Optional.of(failure)));
      finished(file, 0, Optional.of(failure), millisSince(start));
    }

    private static boolean changed(SourceFile file) throws IOException {
      BasicFileAttributes now = Files.readAttributes(file.path(), BasicFileAttributes.class);
      return now.size() != file.size()
          || !now.lastModifiedTime().toInstant().equals(file.modified());
    }

    private void finished(
        SourceFile file, int reports, Optional<LedgerEntry.Failure> failure, long millis)
        throws IOException {
      boolean commit;
      synchronized (this) {
        done++;
        failure.ifPresentOrElse(f -> count(f.reason()), () -> indexed++);
        progress.done(
            new IngestProgress.FileDone(
                assembler.shown(file.path()), reports, failure, millis, done, indexed, unreadable));
        commit = !committing && System.nanoTime() - lastCommit > commitEvery.toNanos();
        committing |= commit;
      }
      if (commit) {
        commit();
      }
    }

    void commit() throws IOException {
      writer.commit(notes);
      synchronized (this) {
        lastCommit = System.nanoTime();
        committing = false;
      }
    }

    private synchronized void count(String reason) {
      unreadable.merge(reason, 1L, Long::sum);
    }

    synchronized IngestSummary summary(Plan plan, long reports, Duration took) {
      return new IngestSummary(
          plan.found(),
          indexed,
          plan.unchanged() + movedInCorpus,
          plan.duplicatesInCorpus(),
          unreadable,
          plan.gone().size(),
          reports,
          new IngestSummary.Work(done - recognised - analysed, recognised, analysed),
          took);
    }

    private LedgerEntry withoutReports(
        SourceFile file,
        Optional<ContentHash> hash,
        Outcome outcome,
        Optional<LedgerEntry.Failure> failure) {
      return new LedgerEntry(
          PathText.of(file.path()),
          uploads.idOf(file.path()),
          hash,
          file.size(),
          file.modified(),
          rules.settings(file.path(), failure),
          outcome,
          0,
          failure,
          List.of(),
          clock.instant(),
          0);
    }
  }

  /** By a clock that nobody sets. */
  static long millisSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }

  private static void await(Future<?> worker) throws IOException {
    try {
      worker.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case RuntimeException bug -> throw bug;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while files were read", e);
    }
  }
}
