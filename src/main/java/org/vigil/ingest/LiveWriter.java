package org.vigil.ingest;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
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
 * ask. Requests that wait at the same time share one commit. What is withdrawn is hidden in such a
 * commit and then taken from the files of the index by a thread of its own, so that none but those
 * who withdraw wait until segments are written anew.
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

  private final ExecutorService eraser =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("vigil-eraser").daemon().factory());

  private final BlockingQueue<Leaving> hidden = new LinkedBlockingQueue<>();

  /** What is hidden but not erased, by the ids of the reports; ends when it is, or has failed. */
  private final Map<String, CompletableFuture<Boolean>> leaving = new ConcurrentHashMap<>();

  /** Held while the live generation is written or switched. */
  private final ReentrantLock writing = new ReentrantLock();

  /**
   * Held while something is erased, and while generations are closed or switched. Whoever holds it
   * does not wait for {@link #writing}.
   */
  private final ReentrantLock erasing = new ReentrantLock();

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

  /** Reports that are hidden, in a session that stays open until they are erased. */
  private record Leaving(
      Session session, GenerationWriter.Hidden reports, CompletableFuture<Boolean> erased) {}

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
      for (List<Waiting> part : inOrder(batch)) {
        try {
          awaitErased(part);
          commit(part);
        } catch (IOException | RuntimeException | Error e) {
          part.forEach(waiting -> waiting.done().completeExceptionally(e));
        }
      }
    }
  }

  /** Parts in which no report is handed in that is withdrawn before. */
  private static List<List<Waiting>> inOrder(List<Waiting> batch) {
    List<List<Waiting>> parts = new ArrayList<>();
    List<Waiting> part = new ArrayList<>();
    Set<String> gone = new HashSet<>();
    for (Waiting waiting : batch) {
      switch (waiting.change()) {
        case Put put when gone.contains(put.id()) -> {
          parts.add(part);
          part = new ArrayList<>();
          gone.clear();
        }
        case Put unused -> {}
        case Withdraw withdraw -> gone.add(withdraw.id());
      }
      part.add(waiting);
    }
    parts.add(part);
    return parts;
  }

  /**
   * Waits for what is handed in again while it is erased: its tombstone, without which nobody would
   * finish that after a crash, is lifted then.
   */
  private void awaitErased(List<Waiting> batch) {
    for (Waiting waiting : batch) {
      if (waiting.change() instanceof Put put) {
        CompletableFuture<Boolean> erased = leaving.get(put.id());
        if (erased != null) {
          // If that fails the session ends, and the next one begins with it.
          boolean unused = erased.exceptionally(e -> false).join();
        }
      }
    }
  }

  private void commit(List<Waiting> batch) throws IOException {
    List<Runnable> answers = new ArrayList<>();
    writing.lock();
    try (Session open = open()) {
      GenerationWriter writer = open.writer();
      List<Leaving> out = new ArrayList<>();
      try {
        Map<String, Waiting> withdrawn = new LinkedHashMap<>();
        for (Waiting waiting : batch) {
          switch (waiting.change()) {
            case Put put -> {
              put(writer, put);
              answers.add(() -> waiting.done().complete(true));
            }
            case Withdraw(String id) -> {
              if (withdrawn.putIfAbsent(id, waiting) != null) {
                answers.add(() -> waiting.done().complete(false));
              }
            }
          }
        }
        hide(open, withdrawn, answers).ifPresent(out::add);
        writer.commit();
      } catch (IOException | RuntimeException | Error e) {
        // What a writer that failed still holds is not to be trusted.
        open.end();
        throw e;
      }
      for (Leaving each : out) {
        open.users++;
        each.reports().reports().forEach(id -> leaving.put(id, each.erased()));
        hidden.add(each);
        eraser.execute(this::eraseAll);
      }
    } finally {
      writing.unlock();
    }
    refresh.run();
    answers.forEach(Runnable::run);
  }

  /** Hides those of these reports that are there; the others are answered. */
  private Optional<Leaving> hide(
      Session open, Map<String, Waiting> withdrawn, List<Runnable> answers) throws IOException {
    Set<String> ids = withdrawn.isEmpty() ? Set.of() : open.writer().held(withdrawn.keySet());
    CompletableFuture<Boolean> erased = new CompletableFuture<>();
    withdrawn.forEach(
        (id, waiting) -> {
          if (!ids.contains(id)) {
            answers.add(() -> waiting.done().complete(false));
          }
        });
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    GenerationWriter.Hidden reports = home.hide(ids, clock.instant(), open.writer());
    for (String id : ids) {
      CompletableFuture<Boolean> done = Objects.requireNonNull(withdrawn.get(id)).done();
      CompletableFuture<Boolean> unused =
          erased.whenComplete(
              (was, e) -> {
                if (e == null) {
                  done.complete(true);
                } else {
                  done.completeExceptionally(e);
                }
              });
    }
    return Optional.of(new Leaving(open, reports, erased));
  }

  /** Erases all that waits for it at once. */
  private void eraseAll() {
    List<Leaving> all = new ArrayList<>();
    hidden.drainTo(all);
    Map<Session, List<Leaving>> bySession =
        all.stream().collect(Collectors.groupingBy(Leaving::session));
    bySession.forEach(this::erase);
  }

  private void erase(Session session, List<Leaving> out) {
    Throwable failure = null;
    try {
      GenerationWriter.Hidden reports =
          GenerationWriter.Hidden.all(out.stream().map(Leaving::reports).toList());
      erasing.lock();
      try {
        session.erase(reports);
      } finally {
        erasing.unlock();
      }
      refresh.run();
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    }
    for (Leaving unused : out) {
      try {
        session.leave(failure != null);
      } catch (IOException | RuntimeException | Error e) {
        failure = failure == null ? e : failure;
      }
    }
    for (Leaving each : out) {
      each.reports().reports().forEach(id -> leaving.remove(id, each.erased()));
      boolean unused =
          failure == null
              ? each.erased().complete(true)
              : each.erased().completeExceptionally(failure);
    }
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
      erasing.lock();
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
        erasing.unlock();
        writing.unlock();
      }
    }

    private void erase(GenerationWriter.Hidden reports) throws IOException {
      if (ended) {
        throw new IOException(
            "the index was closed over a withdrawal, which the next one finishes");
      }
      home.erase(reports, live, writer);
    }

    /** Closes it, and for all if it is not to be trusted any more. */
    private void leave(boolean failed) throws IOException {
      writing.lock();
      try {
        if (failed) {
          end();
        }
      } finally {
        writing.unlock();
        close();
      }
    }

    private void end() throws IOException {
      erasing.lock();
      try {
        if (!ended) {
          ended = true;
          session = null;
          try {
            writer.close();
          } finally {
            lock.close();
          }
        }
      } finally {
        erasing.unlock();
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
    eraser.close();
  }
}
