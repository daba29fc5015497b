package org.vigil.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.GeneratedReports;
import org.vigil.entity.FindsNobody;
import org.vigil.index.IndexHome;

/**
 * How long it takes until a report that is handed in, and one that is withdrawn, is answered by an
 * index of some size, at rest and while a run takes in a tenth as many new files. {@code
 * docs/performance.md} has the figures and the command. Readers of the index are no part of it.
 */
@Tag("bench")
class LiveWritingBenchmark {

  private static final int AT_REST = Integer.getInteger("vigil.answers", 10);

  @TempDir Path folder;
  private final GeneratedReports generated = new GeneratedReports(3);
  private final AtomicInteger handedIn = new AtomicInteger();
  private final AtomicInteger withdrawn = new AtomicInteger();

  private interface Request {
    void send() throws IOException;
  }

  @Test
  void reportsComeAndGoAtRestAndWhileARunTakesInOthers() throws Exception {
    int reports = Integer.getInteger("vigil.bench", 2_000);
    IndexHome home = IndexHome.at(folder.resolve("index"));
    generated.index(home, reports);
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      texts.add(generated.report(2 * reports + i).text());
    }
    try (LiveWriter writer =
            new LiveWriter(
                home,
                new FakeExtractor("rules 1"),
                new FindsNobody(),
                Clock.systemUTC(),
                folder,
                () -> {});
        ExecutorService clients = Executors.newFixedThreadPool(2)) {
      Request handIn =
          () -> {
            int number = handedIn.getAndIncrement();
            String text = number + " " + texts.get(number % texts.size());
            assertThat(
                    writer
                        .receiveFile(
                            "live-" + number,
                            number + ".txt",
                            text.getBytes(StandardCharsets.UTF_8))
                        .reports())
                .hasSize(1);
          };
      // Far from each other, as those who withdraw do not choose by when they were written.
      Request withdraw =
          () -> {
            int number = (int) (withdrawn.getAndIncrement() * 7_919L % reports);
            assertThat(writer.withdraw("generated-" + number)).isTrue();
          };
      System.out.printf(
          Locale.ROOT,
          "%,d reports; answers, median ms, 99 of 100 within ms, longest ms%n",
          reports);
      print("handed in, at rest", times(handIn, count(AT_REST)));
      print("withdrawn, at rest", times(withdraw, count(AT_REST)));
      Future<List<Double>> leaving = clients.submit(() -> times(withdraw, count(AT_REST)));
      print("handed in, others withdrawn", times(handIn, leaving::isDone));
      print("withdrawn, others handed in", leaving.get());

      for (int i = 0; i < reports / 5; i++) {
        Files.writeString(corpus.resolve(i + ".txt"), generated.report(reports + i).text());
      }
      try (LiveWriter.Session session = writer.open()) {
        Ingestor ingestor =
            new Ingestor(
                new FakeExtractor("rules 1"),
                new FindsNobody(),
                Clock.systemUTC(),
                2,
                Duration.ofSeconds(5),
                folder);
        Future<IngestSummary> run =
            clients.submit(
                () ->
                    ingestor.run(
                        home,
                        session.live(),
                        session.writer(),
                        List.of(corpus),
                        IngestProgress.SILENT));
        Future<List<Double>> going = clients.submit(() -> times(withdraw, run::isDone));
        print("handed in, during a run", times(handIn, run::isDone));
        print("withdrawn, during a run", going.get());
        assertThat(run.get().found()).isEqualTo(reports / 5);
      }
    }
  }

  private static BooleanSupplier count(int times) {
    AtomicInteger left = new AtomicInteger(times);
    return () -> left.getAndDecrement() == 0;
  }

  /** Milliseconds of each of these requests, of which each is sent when the one before is done. */
  private static List<Double> times(Request request, BooleanSupplier over) throws IOException {
    List<Double> millis = new ArrayList<>();
    while (!over.getAsBoolean()) {
      long start = System.nanoTime();
      request.send();
      millis.add((System.nanoTime() - start) / 1e6);
    }
    return millis;
  }

  private static void print(String what, List<Double> millis) {
    List<Double> sorted = millis.stream().sorted().toList();
    if (!sorted.isEmpty()) {
      System.out.printf(
          Locale.ROOT,
          "%-30s %6d %9.1f %9.1f %9.1f%n",
          what,
          sorted.size(),
          sorted.get((sorted.size() - 1) / 2),
          sorted.get((int) (.99 * (sorted.size() - 1))),
          sorted.getLast());
    }
  }
}
