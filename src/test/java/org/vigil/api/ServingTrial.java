package org.vigil.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.GeneratedReports;
import org.vigil.index.IndexHome;
import org.vigil.search.LuceneReportSearcher;
import org.vigil.search.SearchRequest;

/**
 * What HTTP costs over the search itself, one request after the other and from 32 clients at once.
 * Clients and server share the processors. {@code -Dvigil.reports=N} reports (100,000 unless
 * given).
 */
@Tag("bench")
class ServingTrial {

  private static final int CLIENTS = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int WARM = 3_000;
  private static final int TIMED = 6_000;

  @TempDir Path folder;

  /** Answers a question; false if that failed. */
  private interface Way {
    boolean ask(String q) throws Exception;
  }

  @Test
  void overHttpAndInProcess() throws Exception {
    System.setProperty("http.maxConnections", Integer.toString(CLIENTS));
    int reports = Integer.getInteger("vigil.reports", 100_000);
    GeneratedReports generated = new GeneratedReports(1);
    IndexHome home = IndexHome.at(folder);
    generated.index(home, reports);
    List<String> questions = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      questions.add(question(generated, i));
    }
    try (LuceneReportSearcher searcher = LuceneReportSearcher.open(home.root(), PATIENCE);
        ApiServer server =
            ApiServer.start(
                new Backend(
                    searcher,
                    () ->
                        new StatusSource.Status(
                            "1", "g", reports, reports, Map.of(), Optional.of(Instant.EPOCH)),
                    id -> false),
                new ServerSettings("127.0.0.1", 0))) {
      String base = "http://127.0.0.1:" + server.port() + "/api/v1/search?q=";
      Way inProcess = q -> searcher.search(SearchRequest.of(q)).total() >= 0;
      Way asJson =
          q -> {
            SearchRequest request = SearchRequest.of(q);
            return Responses.bytes(SearchJson.result(request, searcher.search(request), 0)).length
                > 0;
          };
      Way overHttp =
          q -> {
            // The plainest client there is: it works on the thread that asks.
            URI address = URI.create(base + URLEncoder.encode(q, StandardCharsets.UTF_8));
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            try (InputStream answer = connection.getInputStream()) {
              return answer.readAllBytes().length > 0 && connection.getResponseCode() == 200;
            } catch (IOException e) {
              return false;
            }
          };
      System.out.printf(
          Locale.ROOT,
          "%d reports, %d processors%n",
          reports,
          Runtime.getRuntime().availableProcessors());
      alternately(questions, inProcess, asJson, overHttp);
      for (int round = 0; round < 2; round++) {
        together("in process", questions, inProcess);
        together("over HTTP", questions, overHttp);
      }
    }
  }

  /** Asks each question every way, so that what disturbs the machine disturbs all alike. */
  private static void alternately(List<String> questions, Way... ways) throws Exception {
    double[][] took = new double[ways.length][TIMED];
    for (int i = -WARM; i < TIMED; i++) {
      for (int w = 0; w < ways.length; w++) {
        long start = System.nanoTime();
        boolean unused = ways[w].ask(questions.get(Math.floorMod(i, questions.size())));
        if (i >= 0) {
          took[w][i] = (System.nanoTime() - start) / 1e6;
        }
      }
    }
    String[] names = {"in process", "with its JSON", "over HTTP"};
    for (int w = 0; w < ways.length; w++) {
      Arrays.sort(took[w]);
      System.out.printf(
          Locale.ROOT,
          "one after the other, %s: median %.3f ms, p99 %.2f ms%n",
          names[w],
          took[w][TIMED / 2],
          took[w][TIMED * 99 / 100]);
    }
  }

  private static void together(String name, List<String> questions, Way way) throws Exception {
    double[] took = new double[TIMED];
    AtomicInteger next = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    long start = System.nanoTime();
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int c = 0; c < CLIENTS; c++) {
        all.add(
            clients.submit(
                () -> {
                  for (int i = next.getAndIncrement(); i < TIMED; i = next.getAndIncrement()) {
                    long asked = System.nanoTime();
                    if (!way.ask(questions.get(i % questions.size()))) {
                      failed.incrementAndGet();
                    }
                    took[i] = (System.nanoTime() - asked) / 1e6;
                  }
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Arrays.sort(took);
    System.out.printf(
        Locale.ROOT,
        "%d clients, %s: %.0f a second, median %.1f ms, p99 %.1f ms, errors %d%n",
        CLIENTS,
        name,
        TIMED / seconds,
        took[TIMED / 2],
        took[TIMED * 99 / 100],
        failed.get());
  }

  private static String question(GeneratedReports generated, int i) throws IOException {
    return switch (i % 5) {
      case 0 -> generated.rareWord();
      case 1 -> generated.rareWord() + " " + generated.word();
      case 2 -> "person:\"" + generated.person() + "\"";
      case 3 -> generated.word() + " place:" + generated.place();
      default -> "\"" + generated.word() + " " + generated.word() + "\"";
    };
  }
}
