package org.vigil.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.cluster.TestNode;

/** The commands over an archive in a cluster do as they do over an index of our own. */
class ClusterCommandsTest {

  @TempDir private Path folder;
  private Path corpus = Path.of("");
  private String name = "";

  private record Outcome(int status, String out, String err) {}

  @BeforeEach
  void threeReports() throws IOException {
    name = "commands-" + folder.getFileName().toString().replaceAll("[^0-9]", "");
    corpus = Files.createDirectory(folder.resolve("corpus"));
    write("a.txt", "Police in Kisumu arrested the teacher Ada Morrow on 3 July 2020.");
    write("b.txt", "Ada Morrow was released in Kisumu, her lawyer Jonah Wexford said.");
    write("c.txt", "A strike closed the port of Mombasa.");
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(corpus.resolve(file), text);
  }

  /** Over the index of ours. */
  private Outcome here(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--index", folder.resolve("index").toString()));
    return run(all);
  }

  /** Over the cluster. */
  private Outcome there(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--index", folder.resolve("none").toString()));
    all.addAll(List.of("--store", "opensearch", "--name", name));
    all.addAll(List.of("--url", TestNode.shared().url().toString()));
    return run(all);
  }

  private static Outcome run(List<String> words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Vigil.run(new PrintWriter(out), new PrintWriter(err), words.toArray(new String[0]));
    return new Outcome(status, out.toString(), err.toString());
  }

  @Test
  void corpusGoesInChangesAndGoesOutAsItDoesHere() throws IOException {
    String source = corpus.toString();
    assertThat(there("index", source).out()).contains("3 files = 3 indexed").contains("3 reports");
    assertThat(here("index", source).out()).contains("3 reports");
    assertSameAnswers("kisumu", "morrow", "", "person:wexford");

    assertThat(there("index", source).out()).contains("3 unchanged");
    write("d.txt", "The court in Kisumu heard Jonah Wexford on Monday.");
    Files.move(corpus.resolve("b.txt"), corpus.resolve("moved.txt"));
    Files.delete(corpus.resolve("c.txt"));
    assertThat(there("index", source).out()).contains("1 indexed").contains("3 reports");
    assertThat(here("index", source).out()).contains("1 indexed");
    assertSameAnswers("kisumu", "mombasa", "wexford", "");
    assertThat(there("search", "released").out()).contains("moved.txt");
  }

  private void assertSameAnswers(String... questions) throws IOException {
    for (String q : questions) {
      Outcome there = there("search", q);
      assertThat(there.err()).isEmpty();
      assertThat(there.out()).isEqualTo(here("search", q).out());
    }
    assertThat(there("entities").out()).isEqualTo(here("entities").out());
    assertThat(there("quotes").out()).isEqualTo(here("quotes").out());
  }

  @Test
  void statusTellsOfTheClusterWhatItTellsOfAnIndexHere() throws IOException {
    String source = corpus.toString();
    write("empty.html", "");
    assertThat(there("status").err()).contains("there is no index " + name);
    assertThat(there("index", source).status()).isZero();
    assertThat(here("index", source).status()).isZero();
    assertThat(linesBut("index: ", there("status").out()))
        .isEqualTo(linesBut("index: ", here("status").out()));
    assertThat(there("status").out()).contains("index: " + name + "-000001 at http://127.0.0.1:");
    String file = corpus.resolve("b.txt").toString();
    assertThat(linesBut("  read ", there("status", file).out()))
        .isEqualTo(linesBut("  read ", here("status", file).out()))
        .contains("  searchable: 1 report");
    assertThat(there("status", "--failures").out())
        .isEqualTo(here("status", "--failures").out())
        .contains("EMPTY");
    assertThat(there("status", "--csv").out().lines().count()).isEqualTo(5);
    assertThat(there("status", folder.resolve("nowhere").toString()).err())
        .contains("the index knows nothing of");
  }

  private static List<String> linesBut(String beginning, String text) {
    return text.lines().filter(line -> !line.startsWith(beginning)).toList();
  }

  @Test
  void verifyReadsEveryCopyAndComparesTheLedger() throws Exception {
    assertThat(there("index", corpus.toString()).status()).isZero();
    assertThat(there("verify").out())
        .isEqualTo("The index is sound; every original is what it was.\n");
    Files.writeString(corpus.resolve("a.txt"), "Something else.");
    assertThat(there("verify").out())
        .isEqualTo(
            "original: "
                + corpus.resolve("a.txt")
                + " has changed since it was read\n"
                + "The index is sound; 1 originals are not what they were.\n");
    String id = idOf("mombasa");
    deleteDocument(id);
    Outcome damaged = there("verify", "--no-originals");
    assertThat(damaged.status()).isEqualTo(3);
    assertThat(damaged.out())
        .startsWith(
            "damage: "
                + corpus.resolve("c.txt")
                + " should have 1 reports in the index and has 0\n"
                + "damage: the ledger tells of 3 reports and the index holds 2\n"
                + "The index is damaged: ");
  }

  /** Behind the back of the ledger. */
  private void deleteDocument(String id) throws Exception {
    assertThat(node("DELETE", "/_doc/" + id + "?refresh=true", "")).contains("deleted");
  }

  /** What a node says to a request about the index. */
  private String node(String method, String path, String body) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(TestNode.shared().url().resolve("/" + name + path))
              .header("Content-Type", "application/json")
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build();
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }

  @Test
  void severalWorkersWriteOfOneCorpusIntoOneIndex() throws IOException {
    String source = corpus.toString();
    assertThat(there("index", source, "--worker", "1/2").status()).isZero();
    assertThat(there("index", source, "--worker", "2/2").out()).contains("3 reports searchable");
    assertThat(there("index", source).out()).contains("3 unchanged");
  }

  @Test
  void withdrawnReportIsGoneAndStaysGone() throws IOException {
    String source = corpus.toString();
    assertThat(there("index", source).status()).isZero();
    String id = idOf("mombasa");
    assertThat(there("withdraw", id).out()).isEqualTo(id + ": withdrawn\n");
    assertThat(there("search", "mombasa").out()).startsWith("0 reports");
    assertThat(there("index", source).out()).contains("2 reports");
    assertThat(there("reindex", "--fresh").out()).contains("2 reports").contains("WITHDRAWN");
    assertThat(there("search", "mombasa").out()).startsWith("0 reports");
    assertThat(there("search", "kisumu").out()).startsWith("2 reports");
  }

  /** Of the first report that is found. */
  private String idOf(String q) throws IOException {
    return there("search", q)
        .out()
        .lines()
        .map(String::strip)
        .filter(line -> line.matches("[0-9a-f]{32}"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void serverAnswersFromTheClusterAndWritesToIt() throws Exception {
    assertThat(there("index", corpus.toString()).status()).isZero();
    try (Served served = serve("one")) {
      JsonNode found = served.get("/search?q=mombasa&facets=place");
      assertThat(found.path("total").asInt()).isEqualTo(1);
      assertThat(found.at("/facets/place/terms").toString()).contains("place/mombasa");
      assertThat(served.get("/status").path("files").asInt()).isEqualTo(3);
      String id = found.at("/results/0/id").asText();
      assertThat(served.get("/reports/" + id).path("text").asText()).contains("A strike closed");
      assertThat(served.send("DELETE", "/reports/" + id, "").statusCode()).isEqualTo(204);
      assertThat(served.get("/search?q=mombasa").path("total").asInt()).isZero();

      write("d.txt", "A new bridge opened in Kampala.");
      HttpResponse<String> begun = served.send("POST", "/index-runs", "{\"mode\":\"update\"}");
      assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
      String run = "/index-runs/" + JSON.readTree(begun.body()).path("id").asText();
      served.awaitDone(run);
      assertThat(served.get(run).at("/summary/indexed").asInt()).isEqualTo(1);
      assertThat(served.get("/search?q=kampala").path("total").asInt()).isEqualTo(1);
      assertThat(served.get("/search?q=mombasa").path("total").asInt()).isZero();
    }
  }

  @Test
  void alertIsToldOnceThroughWhicheverServerAndAfterOneEnds() throws Exception {
    assertThat(there("index", corpus.toString(), "--shards", "2").status()).isZero();
    List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    HttpServer desk =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    desk.createContext(
        "/hook",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    desk.start();
    String host = "127.0.0.1:" + desk.getAddress().getPort();
    String[] command = {"serve", "--webhook-host=" + host};
    try (Served other = serve("two", command)) {
      String id;
      try (Served one = serve("one", command)) {
        String alert =
            "{\"name\":\"Courts\",\"search\":{\"q\":\"kisumu -strike\"},\"webhook\":\"http://%s/hook\"}"
                .formatted(host);
        HttpResponse<String> made = one.send("POST", "/alerts", alert);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        id = JSON.readTree(made.body()).path("id").asText();
        assertThat(other.get("/alerts").at("/alerts/0/name").asText()).isEqualTo("Courts");
        assertHandsIn(other, "desk-1", "The court in Kisumu sat.", 201);
        assertHandsIn(one, "desk-2", "The court in Nakuru sat.", 201);
        assertHandsIn(one, "desk-3", "The judge went to Kisumu.", 201);
        for (Served each : List.of(one, other)) {
          assertEventually(() -> each.send("GET", "/alerts/" + id, "").body(), "\"waiting\":0");
          assertEventually(() -> each.send("GET", "/alerts/" + id, "").body(), "\"total\":2");
        }
        // What is only made anew is not new.
        assertThat(there("reindex", "--fresh").status()).isZero();
      }
      assertHandsIn(other, "desk-4", "A trial began in Kisumu.", 201);
      assertEventually(() -> other.send("GET", "/alerts/" + id, "").body(), "\"total\":3");
      assertEventually(() -> String.join(" ", bodies), "desk-4");
      assertThat(String.join(" ", bodies).split("desk-1", -1)).hasSize(2);
      assertThat(String.join(" ", bodies)).doesNotContain("desk-2").doesNotContain("Ada Morrow");
      assertThat(other.get("/alerts/" + id).path("total").asInt()).isEqualTo(3);
      assertThat(other.send("DELETE", "/alerts/" + id, "").statusCode()).isEqualTo(204);
      assertThat(other.get("/alerts").path("total").asInt()).isZero();
    } finally {
      desk.stop(0);
    }
  }

  @Test
  void corpusIsIndexedServedAndFollowed() throws Exception {
    try (Served served = serve("one", "up", corpus.toString(), "--watch")) {
      assertThat(served.get("/search?q=kisumu").path("total").asInt()).isEqualTo(2);
      write("d.txt", "The court in Kisumu heard Jonah Wexford on Monday.");
      assertEventually(() -> served.send("GET", "/search?q=court", "").body(), "\"total\":1");
    }
  }

  @Test
  void whatIsHandedInIsSearchedAtOnceReplacedKeptAndWithdrawn() throws Exception {
    assertThat(there("index", corpus.toString()).status()).isZero();
    try (Served served = serve("one")) {
      assertHandsIn(served, "desk-1", "The minister resigned in Nairobi.", 201);
      assertThat(served.get("/search?q=minister").at("/results/0/id").asText()).isEqualTo("desk-1");
      // The same words under another id, and as a file of the corpus, are reports of their own.
      assertHandsIn(served, "desk-2", "The minister resigned in Nairobi.", 201);
      assertThat(served.get("/search?q=minister").path("total").asInt()).isEqualTo(2);
      assertHandsIn(served, "desk-1", "The judge resigned in Nairobi.", 200);
      assertThat(served.get("/search?q=minister").path("total").asInt()).isEqualTo(1);
      assertThat(served.send("GET", "/reports/desk-1/source", "").body())
          .isEqualTo(article("The judge resigned in Nairobi."));

      assertThat(there("index", corpus.toString()).out()).contains("5 reports searchable");
      assertThat(there("verify").out()).startsWith("The index is sound; every original");
      assertThat(there("reindex").out()).contains("5 reports searchable");
      assertThat(served.get("/search?q=judge").path("total").asInt()).isEqualTo(1);
      assertThat(served.send("GET", "/reports/desk-1/source", "").statusCode()).isEqualTo(200);

      assertThat(served.send("DELETE", "/reports/desk-1", "").statusCode()).isEqualTo(204);
      assertThat(served.send("GET", "/reports/desk-1", "").statusCode()).isEqualTo(404);
      assertThat(there("reindex", "--rollback").out()).contains(name + "-000001 is live again");
      assertEventually(() -> served.send("GET", "/search?q=judge", "").body(), "\"total\":0");
      assertThat(there("status").out()).contains("4 reports searchable");
      assertHandsIn(served, "desk-1", "The judge came back to Nairobi.", 201);
      assertThat(served.get("/search?q=judge").path("total").asInt()).isEqualTo(1);
    }
  }

  private static String article(String text) {
    return JSON.createObjectNode().put("text", text).put("title", "Desk").toString();
  }

  private static void assertHandsIn(Served served, String id, String text, int status)
      throws Exception {
    HttpResponse<String> answer = served.send("PUT", "/reports/" + id, article(text));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  @Test
  void whatAnswersOtherwiseIsNotMadeLive() throws Exception {
    assertThat(there("index", corpus.toString()).status()).isZero();
    Path queries = Files.createDirectory(folder.resolve("none")).resolve("golden-queries.txt");
    Files.writeString(queries, "kisumu\npicket\n");
    // As if other rules had read one file otherwise.
    String id = idOf("mombasa");
    JsonNode document = JSON.readTree(node("GET", "/_doc/" + id, ""));
    ((ObjectNode) document.at("/_source/vigil"))
        .put("text", "A picket closed the port of Mombasa.");
    String put = node("PUT", "/_doc/" + id + "?refresh=true", document.path("_source").toString());
    assertThat(put).contains("updated");

    Outcome refused = there("reindex", "--fresh");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err())
        .contains("1 of 2 queries of golden-queries.txt are answered otherwise, first 'picket'")
        .contains("'vigil reindex --force' makes it live");
    assertThat(there("search", "picket").out()).startsWith("1 report");
    Outcome forced = there("reindex", "--force", "--keep", "0");
    assertThat(forced.status()).as(forced.err()).isZero();
    assertThat(there("search", "picket").out()).startsWith("0 reports");
    assertThat(there("search", "mombasa").out()).startsWith("1 report");
    assertThat(there("reindex", "--rollback").err())
        .contains("there is no earlier index of " + name + " in the cluster to go back to");
  }

  @Test
  void whatIsDecidedAboutNamesHoldsInEveryNode() throws Exception {
    write("entities.csv", "alias,person/ada-morrow,The Teacher\n");
    assertThat(there("index", corpus.toString()).status()).isZero();
    assertEventually(() -> there("entities", "--of", "The Teacher").out(), "Ada Morrow");
    assertThat(there("entities", "merge", "person/ada-morrow", "person/jonah-wexford").out())
        .isEqualTo("entities.csv: merge,person/ada-morrow,person/jonah-wexford\n");
    assertEventually(
        () -> there("entities", "--of", "Jonah Wexford").out(), "person/ada-morrow, 2");
    assertThat(there("entities", "split", "person/ada-morrow", "person/jonah-wexford").err())
        .contains("it splits what merge lines make one");
    try (Served served = serve("one")) {
      JsonNode decisions = served.get("/curation").path("decisions");
      assertThat(decisions).hasSize(2);
      String merge = decisions.at("/1/id").asText();
      String alias = decisions.at("/0/id").asText();
      assertThat(decisions.at("/1/action").asText()).isEqualTo("merge");
      assertThat(served.send("DELETE", "/curation/" + merge, "").statusCode()).isEqualTo(204);
      assertThat(served.get("/entities/person/jonah-wexford").path("name").asText())
          .isEqualTo("Jonah Wexford");
      String rename =
          "{\"decisions\":[{\"action\":\"rename\",\"entity\":\"person/jonah-wexford\","
              + "\"name\":\"Wexford, J.\"}]}";
      assertThat(served.send("POST", "/curation", rename).statusCode()).isEqualTo(201);
      assertThat(served.get("/entities/person/jonah-wexford").path("name").asText())
          .isEqualTo("Wexford, J.");
      HttpResponse<String> ofCorpus = served.send("DELETE", "/curation/" + alias, "");
      assertThat(ofCorpus.statusCode()).isEqualTo(400);
      assertThat(ofCorpus.body()).contains("take the line out there");
    }
    assertThat(there("reindex").status()).isZero();
    assertThat(there("entities", "--of", "person/jonah-wexford").out()).startsWith("Wexford, J.");

    Path spellings = Files.writeString(folder.resolve("v.txt"), "mombasa, mvita\n");
    assertThat(there("search", "mvita").out()).startsWith("0 reports");
    assertThat(there("entities", "--variants", spellings.toString()).status()).isZero();
    assertEventually(() -> there("search", "mvita").out(), "1 report");
    Files.writeString(spellings, "mombasa\n");
    assertThat(there("entities", "--variants", spellings.toString()).err()).contains("v.txt");
  }

  private interface Asked {
    String answer() throws Exception;
  }

  /** Nodes follow within a second or so. */
  private static void assertEventually(Asked asked, String expected) throws Exception {
    String answer = asked.answer();
    for (int i = 0; i < 80 && !answer.contains(expected); i++) {
      Thread.sleep(250);
      answer = asked.answer();
    }
    assertThat(answer).contains(expected);
  }

  /** A server over the cluster, in a process of its own. */
  private Served serve(String log, String... command) throws IOException {
    List<String> words =
        new ArrayList<>(List.of(command.length == 0 ? new String[] {"serve"} : command));
    words.addAll(List.of("--port=0", "--json", "--store=opensearch", "--name=" + name));
    words.add("--url=" + TestNode.shared().url());
    return new Served(
        VigilProcess.start(
            folder.resolve("none"), folder.resolve(log), words.toArray(new String[0])));
  }

  private static final class Served implements AutoCloseable {
    private final Process process;
    private final String url;
    private final HttpClient client = HttpClient.newHttpClient();

    Served(Process process) throws IOException {
      this.process = process;
      BufferedReader out = process.inputReader();
      JsonNode said = JSON.readTree(out.readLine());
      while (!said.has("url")) {
        said = JSON.readTree(out.readLine());
      }
      this.url = said.path("url").asText() + "/api/v1";
    }

    HttpResponse<String> send(String method, String path, String body) throws Exception {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url + path))
              .method(method, HttpRequest.BodyPublishers.ofString(body));
      if (!body.isEmpty()) {
        request.header("Content-Type", "application/json");
      }
      return client.send(request.build(), BodyHandlers.ofString());
    }

    JsonNode get(String path) throws Exception {
      return JSON.readTree(send("GET", path, "").body());
    }

    void awaitDone(String run) throws Exception {
      for (int i = 0; i < 300 && !get(run).path("state").asText().equals("done"); i++) {
        Thread.sleep(100);
      }
      assertThat(get(run).path("state").asText()).as(get(run).toString()).isEqualTo("done");
    }

    @Override
    public void close() {
      client.close();
      process.destroy();
      process.onExit().join();
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void rebuiltIndexTakesTheNameOfTheOneBefore() throws IOException {
    String source = corpus.toString();
    assertThat(there("reindex").err()).contains("run 'vigil index --store opensearch' first");
    assertThat(there("index", source).status()).isZero();
    Outcome again = there("reindex");
    assertThat(again.out()).contains("3 files = 3 indexed").contains("from what was kept: 3");
    assertThat(there("search", "kisumu").out()).startsWith("2 reports");
    assertThat(there("reindex").status()).isZero();
    assertThat(there("search", "kisumu").out()).startsWith("2 reports");
  }

  @Test
  void indexOfAnotherSchemaIsNotSearchedAndBuiltAnew() throws Exception {
    assertThat(there("index", corpus.toString()).status()).isZero();
    assertThat(node("PUT", "/_mapping", "{\"_meta\":{\"schema\":\"0123456789ab\"}}"))
        .contains("acknowledged");
    assertThat(node("POST", "/_vigil/0", "{\"call\":\"size\",\"arguments\":[]}"))
        .contains("the index is of another schema than the plugin");
    for (String command : List.of("search", "status", "verify")) {
      assertThat(there(command).err())
          .contains("was made by another version of Vigil: install the plugin of this one and run");
    }
    assertThat(there("reindex", corpus.toString()).status()).isZero();
    assertThat(there("search", "kisumu").out()).startsWith("2 reports");
  }

  @Test
  void optionsThatContradictEachOtherAreRefused() throws IOException {
    assertThat(here("search", "x", "--store", "opensearch"))
        .isEqualTo(
            new Outcome(
                2,
                "",
                """
                vigil: --store opensearch needs the address of the cluster: add --url URL
                See: vigil search --help
                """));
    assertThat(here("search", "x", "--url", "http://localhost:1").err())
        .startsWith("vigil: --url and --credentials are of a cluster: add --store opensearch");
    assertThat(there("search", "x", "--variants", "v.txt").err())
        .startsWith("vigil: --variants does not work with --store opensearch: ");
    assertThat(there("reindex", "--rollback").err())
        .contains("there is no earlier index of " + name);
    assertThat(there("search", "x").err()).contains("there is no index " + name);
  }

  @Test
  void clusterThatCannotBeReachedIsASentence() {
    Outcome outcome =
        run(List.of("search", "x", "--store", "opensearch", "--url", "http://127.0.0.1:1"));
    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                3,
                "",
                "vigil: nothing answers at http://127.0.0.1:1: start the cluster, or name another"
                    + " address with --url\n"));
  }
}
