package org.vigil.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.index.Acceptance;
import org.vigil.index.HostTrouble;
import org.vigil.index.IndexHome;
import org.vigil.index.IndexedRoots;

/**
 * Runs of the index inside the process that serves it, one at a time, over what was indexed before:
 * a run goes on whether or not somebody follows it. Reports can be taken in and out meanwhile.
 */
public final class IndexRuns implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IndexRuns.class);

  /** Runs that can be found by their ids, the last ones. */
  public static final int REMEMBERED = 20;

  /** An archive that runs write to. */
  public interface Target {
    /**
     * Opens it for one run.
     *
     * @throws org.vigil.index.IndexInUseException if another process writes to it
     */
    Opened open() throws IOException;
  }

  /** An archive while a run writes to it. */
  public interface Opened extends AutoCloseable {
    /** Does the work of a run; what it did is searched when this returns. */
    IngestSummary run(IndexRun.Mode mode, Ingestor ingestor, IngestProgress progress)
        throws IOException;

    @Override
    void close() throws IOException;
  }

  private final Target target;
  private final Supplier<Ingestor> ingestors;
  private final Clock clock;
  private final Deque<IndexRun> runs = new ArrayDeque<>();
  private Optional<Thread> working = Optional.empty();
  private boolean closed;

  /**
   * @param ingestors gives a new one for each run; what it reads with is the caller's to close
   * @param acceptance of a generation that is to take the place of another
   */
  public IndexRuns(
      IndexHome home,
      LiveWriter writer,
      Supplier<Ingestor> ingestors,
      Clock clock,
      Acceptance acceptance) {
    this(() -> new Here(home, writer, acceptance, writer.open()), ingestors, clock);
  }

  /** The same over an archive wherever it is. */
  public IndexRuns(Target target, Supplier<Ingestor> ingestors, Clock clock) {
    this.target = target;
    this.ingestors = ingestors;
    this.clock = clock;
  }

  /**
   * Starts a run.
   *
   * @return empty if one goes on already, or none is to begin any more
   * @throws org.vigil.index.IndexInUseException if another process writes to the index
   */
  public synchronized Optional<IndexRun> start(IndexRun.Mode mode) throws IOException {
    if (closed || (!runs.isEmpty() && !runs.getFirst().standing().state().isOver())) {
      return Optional.empty();
    }
    Opened opened = target.open();
    Ingestor ingestor = ingestors.get();
    IndexRun run = new IndexRun(UUID.randomUUID().toString(), mode, ingestor, clock);
    runs.addFirst(run);
    while (runs.size() > REMEMBERED) {
      runs.removeLast();
    }
    working =
        Optional.of(
            Thread.ofPlatform().name("vigil-index-run").start(() -> work(run, ingestor, opened)));
    return Optional.of(run);
  }

  /** A run by its id, as long as it is remembered. */
  public synchronized Optional<IndexRun> find(String id) {
    return runs.stream().filter(run -> run.id().equals(id)).findFirst();
  }

  /** The run that goes on, or the last one. */
  public synchronized Optional<IndexRun> latest() {
    return Optional.ofNullable(runs.peekFirst());
  }

  private static void work(IndexRun run, Ingestor ingestor, Opened opened) {
    try (Opened archive = opened) {
      IngestSummary summary = archive.run(run.standing().mode(), ingestor, run.progress());
      run.end(IndexRun.State.DONE, Optional.of(summary), Optional.empty());
    } catch (InterruptedRunException e) {
      run.end(IndexRun.State.CANCELLED, Optional.empty(), Optional.empty());
    } catch (IOException | RuntimeException | Error e) {
      Optional<String> trouble = HostTrouble.behind(e).map(HostTrouble::sentence);
      LOG.error("index run {} failed: {}", run.id(), trouble.orElse(e.getClass().getName()));
      run.end(
          IndexRun.State.FAILED,
          Optional.empty(),
          Optional.of(trouble.orElse(String.valueOf(e.getMessage()))));
    }
  }

  /** The index of the process that serves it. */
  private record Here(
      IndexHome home, LiveWriter writer, Acceptance acceptance, LiveWriter.Session session)
      implements Opened {

    @Override
    public IngestSummary run(IndexRun.Mode mode, Ingestor ingestor, IngestProgress progress)
        throws IOException {
      IngestSummary summary = summary(mode, ingestor, progress);
      writer.refresh();
      return summary;
    }

    private IngestSummary summary(IndexRun.Mode mode, Ingestor ingestor, IngestProgress progress)
        throws IOException {
      return switch (mode) {
        case UPDATE -> {
          Indexing.checkShare(session.live(), ingestor.share());
          List<Path> roots = IndexedRoots.of(session.live());
          yield ingestor.run(home, session.live(), session.writer(), roots, progress);
        }
        case REBUILD ->
            new Indexing(home, ingestor, progress, acceptance)
                .rebuild(
                    List.of(),
                    Indexing.Policy.STANDARD,
                    (built, switching) -> session.switchTo(built, ingestor, switching));
      };
    }

    @Override
    public void close() throws IOException {
      session.close();
    }
  }

  /** Cancels the run that goes on and waits until what it did is kept. */
  @Override
  public void close() {
    Optional<Thread> left;
    synchronized (this) {
      closed = true;
      latest().ifPresent(IndexRun::cancel);
      left = working;
    }
    if (left.isPresent()) {
      try {
        left.get().join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
