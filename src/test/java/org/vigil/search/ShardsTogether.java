package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.vigil.entity.Curation;
import org.vigil.schema.SpellingVariants;

/**
 * Several shards in one process, each on a thread of its own: what one of them answers all must.
 */
final class ShardsTogether implements AutoCloseable {

  private final List<ShardOfMany> shards = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Optional<String> opened = Optional.empty();
  private int number;
  private int told;

  ShardsTogether(List<Directory> directories) {
    for (Directory each : directories) {
      shards.add(new ShardOfMany(new Readers(each), Duration.ofSeconds(60), new NothingDecided()));
    }
  }

  private static final class NothingDecided implements ShardOfMany.Decisions {
    @Override
    public String text() {
      return "";
    }

    @Override
    public Curation names(String text) {
      return Curation.NONE;
    }

    @Override
    public SpellingVariants spellings(String text) {
      return SpellingVariants.shipped();
    }
  }

  private record Readers(Directory directory) implements ReaderSource {
    @Override
    public DirectoryReader open() throws IOException {
      return DirectoryReader.open(directory);
    }

    @Override
    public Optional<DirectoryReader> openIfChanged(DirectoryReader old) throws IOException {
      return Optional.ofNullable(DirectoryReader.openIfChanged(old));
    }
  }

  /** Makes all see what was committed. */
  void refresh() throws IOException {
    String name = "open-" + number++;
    together(
        (shard, exchange) -> {
          shard.open(name, opened, exchange);
          return true;
        });
    Optional<String> before = opened;
    opened = Optional.of(name);
    if (before.isPresent()) {
      for (ShardOfMany shard : shards) {
        shard.close(before.get());
      }
    }
  }

  /** How often a shard told the others something in the last call. */
  int told() {
    return told;
  }

  /** The searcher over all. */
  ReportSearcher searcher(Optional<Set<String>> collections) {
    return (ReportSearcher)
        Proxy.newProxyInstance(
            ShardsTogether.class.getClassLoader(),
            new Class<?>[] {ReportSearcher.class},
            (proxy, method, arguments) -> answer(method, arguments, collections));
  }

  private Object answer(Method method, Object[] arguments, Optional<Set<String>> collections)
      throws IOException {
    return together(
        (shard, exchange) -> {
          try {
            return method.invoke(
                shard.over(opened.orElseThrow(), collections, exchange), arguments);
          } catch (InvocationTargetException e) {
            throw (Exception) e.getCause();
          }
        });
  }

  private interface Call {
    Object of(ShardOfMany shard, Exchange exchange) throws Exception;
  }

  private Object together(Call call) throws IOException {
    Meeting meeting = new Meeting(shards.size());
    List<Future<Object>> answers = new ArrayList<>();
    for (int i = 0; i < shards.size(); i++) {
      ShardOfMany shard = shards.get(i);
      Exchange exchange = new Seat(meeting, i);
      answers.add(
          threads.submit(
              () -> {
                try {
                  return call.of(shard, exchange);
                } catch (Exception | Error e) {
                  meeting.barrier.reset();
                  throw e;
                }
              }));
    }
    List<Object> all = new ArrayList<>();
    Throwable failed = null;
    for (Future<Object> each : answers) {
      try {
        all.add(each.get());
      } catch (ExecutionException e) {
        failed = failed == null || failed instanceof IOException ? e.getCause() : failed;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    if (failed instanceof RuntimeException runtime) {
      throw runtime;
    }
    if (failed != null) {
      throw new IOException(failed);
    }
    told = meeting.rounds.get();
    all.forEach(each -> assertThat(each).isEqualTo(all.getFirst()));
    return all.getFirst();
  }

  private static final class Meeting {
    final CyclicBarrier barrier;
    final Object[] told;
    final AtomicInteger rounds = new AtomicInteger();

    Meeting(int shards) {
      barrier = new CyclicBarrier(shards);
      told = new Object[shards];
    }
  }

  private final class Seat implements Exchange {
    private final Meeting meeting;
    private final int own;

    Seat(Meeting meeting, int own) {
      this.meeting = meeting;
      this.own = own;
    }

    @Override
    public int shards() {
      return shards.size();
    }

    @Override
    public int own() {
      return own;
    }

    @Override
    public <T> List<T> all(T mine, Class<T> type) throws IOException {
      meeting.told[own] = mine;
      await();
      List<T> all = new ArrayList<>();
      for (Object each : meeting.told) {
        all.add(type.cast(each));
      }
      if (own == 0) {
        meeting.rounds.incrementAndGet();
      }
      await();
      return all;
    }

    private void await() throws IOException {
      try {
        meeting.barrier.await(100, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new IOException("a shard has given up", e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (ShardOfMany shard : shards) {
      shard.close();
    }
    threads.shutdown();
  }
}
