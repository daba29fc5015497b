package org.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.index.Generation;
import org.vigil.index.IndexHome;
import org.vigil.index.Inspection;
import org.vigil.index.Ledger;
import org.vigil.index.LedgerEntry;

/**
 * Kills the process that indexes, as a power cut would, at moments that a seed decides; what is
 * left must be sound each time, and complete in the end.
 */
class KilledProcessTest {

  private static final int FILES = 60;

  @TempDir Path folder;

  @Test
  void indexingIsCompleteAfterAKill() throws IOException, InterruptedException {
    killAndGoOn(new Random(1), 1, "index");
  }

  @Test
  void rebuildingIsCompleteAfterAKill() throws IOException, InterruptedException {
    writeCorpus();
    assertThat(end(start("index"))).isZero();
    killAndGoOn(new Random(2), 1, "reindex");
  }

  /** The long form: {@code mvn test -Dexcluded.tags= -Dtest=KilledProcessTest}. */
  @Test
  @Tag("trial")
  void indexingIsCompleteAfterFiftyKills() throws IOException, InterruptedException {
    killAndGoOn(new Random(3), 50, "index");
  }

  private void killAndGoOn(Random random, int kills, String command)
      throws IOException, InterruptedException {
    writeCorpus();
    IndexHome home = IndexHome.at(folder.resolve("index"));
    for (int i = 0; i < kills; i++) {
      Process process = start(command);
      boolean ended = process.waitFor(800 + random.nextInt(2500), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      home.live().ifPresent(KilledProcessTest::assertSound);
      home.unfinished().ifPresent(KilledProcessTest::assertSound);
      if (ended) {
        // The machine was quicker than the kill: let it start over.
        Files.deleteIfExists(home.root().resolve("live"));
        command = "index";
      }
    }

    assertThat(end(start(command))).isZero();

    Generation live = home.live().orElseThrow();
    assertSound(live);
    Map<LedgerEntry.Outcome, Long> outcomes =
        Ledger.read(live).values().stream()
            .collect(Collectors.groupingBy(LedgerEntry::outcome, Collectors.counting()));
    assertThat(outcomes).isEqualTo(Map.of(LedgerEntry.Outcome.INDEXED, (long) FILES));
  }

  private static void assertSound(Generation generation) {
    try {
      assertThat(Inspection.of(generation)).isEmpty();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void writeCorpus() throws IOException {
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    for (int i = 0; i < FILES; i++) {
      Files.writeString(
          corpus.resolve("report-" + i + ".txt"),
          "Report number "
              + i
              + ". Akinyi Odera said in Kisumu that house "
              + i
              + " was torn down.");
    }
  }

  private Process start(String command) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Vigil.class.getName(),
            command,
            "corpus",
            "--index",
            "index",
            "--commit-every",
            "0",
            "--quiet")
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(new File(folder.toFile(), "log"))
        .start();
  }

  private static int end(Process process) throws InterruptedException {
    return process.waitFor();
  }
}
