package org.vigil.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.vigil.search.Exchange;
import org.vigil.search.ShardOfMany;

/**
 * The part of a shard in the talks of the shards of an archive, each of which answers one call. A
 * talk goes on by messages: whoever leads it tells each shard what all have told, and is told what
 * the shard tells next or its answer.
 *
 * <p>A message is an object with the name of its {@value #TALK} and one of these: {@value #OPEN}
 * and what was opened {@value #BEFORE}; {@value #CALL}, which is {@value #OVER} something opened;
 * {@value #TOLD}; {@value #END}; or nothing, to go on waiting. Besides there is {@value #SHOWN}.
 */
public final class ShardTalks implements AutoCloseable {

  static final String TALK = "talk";
  static final String OPEN = "open";
  static final String BEFORE = "before";
  static final String CALL = "call";
  static final String OVER = "over";
  static final String SHARDS = "shards";
  static final String OWN = "own";
  static final String TOLD = "told";
  static final String END = "end";

  /** Asks what is open; of each name whether the shard still shows that. */
  static final String SHOWN = "shown";

  /** What a shard tells the others, and of which kind that is. */
  static final String TELL = "tell";

  static final String KIND = "kind";

  /** The shard needs more time. */
  static final String WAIT = "wait";

  /** The shard has answered; that of the first shard stands for all. */
  static final String DONE = "done";

  /** Why the talk cannot go on, and has to be begun anew. */
  static final String LOST = "lost";

  /** Whoever asks knows the index as it was. */
  static final String RESHARDED = "it was built anew with another number of shards";

  /** A message is answered within so many seconds. */
  private static final int PATIENCE = 10;

  /** A talk that nobody leads any more ends after so many minutes. */
  private static final int FORSAKEN = 10;

  /** Talks that a shard takes part in at a time. */
  private static final int MOST = 64;

  /** Several servers may ask, each of them other copies of the other shards. */
  private static final int MOST_OPEN = 4;

  private final ShardOfMany shard;
  private final int shards;
  private final Map<String, Talk> talks = new ConcurrentHashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("vigil-talk-", 0).factory());

  /**
   * @param shards how many there are
   */
  public ShardTalks(ShardOfMany shard, int shards) {
    this.shard = shard;
    this.shards = shards;
  }

  /** What the only shard of an index says when it is asked to talk with others. */
  public static Optional<String> refused(String text) {
    JsonNode message = Wire.parse(text);
    return message.has(TALK) || message.has(SHOWN)
        ? Optional.of(lost(RESHARDED).toString())
        : Optional.empty();
  }

  /** Answers a message. */
  public String answer(String text) throws IOException {
    JsonNode message = Wire.parse(text);
    if (message.has(SHOWN)) {
      return shown().toString();
    }
    String name = message.path(TALK).asText();
    if (message.has(END)) {
      Talk ended = talks.remove(name);
      if (ended != null) {
        ended.heard.add(message);
      }
      return Wire.object().put(DONE, true).toString();
    }
    Talk talk = talks.get(name);
    if (message.has(OPEN) || message.has(CALL)) {
      if (message.path(SHARDS).asInt() != shards) {
        return lost(RESHARDED).toString();
      }
      if (talks.size() >= MOST) {
        return lost("too many talks at a time").toString();
      }
      talk = new Talk(message);
      talks.put(name, talk);
      threads.execute(talk);
    } else if (talk == null) {
      return lost("no such talk").toString();
    } else if (message.has(TOLD)) {
      talk.heard.add(message);
    }
    JsonNode said = talk.next();
    if (!said.has(TELL) && !said.has(WAIT)) {
      talks.remove(name);
    }
    return said.toString();
  }

  private static ObjectNode lost(String why) {
    return Wire.object().put(LOST, why);
  }

  private ObjectNode shown() throws IOException {
    ObjectNode shown = Wire.object();
    List<String> names;
    synchronized (open) {
      names = List.copyOf(open);
    }
    for (String name : names.reversed()) {
      shown.put(name, shard.isCurrent(name));
    }
    return shown;
  }

  /**
   * Keeps what was opened last, and closes what was opened before: whoever asks it still opens
   * anew.
   */
  private void keep(String name) throws IOException {
    List<String> old = new ArrayList<>();
    synchronized (open) {
      open.addLast(name);
      while (open.size() > MOST_OPEN) {
        old.add(open.removeFirst());
      }
    }
    for (String each : old) {
      shard.close(each);
    }
  }

  /** One talk: the program of this shard on a thread of its own. */
  private final class Talk implements Runnable, Exchange {

    private final JsonNode begun;
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<JsonNode> said = new LinkedBlockingQueue<>();

    Talk(JsonNode begun) {
      this.begun = begun;
    }

    JsonNode next() throws IOException {
      try {
        JsonNode next = said.poll(PATIENCE, TimeUnit.SECONDS);
        return next == null ? Wire.object().put(WAIT, true) : next;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while a shard was asked", e);
      }
    }

    @Override
    public void run() {
      try {
        said.add(answered());
      } catch (IOException | RuntimeException | Error e) {
        said.add(lost(e.getClass().getSimpleName()));
      }
    }

    private ObjectNode answered() throws IOException {
      if (begun.has(OPEN)) {
        String name = begun.path(OPEN).asText();
        shard.open(name, Optional.ofNullable(begun.path(BEFORE).textValue()), this);
        keep(name);
        return Wire.object().put(DONE, true);
      }
      String name = begun.path(OVER).asText();
      if (!shard.has(name)) {
        return lost("nothing is open under that name");
      }
      ObjectNode answer =
          ShardCalls.answer(() -> shard.over(name, ShardCalls.collections(begun), this), begun);
      if (own() > 0 && answer.has(ShardCalls.VALUE)) {
        answer.remove(ShardCalls.VALUE);
      }
      return answer.put(DONE, true);
    }

    @Override
    public int shards() {
      return begun.path(SHARDS).asInt();
    }

    @Override
    public int own() {
      return begun.path(OWN).asInt();
    }

    @Override
    public <T> List<T> all(T own, Class<T> type) throws IOException {
      ObjectNode tells = Wire.object().put(KIND, type.getName());
      tells.set(TELL, Wire.write(own));
      said.add(tells);
      JsonNode message = hear();
      if (message == null || !message.has(TOLD)) {
        throw new IOException("a shard has left the talk");
      }
      List<T> all = new ArrayList<>();
      for (JsonNode each : message.path(TOLD)) {
        @Nullable Object told = Wire.read(each, type);
        all.add(type.cast(told));
      }
      return all;
    }

    private @Nullable JsonNode hear() throws IOException {
      try {
        return heard.poll(FORSAKEN, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted in a talk", e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    talks.values().forEach(talk -> talk.heard.add(Wire.object().put(END, true)));
    threads.shutdown();
    shard.close();
  }
}
