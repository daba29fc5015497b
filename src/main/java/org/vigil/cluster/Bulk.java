package org.vigil.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes documents many at a time. What the cluster is too busy to take is sent again, later and
 * later; every document has an id of its own, so that to write one twice is to write it once.
 */
final class Bulk {

  private final Cluster cluster;
  private final String concrete;
  private final Duration first;
  private final int tries;

  /**
   * @param first how long to wait before what was not taken is sent again; twice as long each time
   * @param tries after which it is given up
   */
  Bulk(Cluster cluster, String concrete, Duration first, int tries) {
    this.cluster = cluster;
    this.concrete = concrete;
    this.first = first;
    this.tries = tries;
  }

  /**
   * Something to be done to a document.
   *
   * @param source empty to delete it
   */
  record Item(String id, Optional<String> source) {

    static Item index(String id, String source) {
      return new Item(id, Optional.of(source));
    }

    static Item delete(String id) {
      return new Item(id, Optional.empty());
    }

    int length() {
      return id.length() + source.map(String::length).orElse(0) + 60;
    }
  }

  /**
   * Sends documents, and returns when each is durable in every copy of its shard or refused.
   *
   * @return why by id of those that the cluster will never take
   * @throws ClusterException if it took none, or not all of them, however often it was asked
   */
  Map<String, String> send(List<Item> items) throws IOException {
    Map<String, String> refused = new LinkedHashMap<>();
    List<Item> left = items;
    for (int i = 0; !left.isEmpty(); i++) {
      try {
        left = once(left, refused);
        if (!left.isEmpty() && i + 1 == tries) {
          throw new ClusterException(
              "the cluster had no room for "
                  + left.size()
                  + " documents after "
                  + tries
                  + " tries: give it more nodes or fewer workers",
              true);
        }
      } catch (ClusterException e) {
        if (!e.isPassing() || i + 1 >= tries) {
          throw e;
        }
      }
      if (!left.isEmpty()) {
        pause(first.multipliedBy(1L << Math.min(i, 7)));
      }
    }
    return refused;
  }

  private static void pause(Duration time) throws IOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the cluster was written to", e);
    }
  }

  /** Sends once and returns what was not taken for now. */
  private List<Item> once(List<Item> items, Map<String, String> refused) throws IOException {
    StringBuilder body = new StringBuilder();
    for (Item item : items) {
      String action = item.source().isPresent() ? "index" : "delete";
      var line = Wire.object();
      line.putObject(action).put("_id", item.id());
      body.append(line).append('\n');
      item.source().ifPresent(source -> body.append(source).append('\n'));
    }
    Cluster.Answer answer = cluster.post("/" + concrete + "/_bulk", body.toString());
    ClusterIndex.expect(answer, "take documents");
    List<Item> again = new ArrayList<>();
    JsonNode results = answer.json().path("items");
    for (int i = 0; i < items.size(); i++) {
      JsonNode result = results.path(i);
      JsonNode of = result.elements().hasNext() ? result.elements().next() : result;
      int status = of.path("status").asInt();
      Cluster.throwIfBlocked(of.path("error"));
      boolean wasNotThere = status == 404 && items.get(i).source().isEmpty();
      if (status == 429 || status >= 500 || status == 0) {
        again.add(items.get(i));
      } else if (status >= 300 && !wasNotThere) {
        // Not its words, in which the document may be quoted.
        refused.put(items.get(i).id(), of.path("error").path("type").asText());
      }
    }
    return again;
  }
}
