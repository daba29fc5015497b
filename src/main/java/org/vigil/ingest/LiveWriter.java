package org.vigil.ingest;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.vigil.corpus.ContentHash;
import org.vigil.entity.Recogniser;
import org.vigil.extract.Article;
import org.vigil.extract.Extractor;
import org.vigil.index.DamagedIndexException;
import org.vigil.index.Generation;
import org.vigil.index.GenerationWriter;
import org.vigil.index.IndexHome;
import org.vigil.index.LedgerEntry;
import org.vigil.index.Uploads;
import org.vigil.index.WriterLock;
import org.vigil.report.Report;

/**
 * Writes to the index of a process that serves it: takes reports in and out, one writer for all who
 * ask. Requests that wait at the same time share one commit.
 *
 * <p>The lock of the index is held only while there is something to write, so that commands can
 * write in between; while they do, requests are refused with {@link
 * org.vigil.index.IndexInUseException}.
 */
public final class LiveWriter implements ReportWriter, AutoCloseable {

  private static final int MOST_WAITING = 256;

  private final IndexHome home;
  private final HandedIn reader;
  private final Clock clock;
  private final Refresh refresh;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread committer;

  /** Held while the live generation is written or switched. */
  private final ReentrantLock writing = new ReentrantLock();

  private @Nullable Session session;

  /** Whether what a process before this one left half done was seen to. */
  private boolean seenTo;

  private volatile boolean closed;

  /**
   * @param workingFolder absolute; paths below it are shown relative to it
   */
  public LiveWriter(
      IndexHome home,
      Extractor extractor,
      Recogniser recogniser,
      Clock clock,
      Path workingFolder,
      Refresh refresh) {
    this.home = home;
    this.reader = new HandedIn(extractor, recogniser, clock, workingFolder);
    this.clock = clock;
    this.refresh = refresh;
    this.committer = Thread.ofPlatform().name("vigil-committer").daemon().start(this::commitAll);
  }

  @Override
  public Received receiveArticle(String id, byte[] json) throws IOException {
    return receive(id, Article.FILE_NAME, json);
  }

  @Override
  public Received receiveFile(String id, String name, byte[] bytes) throws IOException {
    return receive(id, HandedIn.fileName(name), bytes);
  }

  /**
   * Durable and searchable when this returns.
   *
   * @throws org.vigil.index.IndexInUseException if another process writes to the index
   */
  private Received receive(String id, String name, byte[] bytes) throws IOException {
    Uploads.Staged staged = home.uploads().stage(id, name, bytes);
    try {
      HandedIn.Reading reading =
          reader.read(id, staged.place(), staged.file(), ContentHash.of(bytes));
      if (reading.entry().failure().isPresent()) {
        home.uploads().discard(staged);
        return new Received(List.of(), reading.entry().failure());
      }
      boolean unused = wait(new Put(id, staged, reading.entry(), reading.reports()));
      return new Received(reading.reports().stream().map(Report::id).toList(), Optional.empty());
    } catch (IOException | RuntimeException | Error e) {
      home.uploads().discard(staged);
      throw e;
    }
  }

  /**
   * Takes a report out for good. Durable, and no search finds it, when this returns.
   *
   * @return whether it was there
   * @throws org.vigil.index.IndexInUseException if another process writes to the index
   */
  @Override
  public boolean withdraw(String id) throws IOException {
    return wait(new Withdraw(id));
  }

  private sealed interface Change {}

  private record Put(String id, Uploads.Staged staged, LedgerEntry entry, List<Report> reports)
      implements Change {}

  private record Withdraw(String id) implements Change {}

  private record Waiting(Change change, CompletableFuture<Boolean> done) {}

  private boolean wait(Change change) throws IOException {
    Waiting waiting = new Waiting(change, new CompletableFuture<>());
    if (closed || !queue.offer(waiting)) {
      throw new QueueFullException();
    }
    try {
      return waiting.done().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the index was written");
    }
  }

  private void commitAll() {
    while (!closed || !queue.isEmpty()) {
      List<Waiting> batch = new ArrayList<>();
      try {
        batch.add(queue.take());
      } catch (InterruptedException e) {
        continue;
      }
      queue.drainTo(batch);
      try {
        commit(batch);
      } catch (IOException | RuntimeException | Error e) {
        batch.forEach(waiting -> waiting.done().completeExceptionally(e));
      }
    }
  }

  private void commit(List<Waiting> batch) throws IOException {
    List<Runnable> answers = new ArrayList<>();
    writing.lock();
    try (Session open = open()) {
      GenerationWriter writer = open.writer();
      try {
        List<Waiting> leaving = new ArrayList<>();
        for (Waiting waiting : batch) {
          switch (waiting.change()) {
            case Put put -> {
              withdraw(open, leaving, answers);
              put(writer, put);
              answers.add(() -> waiting.done().complete(true));
            }
            case Withdraw unused -> leaving.add(waiting);
          }
        }
        withdraw(open, leaving, answers);
        writer.commit();
      } catch (IOException | RuntimeException | Error e) {
        // What a writer that failed still holds is not to be trusted.
        open.end();
        throw e;
      }
    } finally {
      writing.unlock();
    }
    refresh.run();
    answers.forEach(Runnable::run);
  }

  /** Takes those out that wait for it, all at once, and waits for none of them any more. */
  private void withdraw(Session open, List<Waiting> leaving, List<Runnable> answers)
      throws IOException {
    if (leaving.isEmpty()) {
      return;
    }
    Map<String, Waiting> first = new HashMap<>();
    for (Waiting waiting : leaving) {
      if (waiting.change() instanceof Withdraw(String id)) {
        first.putIfAbsent(id, waiting);
      }
    }
    Set<String> ids = open.writer().held(first.keySet());
    if (!ids.isEmpty()) {
      Set<String> unused = home.withdraw(ids, clock.instant(), Map.of(open.live(), open.writer()));
    }
    for (Waiting waiting : leaving) {
      if (waiting.change() instanceof Withdraw(String id)) {
        boolean was = ids.contains(id) && waiting.equals(first.get(id));
        answers.add(() -> waiting.done().complete(was));
      }
    }
    leaving.clear();
  }

  private void put(GenerationWriter writer, Put put) throws IOException {
    home.withdrawals().lift(put.id(), clock.instant());
    home.uploads().settle(put.staged());
    writer.forgetBelow(home.uploads().folderOf(put.id()));
    writer.put(put.entry(), put.entry().identity().orElseThrow(), put.reports());
  }

  /** The lock and the live generation, open for writing; shared by all who need it at a time. */
  final class Session implements AutoCloseable {
    private final WriterLock lock;
    private Generation live;
    private GenerationWriter writer;
    private int users = 1;
    private boolean ended;

    private Session(WriterLock lock, Generation live, GenerationWriter writer) {
      this.lock = lock;
      this.live = live;
      this.writer = writer;
    }

    Generation live() {
      return live;
    }

    GenerationWriter writer() {
      return writer;
    }

    /**
     * Switches to a generation that was built meanwhile, once it has what was taken in and out
     * since; nothing else writes while that is done.
     */
    void switchTo(Generation built, Ingestor ingestor, Indexing.Step switching) throws IOException {
      writing.lock();
      try {
        Indexing.catchUp(home, ingestor, live, built);
        writer.close();
        switching.run();
        live = built;
        writer = GenerationWriter.open(built, home.withdrawals()::contains);
        refresh.run();
      } catch (IOException | RuntimeException | Error e) {
        end();
        throw e;
      } finally {
        writing.unlock();
      }
    }

    private void end() throws IOException {
      if (!ended) {
        ended = true;
        session = null;
        try {
          writer.close();
        } finally {
          lock.close();
        }
      }
    }

    @Override
    public void close() throws IOException {
      writing.lock();
      try {
        users--;
        if (users == 0) {
          end();
        }
      } finally {
        writing.unlock();
      }
    }
  }

  /** Opens the live generation for writing, or joins those who did. */
  Session open() throws IOException {
    writing.lock();
    try {
      if (session != null) {
        session.users++;
        return session;
      }
      WriterLock lock = home.lock();
      try {
        Generation live =
            home.live().orElseThrow(() -> new DamagedIndexException("there is no live generation"));
        live.checkWhole();
        home.finishWithdrawals();
        if (!seenTo) {
          home.uploads().keepLatest();
          seenTo = true;
        }
        session =
            new Session(lock, live, GenerationWriter.open(live, home.withdrawals()::contains));
        return session;
      } catch (IOException | RuntimeException | Error e) {
        lock.close();
        throw e;
      }
    } finally {
      writing.unlock();
    }
  }

  /** Makes searches see what is committed. */
  void refresh() throws IOException {
    refresh.run();
  }

  /** Ends when everything that waits is written. */
  @Override
  public void close() {
    closed = true;
    committer.interrupt();
    try {
      committer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
