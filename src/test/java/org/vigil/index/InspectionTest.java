package org.vigil.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.lucene.index.CheckIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.GeneratedReports;
import org.vigil.corpus.ContentHash;
import org.vigil.entity.Annotations;
import org.vigil.extract.Facts;
import org.vigil.report.Report;

/** What is written while an index is inspected is not taken for damage. */
class InspectionTest {

  @TempDir Path folder;
  private IndexHome home;
  private List<String> ids;

  @BeforeEach
  void makeIndex() throws IOException {
    home = IndexHome.at(folder.resolve("index"));
    ids = new ArrayList<>();
    Generation generation = home.begin();
    try (GenerationWriter writer = GenerationWriter.open(generation)) {
      for (int number = 0; number < 15; number++) {
        Report report = report(number);
        ids.add(report.id());
        GeneratedReports.put(writer, report);
      }
      writer.commit();
    }
    home.switchTo(generation);
  }

  @Test
  void filesThatAWithdrawalWritesAnewMeanwhileAreReadAsTheyWere() throws IOException {
    List<Path> before = files();
    try (CommitFiles commit = CommitFiles.of(live())) {
      assertThat(home.withdraw(ids.get(0), Instant.EPOCH)).isTrue();

      assertThat(files()).doesNotContainAnyElementsOf(segments(before));
      assertThat(Inspection.of(commit, CheckIndex.Level.MIN_LEVEL_FOR_INTEGRITY_CHECKS)).isEmpty();
    }
    assertThat(Inspection.of(live())).isEmpty();
  }

  @Test
  void generationThatIsDeletedMeanwhileIsReadAsItWas() throws IOException {
    Generation before = live();
    try (CommitFiles commit = CommitFiles.of(before)) {
      new GeneratedReports(2).index(home, 3);
      home.keepEarlier(0);

      assertThat(before.folder()).doesNotExist();
      assertThat(Inspection.of(commit, CheckIndex.Level.MIN_LEVEL_FOR_INTEGRITY_CHECKS)).isEmpty();
    }
  }

  @Test
  void withdrawalsWhileItIsInspectedAgainAndAgainAreNoDamage() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
      Future<List<String>> findings =
          pool.submit(
              () -> {
                List<String> found = new ArrayList<>();
                while (!done.get()) {
                  found.addAll(Inspection.of(live()));
                  found.addAll(Inspection.ofChecksums(live()));
                }
                return found;
              });
      int withdrawn = 0;
      try {
        for (String id : ids) {
          withdrawn += home.withdraw(id, Instant.EPOCH) ? 1 : 0;
        }
      } finally {
        done.set(true);
      }

      assertThat(withdrawn).isEqualTo(ids.size());
      assertThat(findings.get()).isEmpty();
    }
  }

  @Test
  void fileThatIsMissingIsDamageStill() throws IOException {
    Files.delete(segments(files()).get(0));

    assertThat(Inspection.of(live())).isNotEmpty();
  }

  private static List<Path> segments(List<Path> files) {
    return files.stream().filter(f -> f.getFileName().toString().startsWith("_")).toList();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(live().folder())) {
      return files.sorted().toList();
    }
  }

  private static Report report(int number) {
    String text = "Camps were seen, report " + number;
    ContentHash hash = ContentHash.of(text.getBytes(StandardCharsets.UTF_8));
    return new Report(
        Report.idOf(hash, Optional.empty()),
        new Report.Source(number + ".txt", hash, "text/plain", text.length(), Optional.empty()),
        Facts.NONE,
        text,
        new Annotations(List.of(), List.of()),
        Optional.empty(),
        List.of());
  }

  private Generation live() throws IOException {
    return home.live().orElseThrow();
  }
}
