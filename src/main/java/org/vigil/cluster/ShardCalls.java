package org.vigil.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.vigil.search.ReportSearcher;
import org.vigil.search.SearchTimeoutException;

/** The calls of a {@link ReportSearcher}, as they travel to the shards of an index. */
public final class ShardCalls {

  /** What is done on this side. */
  private static final Set<String> NOT_CARRIED = Set.of("close", "limitedTo");

  private static final Map<String, Method> METHODS = new HashMap<>();

  static {
    for (Method method : ReportSearcher.class.getDeclaredMethods()) {
      if (!method.isSynthetic()
          && !NOT_CARRIED.contains(method.getName())
          && METHODS.put(method.getName(), method) != null) {
        throw new IllegalStateException("two calls of one name: " + method.getName());
      }
    }
  }

  private ShardCalls() {}

  static final String VALUE = "value";

  /** What an answer says in place of a value. */
  private static final String REFUSED = "refused";

  private static final String TOO_LONG = "tookTooLong";

  /**
   * A call of this name.
   *
   * @param collections that it is limited to; empty for all
   */
  static String call(String name, Optional<Set<String>> collections, @Nullable Object[] arguments) {
    ObjectNode call = Wire.object().put("call", name);
    collections.ifPresent(some -> call.set("limitedTo", Wire.write(some)));
    for (Object argument : arguments) {
      call.withArray("arguments").add(Wire.write(argument));
    }
    return call.toString();
  }

  /**
   * Answers a call that is meant for a shard.
   *
   * @throws IOException if the shard cannot be read
   */
  public static String answer(ReportSearcher shard, String text) throws IOException {
    JsonNode call = Wire.parse(text);
    return answer(() -> asked(shard, call), call).toString();
  }

  /** Gives whom a call is for. */
  interface Asked {
    ReportSearcher searcher() throws IOException;
  }

  /** Answers a call. */
  static ObjectNode answer(Asked asked, JsonNode call) throws IOException {
    ObjectNode answer = Wire.object();
    try {
      String name = call.path("call").asText();
      Method method = METHODS.get(name);
      if (method == null) {
        throw new IllegalArgumentException("no such call: " + name);
      }
      Type[] types = method.getGenericParameterTypes();
      @Nullable Object[] arguments = new @Nullable Object[types.length];
      for (int i = 0; i < types.length; i++) {
        arguments[i] = Wire.read(call.path("arguments").path(i), types[i]);
      }
      answer.set(VALUE, Wire.write(method.invoke(asked.searcher(), arguments)));
    } catch (IllegalArgumentException e) {
      answer.put(REFUSED, String.valueOf(e.getMessage()));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the calls are public", e);
    } catch (InvocationTargetException e) {
      switch (e.getCause()) {
        case SearchTimeoutException tooLong ->
            answer.put(TOO_LONG, String.valueOf(tooLong.getMessage()));
        case IllegalArgumentException refused ->
            answer.put(REFUSED, String.valueOf(refused.getMessage()));
        case IOException io -> throw io;
        case RuntimeException bug -> throw bug;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    }
    return answer;
  }

  /** The collections that a call is limited to. */
  static Optional<Set<String>> collections(JsonNode call) {
    if (!call.has("limitedTo")) {
      return Optional.empty();
    }
    Set<String> collections = new TreeSet<>();
    call.get("limitedTo").forEach(each -> collections.add(each.asText()));
    return Optional.of(collections);
  }

  private static ReportSearcher asked(ReportSearcher shard, JsonNode call) throws IOException {
    Optional<Set<String>> collections = collections(call);
    return collections.isPresent() ? shard.limitedTo(collections.get()) : shard;
  }

  /** Whether a shard says why it gives no value. */
  static boolean isRefusal(JsonNode answer) {
    return answer.has(REFUSED) || answer.has(TOO_LONG);
  }

  /**
   * The value in the answer of a shard.
   *
   * @throws IllegalArgumentException if the shard refused the call for what it asks
   * @throws SearchTimeoutException if it took the shard too long
   */
  static @Nullable Object value(String name, JsonNode answer) {
    if (answer.has(REFUSED)) {
      throw new IllegalArgumentException(answer.get(REFUSED).asText());
    }
    if (answer.has(TOO_LONG)) {
      throw new SearchTimeoutException(answer.get(TOO_LONG).asText());
    }
    Method method = METHODS.get(name);
    if (method == null) {
      throw new IllegalArgumentException("no such call: " + name);
    }
    return Wire.read(answer.path(VALUE), method.getGenericReturnType());
  }
}
