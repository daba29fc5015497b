package org.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI report = TestNode.shared().url().resolve("/" + name + "/_doc/" + id + "?refresh=true");
      client.send(HttpRequest.newBuilder(report).DELETE().build(), BodyHandlers.discarding());
    }
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
  void serverAnswersFromTheClusterAndWithdrawsFromIt() throws Exception {
    assertThat(there("index", corpus.toString()).status()).isZero();
    Process server =
        VigilProcess.start(
            folder.resolve("none"),
            folder.resolve("log"),
            "serve",
            "--port=0",
            "--json",
            "--store=opensearch",
            "--name=" + name,
            "--url=" + TestNode.shared().url());
    try (HttpClient client = HttpClient.newHttpClient()) {
      String said = server.inputReader().readLine();
      String url = JSON.readTree(said).path("url").asText() + "/api/v1";
      JsonNode found = JSON.readTree(get(client, url + "/search?q=mombasa&facets=place"));
      assertThat(found.path("total").asInt()).isEqualTo(1);
      assertThat(found.at("/facets/place/terms").toString()).contains("place/mombasa");
      assertThat(JSON.readTree(get(client, url + "/status")).path("files").asInt()).isEqualTo(3);
      assertThat(JSON.readTree(get(client, url + "/alerts")).path("status").asInt()).isEqualTo(501);
      String id = found.at("/results/0/id").asText();
      assertThat(get(client, url + "/reports/" + id)).contains("A strike closed the port");
      HttpRequest withdrawal =
          HttpRequest.newBuilder(URI.create(url + "/reports/" + id)).DELETE().build();
      assertThat(client.send(withdrawal, BodyHandlers.ofString()).statusCode()).isEqualTo(204);
      assertThat(get(client, url + "/search?q=mombasa")).contains("\"total\":0");
    } finally {
      server.destroy();
      server.onExit().join();
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private static String get(HttpClient client, String url) throws Exception {
    return client
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
        .body();
  }

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
    assertThat(there("index", corpus.toString(), "--watch").status()).isEqualTo(2);
    assertThat(there("reindex", "--rollback").status()).isEqualTo(2);
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
