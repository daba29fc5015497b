package org.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.GeneratedPages;

/**
 * How long readers wait for their answers while the index they search is built anew, and brought up
 * to date, in the same process. {@code docs/performance.md} has the figures and the command.
 */
@Tag("bench")
class ServingWhileIndexingTrial {

  private static final List<String> WORDS =
      List.of(
          "prison",
          "torture",
          "Kisumu",
          "lawyer",
          "\"forced labour\"",
          "court sentenced",
          "Amnesty International",
          "person:Odera",
          "soldiers houses",
          "place:Nairobi",
          "journalists missing",
          "\"were arrested\"~5",
          "workers Geneva",
          "decree covenant");

  /** Ten readers who ask twice a second, as one that never waits for another. */
  private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(50);

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Random random = new Random(1);
  private URI base = URI.create("http://127.0.0.1");

  /** Milliseconds of each answer, and how many failed. */
  private record Waits(List<Double> millis, int failed) {

    double at(double part) {
      List<Double> sorted = new ArrayList<>(millis);
      Collections.sort(sorted);
      return sorted.get((int) (part * (sorted.size() - 1)));
    }

    Waits and(Waits others) {
      List<Double> all = new ArrayList<>(millis);
      all.addAll(others.millis);
      return new Waits(all, failed + others.failed);
    }
  }

  private interface Until {
    boolean isOver() throws Exception;
  }

  @Test
  void searchesWhileTheIndexIsBuiltAnew() throws Exception {
    int pages = Integer.getInteger("vigil.bench", 3_000);
    Path corpus = folder.resolve("corpus");
    Path index = folder.resolve("index");
    GeneratedPages generated = new GeneratedPages(7);
    generated.write(corpus.resolve("first"), pages, 3_000);
    StringWriter said = new StringWriter();
    String[] words = {"index", corpus.toString(), "--index", index.toString(), "--quiet"};
    assertThat(Vigil.run(new PrintWriter(said), new PrintWriter(said), words))
        .as(said.toString())
        .isZero();
    Process process =
        new ProcessBuilder(
                VigilProcess.words(
                    List.of("-Xmx1g", "-XX:+UseSerialGC"),
                    "serve",
                    "--port",
                    "0",
                    "--json",
                    "--index",
                    index.toString()))
            .redirectError(folder.resolve("log").toFile())
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      base = URI.create(new ObjectMapper().readTree(out.readLine()).get("url").asText());
      Waits warm = seconds(20);
      Waits idle = seconds(30);
      Waits rebuilding = new Waits(List.of(), 0);
      for (int i = 0; i < 3; i++) {
        String run = start("rebuild");
        rebuilding = rebuilding.and(ask(() -> isOver(run)));
      }
      generated.write(corpus.resolve("second"), pages / 3, 3_000);
      String run = start("update");
      Waits updating = ask(() -> isOver(run));
      Waits after = seconds(30);
      System.out.printf(
          Locale.ROOT,
          "%d pages; answers, median ms, 99 of 100 within ms, longest ms, failed%n",
          pages);
      print("idle", idle);
      print("idle afterwards", after);
      print("while it is built anew, three times", rebuilding);
      print("while " + pages / 3 + " new pages are read", updating);
      print("the first 20 seconds", warm);
      for (Waits some : List.of(warm, idle, rebuilding, updating, after)) {
        assertThat(some.failed()).isZero();
      }
    } finally {
      process.destroy();
      process.waitFor(30, TimeUnit.SECONDS);
      process.destroyForcibly();
    }
  }

  private static void print(String when, Waits waits) {
    System.out.printf(
        Locale.ROOT,
        "%-38s %6d %8.1f %8.1f %8.1f %4d%n",
        when,
        waits.millis().size(),
        waits.at(.5),
        waits.at(.99),
        waits.at(1),
        waits.failed());
  }

  private Waits seconds(int seconds) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    return ask(() -> System.nanoTime() > end);
  }

  /** Asks at a steady pace; a wait is counted from when the question was due. */
  private Waits ask(Until until) throws Exception {
    List<Double> millis = new ArrayList<>();
    int failed = 0;
    long due = System.nanoTime();
    for (int n = 0; n % 20 != 0 || !until.isOver(); n++) {
      due += BETWEEN;
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      String word = WORDS.get(random.nextInt(WORDS.size()));
      URI search =
          base.resolve(
              "/api/v1/search?facets=person,place,outlet&q="
                  + URLEncoder.encode(word, StandardCharsets.UTF_8));
      HttpRequest request =
          HttpRequest.newBuilder(search).timeout(Duration.ofSeconds(30)).GET().build();
      String failure = failure(request);
      if (!failure.isEmpty()) {
        failed++;
        System.out.printf(Locale.ROOT, "answer %d, to %s: %s%n", n + 1, word, failure);
      }
      millis.add((System.nanoTime() - due) / 1e6);
    }
    return new Waits(millis, failed);
  }

  /** What went wrong; empty if nothing did. */
  private String failure(HttpRequest request) throws InterruptedException {
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 ? "" : answer.statusCode() + " " + answer.body();
    } catch (IOException e) {
      return e.toString();
    }
  }

  private String start(String mode) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/api/v1/index-runs"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"mode\":\"" + mode + "\"}"))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return new ObjectMapper().readTree(answer.body()).get("id").asText();
  }

  private boolean isOver(String run) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/api/v1/index-runs/" + run)).GET().build();
    JsonNode state =
        new ObjectMapper()
            .readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    String name = state.get("state").asText();
    assertThat(name).as(state.toString()).isNotIn("failed", "cancelled");
    return name.equals("done");
  }
}
