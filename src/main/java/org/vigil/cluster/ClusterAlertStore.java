package org.vigil.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.vigil.alert.Alert;
import org.vigil.alert.AlertStore;
import org.vigil.alert.Alerts;
import org.vigil.alert.Match;

/**
 * Alerts in an index of a cluster of their own, which all servers write to. A match is a document
 * whose id says alert and report, so that none is there twice.
 */
public final class ClusterAlertStore implements AlertStore {

  private static final String KIND = "kind";
  private static final String ALERT = "alert";
  private static final String REPORT = "report";
  private static final String POSITION = "position";
  private static final String AT = "at";

  /** What nobody searches for. */
  private static final String KEPT = "kept";

  private static final String OF_ALERT = "alert";
  private static final String OF_MATCH = "match";
  private static final String OF_SEEN = "seen";
  private static final String OF_TOLD = "told";

  private static final int PAGE = 1_000;
  private static final int PIECE = 1 << 16;

  private final Place place;

  private ClusterAlertStore(Place place) {
    this.place = place;
  }

  /** The index they are in. */
  record Place(Cluster cluster, String name) {

    Cluster.Answer get(String id) throws IOException {
      return cluster.get("/" + name + "/_doc/" + id);
    }

    /** Whether it was taken, which a condition may prevent. */
    boolean put(String id, String condition, ObjectNode source) throws IOException {
      Cluster.Answer answer =
          cluster.put("/" + name + "/_doc/" + id + condition, source.toString());
      if (answer.status() == 409) {
        return false;
      }
      ClusterIndex.expect(answer, "keep alerts");
      return true;
    }

    void delete(String id) throws IOException {
      Cluster.Answer unused = cluster.ask("DELETE", "/" + name + "/_doc/" + id, "");
    }

    /** Makes the index where there is none. */
    void make(int replicas) throws IOException {
      if (cluster.get("/" + name).status() != 404) {
        return;
      }
      ObjectNode json = Wire.object();
      json.putObject("settings").put("number_of_shards", 1).put("number_of_replicas", replicas);
      ObjectNode mapping = json.putObject("mappings").put("dynamic", "strict");
      ObjectNode properties = mapping.putObject("properties");
      for (String keyword : List.of(KIND, ALERT, REPORT)) {
        properties.putObject(keyword).put("type", "keyword");
      }
      properties.putObject(POSITION).put("type", "long");
      properties.putObject(AT).put("type", "long");
      properties.putObject(KEPT).put("type", "object").put("enabled", false);
      Cluster.Answer made = cluster.put("/" + name, json.toString());
      if (!made.body().contains("resource_already_exists_exception")) {
        ClusterIndex.expect(made, "make the index " + name);
      }
    }
  }

  /** Opens those that belong to an index; makes their own where there is none. */
  static ClusterAlertStore open(Place place) throws IOException {
    place.make(ClusterIndex.REPLICAS);
    return new ClusterAlertStore(place);
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public List<Alert> alerts() throws IOException {
    List<Alert> alerts = new ArrayList<>();
    each(term(KIND, OF_ALERT), ALERT, hit -> alerts.add(alert(hit.path("_source").path(KEPT))));
    return alerts;
  }

  private static Alert alert(JsonNode kept) {
    Optional<Set<String>> collections = Optional.empty();
    if (kept.has("collections")) {
      Set<String> names = new TreeSet<>();
      kept.path("collections").forEach(name -> names.add(name.asText()));
      collections = Optional.of(names);
    }
    return new Alert(
        kept.path("id").asText(),
        kept.path("owner").asText(),
        kept.path("name").asText(),
        kept.path("search").asText(),
        Instant.parse(kept.path("created").asText()),
        kept.has("webhook")
            ? Optional.of(
                new Alert.Webhook(kept.path("webhook").asText(), kept.path("secret").asText()))
            : Optional.empty(),
        collections);
  }

  @Override
  public void add(Alert alert) throws IOException {
    ObjectNode source = Wire.object().put(KIND, OF_ALERT).put(ALERT, alert.id());
    ObjectNode kept = source.putObject(KEPT);
    kept.put("id", alert.id()).put("owner", alert.owner()).put("name", alert.name());
    kept.put("search", alert.search()).put("created", alert.created().toString());
    alert
        .webhook()
        .ifPresent(hook -> kept.put("webhook", hook.address()).put("secret", hook.secret()));
    if (alert.collections().isPresent()) {
      ArrayNode names = kept.putArray("collections");
      alert.collections().get().forEach(names::add);
    }
    send(List.of(Bulk.Item.index("alert." + alert.id(), source.toString())));
  }

  @Override
  public void remove(String id) throws IOException {
    List<Bulk.Item> items = new ArrayList<>();
    items.add(Bulk.Item.delete("alert." + id));
    items.add(Bulk.Item.delete("told." + id));
    each(matching(id), POSITION, hit -> items.add(Bulk.Item.delete(hit.path("_id").asText())));
    send(items);
  }

  @Override
  public void tell(Map<String, Long> told) throws IOException {
    List<Bulk.Item> items = new ArrayList<>();
    told.forEach(
        (id, position) ->
            items.add(
                Bulk.Item.index(
                    "told." + id,
                    Wire.object()
                        .put(KIND, OF_TOLD)
                        .put(ALERT, id)
                        .put(POSITION, position)
                        .toString())));
    send(items);
  }

  @Override
  public long told(String alert) throws IOException {
    Cluster.Answer answer = place.get("told." + alert);
    return answer.status() == 404 ? 0 : answer.json().path("_source").path(POSITION).asLong();
  }

  @Override
  public void forgetSeen() throws IOException {
    List<Bulk.Item> items = new ArrayList<>();
    each(
        term(KIND, OF_SEEN),
        POSITION,
        hit -> items.add(Bulk.Item.delete(hit.path("_id").asText())));
    send(items);
  }

  /** Matches become durable before what was looked at: cut off in between, they are found again. */
  @Override
  public void add(Map<String, List<String>> found, long[] looked, Instant now) throws IOException {
    List<Bulk.Item> items = new ArrayList<>();
    if (!found.isEmpty()) {
      long first = Math.max(last() + 1, now.toEpochMilli() * ROOM);
      for (Map.Entry<String, List<String>> each : found.entrySet()) {
        long next = first;
        Set<String> told = present(each.getKey(), each.getValue());
        for (String report : each.getValue()) {
          String pair = pair(each.getKey(), report);
          if (!told.contains(pair)) {
            ObjectNode source = Wire.object().put(KIND, OF_MATCH).put(ALERT, each.getKey());
            source.put(REPORT, report).put(POSITION, next++).put(AT, now.toEpochMilli());
            items.add(Bulk.Item.index(pair, source.toString()));
          }
        }
      }
      send(items);
    }
    send(pieces(looked, now));
    for (String alert : found.keySet()) {
      trim(alert);
    }
  }

  private static String pair(String alert, String report) {
    return "match." + alert + "." + report;
  }

  /** The ids of the matches of an alert with these reports that are there already. */
  private Set<String> present(String alert, List<String> reports) throws IOException {
    Set<String> present = new HashSet<>();
    for (int from = 0; from < reports.size(); from += PAGE) {
      ObjectNode json = Wire.object();
      ArrayNode ids = json.putArray("ids");
      reports
          .subList(from, Math.min(reports.size(), from + PAGE))
          .forEach(report -> ids.add(pair(alert, report)));
      Cluster.Answer answer =
          place.cluster().post("/" + place.name() + "/_mget?_source=false", json.toString());
      ClusterIndex.expect(answer, "tell what was matched");
      for (JsonNode document : answer.json().path("docs")) {
        if (document.path("found").asBoolean()) {
          present.add(document.path("_id").asText());
        }
      }
    }
    return present;
  }

  private static List<Bulk.Item> pieces(long[] looked, Instant now) {
    List<Bulk.Item> items = new ArrayList<>();
    for (int from = 0; from < looked.length; from += PIECE) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.min(PIECE, looked.length - from) * Long.BYTES);
      bytes.asLongBuffer().put(looked, from, bytes.capacity() / Long.BYTES);
      ObjectNode source = Wire.object().put(KIND, OF_SEEN);
      source.put(POSITION, now.toEpochMilli() * ROOM + from / PIECE);
      source.putObject(KEPT).put("fingerprints", Base64.getEncoder().encodeToString(bytes.array()));
      // By what it says, so that to write it twice is to write it once.
      String id = "seen." + looked[from] + "." + looked.length + "." + from;
      items.add(Bulk.Item.index(id, source.toString()));
    }
    return items;
  }

  /** The highest position of a match. */
  private long last() throws IOException {
    ObjectNode json = Wire.object().put("size", 1);
    json.set("query", term(KIND, OF_MATCH));
    json.putArray("sort").addObject().put(POSITION, "desc");
    JsonNode hits = search(json).path("hits");
    return hits.isEmpty() ? 0 : hits.get(0).path("_source").path(POSITION).asLong();
  }

  @Override
  public void seen(LongConsumer each) throws IOException {
    each(
        term(KIND, OF_SEEN),
        POSITION,
        hit -> {
          String text = hit.path("_source").path(KEPT).path("fingerprints").asText();
          ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
          while (bytes.hasRemaining()) {
            each.accept(bytes.getLong());
          }
        });
  }

  /** Drops the oldest matches of an alert that has too many. */
  private void trim(String alert) throws IOException {
    if (count(alert) <= Alerts.MOST_MATCHES * 1.1) {
      return;
    }
    List<Bulk.Item> items = new ArrayList<>();
    int[] left = {count(alert) - Alerts.MOST_MATCHES};
    each(
        matching(alert),
        POSITION,
        hit -> {
          if (left[0]-- > 0) {
            items.add(Bulk.Item.delete(hit.path("_id").asText()));
          }
        });
    send(items);
  }

  @Override
  public void purge(Predicate<String> isThere) throws IOException {
    purge(term(KIND, OF_MATCH), isThere);
  }

  @Override
  public void purge(List<String> alerts, Predicate<String> isThere) throws IOException {
    for (String alert : alerts) {
      purge(matching(alert), isThere);
    }
  }

  private void purge(JsonNode matches, Predicate<String> isThere) throws IOException {
    Map<String, List<String>> byReport = new TreeMap<>();
    each(
        matches,
        POSITION,
        hit ->
            byReport
                .computeIfAbsent(
                    hit.path("_source").path(REPORT).asText(), none -> new ArrayList<>())
                .add(hit.path("_id").asText()));
    Set<String> gone = new HashSet<>();
    byReport.forEach(
        (report, ids) -> {
          if (!isThere.test(report)) {
            gone.addAll(ids);
          }
        });
    send(gone.stream().map(Bulk.Item::delete).toList());
  }

  @Override
  public List<Match> matches(
      String alert, boolean newestFirst, Optional<Long> behind, Instant since, int most)
      throws IOException {
    ObjectNode positions = Wire.object();
    ObjectNode range = positions.putObject("range").putObject(POSITION);
    behind.ifPresent(position -> range.put(newestFirst ? "lt" : "gt", position));
    ObjectNode times = Wire.object();
    times.putObject("range").putObject(AT).put("gte", since.toEpochMilli());
    ObjectNode json = Wire.object().put("size", most);
    ObjectNode of = matching(alert);
    of.withObject("/bool").withArray("filter").add(positions).add(times);
    json.set("query", of);
    json.putArray("sort").addObject().put(POSITION, newestFirst ? "desc" : "asc");
    List<Match> matches = new ArrayList<>();
    for (JsonNode hit : search(json).path("hits")) {
      JsonNode source = hit.path("_source");
      matches.add(
          new Match(
              source.path(POSITION).asLong(),
              source.path(REPORT).asText(),
              Instant.ofEpochMilli(source.path(AT).asLong())));
    }
    return matches;
  }

  @Override
  public int count(String alert) throws IOException {
    return count(alert, Long.MIN_VALUE);
  }

  @Override
  public int count(String alert, long behind) throws IOException {
    ObjectNode positions = Wire.object();
    positions.putObject("range").putObject(POSITION).put("gt", behind);
    ObjectNode json = Wire.object().put("size", 0).put("track_total_hits", true);
    ObjectNode of = matching(alert);
    of.withObject("/bool").withArray("filter").add(positions);
    json.set("query", of);
    return search(json).path("total").path("value").asInt();
  }

  private static ObjectNode term(String field, String value) {
    ObjectNode json = Wire.object();
    json.putObject("term").put(field, value);
    return json;
  }

  private static ObjectNode matching(String alert) {
    ObjectNode json = Wire.object();
    json.putObject("bool").putArray("filter").add(term(KIND, OF_MATCH)).add(term(ALERT, alert));
    return json;
  }

  private void each(JsonNode query, String key, Consumer<JsonNode> taker) throws IOException {
    ObjectNode json = Wire.object().put("size", PAGE);
    json.set("query", query);
    ArrayNode sort = json.putArray("sort");
    sort.addObject().put(key, "asc");
    JsonNode hits = search(json).path("hits");
    while (!hits.isEmpty()) {
      hits.forEach(taker);
      json.set("search_after", hits.get(hits.size() - 1).path("sort"));
      hits = hits.size() < PAGE ? Wire.object() : search(json).path("hits");
    }
  }

  private JsonNode search(ObjectNode json) throws IOException {
    Cluster.Answer answer = place.cluster().post("/" + place.name() + "/_search", json.toString());
    ClusterIndex.expect(answer, "search alerts");
    return answer.json().path("hits");
  }

  /** Durable, and found by searches, when this returns. */
  private void send(List<Bulk.Item> items) throws IOException {
    if (items.isEmpty()) {
      return;
    }
    Bulk bulk = new Bulk(place.cluster(), place.name(), Duration.ofMillis(250), 4);
    for (String why : bulk.send(items).values()) {
      throw new ClusterException("the cluster refuses to keep alerts: " + why, false);
    }
    ClusterIndex.expect(
        place.cluster().post("/" + place.name() + "/_refresh", ""), "show what was written");
  }

  @Override
  public void close() {
    // The connection is that of the index.
  }
}
