package org.vigil.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.GeneratedReports;
import org.vigil.entity.Entity;
import org.vigil.index.ArchiveWriter;
import org.vigil.index.Generation;
import org.vigil.index.GenerationWriter;
import org.vigil.index.IndexHome;
import org.vigil.report.Report;
import org.vigil.search.LuceneReportSearcher;
import org.vigil.search.ReportSearcher;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchRequest.Facet;

/**
 * What the same reports cost in an index of our own, in a cluster of one node with our plugin, and
 * in the same node by OpenSearch alone: words by its standard analyser, keywords, its highlighter
 * and its aggregations. {@code -Dvigil.bench=10000,30000} measures at these numbers of generated
 * reports.
 *
 * <p>A search is for a word, with ten hits, snippets and five facets, one after the other. {@code
 * docs/scaling.md} has the figures and the command.
 */
@Tag("bench")
class StoreCostBenchmark {

  private static final int CHUNK = 1_000;
  private static final int WARM_UP = 400;
  private static final int TIMED = 400;
  private static final List<String> FACETS =
      List.of("person", "place", "outlet", "author", "language");

  /** A place to put reports into and to search them in. */
  private abstract static class Store {

    final String name;
    double processors;

    Store(String name) {
      this.name = name;
    }

    abstract void add(List<Report> reports) throws IOException;

    abstract void commit() throws IOException;

    /** How many reports have the word. */
    abstract long search(String word) throws IOException;

    abstract long bytes() throws IOException;

    /** Seconds of processors of all that work for it, until now. */
    abstract double used();

    abstract long heap() throws IOException;
  }

  @Test
  void timeBytesAndLatency(@TempDir Path folder) throws Exception {
    int[] sizes =
        Stream.of(System.getProperty("vigil.bench", "10000").split(",", -1))
            .mapToInt(Integer::parseInt)
            .toArray();
    GeneratedReports generated = new GeneratedReports(3);
    List<String> words = Stream.generate(generated::word).limit(WARM_UP + TIMED).toList();
    Path home = Files.createDirectories(folder.resolve("node"));
    System.out.printf(
        Locale.ROOT,
        "%-10s %10s %14s %10s %9s %9s %12s %8s%n",
        "store",
        "reports",
        "CPU ms/report",
        "bytes each",
        "p50 ms",
        "p99 ms",
        "CPU ms/search",
        "heap MB");
    try (TestNode node = TestNode.start(home, "discovery.type=single-node");
        ClusterIndex index =
            new ClusterIndex(
                new Cluster(node.url(), Credentials.NONE, Duration.ofSeconds(60)), "cost");
        Own own = new Own(folder.resolve("own"))) {
      List<Store> stores =
          List.of(own, new WithPlugin(index, node), new Plain(index.cluster(), node));
      int there = 0;
      for (int size : sizes) {
        for (Store store : stores) {
          store.processors = 0;
        }
        int added = size - there;
        for (; there < size; there += CHUNK) {
          List<Report> chunk = new ArrayList<>();
          for (int i = there; i < Math.min(size, there + CHUNK); i++) {
            chunk.add(generated.report(i));
          }
          for (Store store : stores) {
            timed(store, () -> store.add(chunk));
          }
        }
        for (Store store : stores) {
          timed(store, store::commit);
        }
        for (Store store : stores) {
          print(store, size, added, words);
        }
        assertEqualTotals(stores, words);
      }
    }
  }

  /** Something that may fail. */
  private interface Step {
    void run() throws IOException;
  }

  private static void timed(Store store, Step step) throws IOException {
    double before = store.used();
    step.run();
    store.processors += store.used() - before;
  }

  private static void print(Store store, int size, int added, List<String> words)
      throws IOException {
    double indexing = store.processors;
    for (int i = 0; i < WARM_UP; i++) {
      assertThat(store.search(words.get(i))).isNotNegative();
    }
    long[] took = new long[TIMED];
    double before = store.used();
    for (int i = 0; i < TIMED; i++) {
      long start = System.nanoTime();
      assertThat(store.search(words.get(WARM_UP + i))).isNotNegative();
      took[i] = System.nanoTime() - start;
    }
    double searching = store.used() - before;
    Arrays.sort(took);
    System.out.printf(
        Locale.ROOT,
        "%-10s %,10d %14.2f %,10d %9.1f %9.1f %12.2f %,8d%n",
        store.name,
        size,
        indexing * 1e3 / added,
        store.bytes() / size,
        took[TIMED / 2] / 1e6,
        took[TIMED * 99 / 100] / 1e6,
        searching * 1e3 / TIMED,
        store.heap() >> 20);
  }

  /** The two that promise the same find the same. */
  private static void assertEqualTotals(List<Store> stores, List<String> words) throws IOException {
    for (String word : words.subList(0, 20)) {
      assertThat(stores.get(1).search(word)).as(word).isEqualTo(stores.get(0).search(word));
    }
  }

  private static double ofThisProcess() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }

  private static long found(ReportSearcher searcher, String word) throws IOException {
    SearchRequest plain = SearchRequest.of(word);
    return searcher
        .search(
            new SearchRequest(
                plain.q(),
                plain.filters(),
                plain.from(),
                plain.to(),
                plain.order(),
                1,
                10,
                plain.cursor(),
                List.of(Facet.PERSON, Facet.PLACE, Facet.OUTLET, Facet.AUTHOR, Facet.LANGUAGE),
                10,
                plain.facetPrefix(),
                plain.spelling(),
                plain.collapse(),
                true,
                plain.options()))
        .total();
  }

  /** An index of our own, in this process. */
  private static final class Own extends Store implements AutoCloseable {

    private final Path folder;
    private final GenerationWriter writer;
    private final LuceneReportSearcher searcher;

    Own(Path folder) throws IOException {
      super("own");
      this.folder = folder;
      IndexHome home = IndexHome.at(folder);
      Generation generation = home.begin();
      writer = GenerationWriter.open(generation);
      writer.commit();
      home.switchTo(generation);
      searcher = LuceneReportSearcher.open(folder, Duration.ofSeconds(30));
    }

    @Override
    void add(List<Report> reports) throws IOException {
      for (Report report : reports) {
        GeneratedReports.put(writer, report);
      }
    }

    @Override
    void commit() throws IOException {
      writer.commit();
      searcher.refresh();
    }

    @Override
    long search(String word) throws IOException {
      return found(searcher, word);
    }

    @Override
    long bytes() throws IOException {
      try (Stream<Path> files = Files.walk(folder)) {
        return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
      }
    }

    @Override
    double used() {
      return ofThisProcess();
    }

    @Override
    long heap() {
      System.gc();
      return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Override
    public void close() throws IOException {
      searcher.close();
      writer.close();
    }
  }

  /** What both kinds of index in a node have in common. */
  private abstract static class InNode extends Store {

    final Cluster cluster;
    final TestNode node;

    InNode(String name, Cluster cluster, TestNode node) {
      super(name);
      this.cluster = cluster;
      this.node = node;
    }

    abstract String index();

    @Override
    void commit() throws IOException {
      cluster.post("/" + index() + "/_flush", "");
      cluster.post("/" + index() + "/_refresh", "");
    }

    @Override
    long bytes() throws IOException {
      return cluster
          .get("/" + index() + "/_stats/store")
          .json()
          .path("_all")
          .path("primaries")
          .path("store")
          .path("size_in_bytes")
          .asLong();
    }

    @Override
    double used() {
      return ofThisProcess() + node.processors();
    }

    @Override
    long heap() throws IOException {
      JsonNode nodes = cluster.get("/_nodes/stats/jvm").json().path("nodes");
      return nodes.elements().next().path("jvm").path("mem").path("heap_used_in_bytes").asLong();
    }
  }

  /** The store of Vigil in a cluster. */
  private static final class WithPlugin extends InNode {

    private final ClusterIndex index;
    private final ArchiveWriter archive;
    private final ClusterSearcher searcher;

    WithPlugin(ClusterIndex index, TestNode node) throws IOException {
      super("cluster", index.cluster(), node);
      this.index = index;
      archive = index.archive(new ClusterIndex.Shape(Optional.of(1), Optional.of(0)));
      searcher = ClusterSearcher.open(index);
    }

    @Override
    String index() {
      return index.name();
    }

    @Override
    void add(List<Report> reports) throws IOException {
      for (Report report : reports) {
        GeneratedReports.put(archive, report);
      }
    }

    @Override
    void commit() throws IOException {
      archive.commit(Map.of());
      super.commit();
      searcher.refreshNow();
    }

    @Override
    long search(String word) throws IOException {
      return found(searcher, word);
    }
  }

  /** OpenSearch without anything of ours: the dumbest that could do. */
  private static final class Plain extends InNode {

    private static final String NAME = "plain";

    private final Bulk bulk;

    Plain(Cluster cluster, TestNode node) throws IOException {
      super("OpenSearch", cluster, node);
      ObjectNode json = Wire.object();
      json.putObject("settings").put("number_of_shards", 1).put("number_of_replicas", 0);
      ObjectNode properties = json.putObject("mappings").putObject("properties");
      properties.putObject("title").put("type", "text");
      properties.putObject("text").put("type", "text");
      properties.putObject("date").put("type", "date");
      FACETS.forEach(facet -> properties.putObject(facet).put("type", "keyword"));
      ClusterIndex.expect(cluster.put("/" + NAME, json.toString()), "make an index");
      bulk = new Bulk(cluster, NAME, Duration.ofMillis(250), 10);
    }

    @Override
    String index() {
      return NAME;
    }

    @Override
    void add(List<Report> reports) throws IOException {
      assertThat(
              bulk.send(
                  reports.stream()
                      .map(report -> Bulk.Item.index(report.id(), source(report)))
                      .toList()))
          .isEmpty();
    }

    private static String source(Report report) {
      ObjectNode json = Wire.object();
      report.title().ifPresent(title -> json.put("title", title));
      json.put("text", report.text());
      report.date().ifPresent(date -> json.put("date", date.toString()));
      report.outlet().ifPresent(outlet -> json.put("outlet", outlet));
      report.language().ifPresent(language -> json.put("language", language));
      ArrayNode authors = json.putArray("author");
      report.authors().forEach(authors::add);
      for (Entity entity : report.annotations().entities()) {
        json.withArray("/" + entity.kind().path()).add(entity.name());
      }
      return json.toString();
    }

    @Override
    long search(String word) throws IOException {
      ObjectNode json = Wire.object().put("size", 10).put("track_total_hits", true);
      ObjectNode match = json.putObject("query").putObject("multi_match").put("query", word);
      match.putArray("fields").add("title^2").add("text");
      json.putObject("highlight").putObject("fields").putObject("text");
      ObjectNode counts = json.putObject("aggs");
      FACETS.forEach(
          facet -> counts.putObject(facet).putObject("terms").put("field", facet).put("size", 10));
      Cluster.Answer answer = cluster.post("/" + NAME + "/_search", json.toString());
      ClusterIndex.expect(answer, "search");
      return answer.json().path("hits").path("total").path("value").asLong();
    }
  }
}
