package org.vigil.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Closes connections on which the head of a request takes too long. Idle timeouts do not see a
 * client that sends a byte now and then, and the rate of a body is watched only once its head is
 * there.
 */
final class SlowHeaders implements Connection.Listener {

  /** How far a connection was when its present head began. */
  private record Head(long requests, long bytes, long since) {}

  private final Map<Connection, Head> open = new ConcurrentHashMap<>();
  private final long allowedNanos;

  SlowHeaders(Duration allowed) {
    this.allowedNanos = allowed.toNanos();
  }

  /** How often to look. */
  Duration pause() {
    return Duration.ofNanos(Math.max(TimeUnit.MILLISECONDS.toNanos(10), allowedNanos / 4));
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof HttpConnection) {
      open.put(connection, head(connection, System.nanoTime()));
    }
  }

  @Override
  public void onClosed(Connection connection) {
    open.remove(connection);
  }

  private static Head head(Connection connection, long now) {
    return new Head(connection.getMessagesIn(), connection.getBytesIn(), now);
  }

  /** Looks at all connections and closes those that have taken too long. */
  void look() {
    long now = System.nanoTime();
    for (Map.Entry<Connection, Head> each : List.copyOf(open.entrySet())) {
      Connection connection = each.getKey();
      Head before = each.getValue();
      boolean inHead = connection.getMessagesIn() == connection.getMessagesOut();
      boolean hasBegun = connection.getBytesIn() > before.bytes();
      if (!inHead || connection.getMessagesIn() != before.requests() || !hasBegun) {
        Head unused = open.replace(connection, head(connection, now));
      } else if (now - before.since() > allowedNanos) {
        connection.getEndPoint().close();
      }
    }
  }
}
