package org.vigil.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigil.FilesHolding.filesHolding;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.entity.FindsNobody;
import org.vigil.entity.Recogniser;
import org.vigil.index.Acceptance;
import org.vigil.index.Generation;
import org.vigil.index.IndexHome;
import org.vigil.index.IndexInUseException;
import org.vigil.index.Inspection;
import org.vigil.index.KeptReports;
import org.vigil.index.LedgerEntry;
import org.vigil.index.Uploads;
import org.vigil.index.WriterLock;
import org.vigil.report.Report;

class LiveWriterTest {

  private static final Recogniser NOBODY = new FindsNobody();

  @TempDir Path folder;
  private Path corpus;
  private IndexHome home;
  private LiveWriter writer;
  private IndexRuns runs;
  private final FakeExtractor extractor = new FakeExtractor("rules 1");
  private final AtomicInteger refreshed = new AtomicInteger();

  @BeforeEach
  void index() throws IOException {
    corpus = Files.createDirectory(folder.resolve("corpus"));
    Files.writeString(corpus.resolve("a.txt"), "Camps were seen.");
    home = IndexHome.at(folder.resolve("index"));
    Generation first = home.begin();
    IngestSummary unused =
        ingestor(extractor).run(home, first, List.of(corpus), IngestProgress.SILENT);
    home.switchTo(first);
    writer =
        new LiveWriter(
            home, extractor, NOBODY, Clock.systemUTC(), folder, refreshed::incrementAndGet);
    runs =
        new IndexRuns(home, writer, () -> ingestor(extractor), Clock.systemUTC(), Acceptance.ANY);
  }

  @AfterEach
  void close() {
    runs.close();
    writer.close();
  }

  @Test
  void articleIsDurableAndInTheLedgerWhenItIsAnswered() throws IOException {
    ReportWriter.Received received = put("cms-1", "A lawyer was freed.");

    assertThat(received.reports()).containsExactly("cms-1");
    assertThat(refreshed).hasPositiveValue();
    Report report = Objects.requireNonNull(reports().get("cms-1"));
    assertThat(report.text()).isEqualTo("A lawyer was freed.");
    assertThat(report.title()).contains("About cms-1");
    assertThat(report.collection()).contains("desk");
    assertThat(folder.resolve(report.source().path())).exists();
    assertThat(ledger().values())
        .filteredOn(e -> e.chosenId().isPresent())
        .extracting(LedgerEntry::outcome)
        .containsExactly(LedgerEntry.Outcome.INDEXED);
    assertThat(Inspection.of(live())).isEmpty();
  }

  @Test
  void memoryThatRunsOutFailsOneRequestAndTheNextIsServed() throws IOException {
    AtomicInteger failures = new AtomicInteger(1);
    LiveWriter failing =
        new LiveWriter(
            home,
            extractor,
            NOBODY,
            Clock.systemUTC(),
            folder,
            () -> {
              if (failures.getAndDecrement() > 0) {
                throw new OutOfMemoryError("Java heap space");
              }
            });
    try (failing) {
      assertThatThrownBy(() -> failing.receiveFile("cms-1", "a.txt", utf8("Camps were seen.")))
          .isInstanceOf(OutOfMemoryError.class);
      assertThat(failing.receiveFile("cms-2", "b.txt", utf8("More.")).reports())
          .containsExactly("cms-2");
    }
    assertThat(reports()).containsKey("cms-2");
    assertThat(Inspection.of(live())).isEmpty();
    home.lock().close();
  }

  @Test
  void sameIdAgainTakesThePlaceOfTheOneBefore() throws IOException {
    put("cms-1", "A lawyer was freed.");
    put("cms-1", "A lawyer was held.");
    put("cms-1", "A lawyer was held.");
    writer.receiveFile("cms-1", "statement.txt", utf8("A judge was held."));

    assertThat(reports()).hasSize(2);
    assertThat(Objects.requireNonNull(reports().get("cms-1")).text())
        .isEqualTo("A judge was held.");
    assertThat(ledger()).hasSize(2);
    assertThat(files(home.uploads().folder())).containsExactly("statement.txt");
  }

  @Test
  void fileWithTheBytesOfACorpusFileIsAReportOfItsOwn() throws IOException {
    writer.receiveFile("cms-1", "a.txt", utf8("Camps were seen."));
    assertThat(reports()).hasSize(2).containsKey("cms-1");

    update();
    assertThat(reports()).hasSize(2);
    assertThat(writer.withdraw("cms-1")).isTrue();
    assertThat(reports()).hasSize(1);
    assertThat(Inspection.of(live())).isEmpty();
  }

  @Test
  void nobodyButWhoWithdrawsOrPutsTheSameAgainWaitsUntilAReportIsErased() throws Exception {
    CountDownLatch erased = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ReportWriter.Refresh held =
        () -> {
          if (Thread.currentThread().getName().equals("vigil-eraser")) {
            erased.countDown();
            try {
              go.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    put("gone", "A canary was heard.");
    try (LiveWriter slow =
            new LiveWriter(home, extractor, NOBODY, Clock.systemUTC(), folder, held);
        ExecutorService clients = Executors.newFixedThreadPool(2)) {
      Future<Boolean> withdrawal = clients.submit(() -> slow.withdraw("gone"));
      erased.await();

      slow.receiveFile("other", "b.txt", utf8("A lawyer was freed."));
      assertThat(reports()).containsKey("other").doesNotContainKey("gone");
      assertThat(slow.withdraw("gone")).isFalse();
      assertThat(withdrawal.isDone()).isFalse();

      Future<ReportWriter.Received> again =
          clients.submit(() -> slow.receiveFile("gone", "c.txt", utf8("A judge was held.")));
      TimeUnit.MILLISECONDS.sleep(200);
      assertThat(again.isDone()).isFalse();
      go.countDown();
      assertThat(withdrawal.get()).isTrue();
      assertThat(again.get().reports()).containsExactly("gone");
    }
    assertThat(filesHolding("canary", home.root())).isEmpty();
    assertThat(reports()).hasSize(3).containsKeys("gone", "other");
    assertThat(Inspection.of(live())).isEmpty();
  }

  @Test
  void idsThatDifferInCaseAloneAreTwo() throws IOException {
    put("Cms", "A lawyer was freed.");
    put("cms", "A lawyer was held.");

    assertThat(reports()).containsKeys("Cms", "cms");
  }

  @Test
  void partsOfAContainerAreReports() throws IOException {
    ReportWriter.Received received =
        writer.receiveFile("box-1", "a.box", utf8("box: One.|broken|Two."));

    assertThat(received.reports()).hasSize(2).startsWith("box-1");
    assertThat(reports()).containsKeys(received.reports().toArray(String[]::new));
    assertThat(writer.withdraw("box-1")).isTrue();
    assertThat(reports()).hasSize(1);
  }

  @Test
  void unreadableFileChangesNothing() throws IOException {
    writer.receiveFile("cms-1", "a.txt", utf8("A lawyer was freed."));

    ReportWriter.Received received = writer.receiveFile("cms-1", "b.txt", utf8("broken"));

    assertThat(received.failure()).map(LedgerEntry.Failure::reason).contains("CORRUPT");
    assertThat(Objects.requireNonNull(reports().get("cms-1")).text())
        .isEqualTo("A lawyer was freed.");
    assertThat(files(home.uploads().folder())).containsExactly("a.txt");
  }

  @Test
  void updatesAndBuildsKeepWhatWasHandedIn() throws IOException {
    put("cms-1", "A lawyer was freed.");
    update();
    assertThat(reports()).hasSize(2);

    rebuild(false);
    assertThat(reports()).hasSize(2).containsKey("cms-1");
    assertThat(extractor.read).containsExactly("a.txt");

    rebuild(true);
    assertThat(Objects.requireNonNull(reports().get("cms-1")).collection()).contains("desk");
  }

  @Test
  void handedInReportsComeBackFromTheirOriginalsWhenTheIndexIsLost() throws IOException {
    put("cms-1", "A lawyer was freed.");
    Files.writeString(home.root().resolve("live"), "generation-000077\n");

    Indexing.Policy policy = Indexing.Policy.STANDARD;
    IngestSummary summary =
        new Indexing(home, ingestor(extractor), IngestProgress.SILENT, Acceptance.ANY)
            .rebuild(List.of(corpus), policy);

    assertThat(summary.reports()).isEqualTo(2);
    assertThat(reports()).containsKey("cms-1");
  }

  @Test
  void withdrawnReportLeavesNoByteAndMayBeHandedInAgain() throws IOException {
    put("cms-1", "The canary sings.");
    rebuild(false);
    assertThat(filesHolding("canary", home.root())).isNotEmpty();

    assertThat(writer.withdraw("cms-1")).isTrue();
    assertThat(writer.withdraw("cms-1")).isFalse();

    assertThat(filesHolding("canary", home.root())).isEmpty();
    rebuild(true);
    assertThat(reports()).doesNotContainKey("cms-1");
    put("cms-1", "A lawyer was freed.");
    rebuild(true);
    assertThat(reports()).containsKey("cms-1");
  }

  @Test
  void originalsThatAProcessStagedAndDiedGoAndThoseInWorkStay() throws IOException {
    Uploads.Staged inWork = home.uploads().stage("cms-1", "a.txt", utf8("A lawyer was freed."));
    Path left = inWork.file().resolveSibling(Long.MAX_VALUE + "-1-1");
    Files.writeString(left, "The canary sings.");

    home.finishWithdrawals();

    assertThat(inWork.file()).exists();
    assertThat(left).doesNotExist();
  }

  @Test
  void originalUnderAnotherNameTakesThePlaceOfTheOneBeforeThoughTheProcessDied()
      throws IOException {
    writer.receiveFile("cms-1", "first.txt", utf8("A lawyer was held."));
    Path own = home.uploads().folderOf("cms-1");
    byte[] former = Files.readAllBytes(own.resolve("first.txt"));
    writer.receiveFile("cms-1", "second.txt", utf8("A lawyer was freed."));
    Files.write(own.resolve("first.txt"), former);
    Files.setLastModifiedTime(own.resolve("first.txt"), FileTime.from(Instant.EPOCH));

    home.uploads().keepLatest();
    update();

    assertThat(Inspection.of(live())).isEmpty();
    assertThat(Objects.requireNonNull(reports().get("cms-1")).text())
        .isEqualTo("A lawyer was freed.");
    rebuild(true);
    assertThat(Inspection.of(live())).isEmpty();
    assertThat(Objects.requireNonNull(reports().get("cms-1")).text())
        .isEqualTo("A lawyer was freed.");
  }

  @Test
  void nothingIsTakenInOrOutWhileAnotherWrites() throws IOException {
    String id = reports().keySet().iterator().next();
    WriterLock held = home.lock();
    try {
      assertThatThrownBy(() -> put("cms-1", "A lawyer was freed."))
          .isInstanceOf(IndexInUseException.class);
      assertThatThrownBy(() -> writer.withdraw(id)).isInstanceOf(IndexInUseException.class);
    } finally {
      held.close();
    }

    assertThat(reports()).containsOnlyKeys(id);
    put("cms-1", "A lawyer was freed.");
    assertThat(reports()).hasSize(2);
  }

  @Test
  void unknownIdIsNotRemembered() throws IOException {
    assertThat(writer.withdraw("nothing")).isFalse();
    assertThat(home.withdrawals().contains("nothing")).isFalse();
  }

  @Test
  void manyAtATimeShareCommitsAndAllAreThere() throws Exception {
    int senders = 40;
    List<Future<?>> sent = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < senders; i++) {
        String id = "cms-" + i;
        sent.add(pool.submit(() -> put(id, "Report " + id)));
      }
      for (Future<?> each : sent) {
        each.get();
      }
    }

    assertThat(reports()).hasSize(senders + 1);
    assertThat(refreshed.get()).isLessThanOrEqualTo(senders);
    assertThat(Inspection.of(live())).isEmpty();
  }

  @Test
  void reportsAreTakenInAndOutWhileARunBuilds() throws Exception {
    for (int i = 0; i < 20; i++) {
      Files.writeString(corpus.resolve("f" + i + ".txt"), "Report number " + i);
    }
    put("gone", "A judge was held.");
    IndexRun run = runs.start(IndexRun.Mode.REBUILD).orElseThrow();
    run.pause();
    assertThat(runs.start(IndexRun.Mode.UPDATE)).isEmpty();
    put("cms-1", "A lawyer was freed.");
    put("cms-1", "A lawyer was held.");
    assertThat(writer.withdraw("gone")).isTrue();
    run.resume();

    assertThat(end(run).state()).isEqualTo(IndexRun.State.DONE);
    assertThat(reports()).hasSize(22).containsKey("cms-1").doesNotContainKey("gone");
    assertThat(Objects.requireNonNull(reports().get("cms-1")).text())
        .isEqualTo("A lawyer was held.");
    assertThat(live().number()).isEqualTo(2);
    assertThat(Inspection.of(live())).isEmpty();
    put("cms-2", "A lawyer was seen.");
    assertThat(reports()).hasSize(23);
  }

  @Test
  void cancelledRunIsToldAsSuchAndTheNextGoesOn() throws Exception {
    for (int i = 0; i < 20; i++) {
      Files.writeString(corpus.resolve("f" + i + ".txt"), "Report number " + i);
    }
    IndexRun run = runs.start(IndexRun.Mode.UPDATE).orElseThrow();
    run.pause();
    run.cancel();
    assertThat(end(run).state()).isIn(IndexRun.State.CANCELLED, IndexRun.State.DONE);

    IndexRun next = runs.start(IndexRun.Mode.UPDATE).orElseThrow();
    assertThat(end(next).state()).isEqualTo(IndexRun.State.DONE);
    assertThat(reports()).hasSize(21);
    assertThat(runs.find(run.id())).isPresent();
  }

  private static IndexRun.Standing end(IndexRun run) throws InterruptedException {
    IndexRun.Standing standing = run.standing();
    while (!standing.state().isOver()) {
      standing = run.after(standing.change(), Duration.ofSeconds(10));
    }
    return standing;
  }

  private ReportWriter.Received put(String id, String text) throws IOException {
    return writer.receiveArticle(
        id,
        utf8("{\"title\":\"About " + id + "\",\"text\":\"" + text + "\",\"collection\":\"desk\"}"));
  }

  private void update() throws IOException {
    IngestSummary unused =
        new Indexing(home, ingestor(extractor), IngestProgress.SILENT, Acceptance.ANY)
            .update(List.of(corpus));
  }

  private void rebuild(boolean fresh) throws IOException {
    IngestSummary unused =
        new Indexing(home, ingestor(extractor), IngestProgress.SILENT, Acceptance.ANY)
            .rebuild(List.of(), new Indexing.Policy(fresh, 1, false));
  }

  private Ingestor ingestor(FakeExtractor with) {
    return new Ingestor(with, NOBODY, Clock.systemUTC(), 2, Duration.ofSeconds(20), folder);
  }

  private Generation live() throws IOException {
    return home.live().orElseThrow();
  }

  private Map<String, LedgerEntry> ledger() throws IOException {
    try (KeptReports kept = KeptReports.of(live())) {
      return kept.ledger();
    }
  }

  private Map<String, Report> reports() throws IOException {
    Map<String, Report> reports = new TreeMap<>();
    try (KeptReports kept = KeptReports.of(live())) {
      for (LedgerEntry entry : kept.ledger().values()) {
        for (Report report : kept.reports(entry.identity().orElseThrow())) {
          assertThat(reports.put(report.id(), report)).as("twice in the index").isNull();
        }
      }
    }
    return reports;
  }

  private static List<String> files(Path below) throws IOException {
    try (Stream<Path> files = Files.walk(below)) {
      return files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).toList();
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
