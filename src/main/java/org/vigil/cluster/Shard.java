package org.vigil.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.vigil.search.ReportSearcher;

/**
 * Carries each call of a searcher to one shard of an index, as the plugin in the node that has a
 * copy of it takes it.
 */
final class Shard implements InvocationHandler {

  private final ClusterIndex index;
  private final int number;
  private final String session;
  private final Optional<Set<String>> collections;

  private Shard(ClusterIndex index, int number, String session, Optional<Set<String>> collections) {
    this.index = index;
    this.number = number;
    this.session = session;
    this.collections = collections;
  }

  /**
   * The searcher over a shard. Closing it does nothing.
   *
   * @param session calls of one go to the same copy of the shard as long as there is one
   */
  static ReportSearcher searcher(ClusterIndex index, int number, String session) {
    return over(new Shard(index, number, session, Optional.empty()));
  }

  private static ReportSearcher over(Shard shard) {
    return (ReportSearcher)
        Proxy.newProxyInstance(
            Shard.class.getClassLoader(), new Class<?>[] {ReportSearcher.class}, shard);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws IOException {
    return switch (method.getName()) {
      case "close" -> null;
      case "limitedTo" -> limited(arguments);
      default -> ask(method, arguments == null ? new Object[0] : arguments);
    };
  }

  private ReportSearcher limited(Object @Nullable [] arguments) {
    if (collections.isPresent()) {
      throw new IllegalStateException("what is limited is not limited further");
    }
    Set<String> names = new TreeSet<>();
    if (arguments != null && arguments[0] instanceof Set<?> given) {
      given.forEach(each -> names.add(each.toString()));
    }
    return over(new Shard(index, number, session, Optional.of(names)));
  }

  private @Nullable Object ask(Method method, Object[] arguments) throws IOException {
    String path = "/" + index.name() + "/_vigil/" + number + "?session=" + session;
    Cluster.Answer answer =
        index.cluster().post(path, ShardCalls.call(method.getName(), collections, arguments));
    ClusterIndex.expect(answer, "search");
    JsonNode said = answer.json();
    if (said.has(ShardTalks.LOST)) {
      throw new ClusterException(
          index.name() + ": " + said.path(ShardTalks.LOST).asText() + ": start anew", true);
    }
    return ShardCalls.value(method.getName(), said);
  }
}
