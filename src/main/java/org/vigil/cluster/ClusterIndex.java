package org.vigil.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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
  record Live(String concrete, String schema, int shards) {}

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
            index.path("settings").path("index").path("number_of_shards").asInt()));
  }

  /**
   * The same, once it is sure that this program can read it.
   *
   * @throws ClusterException if there is none or it was made under another schema
   */
  Live readable() throws IOException {
    Live live =
        live()
            .orElseThrow(
                () ->
                    new ClusterException(
                        "there is no index "
                            + name
                            + " in the cluster: run 'vigil index --store"
                            + " opensearch' first",
                        false));
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

  /** Copies of the shard beside the first, unless told otherwise. */
  public static final int REPLICAS = 1;

  /**
   * Opens the index for writing; makes the first one where there is none.
   *
   * @param replicas of one that is made
   */
  public ClusterArchive archive(int replicas) throws IOException {
    checkCluster();
    if (live().isEmpty()) {
      create(numbered(1), replicas, true);
    }
    return ClusterArchive.open(cluster, readable().concrete());
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

  private String numbered(int number) {
    return name + "-%06d".formatted(number);
  }

  private static int number(String concrete) {
    String digits = concrete.substring(concrete.lastIndexOf('-') + 1);
    return digits.matches("[0-9]{6}") ? Integer.parseInt(digits) : 0;
  }

  /** An index that is to take the place of another. */
  public record Rebuild(ClusterArchive earlier, ClusterArchive next, String nextName) {}

  /**
   * Makes an index that is to take the place of the present one, of whatever schema that is; goes
   * on with one that was cut off. Nobody sees it before {@link #finish}.
   */
  public Rebuild rebuild(int replicas) throws IOException {
    checkCluster();
    Live live =
        live()
            .orElseThrow(
                () ->
                    new ClusterException(
                        "there is no index "
                            + name
                            + " in the cluster to build anew: run 'vigil"
                            + " index --store opensearch' first",
                        false));
    String next = numbered(number(live.concrete()) + 1);
    Cluster.Answer begun = cluster.get("/" + next);
    if (begun.status() != 404) {
      if (!Mapping.schemaOf(begun.json().path(next)).equals(SchemaVersion.current())) {
        expect(cluster.ask("DELETE", "/" + next, ""), "delete " + next);
        create(next, replicas, false);
      }
    } else {
      create(next, replicas, false);
    }
    ClusterArchive earlier = ClusterArchive.open(cluster, live.concrete());
    ClusterArchive fresh = ClusterArchive.open(cluster, next);
    fresh.withdrawLike(earlier);
    return new Rebuild(earlier, fresh, next);
  }

  /** Lets what was built go by the name, in one step, and keeps the index before beside it. */
  public void finish(Rebuild rebuild) throws IOException {
    switchTo(rebuild.nextName());
    int number = number(rebuild.nextName());
    for (int old = number - 2; old > 0; old--) {
      if (cluster.get("/" + numbered(old)).status() == 404) {
        break;
      }
      expect(cluster.ask("DELETE", "/" + numbered(old), ""), "delete " + numbered(old));
    }
  }

  private void create(String concrete, int replicas, boolean live) throws IOException {
    ObjectNode json = Wire.object();
    json.putObject("settings")
        .put("number_of_shards", 1)
        .put("number_of_replicas", replicas)
        .put("refresh_interval", "1s");
    json.set("mappings", Mapping.current());
    if (live) {
      json.putObject("aliases").putObject(name);
    }
    Cluster.Answer made = cluster.put("/" + concrete, json.toString());
    // Another worker may have been quicker.
    if (!made.body().contains("resource_already_exists_exception")) {
      expect(made, "make the index " + concrete);
    }
  }

  private void switchTo(String concrete) throws IOException {
    ObjectNode json = Wire.object();
    for (Live before : live().stream().toList()) {
      json.withArray("actions")
          .addObject()
          .putObject("remove")
          .put("index", before.concrete())
          .put("alias", name);
    }
    json.withArray("actions")
        .addObject()
        .putObject("add")
        .put("index", concrete)
        .put("alias", name);
    expect(cluster.post("/_aliases", json.toString()), "give the index its name");
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
