package org.vigil.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vigil.alert.AlertStore;
import org.vigil.index.SchemaVersion;

/**
 * An index of a cluster and the name that it goes by: an alias, so that another index can take its
 * place in one step.
 */
public final class ClusterIndex implements AutoCloseable {

  /** What an index may be called. */
  public static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,99}");

  private final Cluster cluster;
  private final String name;

  /**
   * @param name of the alias
   */
  public ClusterIndex(Cluster cluster, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "an index is called by small letters, digits, - and _: " + name);
    }
    this.cluster = cluster;
    this.name = name;
  }

  Cluster cluster() {
    return cluster;
  }

  String name() {
    return name;
  }

  /**
   * Makes sure that the cluster can hold the index.
   *
   * @throws ClusterException if it is another version, or the plugin is not installed everywhere
   */
  public void checkCluster() throws IOException {
    Cluster.Answer about = cluster.get("/");
    String version = about.json().path("version").path("number").asText();
    if (!version.equals(PluginPackage.OPENSEARCH)) {
      throw new ClusterException(
          (version.isEmpty()
                  ? "what answers is not OpenSearch"
                  : "the cluster is OpenSearch " + version)
              + ": Vigil needs OpenSearch "
              + PluginPackage.OPENSEARCH,
          false);
    }
    List<String> without = new ArrayList<>();
    for (JsonNode node : cluster.get("/_nodes/plugins").json().path("nodes")) {
      boolean has = false;
      for (JsonNode plugin : node.path("plugins")) {
        has |= plugin.path("name").asText().equals("vigil");
      }
      if (!has) {
        without.add(node.path("name").asText());
      }
    }
    if (!without.isEmpty()) {
      throw new ClusterException(
          "the plugin is missing in the node "
              + without.getFirst()
              + ": 'vigil opensearch-plugin' writes it, 'opensearch-plugin install' installs it",
          false);
    }
  }

  /** Where the cluster is. */
  public URI url() {
    return cluster.url();
  }

  /**
   * How the copies of the index are.
   *
   * @param status green when there are all of them, yellow when some have no node, red when a shard
   *     has none
   * @param missing copies without a node
   */
  public record Health(String status, int missing) {

    /** For people. */
    public String sentence() {
      return switch (missing) {
        case 0 -> status;
        case 1 -> status + ": 1 copy of a shard has no node";
        default -> status + ": " + missing + " copies of shards have no node";
      };
    }
  }

  /** How the copies of the index are now. */
  public Health health() throws IOException {
    Cluster.Answer answer = cluster.get("/_cluster/health/" + name);
    expect(answer, "say how it is");
    JsonNode json = answer.json();
    return new Health(
        json.path("status").asText(),
        json.path("unassigned_shards").asInt() + json.path("initializing_shards").asInt());
  }

  /** To read all that a cluster holds takes as long as its disks need. */
  private static final Duration CHECKING = Duration.ofHours(12);

  /**
   * Reads every copy of the index against its checksums, and counts the reports of every file
   * against the ledger. Changes nothing.
   *
   * @return what is wrong, a sentence each; empty if all is well
   */
  public List<String> inspect(ClusterArchive archive) throws IOException {
    List<String> findings = new ArrayList<>();
    Cluster.Answer answer =
        cluster.ask("POST", "/" + archive.name() + "/_vigil_checksums", "", CHECKING);
    expect(answer, "read the index against its checksums");
    for (JsonNode copy : answer.json().path("unread")) {
      findings.add(
          "a copy of shard "
              + copy.path("shard").asInt()
              + " could not be read: "
              + copy.path("why").asText());
    }
    for (JsonNode copy : answer.json().path("damaged")) {
      findings.add(
          "shard "
              + copy.path("shard").asInt()
              + " is damaged in the node "
              + copy.path("node").asText()
              + ": "
              + copy.path("why").asText());
    }
    if (findings.isEmpty()) {
      archive.checkLedger(findings);
    }
    return findings;
  }

  /** The index behind the name. */
  record Live(String concrete, String schema, int shards, int replicas) {}

  /** The index that goes by the name now; empty while there is none. */
  Optional<Live> live() throws IOException {
    Cluster.Answer answer = cluster.get("/" + name);
    if (answer.status() == 404) {
      return Optional.empty();
    }
    JsonNode found = answer.json();
    if (found.size() != 1) {
      throw new ClusterException(
          "not one index but "
              + found.size()
              + " go by the name "
              + name
              + ": leave the alias to"
              + " one",
          false);
    }
    String concrete = found.fieldNames().next();
    JsonNode index = found.get(concrete);
    return Optional.of(
        new Live(
            concrete,
            Mapping.schemaOf(index),
            index.path("settings").path("index").path("number_of_shards").asInt(),
            index.path("settings").path("index").path("number_of_replicas").asInt()));
  }

  /**
   * The same, once it is sure that this program can read it.
   *
   * @throws ClusterException if there is none or it was made under another schema
   */
  Live readable() throws IOException {
    Live live = liveOr(": run 'vigil index --store opensearch' first");
    if (!live.schema().equals(SchemaVersion.current())) {
      throw new ClusterException(
          "the index "
              + name
              + " was made by another version of Vigil: install the plugin of this one and run"
              + " 'vigil reindex --store opensearch'",
          false);
    }
    return live;
  }

  /**
   * How an index is cut and copied.
   *
   * @param shards how many parts
   * @param replicas copies of each beside the first
   */
  public record Shape(Optional<Integer> shards, Optional<Integer> replicas) {

    /** That of an index before, or else one part with a copy. */
    public static final Shape PLAIN = new Shape(Optional.empty(), Optional.empty());
  }

  /** More shards than anybody has machines for. */
  public static final int MOST_SHARDS = 256;

  /** Copies of each shard beside the first, unless told otherwise. */
  public static final int REPLICAS = 1;

  /**
   * Opens the index for writing; makes the first one where there is none.
   *
   * @param shape of one that is made
   */
  public ClusterArchive archive(Shape shape) throws IOException {
    checkCluster();
    if (live().isEmpty()) {
      create(numbered(1), shape.shards().orElse(1), shape.replicas().orElse(REPLICAS), name);
    }
    return ClusterArchive.live(cluster, readable().concrete(), name);
  }

  /**
   * Opens the index as it is, for what is known of it.
   *
   * @throws ClusterException if there is none
   */
  public ClusterArchive existing() throws IOException {
    checkCluster();
    return ClusterArchive.open(cluster, readable().concrete());
  }

  /**
   * This, once it is sure that there is an index that this program can read.
   *
   * @throws ClusterException if there is none
   */
  public ClusterIndex checked() throws IOException {
    checkCluster();
    Live unused = readable();
    return this;
  }

  /** Alerts, which stay when another index takes the name. */
  public AlertStore alerts() throws IOException {
    return ClusterAlertStore.open(place());
  }

  /** Lets one process at a time look at what is new for alerts. */
  public ClusterLease lease() {
    return new ClusterLease(place(), ClusterLease.PATIENCE);
  }

  private ClusterAlertStore.Place place() {
    return new ClusterAlertStore.Place(cluster, name + "-alerts");
  }

  /** What people decided about names and spellings, in the index that goes by the name. */
  public ClusterDecisions decisions() {
    return decisions(() -> {});
  }

  /**
   * The same.
   *
   * @param refresh after each change
   */
  public ClusterDecisions decisions(ClusterDecisions.Refresh refresh) {
    return new ClusterDecisions(this, Optional.empty(), refresh);
  }

  /** The same of one index, whatever name it goes by. */
  public ClusterDecisions decisions(ClusterArchive archive) {
    return new ClusterDecisions(this, Optional.of(archive.name()), () -> {});
  }

  /** Brings what was decided into the index that takes the place of another. */
  public void carryDecisions(Rebuild rebuild) throws IOException {
    decisions(rebuild.next()).carry(rebuild.earlier().name());
  }

  /** Takes single reports into the index that goes by the name at each moment, and out of it. */
  public ClusterWriter writer() {
    return new ClusterWriter(this, Optional.empty());
  }

  /** The index that goes by the name, those before it that are kept, and one that is built. */
  List<String> all() throws IOException {
    Cluster.Answer answer = cluster.get("/" + name + "-*/_alias");
    expect(answer, "list the indices");
    List<String> all = new ArrayList<>();
    answer
        .json()
        .fieldNames()
        .forEachRemaining(
            each -> {
              if (number(each) > 0) {
                all.add(each);
              }
            });
    live().map(Live::concrete).filter(live -> !all.contains(live)).ifPresent(all::add);
    all.sort(Comparator.comparingInt(this::number));
    return all;
  }

  private String numbered(int number) {
    return name + "-%06d".formatted(number);
  }

  private int number(String concrete) {
    String digits = concrete.startsWith(name + "-") ? concrete.substring(name.length() + 1) : "";
    return digits.matches("[0-9]{6}") ? Integer.parseInt(digits) : 0;
  }

  /** An index that is to take the place of another. */
  public record Rebuild(ClusterArchive earlier, ClusterArchive next) {}

  /**
   * Makes an index that is to take the place of the present one, of whatever schema that is; goes
   * on with one that was cut off. Nobody sees it before {@link #switchTo}.
   *
   * @param shape of one that is made, that of the present one where it says nothing
   */
  public Rebuild rebuild(Shape shape) throws IOException {
    checkCluster();
    Live live = liveOr(" to build anew: run 'vigil index --store opensearch' first");
    Optional<String> begun = begun();
    if (begun.isPresent()) {
      Cluster.Answer answer = cluster.get("/" + begun.get());
      if (!Mapping.schemaOf(answer.json().path(begun.get())).equals(SchemaVersion.current())) {
        delete(begun.get());
        begun = Optional.empty();
      }
    }
    String next;
    if (begun.isPresent()) {
      next = begun.get();
    } else {
      int last = all().stream().mapToInt(this::number).max().orElse(number(live.concrete()));
      next = numbered(last + 1);
      int shards = shape.shards().orElse(live.shards());
      create(next, shards, shape.replicas().orElse(live.replicas()), building());
    }
    ClusterArchive earlier = ClusterArchive.open(cluster, live.concrete());
    ClusterArchive fresh = ClusterArchive.open(cluster, next);
    fresh.withdrawLike(earlier);
    return new Rebuild(earlier, fresh);
  }

  private Live liveOr(String remedy) throws IOException {
    return live()
        .orElseThrow(
            () ->
                new ClusterException(
                    "there is no index " + name + " in the cluster" + remedy, false));
  }

  /** The name by which an index goes until it is whole. */
  private String building() {
    return name + "-building";
  }

  private Optional<String> begun() throws IOException {
    Cluster.Answer answer = cluster.get("/_alias/" + building());
    return answer.status() == 404 || answer.json().isEmpty()
        ? Optional.empty()
        : Optional.of(answer.json().fieldNames().next());
  }

  /** Both as they are by now. */
  public Rebuild reopened(Rebuild rebuild) throws IOException {
    return new Rebuild(
        ClusterArchive.open(cluster, rebuild.earlier().name()),
        ClusterArchive.open(cluster, rebuild.next().name()));
  }

  /** Takes single reports into this one index and out of it. */
  public ClusterWriter writer(ClusterArchive archive) {
    return new ClusterWriter(this, Optional.of(archive.name()));
  }

  /** Whether an index can be searched, for its schema is that of this program. */
  public boolean isOfThisSchema(ClusterArchive archive) throws IOException {
    Cluster.Answer answer = cluster.get("/" + archive.name());
    return Mapping.schemaOf(answer.json().path(archive.name())).equals(SchemaVersion.current());
  }

  /** Searches one index, whatever name it goes by; the connection is that of this. */
  public ClusterSearcher searcher(ClusterArchive archive) throws IOException {
    return ClusterSearcher.open(new ClusterIndex(cluster, archive.name()));
  }

  /** Lets nobody write to an index until {@link #release}. */
  public void hold(ClusterArchive archive) throws IOException {
    block(archive, true);
  }

  /** Lets it be written to again. */
  public void release(ClusterArchive archive) throws IOException {
    block(archive, false);
  }

  private void block(ClusterArchive archive, boolean writes) throws IOException {
    ObjectNode json = Wire.object();
    if (writes) {
      json.put("index.blocks.write", true);
    } else {
      json.putNull("index.blocks.write");
    }
    expect(
        cluster.put("/" + archive.name() + "/_settings", json.toString()),
        "let nobody write to the index before");
  }

  /** Takes out of one index what was withdrawn from another. */
  public void withdrawLike(ClusterArchive one, ClusterArchive other) throws IOException {
    for (String id : other.withdrawn()) {
      if (!one.isWithdrawn(id) || one.holds(id)) {
        boolean unused = writer(one).withdraw(id);
      }
    }
  }

  /**
   * The index that went by the name before the present one, as far as it is kept.
   *
   * @throws ClusterException if there is none that can be searched
   */
  public ClusterArchive before() throws IOException {
    checkCluster();
    for (String concrete : earlier()) {
      ClusterArchive archive = ClusterArchive.open(cluster, concrete);
      if (isOfThisSchema(archive)) {
        return archive;
      }
    }
    throw new ClusterException(
        "there is no earlier index of "
            + name
            + " in the cluster to go back to: 'vigil reindex --store opensearch' builds a new one",
        false);
  }

  /** The indices that went by the name before and are kept, the latest first. */
  private List<String> earlier() throws IOException {
    List<String> earlier = new ArrayList<>(all());
    live().ifPresent(live -> earlier.remove(live.concrete()));
    begun().ifPresent(earlier::remove);
    return earlier.reversed();
  }

  /** Deletes all indices but the present one and so many of those before, the latest of them. */
  public void keepEarlier(int most) throws IOException {
    for (String concrete : earlier().stream().skip(most).toList()) {
      delete(concrete);
    }
  }

  /** Deletes an index that does not go by the name. */
  public void delete(ClusterArchive archive) throws IOException {
    if (live().filter(l -> l.concrete().equals(archive.name())).isPresent()) {
      throw new IllegalArgumentException(archive.name() + " is live");
    }
    delete(archive.name());
  }

  private void delete(String concrete) throws IOException {
    expect(cluster.ask("DELETE", "/" + concrete, ""), "delete " + concrete);
  }

  private void create(String concrete, int shards, int replicas, String alias) throws IOException {
    ObjectNode json = Wire.object();
    json.putObject("settings")
        .put("number_of_shards", shards)
        .put("number_of_replicas", replicas)
        .put("refresh_interval", "1s");
    json.set("mappings", Mapping.current());
    json.putObject("aliases").putObject(alias);
    Cluster.Answer made = cluster.put("/" + concrete, json.toString());
    // Another worker may have been quicker.
    if (!made.body().contains("resource_already_exists_exception")) {
      expect(made, "make the index " + concrete);
    }
  }

  /** Lets an index go by the name in place of the one before, in one step. */
  public void switchTo(ClusterArchive archive) throws IOException {
    ObjectNode json = Wire.object();
    for (Live before : live().stream().toList()) {
      alias(json, "remove", before.concrete(), name);
    }
    for (String begun : begun().stream().toList()) {
      if (begun.equals(archive.name())) {
        alias(json, "remove", begun, building());
      }
    }
    alias(json, "add", archive.name(), name);
    expect(cluster.post("/_aliases", json.toString()), "give the index its name");
  }

  private static void alias(ObjectNode actions, String action, String concrete, String alias) {
    actions
        .withArray("actions")
        .addObject()
        .putObject(action)
        .put("index", concrete)
        .put("alias", alias);
  }

  static void expect(Cluster.Answer answer, String what) throws IOException {
    if (answer.status() >= 300) {
      throw new ClusterException("the cluster refuses to " + what + ": " + reason(answer), false);
    }
  }

  private static String reason(Cluster.Answer answer) {
    try {
      JsonNode error = answer.json().path("error");
      return error.path("reason").asText(error.asText("status " + answer.status()));
    } catch (IOException e) {
      return "status " + answer.status();
    }
  }

  /** Closes the connection. */
  @Override
  public void close() {
    cluster.close();
  }
}
