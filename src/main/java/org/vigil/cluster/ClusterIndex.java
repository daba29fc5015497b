package org.vigil.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vigil.index.SchemaVersion;

/**
 * An index of a cluster and the name that it goes by: an alias, so that another index can take its
 * place in one step.
 */
public final class ClusterIndex {

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
            index.path("mappings").path("_meta").path(Mapping.SCHEMA).asText(),
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

  /** Makes an index that nobody sees yet. */
  void create(String concrete, int shards, int replicas) throws IOException {
    ObjectNode json = Wire.object();
    json.putObject("settings")
        .put("number_of_shards", shards)
        .put("number_of_replicas", replicas)
        .put("refresh_interval", "1s");
    json.set("mappings", Mapping.current());
    expect(cluster.put("/" + concrete, json.toString()), "make the index " + concrete);
  }

  /** Lets an index go by the name, in place of the one before, in one step. */
  void switchTo(String concrete) throws IOException {
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
}
