package org.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A corpus that changes while a process watches it, as users run that. */
class WatchedCorpusTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Path corpus;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void makeCorpus() throws IOException {
    corpus = Files.createDirectory(folder.resolve("corpus"));
    Files.writeString(corpus.resolve("camps.txt"), "Inspectors were kept away from the camps.");
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void indexFollowsFilesUntilItIsStoppedAndThenEndsWell() throws Exception {
    // Passed over by every look, and no news.
    Files.createSymbolicLink(corpus.resolve("link.txt"), corpus.resolve("camps.txt"));
    Process process = start("index", corpus.toString(), "--json", "--watch", "--watch-every", "20");
    try (BufferedReader runs = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(nextRun(runs)).isEqualTo("1 indexed, 0 removed, 1 reports");

      Files.writeString(corpus.resolve("new.txt"), "A lawyer was freed in Kisumu.");
      assertThat(nextRun(runs)).isEqualTo("1 indexed, 0 removed, 2 reports");
      assertThat(found("lawyer")).isEqualTo(1);

      Files.writeString(corpus.resolve("new.txt"), "A judge, no less, was freed in Kisumu.");
      assertThat(nextRun(runs)).startsWith("1 indexed");
      assertThat(found("lawyer")).isZero();
      assertThat(found("judge")).isEqualTo(1);

      Files.delete(corpus.resolve("new.txt"));
      assertThat(nextRun(runs)).isEqualTo("0 indexed, 1 removed, 1 reports");
      assertThat(found("judge")).isZero();

      Path box = Files.createDirectory(corpus.resolve("box"));
      for (int i = 0; i < 40; i++) {
        Files.writeString(box.resolve(i + ".txt"), "House " + i + " was torn down.");
        Thread.sleep(10);
      }
      int burst = 1;
      while (!nextRun(runs).endsWith(" 41 reports")) {
        burst++;
      }
      assertThat(burst)
          .as("runs for 40 files, of which a stall of the machine may cost one more")
          .isLessThan(5);
      assertThat(found("torn")).isEqualTo(40);

      // The command's Ctrl-C.
      process.toHandle().destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(log()).isZero();
      assertThat(runs.readLine()).as("run after the last change").isNull();
      assertThat(log()).contains("watching the corpus");
    }
  }

  @Test
  void serverFollowsFilesAndTakesReportsInMeanwhile() throws Exception {
    Process process =
        start("up", corpus.toString(), "--port", "0", "--json", "--watch", "--watch-every", "1");
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(nextRun(out)).isEqualTo("1 indexed, 0 removed, 1 reports");
      URI base = URI.create(JSON.readTree(out.readLine()).get("url").asText());
      HttpClient client = HttpClient.newHttpClient();

      Files.writeString(corpus.resolve("new.txt"), "A lawyer was freed in Kisumu.");
      for (int i = 0; i < 20; i++) {
        HttpRequest put =
            HttpRequest.newBuilder(base.resolve("/api/v1/reports/cms-" + i))
                .header("Content-Type", "application/json")
                .PUT(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"title\":\"About\",\"text\":\"House " + i + " was torn down.\"}"))
                .build();
        assertThat(client.send(put, BodyHandlers.ofString()).statusCode()).isIn(200, 201);
      }
      awaitFound(client, base, "lawyer", 1);
      Files.writeString(corpus.resolve("new.txt"), "A judge, no less, was freed in Kisumu.");
      awaitFound(client, base, "judge", 1);
      awaitFound(client, base, "lawyer", 0);
      Files.delete(corpus.resolve("new.txt"));
      awaitFound(client, base, "judge", 0);
      awaitFound(client, base, "torn", 20);
      awaitFound(client, base, "inspectors", 1);
    }
  }

  @Test
  void timeBetweenLooksMustBePositive() {
    StringWriter err = new StringWriter();
    int status =
        Vigil.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            "index",
            corpus.toString(),
            "--watch",
            "--watch-every",
            "0",
            "--index",
            index().toString());
    assertThat(status).isEqualTo(Vigil.WRONG_USAGE);
    assertThat(err.toString()).contains("--watch-every must be 1 or more: 0");
  }

  private static String nextRun(BufferedReader out) throws IOException {
    JsonNode run = JSON.readTree(out.readLine());
    return "%d indexed, %d removed, %d reports"
        .formatted(
            run.get("indexed").asInt(), run.get("removed").asInt(), run.get("reports").asInt());
  }

  private int found(String query) throws IOException {
    StringWriter out = new StringWriter();
    int status =
        Vigil.run(
            new PrintWriter(out),
            new PrintWriter(new StringWriter()),
            "search",
            query,
            "--json",
            "--index",
            index().toString());
    assertThat(status).isZero();
    return JSON.readTree(out.toString()).get("total").asInt();
  }

  private void awaitFound(HttpClient client, URI base, String query, int expected)
      throws Exception {
    HttpRequest search = HttpRequest.newBuilder(base.resolve("/api/v1/search?q=" + query)).build();
    int found = -1;
    for (int tries = 0; found != expected && tries < 600; tries++) {
      Thread.sleep(100);
      found =
          JSON.readTree(client.send(search, BodyHandlers.ofString()).body())
              .path("total")
              .asInt(-1);
    }
    assertThat(found).as(query + "\n" + log()).isEqualTo(expected);
  }

  private Path index() {
    return folder.resolve("index");
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  private Process start(String... command) throws IOException {
    Process process = VigilProcess.start(index(), folder.resolve("log"), command);
    started.add(process);
    return process;
  }
}
