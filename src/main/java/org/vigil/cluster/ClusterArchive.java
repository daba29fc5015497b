package org.vigil.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.vigil.corpus.ContentHash;
import org.vigil.index.ArchiveWriter;
import org.vigil.index.KeptFiles;
import org.vigil.index.Ledger;
import org.vigil.index.LedgerEntry;
import org.vigil.report.Report;
import org.vigil.report.ReportJson;
import org.vigil.schema.IndexField;

/**
 * One index of a cluster for writing: reports, and the ledger of their files beside them.
 *
 * <p>Reports go first and the ledger entry of their file when they are durable, so that a process
 * that dies in between has that file read again and the same documents written again under the same
 * ids. A report that the cluster refuses is noted in the ledger. Several processes may write at the
 * same time as long as no two write of one file.
 */
public final class ClusterArchive implements ArchiveWriter, KeptFiles {

  /** The kind of a document that says that a report was withdrawn. */
  private static final String WITHDRAWN_KIND = "withdrawn";

  /** Why a report is not searchable that the cluster did not take. */
  private static final String REFUSED = "REFUSED";

  private static final int BATCH_CHARACTERS = 4 << 20;
  private static final int BATCH_FILES = 500;
  private static final int PAGE = 1_000;
  private static final int COUNTED_AT_ONCE = 500;

  private final Cluster cluster;
  private final String concrete;
  private final Bulk bulk;
  private final Map<String, LedgerEntry> ledger = new TreeMap<>();
  private final Map<String, String> notes = new TreeMap<>();
  private final Map<ContentHash, LedgerEntry> byIdentity = new HashMap<>();
  private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();

  private final List<Work> waiting = new ArrayList<>();
  private int characters;

  /** What is to be done for one file, and what is then to be said of it. */
  private record Work(List<Bulk.Item> items, Optional<LedgerEntry> entry) {}

  private ClusterArchive(Cluster cluster, String concrete, Bulk bulk) {
    this.cluster = cluster;
    this.concrete = concrete;
    this.bulk = bulk;
  }

  /**
   * Opens an index as it is now.
   *
   * @param concrete its own name, not the one it goes by
   */
  static ClusterArchive open(Cluster cluster, String concrete) throws IOException {
    return open(cluster, concrete, new Bulk(cluster, concrete, Duration.ofMillis(250), 10));
  }

  static ClusterArchive open(Cluster cluster, String concrete, Bulk bulk) throws IOException {
    ClusterArchive archive = new ClusterArchive(cluster, concrete, bulk);
    archive.read();
    return archive;
  }

  private void read() throws IOException {
    refresh();
    Mapping.notesOf(cluster.get("/" + concrete).json().path(concrete))
        .properties()
        .forEach(note -> notes.put(note.getKey(), note.getValue().asText()));
    for (JsonNode source : ofKind(IndexField.LEDGER_KIND, IndexField.LEDGER_PATH.fieldName())) {
      byte[] bytes =
          Base64.getDecoder().decode(source.path(IndexField.LEDGER_ENTRY.fieldName()).asText());
      LedgerEntry entry = Ledger.decoded(bytes);
      ledger.put(entry.path(), entry);
      if (entry.outcome() != LedgerEntry.Outcome.DUPLICATE) {
        entry.identity().ifPresent(identity -> byIdentity.put(identity, entry));
      }
    }
    for (JsonNode source : ofKind(WITHDRAWN_KIND, Mapping.WITHDRAWN)) {
      withdrawn.add(source.path(Mapping.WITHDRAWN).asText());
    }
  }

  /**
   * The sources of all documents of a kind.
   *
   * @param key a field of which each has another value
   */
  private List<JsonNode> ofKind(String kind, String key) throws IOException {
    List<JsonNode> sources = new ArrayList<>();
    JsonNode last = null;
    while (true) {
      ObjectNode json = query(IndexField.KIND, kind).put("size", PAGE);
      json.putArray("sort").addObject().put(key, "asc");
      if (last != null) {
        json.set("search_after", last);
      }
      JsonNode hits = search(json);
      for (JsonNode hit : hits) {
        sources.add(hit.path("_source"));
        last = hit.path("sort");
      }
      if (hits.size() < PAGE) {
        return sources;
      }
    }
  }

  private static ObjectNode query(IndexField field, String term) {
    ObjectNode json = Wire.object();
    json.putObject("query").putObject("term").put(field.fieldName(), term);
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

  private void refresh() throws IOException {
    ClusterIndex.expect(cluster.post("/" + concrete + "/_refresh", ""), "show what was written");
  }

  @Override
  public Map<String, LedgerEntry> ledger() {
    return ledger;
  }

  @Override
  public Optional<LedgerEntry> entry(ContentHash identity) {
    return Optional.ofNullable(byIdentity.get(identity));
  }

  /** Its own name in the cluster. */
  public String name() {
    return concrete;
  }

  /** The notes of the commits until this was opened. */
  public Map<String, String> notes() {
    return notes;
  }

  /** Whether a report was withdrawn for good. */
  public boolean isWithdrawn(String reportId) {
    return withdrawn.contains(reportId);
  }

  @Override
  public List<Report> reports(ContentHash identity) throws IOException {
    List<Report> reports = new ArrayList<>();
    for (JsonNode hit : documentsOf(identity, true)) {
      JsonNode report = hit.path("_source").path(Mapping.REPORT);
      if (!report.isMissingNode()) {
        reports.add(ReportJson.fromJson(report));
      }
    }
    return reports;
  }

  /** The report documents of a file; its quotes stand in blocks before them and go with them. */
  private JsonNode documentsOf(ContentHash identity, boolean whole) throws IOException {
    return search(ofFile(identity).put("size", 10_000).put("_source", whole));
  }

  private static ObjectNode ofFile(ContentHash identity) {
    ObjectNode json = Wire.object();
    var filters = json.putObject("query").putObject("bool").putArray("filter");
    filters.add(query(IndexField.SOURCE_HASH, identity.hex()).get("query"));
    filters.add(query(IndexField.KIND, IndexField.REPORT_KIND).get("query"));
    return json;
  }

  private Set<String> idsOf(ContentHash identity) throws IOException {
    Set<String> ids = new LinkedHashSet<>();
    documentsOf(identity, false).forEach(hit -> ids.add(hit.path("_id").asText()));
    return ids;
  }

  @Override
  public void put(LedgerEntry entry, ContentHash identity, List<Report> reports)
      throws IOException {
    Set<String> former = byIdentity.containsKey(identity) ? idsOf(identity) : new HashSet<>();
    List<Bulk.Item> items = new ArrayList<>();
    for (Report report : reports) {
      ObjectNode source = Wire.object();
      source.set(Mapping.REPORT, ReportJson.toJson(report));
      items.add(Bulk.Item.index(report.id(), source.toString()));
      former.remove(report.id());
    }
    former.forEach(id -> items.add(Bulk.Item.delete(id)));
    add(new Work(items, Optional.of(entry)));
  }

  @Override
  public void note(LedgerEntry entry) throws IOException {
    add(new Work(List.of(), Optional.of(entry)));
  }

  @Override
  public void forget(String path) throws IOException {
    add(new Work(List.of(Bulk.Item.delete(ledgerId(path))), Optional.empty()));
  }

  @Override
  public void removeReports(ContentHash identity) throws IOException {
    List<Bulk.Item> items = new ArrayList<>();
    idsOf(identity).forEach(id -> items.add(Bulk.Item.delete(id)));
    add(new Work(items, Optional.empty()));
  }

  /**
   * Whoever adds what fills a batch waits until it is written: nobody runs ahead of the cluster.
   */
  private synchronized void add(Work work) throws IOException {
    waiting.add(work);
    for (Bulk.Item item : work.items()) {
      characters += item.length();
    }
    if (characters >= BATCH_CHARACTERS || waiting.size() >= BATCH_FILES) {
      flush();
    }
  }

  private synchronized void flush() throws IOException {
    List<Bulk.Item> items = new ArrayList<>();
    waiting.forEach(work -> items.addAll(work.items()));
    Map<String, String> refused = bulk.send(items);
    List<Bulk.Item> entries = new ArrayList<>();
    for (Work work : waiting) {
      if (work.entry().isPresent()) {
        entries.add(item(accounted(work, work.entry().get(), refused)));
      }
    }
    Map<String, String> lost = bulk.send(entries);
    if (!lost.isEmpty()) {
      throw new ClusterException(
          "the cluster refuses entries of the ledger: " + lost.values().iterator().next(), false);
    }
    waiting.clear();
    characters = 0;
  }

  /** What is to be said of a file, some of whose reports may have been refused. */
  private static LedgerEntry accounted(Work work, LedgerEntry entry, Map<String, String> refused) {
    LedgerEntry accounted = entry;
    for (Bulk.Item item : work.items()) {
      String why = refused.get(item.id());
      if (why != null && item.source().isPresent()) {
        accounted =
            accounted.withoutReport(
                entry.reports() == 1 ? Optional.empty() : Optional.of("report " + item.id()),
                new LedgerEntry.Failure(REFUSED, "the cluster does not take it: " + why));
      }
    }
    return accounted;
  }

  private static Bulk.Item item(LedgerEntry entry) {
    ObjectNode source =
        Wire.object()
            .put(IndexField.KIND.fieldName(), IndexField.LEDGER_KIND)
            .put(IndexField.LEDGER_PATH.fieldName(), entry.path())
            .put(
                IndexField.LEDGER_ENTRY.fieldName(),
                Base64.getEncoder().encodeToString(Ledger.encoded(entry)));
    return Bulk.Item.index(ledgerId(entry.path()), source.toString());
  }

  /** With a sign that no id of a report has. */
  private static String ledgerId(String path) {
    return "ledger." + ContentHash.of(path.getBytes(StandardCharsets.UTF_8)).hex();
  }

  @Override
  public long reports() throws IOException {
    flush();
    refresh();
    Cluster.Answer answer =
        cluster.post(
            "/" + concrete + "/_count", query(IndexField.KIND, IndexField.REPORT_KIND).toString());
    ClusterIndex.expect(answer, "count");
    return answer.json().path("count").asLong();
  }

  @Override
  public void commit(Map<String, String> more) throws IOException {
    flush();
    if (!notes.entrySet().containsAll(more.entrySet())) {
      notes.putAll(more);
      ClusterIndex.expect(
          cluster.put("/" + concrete + "/_mapping", Mapping.notes(notes).toString()), "keep notes");
    }
  }

  /** Adds what is wrong between the ledger and the reports, a sentence each. */
  void checkLedger(List<String> findings) throws IOException {
    List<LedgerEntry> indexed =
        ledger.values().stream()
            .filter(e -> e.outcome() == LedgerEntry.Outcome.INDEXED && e.identity().isPresent())
            .toList();
    long expected = 0;
    for (int from = 0; from < indexed.size(); from += COUNTED_AT_ONCE) {
      List<LedgerEntry> some =
          indexed.subList(from, Math.min(indexed.size(), from + COUNTED_AT_ONCE));
      List<Long> found = counts(some);
      for (int i = 0; i < some.size(); i++) {
        LedgerEntry entry = some.get(i);
        expected += entry.reports();
        if (found.get(i) != entry.reports()) {
          findings.add(
              entry.path()
                  + " should have "
                  + entry.reports()
                  + " reports in the index and has "
                  + found.get(i));
        }
      }
    }
    long all = reports();
    if (all != expected) {
      findings.add("the ledger tells of " + expected + " reports and the index holds " + all);
    }
  }

  /** How many reports the index has of each of these files. */
  private List<Long> counts(List<LedgerEntry> files) throws IOException {
    StringBuilder body = new StringBuilder();
    for (LedgerEntry file : files) {
      ObjectNode search = ofFile(file.identity().orElseThrow()).put("size", 0);
      body.append("{}\n").append(search.put("track_total_hits", true)).append('\n');
    }
    Cluster.Answer answer = cluster.post("/" + concrete + "/_msearch", body.toString());
    ClusterIndex.expect(answer, "count");
    List<Long> counts = new ArrayList<>();
    for (JsonNode each : answer.json().path("responses")) {
      JsonNode total = hits(each).path("total").path("value");
      counts.add(total.asLong());
    }
    if (counts.size() != files.size()) {
      throw new ClusterException("the cluster counts some files and not others: try again", true);
    }
    return counts;
  }

  /** Lets none of the reports come back that were withdrawn from another index. */
  void withdrawLike(ClusterArchive other) throws IOException {
    noteWithdrawn(other.withdrawn);
  }

  private void noteWithdrawn(Set<String> reportIds) throws IOException {
    List<Bulk.Item> items = reportIds.stream().map(ClusterArchive::withdrawal).toList();
    if (!bulk.send(items).isEmpty()) {
      throw new ClusterException("the cluster refuses to note what is withdrawn", false);
    }
    withdrawn.addAll(reportIds);
  }

  private static Bulk.Item withdrawal(String reportId) {
    ObjectNode note =
        Wire.object()
            .put(IndexField.KIND.fieldName(), WITHDRAWN_KIND)
            .put(Mapping.WITHDRAWN, reportId);
    return Bulk.Item.index("withdrawn." + reportId, note.toString());
  }

  /**
   * Takes a report out for good: no later run brings it back. Durable, and found by no search that
   * begins a second later.
   *
   * @return whether it was there
   */
  public boolean withdraw(String reportId) throws IOException {
    noteWithdrawn(Set.of(reportId));
    Cluster.Answer before = cluster.get("/" + concrete + "/_doc/" + reportId);
    if (before.status() == 404) {
      return false;
    }
    ClusterIndex.expect(before, "give a report");
    Report report = ReportJson.fromJson(before.json().path("_source").path(Mapping.REPORT));
    add(
        new Work(
            List.of(Bulk.Item.delete(reportId)),
            entry(report.source().hash())
                .map(
                    entry -> entry.withoutReport(report.source().part(), LedgerEntry.WITHDRAWAL))));
    flush();
    refresh();
    return true;
  }
}
