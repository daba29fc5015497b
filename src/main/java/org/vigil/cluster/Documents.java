package org.vigil.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.vigil.corpus.ContentHash;
import org.vigil.index.Ledger;
import org.vigil.index.LedgerEntry;
import org.vigil.report.Report;
import org.vigil.schema.IndexField;

/** The documents of one index of a cluster: how each is written and found. */
final class Documents {

  /** The kind of a document that says that a report was withdrawn. */
  static final String WITHDRAWN_KIND = "withdrawn";

  private static final int PAGE = 1_000;

  private final Cluster cluster;
  private final String concrete;
  private final Bulk bulk;

  /**
   * @param concrete its own name, not the one it goes by
   */
  Documents(Cluster cluster, String concrete) {
    this(cluster, concrete, new Bulk(cluster, concrete, Duration.ofMillis(250), 10));
  }

  Documents(Cluster cluster, String concrete, Bulk bulk) {
    this.cluster = cluster;
    this.concrete = concrete;
    this.bulk = bulk;
  }

  Bulk bulk() {
    return bulk;
  }

  /** Writes documents none of which the cluster may refuse. */
  void send(List<Bulk.Item> items) throws IOException {
    for (String why : bulk.send(items).values()) {
      throw new ClusterException("the cluster refuses to take documents: " + why, false);
    }
  }

  /** Makes searches find what was written. */
  void refresh() throws IOException {
    ClusterIndex.expect(cluster.post("/" + concrete + "/_refresh", ""), "show what was written");
  }

  /** The source of a document, as it is now and not only as searches find it. */
  Optional<JsonNode> get(String id) throws IOException {
    Cluster.Answer answer = cluster.get("/" + concrete + "/_doc/" + id);
    if (answer.status() == 404) {
      return Optional.empty();
    }
    ClusterIndex.expect(answer, "give a document");
    return Optional.of(answer.json().path("_source"));
  }

  /**
   * The sources of all documents of a kind.
   *
   * @param key a field of which each has another value
   */
  List<JsonNode> ofKind(String kind, String key) throws IOException {
    List<JsonNode> sources = new ArrayList<>();
    each(all(term(IndexField.KIND, kind)), key, hit -> sources.add(hit.path("_source")));
    return sources;
  }

  /** Gives every hit, a page after the other. */
  private void each(ObjectNode search, String key, Consumer<JsonNode> taker) throws IOException {
    ObjectNode json = search.put("size", PAGE);
    json.putArray("sort").addObject().put(key, "asc");
    JsonNode hits = search(json);
    while (!hits.isEmpty()) {
      hits.forEach(taker);
      json.set("search_after", hits.get(hits.size() - 1).path("sort"));
      hits = hits.size() < PAGE ? Wire.object() : search(json);
    }
  }

  /** The ledger. */
  List<LedgerEntry> ledger() throws IOException {
    return entries(ofKind(IndexField.LEDGER_KIND, IndexField.LEDGER_PATH.fieldName()));
  }

  /** The ledger of files with this identity, as far as it was written with it. */
  List<LedgerEntry> ledgerOf(ContentHash identity) throws IOException {
    return found(
        all(
            term(IndexField.SOURCE_HASH, identity.hex()),
            term(IndexField.KIND, IndexField.LEDGER_KIND)));
  }

  /** The ledger of files whose paths begin so. */
  List<LedgerEntry> ledgerBelow(String prefix) throws IOException {
    ObjectNode begins = Wire.object();
    begins.putObject("prefix").put(IndexField.LEDGER_PATH.fieldName(), prefix);
    return found(all(begins));
  }

  private List<LedgerEntry> found(ObjectNode search) throws IOException {
    List<JsonNode> sources = new ArrayList<>();
    search(search.put("size", PAGE)).forEach(hit -> sources.add(hit.path("_source")));
    return entries(sources);
  }

  private static List<LedgerEntry> entries(List<JsonNode> sources) throws IOException {
    List<LedgerEntry> entries = new ArrayList<>();
    for (JsonNode source : sources) {
      entries.add(
          Ledger.decoded(
              Base64.getDecoder()
                  .decode(source.path(IndexField.LEDGER_ENTRY.fieldName()).asText())));
    }
    return entries;
  }

  /** The ids of reports that were withdrawn. */
  Set<String> withdrawn() throws IOException {
    Set<String> ids = new LinkedHashSet<>();
    ofKind(WITHDRAWN_KIND, Mapping.WITHDRAWN)
        .forEach(source -> ids.add(source.path(Mapping.WITHDRAWN).asText()));
    return ids;
  }

  /** The reports of a file; their quotes stand in blocks before them and go with them. */
  List<Report> reports(ContentHash identity) throws IOException {
    List<Report> reports = new ArrayList<>();
    each(
        ofFile(identity),
        IndexField.ID.fieldName(),
        hit ->
            reports.add(
                StoredReport.read(hit.at("/_source/" + Mapping.REPORT).toString()).report()));
    return reports;
  }

  /** The ids of the reports of a file. */
  Set<String> idsOf(ContentHash identity) throws IOException {
    Set<String> ids = new LinkedHashSet<>();
    each(
        ofFile(identity).put("_source", false),
        IndexField.ID.fieldName(),
        hit -> ids.add(hit.path("_id").asText()));
    return ids;
  }

  /** Finds the reports of a file. */
  static ObjectNode ofFile(ContentHash identity) {
    return all(
        term(IndexField.SOURCE_HASH, identity.hex()),
        term(IndexField.KIND, IndexField.REPORT_KIND));
  }

  static ObjectNode term(IndexField field, String value) {
    ObjectNode json = Wire.object();
    json.putObject("term").put(field.fieldName(), value);
    return json;
  }

  static ObjectNode all(JsonNode... filters) {
    ObjectNode json = Wire.object();
    var array = json.putObject("query").putObject("bool").putArray("filter");
    for (JsonNode filter : filters) {
      array.add(filter);
    }
    return json;
  }

  private JsonNode search(ObjectNode json) throws IOException {
    Cluster.Answer answer = cluster.post("/" + concrete + "/_search", json.toString());
    ClusterIndex.expect(answer, "search");
    return hits(answer.json()).path("hits");
  }

  private JsonNode hits(JsonNode found) throws ClusterException {
    if (found.has("error") || found.path("_shards").path("failed").asInt() > 0) {
      throw new ClusterException(
          "not every shard of " + concrete + " answers: look at GET _cluster/health", true);
    }
    return found.path("hits");
  }

  /** How many documents each of these searches finds. */
  List<Long> counts(List<ObjectNode> searches) throws IOException {
    StringBuilder body = new StringBuilder();
    for (ObjectNode search : searches) {
      search.put("size", 0).put("track_total_hits", true);
      body.append("{}\n").append(search).append('\n');
    }
    Cluster.Answer answer = cluster.post("/" + concrete + "/_msearch", body.toString());
    ClusterIndex.expect(answer, "count");
    List<Long> counts = new ArrayList<>();
    for (JsonNode each : answer.json().path("responses")) {
      counts.add(hits(each).path("total").path("value").asLong());
    }
    if (counts.size() != searches.size()) {
      throw new ClusterException("the cluster counts some files and not others: try again", true);
    }
    return counts;
  }

  static Bulk.Item report(Report report, ContentHash identity) {
    ObjectNode source = Wire.object();
    source.set(Mapping.REPORT, new StoredReport(report, identity).json());
    return Bulk.Item.index(report.id(), source.toString());
  }

  static Bulk.Item entry(LedgerEntry entry) {
    ObjectNode source =
        Wire.object()
            .put(IndexField.KIND.fieldName(), IndexField.LEDGER_KIND)
            .put(IndexField.LEDGER_PATH.fieldName(), entry.path())
            .put(
                IndexField.LEDGER_ENTRY.fieldName(),
                Base64.getEncoder().encodeToString(Ledger.encoded(entry)));
    entry.identity().ifPresent(id -> source.put(IndexField.SOURCE_HASH.fieldName(), id.hex()));
    return Bulk.Item.index(entryId(entry.path()), source.toString());
  }

  /** With a sign that no id of a report has. */
  static String entryId(String path) {
    return "ledger." + ContentHash.of(path.getBytes(StandardCharsets.UTF_8)).hex();
  }

  static Bulk.Item withdrawal(String reportId) {
    ObjectNode note =
        Wire.object()
            .put(IndexField.KIND.fieldName(), WITHDRAWN_KIND)
            .put(Mapping.WITHDRAWN, reportId);
    return Bulk.Item.index(withdrawalId(reportId), note.toString());
  }

  static String withdrawalId(String reportId) {
    return "withdrawn." + reportId;
  }
}
