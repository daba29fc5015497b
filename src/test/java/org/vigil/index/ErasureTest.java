package org.vigil.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigil.FilesHolding.filesHolding;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.FilterMergePolicy;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MergeTrigger;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.GeneratedReports;
import org.vigil.corpus.ContentHash;
import org.vigil.entity.Annotations;
import org.vigil.extract.Facts;
import org.vigil.report.Report;
import org.vigil.schema.IndexField;

/** What was withdrawn is in no byte of the index, whatever was under way or was cut off. */
class ErasureTest {

  private static final String CANARY = "canary";

  private static final Report SINGS = report("sings", CANARY);

  @TempDir Path folder;
  private IndexHome home;

  @BeforeEach
  void begin() {
    home = IndexHome.at(folder.resolve("index"));
  }

  @Test
  void reportLeavesTheFilesThoughAMergeThatTakesItAlongIsUnderWay() throws Exception {
    HeldMerge merge = new HeldMerge();
    IndexWriterConfig config = new IndexWriterConfig().setMergePolicy(merge);
    Generation generation = home.begin();
    try (GenerationWriter writer = GenerationWriter.open(generation, config, id -> false);
        ExecutorService pool = Executors.newSingleThreadExecutor()) {
      for (int i = 0; i < 4; i++) {
        put(writer, i == 0 ? SINGS : report("r" + i, "A lawyer was freed."));
        writer.commit();
      }
      merge.begun.await();
      Future<Set<String>> found = pool.submit(() -> writer.withdraw(List.of(SINGS.id())));
      TimeUnit.MILLISECONDS.sleep(200);
      boolean waited = !found.isDone();
      merge.go.countDown();

      assertThat(found.get()).containsExactly(SINGS.id());
      assertThat(waited).isTrue();
      writer.commit();
    }
    assertThat(filesHolding(CANARY, home.root())).isEmpty();
    assertThat(Inspection.of(generation)).isEmpty();
  }

  @Test
  void filesThatAProcessKilledBehindItsCommitLeftAreRemoved() throws IOException {
    live(SINGS, report("other", "A lawyer was freed."));
    Path before = copy(live().folder());
    assertThat(home.withdraw(SINGS.id(), Instant.EPOCH)).isTrue();
    restoreMissing(before, live().folder());
    assertThat(filesHolding(CANARY, home.root())).isNotEmpty();

    IndexHome afterwards = IndexHome.at(home.root());
    assertThat(afterwards.unfinishedWithdrawals()).containsExactly(live());
    afterwards.finishWithdrawals();

    assertThat(filesHolding(CANARY, home.root())).isEmpty();
    assertThat(afterwards.unfinishedWithdrawals()).isEmpty();
    assertThat(Inspection.of(live())).isEmpty();
  }

  @Test
  void generationThatWasCutOffBeforeItsFirstCommitIsRemoved() throws IOException {
    live(report("other", "A lawyer was freed."));
    Generation begun = home.begin();
    Path files;
    try (GenerationWriter writer = GenerationWriter.open(begun)) {
      put(writer, SINGS);
      assertThat(writer.held(List.of(SINGS.id()))).isNotEmpty();
      files = copy(begun.folder());
    }
    restoreMissing(files, begun.folder());
    assertThat(filesHolding(CANARY, home.root())).isNotEmpty();

    assertThat(home.withdraw(SINGS.id(), Instant.EPOCH)).isFalse();

    assertThat(filesHolding(CANARY, home.root())).isEmpty();
    assertThat(live().number()).isEqualTo(1);
  }

  @Test
  void generationThatIsBuiltMeanwhileIsLeftToItsBuilder() throws IOException {
    live(report("other", "A lawyer was freed."));
    Generation begun = home.begin();
    try (GenerationWriter writer = GenerationWriter.open(begun)) {
      writer.commit();
      put(writer, SINGS);
      assertThat(writer.held(List.of(SINGS.id()))).isNotEmpty();

      assertThat(home.withdraw(SINGS.id(), Instant.EPOCH)).isFalse();

      assertThat(writer.withdraw(home.withdrawals().ids())).containsExactly(SINGS.id());
    }
    assertThat(filesHolding(CANARY, home.root())).isEmpty();
  }

  @Test
  void damagedGenerationThatNobodyCanOpenGoesWhole() throws IOException {
    live(SINGS);
    Generation earlier = live();
    live(SINGS, report("other", "A lawyer was freed."));
    try (Stream<Path> files = Files.list(earlier.folder())) {
      Files.delete(files.filter(f -> f.toString().endsWith(".si")).findFirst().orElseThrow());
    }

    assertThat(home.withdraw(SINGS.id(), Instant.EPOCH)).isTrue();

    assertThat(filesHolding(CANARY, home.root())).isEmpty();
    assertThat(earlier.folder()).doesNotExist();
    assertThat(Ledger.read(live())).hasSize(2);
  }

  @Test
  void damagedLiveGenerationIsSaidSoAndTheOthersAreDone() throws IOException {
    live(SINGS);
    Generation earlier = live();
    live(SINGS);
    try (Stream<Path> files = Files.list(live().folder())) {
      Files.delete(files.filter(f -> f.toString().endsWith(".si")).findFirst().orElseThrow());
    }

    assertThatThrownBy(() -> home.withdraw(SINGS.id(), Instant.EPOCH))
        .isInstanceOf(DamagedIndexException.class);

    assertThat(home.withdrawals().contains(SINGS.id())).isTrue();
    Path damaged = live().folder();
    assertThat(filesHolding(CANARY, home.root())).allMatch(file -> file.startsWith(damaged));
    assertThat(Ledger.read(earlier)).hasSize(1);
    IndexHome.at(home.root()).finishWithdrawals();
    Generation next = home.begin();
    try (GenerationWriter writer = GenerationWriter.open(next)) {
      put(writer, report("other", "A lawyer was freed."));
      writer.commit();
    }
    home.switchTo(next);
    home.finishWithdrawals();
    assertThat(filesHolding(CANARY, home.root())).isEmpty();
  }

  @Test
  void reportThatWasTakenOutBeforeIsErasedAsWell() throws IOException {
    live(SINGS, report("other", "A lawyer was freed."));
    IndexWriterConfig config = new IndexWriterConfig();
    config.setMergePolicy(NoMergePolicy.INSTANCE);
    try (GenerationWriter writer = GenerationWriter.open(live(), config, id -> false)) {
      writer.forget("/generated/" + SINGS.source().path());
      writer.removeReports(SINGS.source().hash());
      writer.commit();
    }
    assertThat(filesHolding(CANARY, home.root())).isNotEmpty();

    assertThat(home.withdraw(SINGS.id(), Instant.EPOCH)).isFalse();

    assertThat(filesHolding(CANARY, home.root())).isEmpty();
  }

  @Test
  void fileThatAnEarlierProgramNotedIsFoundAsWell() throws IOException {
    live(SINGS, report("other", "A lawyer was freed."));
    LedgerEntry file =
        Ledger.read(live()).values().stream()
            .filter(e -> e.hash().equals(Optional.of(SINGS.source().hash())))
            .findFirst()
            .orElseThrow();
    Document before = Ledger.document(file);
    before.removeFields(IndexField.LEDGER_HASH.fieldName());
    try (Directory directory = live().directory();
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      writer.updateDocument(new Term(IndexField.LEDGER_PATH.fieldName(), file.path()), before);
      writer.setLiveCommitData(Ledger.notes(live()).entrySet());
    }

    assertThat(home.withdraw(SINGS.id(), Instant.EPOCH)).isTrue();

    assertThat(Ledger.read(live()).get(file.path()))
        .extracting(LedgerEntry::failure)
        .isEqualTo(Optional.of(LedgerEntry.WITHDRAWAL));
    assertThat(Inspection.of(live())).isEmpty();
  }

  @Test
  void thousandReportsLeaveInOneCommitAndEachSegmentIsWrittenOnce() throws IOException {
    int count = 1_200;
    List<Report> reports = new ArrayList<>();
    Generation generation = home.begin();
    IndexWriterConfig config = new IndexWriterConfig();
    config.setMergePolicy(NoMergePolicy.INSTANCE);
    try (GenerationWriter writer = GenerationWriter.open(generation, config, id -> false)) {
      for (int i = 0; i < count; i++) {
        reports.add(report("r" + i, i < 1_000 ? CANARY + " number " + i : "A lawyer was freed."));
        put(writer, reports.getLast());
        if (i % 300 == 299) {
          writer.commit();
        }
      }
    }
    home.switchTo(generation);
    long commits = commit(generation).getGeneration();
    long written = commit(generation).counter;

    Set<String> found =
        home.withdraw(reports.stream().limit(1_000).map(Report::id).toList(), Instant.EPOCH);

    assertThat(found).hasSize(1_000);
    assertThat(filesHolding(CANARY, home.root())).isEmpty();
    assertThat(commit(generation).getGeneration()).isEqualTo(commits + 1);
    // Four segments anew, of which those with nothing left go, and one with the ledger's entries.
    assertThat(commit(generation).counter - written).isLessThanOrEqualTo(5);
    assertThat(Ledger.read(generation)).hasSize(count);
    assertThat(Inspection.of(generation)).isEmpty();
  }

  @Test
  void segmentsWithoutTheReportStayAsTheyAre() throws IOException {
    live(SINGS);
    try (GenerationWriter writer = GenerationWriter.open(live())) {
      for (int i = 0; i < 50; i++) {
        put(writer, report("r" + i, "A lawyer was freed."));
      }
      writer.commit();
    }
    Set<String> before = new TreeSet<>(commit(live()).files(false));

    assertThat(home.withdraw(SINGS.id(), Instant.EPOCH)).isTrue();

    Set<String> after = new TreeSet<>(commit(live()).files(false));
    after.retainAll(before);
    assertThat(after).isNotEmpty();
    assertThat(filesHolding(CANARY, home.root())).isEmpty();
  }

  @Test
  void fileThatWasReadBeforeBringsNoWithdrawnReportIn() throws IOException {
    live(report("other", "A lawyer was freed."));
    try (GenerationWriter writer = GenerationWriter.open(live(), home.withdrawals()::contains)) {
      home.withdraw(List.of(SINGS.id()), Instant.EPOCH, Map.of(live(), writer));
      put(writer, SINGS);
      writer.commit();
    }

    assertThat(filesHolding(CANARY, home.root())).isEmpty();
    assertThat(Inspection.of(live())).isEmpty();
    assertThat(Ledger.read(live()).values())
        .filteredOn(e -> e.failure().equals(Optional.of(LedgerEntry.WITHDRAWAL)))
        .hasSize(1);
  }

  @Test
  void vectorsOfReportsGoWithTheFirstThatIsWithdrawn() throws IOException {
    live(SINGS);
    Files.writeString(home.leadVectors(), "vectors");
    Path fresh = home.root().resolve(home.leadVectors().getFileName() + ".new");
    Files.writeString(fresh, "vectors");

    assertThat(home.withdraw(SINGS.id(), Instant.EPOCH)).isTrue();

    assertThat(home.leadVectors()).doesNotExist();
    assertThat(fresh).doesNotExist();
  }

  @Test
  void tombstoneThatWasCutOffWithinItsIdNamesNobody() throws IOException {
    live(SINGS);
    Path tombstones = home.root().resolve("withdrawn");
    Files.writeString(tombstones, "cell-1");
    assertThat(home.withdrawals().ids()).isEmpty();

    assertThat(home.withdraw("cell-12", Instant.EPOCH)).isFalse();

    assertThat(IndexHome.at(home.root()).withdrawals().ids()).containsExactly("cell-12");
  }

  /** Merges four segments, once, and holds that merge when it has seen what was deleted by then. */
  private static final class HeldMerge extends FilterMergePolicy {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    HeldMerge() {
      super(NoMergePolicy.INSTANCE);
    }

    @Override
    public MergeSpecification findMerges(
        MergeTrigger trigger, SegmentInfos infos, MergeContext context) {
      MergeSpecification merges = new MergeSpecification();
      if (infos.size() == 4 && context.getMergingSegments().isEmpty()) {
        merges.add(
            new OneMerge(infos.asList()) {
              @Override
              public CodecReader wrapForMerge(CodecReader reader) throws IOException {
                begun.countDown();
                try {
                  go.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                return super.wrapForMerge(reader);
              }
            });
      }
      return merges;
    }
  }

  private void live(Report... reports) throws IOException {
    Generation generation = home.begin();
    try (GenerationWriter writer = GenerationWriter.open(generation)) {
      for (Report report : reports) {
        put(writer, report);
      }
      writer.commit();
    }
    home.switchTo(generation);
  }

  private Generation live() throws IOException {
    return home.live().orElseThrow();
  }

  private static SegmentInfos commit(Generation generation) throws IOException {
    try (Directory directory = generation.directory()) {
      return SegmentInfos.readLatestCommit(directory);
    }
  }

  private static void put(GenerationWriter writer, Report report) throws IOException {
    GeneratedReports.put(writer, report);
  }

  private static Report report(String name, String text) {
    ContentHash hash = ContentHash.of((name + text).getBytes(StandardCharsets.UTF_8));
    return new Report(
        Report.idOf(hash, Optional.empty()),
        new Report.Source(name + ".txt", hash, "text/plain", text.length(), Optional.empty()),
        Facts.NONE,
        text,
        new Annotations(List.of(), List.of()),
        Optional.empty(),
        List.of());
  }

  private Path copy(Path from) throws IOException {
    Path to = Files.createTempDirectory(folder, "copy");
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return to;
  }

  /** Puts back what was removed, as where the process died before it removed it. */
  private static void restoreMissing(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Path there = to.resolve(file.getFileName());
        if (!Files.exists(there)) {
          Files.copy(file, there);
        }
      }
    }
  }
}
