package org.vigil.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;

/**
 * Lets one of several processes do what only one may do at a time. Whoever holds it says so again
 * and again; another takes it when it has seen for a while that nobody does. No two clocks are
 * compared. Safe for use by several threads.
 */
public final class ClusterLease implements AutoCloseable {

  /** Time without a word after which the holder is taken for dead. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String ID = "lease";

  private final ClusterAlertStore.Place place;
  private final String me = UUID.randomUUID().toString();
  private final Duration patience;

  /** The change of the document that was seen last, and when that was. */
  private long number = -1;

  private long seenAt;
  private boolean mine;
  private long saidAt;

  ClusterLease(ClusterAlertStore.Place place, Duration patience) {
    this.place = place;
    this.patience = patience;
  }

  /**
   * Whether this process holds it now; asked again within a fraction of its patience, the cluster
   * is not.
   */
  public synchronized boolean isMine() throws IOException {
    long now = System.nanoTime();
    if (mine && now - saidAt < patience.toNanos() / 5) {
      return true;
    }
    mine = take(now);
    if (mine) {
      saidAt = now;
    }
    return mine;
  }

  private boolean take(long now) throws IOException {
    Cluster.Answer answer = place.get(ID);
    if (answer.status() == 404) {
      return write("?op_type=create");
    }
    ClusterIndex.expect(answer, "tell who keeps the alerts");
    JsonNode json = answer.json();
    boolean isMe = json.at("/_source/alert").asText().equals(me);
    long standing = json.path("_seq_no").asLong();
    if (standing != number) {
      number = standing;
      seenAt = now;
    }
    if (!isMe && now - seenAt < patience.toNanos()) {
      return false;
    }
    return write(
        "?if_seq_no=" + standing + "&if_primary_term=" + json.path("_primary_term").asLong());
  }

  private boolean write(String condition) throws IOException {
    ObjectNode source = Wire.object().put("kind", ID).put("alert", me);
    return place.put(ID, condition, source);
  }

  /** Lets another have it at once. */
  @Override
  public synchronized void close() throws IOException {
    if (mine) {
      mine = false;
      place.delete(ID);
    }
  }
}
