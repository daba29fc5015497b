package org.vigil.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vigil.corpus.Corpus;
import org.vigil.extract.Extraction.Extracted;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;

/**
 * Sends thousands of awkward files of other projects through a pool. Each must have an outcome, and
 * text must be found in nearly all in which Tika finds some out of the box.
 *
 * <p>Run by {@code mvn verify -Dexcluded.tags=eval -Dincluded.tags=trial -Dvigil.data=DIR}, with
 * the files in {@code DIR/robust}; {@code -Dvigil.each=10} takes each tenth file alone. What Tika
 * finds is the same from run to run: {@code -Dvigil.tika=FILE} keeps it, and reads it from there
 * where it is.
 */
@Tag("trial")
class RobustnessTrial {

  private static final int CHILDREN = 2;
  private static final int EACH = Integer.getInteger("vigil.each", 1);
  private static final double SHARE_OF_TIKAS_FINDS = 0.98;
  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(30), 512, 2_000_000, 2_000, 8, 256L << 20);

  private record Outcome(Path file, Extraction extraction, long millis) {}

  @Test
  void everyFileHasAnOutcomeAndTextIsFoundWhereTikaFindsIt() throws Exception {
    Path data = Path.of(System.getProperty("vigil.data"), "robust");
    List<Path> whole =
        Corpus.walk(List.of(data))
            .filter(f -> f instanceof Corpus.Regular)
            .map(Corpus.Found::path)
            .toList();
    List<Path> files =
        IntStream.range(0, whole.size()).filter(i -> i % EACH == 0).mapToObj(whole::get).toList();
    assertThat(files).as("files below " + data).isNotEmpty();

    long start = System.nanoTime();
    List<Outcome> ours = readAll(files, ExtractionPool.start(CHILDREN, LIMITS));
    double all = (System.nanoTime() - start) / 1e9;
    Map<String, Integer> tikas = tikas(files, data);

    Map<String, Integer> counts = new TreeMap<>();
    Map<String, Double> seconds = new TreeMap<>();
    int found = 0;
    int missed = 0;
    for (int i = 0; i < files.size(); i++) {
      Extraction extraction = ours.get(i).extraction();
      counts.merge(kind(extraction), 1, Integer::sum);
      seconds.merge(kind(extraction), ours.get(i).millis() / 1e3, Double::sum);
      int tika = tikas.getOrDefault(data.relativize(files.get(i)).toString(), 0);
      if (tika > 0) {
        found++;
        if (!hasText(extraction)) {
          missed++;
          System.out.printf(
              "missed\t%s\t%s\t%d%n", data.relativize(files.get(i)), extraction, tika);
        }
      }
      if (extraction instanceof Unreadable u
          && (u.reason() == Reason.CRASHED || u.reason() == Reason.TIMED_OUT)) {
        System.out.printf("%s\t%s\t%s%n", u.reason(), data.relativize(files.get(i)), u.detail());
      }
      if (ours.get(i).millis() > 1000) {
        System.out.printf("slow\t%s\t%d ms%n", data.relativize(files.get(i)), ours.get(i).millis());
      }
    }
    System.out.printf("%d files in %.1f s: %s%n", files.size(), all, counts);
    System.out.printf("Seconds of children by outcome: %s%n", seconds);
    System.out.printf("Tika finds text in %d of them, we miss %d of these%n", found, missed);
    double benign = secondsOfBenign(ours, files.size());
    System.out.printf(
        "As many that can be read, over and over: %.1f s, so that all took %.2f times as long%n",
        benign, all / benign);
    assertThat(ours).hasSameSizeAs(files);
    assertThat(1 - missed / (double) found).isGreaterThanOrEqualTo(SHARE_OF_TIKAS_FINDS);
  }

  /** How many characters Tika finds in each file, by its path. */
  private static Map<String, Integer> tikas(List<Path> files, Path data) throws Exception {
    Optional<Path> kept = Optional.ofNullable(System.getProperty("vigil.tika")).map(Path::of);
    Map<String, Integer> found = new TreeMap<>();
    if (kept.filter(Files::isRegularFile).isPresent()) {
      for (String line : Files.readAllLines(kept.get())) {
        String[] pair = line.split("\t", -1);
        found.put(pair[1], Integer.valueOf(pair[0]));
      }
      return found;
    }
    List<Outcome> tikas =
        readAll(files, ExtractionPool.start(CHILDREN, LIMITS, PlainTikaChild.class));
    List<String> lines = new ArrayList<>();
    for (Outcome outcome : tikas) {
      int length = outcome.extraction() instanceof Extracted e ? e.text().strip().length() : 0;
      String path = data.relativize(outcome.file()).toString();
      found.put(path, length);
      lines.add(length + "\t" + path);
    }
    if (kept.isPresent()) {
      Files.write(kept.get(), lines);
    }
    return found;
  }

  /** How long as many files take when all of them can be read: those of the run, repeated. */
  private static double secondsOfBenign(List<Outcome> outcomes, int size) throws Exception {
    List<Path> readable =
        outcomes.stream()
            .filter(o -> kind(o.extraction()).equals("read"))
            .map(Outcome::file)
            .toList();
    List<Path> benign = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      benign.add(readable.get(i % readable.size()));
    }
    long start = System.nanoTime();
    readAll(benign, ExtractionPool.start(CHILDREN, LIMITS));
    return (System.nanoTime() - start) / 1e9;
  }

  private static List<Outcome> readAll(List<Path> files, Extractor pool) throws Exception {
    try (pool;
        ExecutorService threads = Executors.newFixedThreadPool(CHILDREN)) {
      List<Future<Outcome>> pending = new ArrayList<>();
      for (Path file : files) {
        pending.add(threads.submit(() -> read(file, pool)));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> outcome : pending) {
        outcomes.add(outcome.get());
      }
      return outcomes;
    } catch (ExecutionException e) {
      throw new AssertionError("a file ended the run", e);
    }
  }

  private static Outcome read(Path file, Extractor pool) throws IOException {
    long start = System.nanoTime();
    Extraction extraction = pool.extract(file);
    return new Outcome(file, extraction, (System.nanoTime() - start) / 1_000_000);
  }

  private static String kind(Extraction extraction) {
    return switch (extraction) {
      case Extracted e -> e.warnings().isEmpty() ? "read" : "read with a warning";
      case Unreadable u -> u.reason().name();
    };
  }

  private static boolean hasText(Extraction extraction) {
    return switch (extraction) {
      case Extracted e ->
          !e.text().isBlank()
              || e.parts().stream().anyMatch(p -> p.content().readableText().isPresent());
      case Unreadable u -> false;
    };
  }
}
