package org.vigil.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.vigil.search.ReportSearcher;

/**
 * Leads the talks of the shards of an index: see {@link ShardTalks}. What the shards show together
 * is opened when the first call is made, and anew in the background when one of them shows
 * something else, at most a second after a call: until then calls are answered over what was open.
 */
final class ShardsTogether implements AutoCloseable {

  /** How often shards are asked whether they show something else. */
  private static final Duration LOOKING = Duration.ofSeconds(1);

  /** How many times as long as opening took nothing is opened afterwards. */
  private static final int REST = 4;

  /** How often a talk is begun that is lost. */
  private static final int TRIES = 5;

  private final ClusterIndex index;
  private final int shards;
  private final String session;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean looking = new AtomicBoolean();

  private volatile Optional<String> opened = Optional.empty();
  private volatile long nextLook = System.nanoTime();

  /**
   * @param session talks of one session are held by the same copies of the shards, as long as they
   *     are there
   */
  ShardsTogether(ClusterIndex index, int shards, String session) {
    this.index = index;
    this.shards = shards;
    this.session = session;
  }

  /** The searcher over all shards. Closing it does nothing. */
  ReportSearcher searcher() {
    return searcher(Optional.empty());
  }

  private ReportSearcher searcher(Optional<Set<String>> collections) {
    return (ReportSearcher)
        Proxy.newProxyInstance(
            ShardsTogether.class.getClassLoader(),
            new Class<?>[] {ReportSearcher.class},
            (proxy, method, arguments) -> invoked(method, arguments, collections));
  }

  private @Nullable Object invoked(
      Method method, @Nullable Object @Nullable [] arguments, Optional<Set<String>> collections)
      throws IOException {
    return switch (method.getName()) {
      case "close" -> null;
      case "refresh" -> {
        refresh();
        yield null;
      }
      case "limitedTo" -> limited(arguments, collections);
      default -> call(method.getName(), collections, arguments == null ? new Object[0] : arguments);
    };
  }

  private ReportSearcher limited(
      @Nullable Object @Nullable [] arguments, Optional<Set<String>> before) {
    if (before.isPresent()) {
      throw new IllegalStateException("what is limited is not limited further");
    }
    Set<String> names = new TreeSet<>();
    if (arguments != null && arguments[0] instanceof Set<?> given) {
      given.forEach(each -> names.add(each.toString()));
    }
    return searcher(Optional.of(names));
  }

  /** A talk that cannot go on. */
  private static final class LostException extends IOException {
    private static final long serialVersionUID = 1;

    LostException(String why) {
      super(why);
    }
  }

  private @Nullable Object call(
      String method, Optional<Set<String>> collections, @Nullable Object[] arguments)
      throws IOException {
    follow();
    JsonNode call = Wire.parse(ShardCalls.call(method, collections, arguments));
    for (int tried = 1; ; tried++) {
      String over = opened();
      try {
        List<ObjectNode> begin = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
          ObjectNode message = Wire.object();
          message.put(ShardTalks.TALK, "").put(ShardTalks.OVER, over);
          message.setAll((ObjectNode) call);
          begin.add(message);
        }
        return ShardCalls.value(method, talk(begin).getFirst());
      } catch (LostException e) {
        again(over, tried, e);
      }
    }
  }

  /** Forgets what is lost, to open it anew, unless that was tried too often. */
  private void again(String over, int tried, LostException lost) throws IOException {
    if (tried == TRIES) {
      throw new ClusterException(
          "the shards of "
              + index.name()
              + " do not come together ("
              + lost.getMessage()
              + "): look at GET _cluster/health",
          true);
    }
    synchronized (this) {
      if (opened.filter(over::equals).isPresent()) {
        opened = Optional.empty();
      }
    }
    pause(Duration.ofMillis(50L << tried));
  }

  private static void pause(Duration time) throws IOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the cluster was asked", e);
    }
  }

  /** What is open, opened now if nothing is. */
  private String opened() throws IOException {
    Optional<String> known = opened;
    if (known.isPresent()) {
      return known.get();
    }
    synchronized (this) {
      if (opened.isEmpty()) {
        open(Optional.empty());
      }
      return opened.orElseThrow();
    }
  }

  /** Makes later calls see what the shards show by now. */
  void refresh() throws IOException {
    for (int tried = 1; ; tried++) {
      Optional<String> before = opened;
      try {
        synchronized (this) {
          open(opened);
        }
        return;
      } catch (LostException e) {
        again(before.orElse(""), tried, e);
      }
    }
  }

  /** Looks in the background whether shards show something else, now and then. */
  private void follow() {
    if (opened.isPresent()
        && System.nanoTime() - nextLook > 0
        && looking.compareAndSet(false, true)) {
      var unused =
          threads.submit(
              () -> {
                long start = System.nanoTime();
                try {
                  refresh();
                } finally {
                  long rest = REST * (System.nanoTime() - start);
                  nextLook = System.nanoTime() + Math.max(LOOKING.toNanos(), rest);
                  looking.set(false);
                }
                return true;
              });
    }
  }

  /** Opens what the shards show now, unless it is open already: for us, or for somebody else. */
  private void open(Optional<String> before) throws IOException {
    List<ObjectNode> ask = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      ask.add(Wire.object().put(ShardTalks.SHOWN, true));
    }
    List<JsonNode> shown = each(ask);
    Optional<String> earlier = Optional.empty();
    for (var each : shown.getFirst().properties()) {
      String name = each.getKey();
      if (shown.stream().allMatch(shard -> shard.path(name).asBoolean())) {
        opened = Optional.of(name);
        return;
      }
      if (shown.stream().allMatch(shard -> shard.has(name))
          && (earlier.isEmpty() || before.filter(name::equals).isPresent())) {
        earlier = Optional.of(name);
      }
    }
    String name = UUID.randomUUID().toString();
    List<ObjectNode> begin = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      ObjectNode message = Wire.object().put(ShardTalks.TALK, "").put(ShardTalks.OPEN, name);
      earlier.ifPresent(of -> message.put(ShardTalks.BEFORE, of));
      begin.add(message);
    }
    List<JsonNode> unused = talk(begin);
    opened = Optional.of(name);
    nextLook = System.nanoTime() + LOOKING.toNanos();
  }

  /**
   * Holds a talk.
   *
   * @param begin a message for each shard
   * @return what each shard says at the end
   */
  private List<JsonNode> talk(List<ObjectNode> begin) throws IOException {
    String talk = UUID.randomUUID().toString();
    for (int shard = 0; shard < shards; shard++) {
      begin
          .get(shard)
          .put(ShardTalks.TALK, talk)
          .put(ShardTalks.SHARDS, shards)
          .put(ShardTalks.OWN, shard);
    }
    boolean ended = false;
    try {
      List<JsonNode> said = each(begin);
      while (true) {
        said = waited(talk, said);
        for (JsonNode each : said) {
          if (each.has(ShardTalks.LOST)) {
            throw new LostException(each.path(ShardTalks.LOST).asText());
          }
          if (ShardCalls.isRefusal(each)) {
            return List.of(each);
          }
        }
        if (said.stream().allMatch(each -> each.has(ShardTalks.DONE))) {
          ended = true;
          return said;
        }
        String kind = said.getFirst().path(ShardTalks.KIND).asText();
        List<ObjectNode> told = new ArrayList<>();
        for (JsonNode each : said) {
          if (!each.path(ShardTalks.KIND).asText().equals(kind)) {
            throw new LostException("shards go different ways");
          }
        }
        for (int shard = 0; shard < shards; shard++) {
          ObjectNode message = Wire.object().put(ShardTalks.TALK, talk);
          var all = message.putArray(ShardTalks.TOLD);
          said.forEach(each -> all.add(each.path(ShardTalks.TELL)));
          told.add(message);
        }
        said = each(told);
      }
    } finally {
      if (!ended) {
        end(talk);
      }
    }
  }

  /** What shards say that needed more time. */
  private List<JsonNode> waited(String talk, List<JsonNode> said) throws IOException {
    List<JsonNode> all = new ArrayList<>(said);
    for (int shard = 0; shard < shards; shard++) {
      while (all.get(shard).has(ShardTalks.WAIT)) {
        all.set(shard, ask(shard, Wire.object().put(ShardTalks.TALK, talk)));
      }
    }
    return all;
  }

  private void end(String talk) {
    for (int shard = 0; shard < shards; shard++) {
      ObjectNode message = Wire.object().put(ShardTalks.TALK, talk).put(ShardTalks.END, true);
      int of = shard;
      var unused = threads.submit(() -> ask(of, message));
    }
  }

  /** Asks each shard something, all at once. */
  private List<JsonNode> each(List<ObjectNode> messages) throws IOException {
    List<Future<JsonNode>> asked = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      int of = shard;
      asked.add(threads.submit(() -> ask(of, messages.get(of))));
    }
    List<JsonNode> said = new ArrayList<>();
    for (Future<JsonNode> each : asked) {
      try {
        said.add(each.get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IOException io) {
          throw io;
        }
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while the cluster was asked", e);
      }
    }
    return said;
  }

  private JsonNode ask(int shard, ObjectNode message) throws IOException {
    String path = "/" + index.name() + "/_vigil/" + shard + "?session=" + session;
    Cluster.Answer answer = index.cluster().post(path, message.toString());
    ClusterIndex.expect(answer, "search");
    return answer.json();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
