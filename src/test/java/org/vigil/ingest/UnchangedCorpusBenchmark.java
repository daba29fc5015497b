package org.vigil.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.entity.FindsNobody;
import org.vigil.index.IndexHome;

/**
 * How long an update takes over a corpus in which nothing has changed, all but the start of the
 * program: walking, comparing with the ledger, a commit. {@code docs/performance.md} has the
 * figures and the command. The files are read by a stand-in, which changes nothing about the second
 * run.
 */
@Tag("bench")
class UnchangedCorpusBenchmark {

  @TempDir Path folder;

  @Test
  void updateOverACorpusInWhichNothingHasChanged() throws IOException {
    int files = Integer.getInteger("vigil.bench", 100_000);
    Path corpus = folder.resolve("corpus");
    for (int i = 0; i < files; i++) {
      Path below = corpus.resolve(Integer.toString(i / 500));
      if (i % 500 == 0) {
        Files.createDirectories(below);
      }
      Files.writeString(below.resolve("report-" + i + ".txt"), "Report number " + i + ".");
    }
    IndexHome home = IndexHome.at(folder.resolve("index"));
    System.out.printf(Locale.ROOT, "%,d files; seconds by the clock, of processors%n", files);
    for (String run : List.of("first", "nothing changed", "nothing changed, again")) {
      FakeExtractor extractor = new FakeExtractor("rules 1");
      long start = System.nanoTime();
      long processors = processors();
      IngestSummary summary =
          new Indexing(
                  home,
                  new Ingestor(
                      extractor,
                      new FindsNobody(),
                      Clock.systemUTC(),
                      2,
                      Duration.ofSeconds(20),
                      folder),
                  IngestProgress.SILENT,
                  (live, built) -> {})
              .update(List.of(corpus));
      System.out.printf(
          Locale.ROOT,
          "%-24s %8.2f %8.2f%n",
          run,
          (System.nanoTime() - start) / 1e9,
          (processors() - processors) / 1e9);
      assertThat(summary.found()).isEqualTo(files);
      assertThat(extractor.read).hasSize(run.equals("first") ? files : 0);
    }
  }

  private static long processors() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }
}
