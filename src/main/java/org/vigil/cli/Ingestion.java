package org.vigil.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.vigil.api.SummaryJson;
import org.vigil.cluster.ClusterIndex;
import org.vigil.entity.Recogniser;
import org.vigil.extract.ExtractionPool;
import org.vigil.extract.Extractor;
import org.vigil.extract.Ocr;
import org.vigil.index.HostTrouble;
import org.vigil.index.IndexHome;
import org.vigil.index.WriterLock;
import org.vigil.ingest.Indexing;
import org.vigil.ingest.IngestProgress;
import org.vigil.ingest.IngestSummary;
import org.vigil.ingest.Ingestor;
import org.vigil.ingest.InterruptedRunException;
import org.vigil.ingest.Share;
import org.vigil.search.GoldenQueries;

/** Runs an update or a rebuild of an index for a command, with progress, and prints its summary. */
final class Ingestion {

  private final CommonOptions common;
  private final CorpusOptions corpus;
  private final RunOptions running;
  private final PrintWriter out;
  private final PrintWriter err;
  private boolean toldBefore;

  Ingestion(
      CommonOptions common,
      CorpusOptions corpus,
      RunOptions running,
      PrintWriter out,
      PrintWriter err) {
    this.common = common;
    this.corpus = corpus;
    this.running = running;
    this.out = out;
    this.err = err;
  }

  /** The extractor that the options ask for. */
  static Extractor extractor(CommonOptions common, CorpusOptions corpus) throws IOException {
    Optional<Ocr> ocr = corpus.ocr.ocr();
    return ExtractionPool.start(
        common.threads, OcrOptions.within(Duration.ofSeconds(corpus.fileTimeout), ocr), ocr);
  }

  /** What reads and recognises files as the options ask. */
  static Ingestor ingestor(
      CommonOptions common, Extractor extractor, Recogniser recogniser, Duration commitEvery) {
    return ingestor(common, extractor, recogniser, commitEvery, Share.WHOLE);
  }

  private static Ingestor ingestor(
      CommonOptions common,
      Extractor extractor,
      Recogniser recogniser,
      Duration commitEvery,
      Share share) {
    return new Ingestor(
        extractor,
        recogniser,
        Clock.systemUTC(),
        common.threads,
        commitEvery,
        Path.of("").toAbsolutePath(),
        share);
  }

  /** Brings the live generation up to date, or makes the first one. */
  IngestSummary update(List<Path> roots) throws IOException {
    return update(roots, Share.WHOLE);
  }

  /** The same for one of several workers. */
  IngestSummary update(List<Path> roots, Share share) throws IOException {
    return locked(new Here(common.home(), indexing -> indexing.update(roots)), share);
  }

  /** Brings an archive in a cluster up to date, or makes the first one there. */
  IngestSummary update(List<Path> roots, Share share, ClusterIndex index, ClusterIndex.Shape shape)
      throws IOException {
    ClusterWork work = new ClusterWork(index, common.home(), shape);
    return locked((ingestor, progress) -> work.update(roots, ingestor, progress), share);
  }

  /** Builds an archive in a cluster anew beside the present one, and puts it in its place. */
  IngestSummary rebuild(
      List<Path> given, Indexing.Policy policy, ClusterIndex index, ClusterIndex.Shape shape)
      throws IOException {
    ClusterWork work = new ClusterWork(index, common.home(), shape);
    return locked(
        (ingestor, progress) -> work.rebuild(given, policy, ingestor, progress), Share.WHOLE);
  }

  /** Builds a fresh generation and makes it the live one; goes on with one that was cut off. */
  IngestSummary rebuild(List<Path> given, ReindexOptions options) throws IOException {
    List<IndexHome> parts = options.from.stream().map(IndexHome::at).toList();
    return locked(
        new Here(
            common.home(),
            indexing ->
                parts.isEmpty()
                    ? indexing.rebuild(given, options.policy())
                    : indexing.merge(given, parts, options.policy())),
        Share.WHOLE);
  }

  private interface Work {
    IngestSummary with(Ingestor ingestor, IngestProgress progress) throws IOException;

    /** What nobody else may write to meanwhile. */
    default Optional<IndexHome> alone() {
      return Optional.empty();
    }
  }

  private interface Building {
    IngestSummary with(Indexing indexing) throws IOException;
  }

  /** Work on the index in a folder. */
  private record Here(IndexHome home, Building building) implements Work {
    @Override
    public IngestSummary with(Ingestor ingestor, IngestProgress progress) throws IOException {
      home.uploads().tidy();
      home.uploads().keepLatest();
      return building.with(new Indexing(home, ingestor, progress, GoldenQueries.of(home.root())));
    }

    @Override
    public Optional<IndexHome> alone() {
      return Optional.of(home);
    }
  }

  private IngestSummary locked(Work work, Share share) throws IOException {
    CountDownLatch ended = new CountDownLatch(1);
    try {
      if (running.events.isEmpty()) {
        try (ProgressLines progress = new ProgressLines(err, common.quiet)) {
          return locked(work, share, progress, ended);
        }
      }
      boolean again = toldBefore;
      toldBefore = true;
      try (EventLines events = EventLines.to(running.events.get(), err, again)) {
        return told(work, share, events, ended);
      }
    } finally {
      ended.countDown();
    }
  }

  /** The same while events are written, the last of them whatever happens. */
  private IngestSummary told(Work work, Share share, EventLines events, CountDownLatch ended)
      throws IOException {
    try (ProgressLines progress = new ProgressLines(err, common.quiet)) {
      IngestSummary summary =
          locked(
              work,
              share,
              running.events.get().equals(RunOptions.STANDARD_ERROR)
                  ? events
                  : new BothProgress(events, progress),
              ended);
      events.end("done", Optional.of(summary), Optional.empty());
      return summary;
    } catch (InterruptedRunException e) {
      events.end("interrupted", Optional.empty(), Optional.empty());
      throw e;
    } catch (IOException e) {
      events.end("failed", Optional.empty(), Optional.of(Complaints.sentence(e)));
      throw e;
    } catch (RuntimeException | Error e) {
      events.end(
          "failed",
          Optional.empty(),
          Optional.of(
              HostTrouble.behind(e)
                  .map(HostTrouble::sentence)
                  .orElse(e.getClass().getSimpleName())));
      throw e;
    }
  }

  /** Tells both. */
  private record BothProgress(IngestProgress one, IngestProgress other) implements IngestProgress {
    @Override
    public void scanning(long found) {
      one.scanning(found);
      other.scanning(found);
    }

    @Override
    public void reading(long files) {
      one.reading(files);
      other.reading(files);
    }

    @Override
    public void done(FileDone file) {
      one.done(file);
      other.done(file);
    }

    @Override
    public void notice(String sentence) {
      one.notice(sentence);
      other.notice(sentence);
    }
  }

  private IngestSummary locked(
      Work work, Share share, IngestProgress progress, CountDownLatch ended) throws IOException {
    Recogniser recogniser = corpus.names.recogniser();
    Optional<WriterLock> lock = Optional.empty();
    if (work.alone().isPresent()) {
      lock = Optional.of(work.alone().get().lock());
    }
    try (Extractor extractor = extractor(common, corpus)) {
      Ingestor ingestor =
          ingestor(common, extractor, recogniser, Duration.ofSeconds(corpus.commitEvery), share);
      Thread interrupt = new Thread(() -> cancelAndWait(ingestor, ended));
      Runtime.getRuntime().addShutdownHook(interrupt);
      try {
        return work.with(ingestor, progress);
      } finally {
        removeHook(interrupt);
      }
    } catch (InterruptedRunException e) {
      // Said here, because nobody may be left to say it when the process has ended.
      err.println("vigil: " + e.getMessage());
      err.flush();
      throw e;
    } finally {
      if (lock.isPresent()) {
        lock.get().close();
      }
    }
  }

  /** Holds up the end of the process (Ctrl-C) until what was read is committed, for a while. */
  private static void cancelAndWait(Ingestor ingestor, CountDownLatch ended) {
    ingestor.cancel();
    try {
      boolean unused = ended.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already: the hook is what waits for this run.
    }
  }

  /** Prints the summary as the options ask, and gives the exit status. */
  int report(IngestSummary summary) {
    if (common.json) {
      out.println(json(summary));
      out.flush();
    } else if (!common.quiet) {
      out.println(text(summary));
      out.flush();
    }
    return corpus.strict && summary.unreadableFiles() > 0 ? Vigil.FILES_UNREADABLE : Vigil.DONE;
  }

  static ObjectNode json(IngestSummary summary) {
    ObjectNode json = SummaryJson.of(summary);
    json.putObject("work")
        .put("extracted", summary.work().extracted())
        .put("recognised", summary.work().recognised())
        .put("analysed", summary.work().analysed());
    json.put("tookMillis", summary.took().toMillis());
    return json;
  }

  static String text(IngestSummary s) {
    List<String> parts = new ArrayList<>();
    parts.add(s.indexed() + " indexed");
    add(parts, s.unchanged(), "unchanged");
    add(parts, s.duplicate(), "duplicate");
    add(parts, s.unreadableFiles(), "unreadable");
    add(parts, s.removed(), "removed");
    StringBuilder text = new StringBuilder();
    text.append(s.found()).append(s.found() == 1 ? " file = " : " files = ");
    text.append(String.join(" + ", parts));
    text.append("; ").append(s.reports()).append(" reports searchable; ");
    text.append("%.1f s".formatted(s.took().toMillis() / 1000.0));
    if (s.work().recognised() + s.work().analysed() > 0) {
      text.append("\nfrom what was kept: ").append(s.work().analysed()).append(" as they are, ");
      text.append(s.work().recognised()).append(" recognised anew; ");
      text.append(s.work().extracted()).append(" files read");
    }
    if (!s.unreadable().isEmpty()) {
      text.append("\nunreadable:");
      new TreeMap<>(s.unreadable())
          .forEach((reason, n) -> text.append(' ').append(n).append(' ').append(reason));
      text.append("   ('vigil status --failures' lists them)");
    }
    return text.toString();
  }

  private static void add(List<String> parts, long count, String what) {
    if (count > 0) {
      parts.add(count + " " + what);
    }
  }
}
