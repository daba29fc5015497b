package org.vigil.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigil.FilesHolding.filesHolding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.corpus.ContentHash;
import org.vigil.entity.Annotations;
import org.vigil.entity.Entity;
import org.vigil.entity.EntityKind;
import org.vigil.entity.Mention;
import org.vigil.entity.Recogniser;
import org.vigil.extract.Fact;
import org.vigil.index.Generation;
import org.vigil.index.GenerationWriter;
import org.vigil.index.IndexHome;
import org.vigil.index.IndexedRoots;
import org.vigil.index.Inspection;
import org.vigil.index.KeptReports;
import org.vigil.index.Ledger;
import org.vigil.index.LedgerEntry;
import org.vigil.index.LedgerEntry.Outcome;
import org.vigil.index.ReportDocuments;
import org.vigil.report.Report;
import org.vigil.schema.IndexField;

class IngestorTest {

  @TempDir Path folder;
  private Path corpus;
  private IndexHome home;
  private Generation generation;
  private final FakeExtractor extractor = new FakeExtractor("rules 1");
  private final List<String> notices = new ArrayList<>();

  @BeforeEach
  void makeCorpus() throws IOException {
    corpus = Files.createDirectory(folder.resolve("corpus"));
    home = IndexHome.at(folder.resolve("index"));
    generation = home.begin();
  }

  @Test
  void everyFileHasOneOutcome() throws IOException {
    write("a.txt", "Camps were seen.");
    write("b.txt", "Camps were seen.");
    write("c.txt", "broken");
    Files.createSymbolicLink(corpus.resolve("d.txt"), corpus.resolve("a.txt"));

    IngestSummary summary = run();

    assertThat(summary.found()).isEqualTo(4);
    assertThat(summary.indexed()).isEqualTo(1);
    assertThat(summary.duplicate()).isEqualTo(1);
    assertThat(summary.unreadable()).isEqualTo(Map.of("CORRUPT", 1L, "SKIPPED", 1L));
    assertThat(summary.reports()).isEqualTo(1);
  }

  @Test
  void unchangedFilesAreNotReadAgain() throws IOException {
    write("a.txt", "Camps were seen.");
    write("b.txt", "broken");
    run();
    extractor.read.clear();

    IngestSummary second = run();

    assertThat(extractor.read).isEmpty();
    assertThat(second.unchanged()).isEqualTo(2);
    assertThat(second.reports()).isEqualTo(1);
  }

  @Test
  void anIndexAmongTheReportsIsNoReport() throws IOException {
    write("a.txt", "Camps were seen.");
    run(extractor, folder);

    IngestSummary second = run(extractor, folder);

    assertThat(second.found()).isEqualTo(1);
    assertThat(second.unchanged()).isEqualTo(1);
  }

  @Test
  void touchedFileIsUnchanged() throws IOException {
    Path file = write("a.txt", "Camps were seen.");
    run();
    extractor.read.clear();
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-07-20T00:00:00Z")));

    assertThat(run().unchanged()).isEqualTo(1);
    assertThat(extractor.read).isEmpty();
    assertThat(ledger().values())
        .extracting(LedgerEntry::modified)
        .containsExactly(Instant.parse("2020-07-20T00:00:00Z"));
  }

  @Test
  void editedFileIsAnotherReport() throws IOException {
    write("a.txt", "Camps were seen.");
    run();
    String before = reports().keySet().iterator().next();
    write("a.txt", "Camps were not seen.");

    IngestSummary summary = run();

    assertThat(summary.indexed()).isEqualTo(1);
    assertThat(summary.reports()).isEqualTo(1);
    assertThat(reports()).doesNotContainKey(before);
  }

  @Test
  void movedFileKeepsItsReportWithoutBeingReadAgain() throws IOException {
    Path file = write("a.txt", "Camps were seen.");
    run();
    String id = reports().keySet().iterator().next();
    extractor.read.clear();
    Files.move(file, corpus.resolve("z.txt"));

    IngestSummary summary = run();

    assertThat(extractor.read).isEmpty();
    assertThat(summary.unchanged()).isEqualTo(1);
    assertThat(summary.removed()).isEqualTo(1);
    assertThat(reports()).containsOnlyKeys(id);
    assertThat(reports().values())
        .extracting(r -> r.source().path())
        .containsExactly("corpus/z.txt");
  }

  @Test
  void duplicateTakesOverWhenTheFirstGoes() throws IOException {
    Path first = write("a.txt", "Camps were seen.");
    write("b.txt", "Camps were seen.");
    run();
    Files.delete(first);

    IngestSummary summary = run();

    assertThat(summary.removed()).isEqualTo(1);
    assertThat(reports().values())
        .extracting(r -> r.source().path())
        .containsExactly("corpus/b.txt");
    assertThat(ledger().values()).extracting(LedgerEntry::outcome).containsExactly(Outcome.INDEXED);
  }

  @Test
  void removedFileLeavesNothing() throws IOException {
    Path file = write("a.txt", "Camps were seen.");
    write("b.txt", "A lawyer was freed.");
    run();
    Files.delete(file);

    assertThat(run().removed()).isEqualTo(1);
    assertThat(reports()).hasSize(1);
    assertThat(ledger()).hasSize(1);
  }

  @Test
  void emptiedCorpusRemovesNothingAndSaysSo() throws IOException {
    Path file = write("a.txt", "Camps were seen.");
    run();
    Files.delete(file);

    IngestSummary summary = run();

    assertThat(summary.removed()).isZero();
    assertThat(reports()).hasSize(1);
    assertThat(notices).singleElement().asString().contains("nothing was found under " + corpus);
  }

  @Test
  void otherCorpusInTheSameIndexIsLeftAlone() throws IOException {
    write("a.txt", "Camps were seen.");
    run();
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("b.txt"), "A lawyer was freed.");

    IngestSummary summary = run(extractor, other);

    assertThat(summary.found()).isEqualTo(1);
    assertThat(summary.removed()).isZero();
    assertThat(reports()).hasSize(2);
    assertThat(IndexedRoots.of(generation)).containsExactly(corpus, other);
  }

  @Test
  void partsAreReportsAndBrokenPartsAreKeptInTheLedger() throws IOException {
    write("a.box", "box: Camps were seen.|broken|A lawyer was freed.");

    IngestSummary summary = run();

    assertThat(summary.indexed()).isEqualTo(1);
    assertThat(summary.reports()).isEqualTo(2);
    assertThat(ledger().values())
        .flatExtracting(LedgerEntry::parts)
        .containsExactly(
            new LedgerEntry.PartFailure(
                "part-1", new LedgerEntry.Failure("CORRUPT", "it says so")));
  }

  @Test
  void containerOfBrokenPartsIsUnreadable() throws IOException {
    write("a.box", "box: broken|broken");

    assertThat(run().unreadable()).isEqualTo(Map.of("CORRUPT", 1L));
  }

  @Test
  void otherSettingsReadEverythingAgain() throws IOException {
    write("a.txt", "Camps were seen.");
    run();

    FakeExtractor newer = new FakeExtractor("rules 2");
    IngestSummary summary = run(newer, corpus);

    assertThat(newer.read).containsExactly("a.txt");
    assertThat(summary.indexed()).isEqualTo(1);
    assertThat(summary.reports()).isEqualTo(1);
  }

  @Test
  void otherRecogniserReadsNoFileAgain() throws IOException {
    write("a.txt", "Camps were seen.");
    write("b.txt", "broken");
    write("c.box", "box: One.|broken|Two.");
    run();
    extractor.read.clear();

    IngestSummary summary =
        ingestor(extractor, "everybody")
            .run(home, generation, List.of(corpus), IngestProgress.SILENT);

    assertThat(extractor.read).isEmpty();
    assertThat(summary.indexed()).isEqualTo(2);
    assertThat(summary.unchanged()).isEqualTo(1);
    assertThat(summary.work()).isEqualTo(new IngestSummary.Work(0, 2, 0));
    assertThat(reports().values())
        .allSatisfy(r -> assertThat(r.annotations().entities()).hasSize(1));
    assertThat(Inspection.of(generation)).isEmpty();
  }

  @Test
  void buildFromWhatIsKeptReadsNoFileAndTellsTheSame() throws IOException {
    write("a.txt", "Camps were seen.");
    write("b.txt", "broken");
    write("c.box", "box: One.|broken|Two.");
    write("d.txt", "Camps were seen.");
    run();
    extractor.read.clear();

    Generation built = home.begin();
    IngestSummary summary = build(built, false);

    assertThat(extractor.read).isEmpty();
    assertThat(summary.work()).isEqualTo(new IngestSummary.Work(0, 0, 3));
    assertThat(summary.unreadable()).isEqualTo(Map.of("CORRUPT", 1L));
    assertThat(reports(built)).isEqualTo(reports());
    assertThat(outcomes(built)).isEqualTo(outcomes(generation));
  }

  @Test
  void freshBuildReadsEveryFile() throws IOException {
    write("a.txt", "Camps were seen.");
    write("b.txt", "broken");
    run();
    extractor.read.clear();

    build(home.begin(), true);

    assertThat(extractor.read).containsExactlyInAnyOrder("a.txt", "b.txt");
  }

  @Test
  void buildKeepsWhatWasReadOfACorpusThatIsNotMounted() throws IOException {
    write("a.txt", "Camps were seen.");
    run();
    Files.move(corpus, folder.resolve("elsewhere"));
    FakeExtractor newer = new FakeExtractor("rules 2");

    Generation built = home.begin();
    try (KeptReports earlier = KeptReports.of(generation)) {
      ingestor(newer, "nobody").build(home, built, earlier, false, List.of(corpus), noticing());
    }

    assertThat(newer.read).isEmpty();
    assertThat(reports(built)).isEqualTo(reports());
    assertThat(notices).anyMatch(n -> n.startsWith("1 files should be read under newer rules"));
  }

  private IngestSummary build(Generation into, boolean fresh) throws IOException {
    try (KeptReports earlier = KeptReports.of(generation)) {
      return ingestor(extractor)
          .build(home, into, earlier, fresh, List.of(corpus), IngestProgress.SILENT);
    }
  }

  @Test
  void cancelledRunKeepsWhatItDidAndGoesOnLater() throws IOException {
    for (int i = 0; i < 50; i++) {
      write("f" + i + ".txt", "Report number " + i);
    }
    Ingestor ingestor = ingestor(extractor);
    IngestProgress cancelling =
        new IngestProgress() {
          @Override
          public void done(FileDone file) {
            ingestor.cancel();
          }
        };
    assertThatThrownBy(() -> ingestor.run(home, generation, List.of(corpus), cancelling))
        .isInstanceOf(InterruptedRunException.class)
        .hasMessageContaining("of 50 files");
    int kept = reports().size();
    assertThat(kept).isBetween(1, 49);

    IngestSummary summary = run();

    assertThat(summary.unchanged()).isEqualTo(kept);
    assertThat(summary.indexed()).isEqualTo(50 - kept);
    assertThat(reports()).hasSize(50);
  }

  @Test
  void withdrawnReportIsGoneFromTheBytesAndDoesNotComeBack() throws IOException {
    write("a.txt", "The canary sings in cell nine.");
    write("b.txt", "A lawyer was freed.");
    write("c.box", "box: The canary sleeps.|One more.");
    run();
    assertThat(filesHolding("canary", home.root())).isNotEmpty();
    String canary = idOf("The canary sings in cell nine.");
    String part = idOf("The canary sleeps.");

    assertThat(home.withdraw(canary, Instant.EPOCH)).isTrue();
    assertThat(home.withdraw(part, Instant.EPOCH)).isTrue();

    assertThat(reports()).hasSize(2);
    assertThat(filesHolding("canary", home.root())).isEmpty();
    assertThat(Inspection.of(generation)).isEmpty();
    assertThat(run().reports()).isEqualTo(2);

    Generation rebuilt = home.begin();
    ingestor(extractor).run(home, rebuilt, List.of(corpus), IngestProgress.SILENT);
    assertThat(reports(rebuilt)).hasSize(2).doesNotContainKeys(canary, part);
    assertThat(outcomes(rebuilt)).isEqualTo(outcomes(generation));
    assertThat(filesHolding("canary", home.root())).isEmpty();
  }

  @Test
  void inspectionFindsAFlippedByteAndALostReport() throws IOException {
    write("a.txt", "Camps were seen.");
    write("b.txt", "A lawyer was freed.");
    run();
    assertThat(Inspection.of(generation)).isEmpty();

    try (GenerationWriter writer = GenerationWriter.open(generation)) {
      writer.removeReports(ContentHash.of(corpus.resolve("a.txt")));
      writer.commit(Map.of());
    }
    assertThat(Inspection.of(generation))
        .containsExactly(
            corpus.resolve("a.txt") + " should have 1 reports in the index and has 0",
            "the ledger tells of 2 reports and the index holds 1");

    Path segment =
        indexFiles().stream()
            .filter(f -> f.getFileName().toString().startsWith("_"))
            .max(Comparator.comparingLong(f -> f.toFile().length()))
            .orElseThrow();
    byte[] bytes = Files.readAllBytes(segment);
    bytes[bytes.length / 2] ^= 1;
    Files.write(segment, bytes);
    assertThat(Inspection.of(generation)).isNotEmpty();
  }

  private String idOf(String text) throws IOException {
    return reports().values().stream()
        .filter(r -> r.text().equals(text))
        .map(Report::id)
        .findFirst()
        .orElseThrow();
  }

  private List<Path> indexFiles() throws IOException {
    try (Stream<Path> files = Files.walk(home.root())) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void changedLineOfAManifestMakesTheReportsConcernedAgainAndNoOthers() throws IOException {
    write("a.txt", "Camps were seen.");
    write("b.txt", "box: One.|Two.");
    write("c.txt", "A lawyer was freed.");
    write("vigil.csv", "path,outlet\na.txt,Osprey Wire\nb.txt,Tideline\n");
    IngestSummary first = run();

    assertThat(first.found()).isEqualTo(3);
    assertThat(outlets())
        .isEqualTo(
            Map.of(
                "a.txt", "Osprey Wire",
                "b.txt!part-0", "Tideline",
                "b.txt!part-1", "Tideline",
                "c.txt", "none"));
    extractor.read.clear();

    assertThat(run().unchanged()).isEqualTo(3);
    assertThat(extractor.read).isEmpty();

    write("vigil.csv", "path,outlet\na.txt,Osprey Wire\nb.txt!part-1,Ninefold\nc.txt,Tideline\n");
    IngestSummary changed = run();

    assertThat(changed.indexed()).isEqualTo(2);
    assertThat(changed.unchanged()).isEqualTo(1);
    assertThat(extractor.read).containsExactlyInAnyOrder("b.txt", "c.txt");
    assertThat(outlets())
        .isEqualTo(
            Map.of(
                "a.txt", "Osprey Wire",
                "b.txt!part-0", "none",
                "b.txt!part-1", "Ninefold",
                "c.txt", "Tideline"));
    Files.delete(corpus.resolve("vigil.csv"));

    assertThat(run().indexed()).isEqualTo(3);
    assertThat(outlets().values()).containsOnly("none");
  }

  @Test
  void mistakesInAManifestAreNoticedAndEndNothing() throws IOException {
    write("a.txt", "Camps were seen.");
    write("vigil.csv", "path,date\na.txt,last July\n");

    assertThat(run().indexed()).isEqualTo(1);
    assertThat(notices)
        .containsExactly(
            corpus.resolve("vigil.csv")
                + " line 2: date is 'last July'; expected 2020, 2020-07 or 2020-07-20");
  }

  @Test
  void fileThatMovesIntoAFolderWithAManifestIsMadeAgain() throws IOException {
    Path file = write("a.txt", "Camps were seen.");
    Files.createDirectory(corpus.resolve("desk"));
    write("desk/vigil.json", "{\"path\": \".\", \"outlet\": \"Osprey Wire\"}");
    run();
    Files.move(file, corpus.resolve("desk/a.txt"));

    run();

    assertThat(outlets()).isEqualTo(Map.of("desk/a.txt", "Osprey Wire"));
  }

  @Test
  void whatAManifestStatedIsKeptWhenTheIndexIsBuiltAnew() throws IOException {
    write("a.txt", "Camps were seen.");
    write("b.txt", "A lawyer was freed.");
    write("vigil.csv", "path,collection\na.txt,desk\n");
    run();
    extractor.read.clear();
    Generation built = home.begin();
    try (KeptReports earlier = KeptReports.of(generation)) {
      IngestSummary unused =
          ingestor(extractor)
              .build(home, built, earlier, false, List.of(corpus), IngestProgress.SILENT);
    }

    assertThat(extractor.read).isEmpty();
    assertThat(reports(built)).isEqualTo(reports());
    assertThat(reports(built).values())
        .extracting(Report::collection)
        .containsExactlyInAnyOrder(Optional.of("desk"), Optional.empty());
  }

  @Test
  void moreTimeForAFileReadsThoseAgainThatTookTooLongAndNoOthers() throws IOException {
    write("a.txt", "Camps were seen.");
    write("b.txt", "slow");
    assertThat(run().unreadable()).isEqualTo(Map.of("TIMED_OUT", 1L));
    assertThat(run().unchanged()).isEqualTo(2);
    FakeExtractor patient = new FakeExtractor("rules 1", Duration.ofMinutes(3));

    IngestSummary again = run(patient, corpus);

    assertThat(patient.read).containsExactly("b.txt");
    assertThat(again.indexed()).isEqualTo(1);
    assertThat(run().unchanged()).isEqualTo(2);
  }

  @Test
  void whatWasLeftOutOfAContainerIsInTheLedger() throws IOException {
    write("a.txt", "box: One.|Two.|");
    run();

    assertThat(ledger().values())
        .flatExtracting(LedgerEntry::parts)
        .containsExactly(
            new LedgerEntry.PartFailure(
                "*", new LedgerEntry.Failure("INCOMPLETE", "one was left out")));
    assertThat(reports()).hasSize(2);
  }

  private Map<String, String> outlets() throws IOException {
    Map<String, String> outlets = new TreeMap<>();
    for (Report report : reports().values()) {
      String path = report.source().path().substring("corpus/".length());
      outlets.put(
          path + report.source().part().map(part -> "!" + part).orElse(""),
          report.facts().outlet().map(Fact::value).orElse("none"));
    }
    return outlets;
  }

  @Test
  void summaryThatDoesNotAddUpIsRefused() {
    assertThatThrownBy(
            () ->
                new IngestSummary(
                    3, 1, 1, 0, Map.of(), 0, 2, new IngestSummary.Work(0, 0, 0), Duration.ZERO))
        .hasMessage("found 3 files but accounted for 2");
  }

  /** Whatever happens to the files, the index tells the same as one that was built just now. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void indexUpdatedStepByStepEqualsAFreshOne(long seed) throws IOException {
    Random random = new Random(seed);
    for (int step = 0; step < 6; step++) {
      for (int change = 0; change < 4; change++) {
        changeSomething(random);
      }
      write("always.txt", "This file keeps the corpus from being empty.");
      run();

      Generation fresh = IndexHome.at(folder.resolve("fresh-" + step)).begin();
      ingestor(extractor).run(home, fresh, List.of(corpus), IngestProgress.SILENT);
      assertThat(reports()).as("seed %d, step %d", seed, step).isEqualTo(reports(fresh));
      assertThat(outcomes(generation))
          .as("seed %d, step %d", seed, step)
          .isEqualTo(outcomes(fresh));
    }
  }

  private void changeSomething(Random random) throws IOException {
    List<Path> files = files();
    String name = (char) ('a' + random.nextInt(8)) + ".txt";
    String[] texts = {"Camps were seen.", "A lawyer was freed.", "broken", "box: One.|broken|Two."};
    switch (files.isEmpty() ? 0 : random.nextInt(5)) {
      case 0 -> write(name, texts[random.nextInt(texts.length)]);
      case 1 -> Files.delete(files.get(random.nextInt(files.size())));
      case 2 ->
          Files.move(
              files.get(random.nextInt(files.size())),
              corpus.resolve(name),
              StandardCopyOption.REPLACE_EXISTING);
      case 3 -> write("vigil.csv", "path,outlet\n" + name + ",Outlet " + random.nextInt(3));
      default -> write(name, Files.readString(files.get(random.nextInt(files.size()))));
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> list = Files.list(corpus)) {
      return list.sorted(Comparator.naturalOrder()).toList();
    }
  }

  private Path write(String name, String text) throws IOException {
    Path file = corpus.resolve(name);
    if (!Files.exists(file) || !Files.readString(file).equals(text)) {
      Files.writeString(file, text);
    }
    return file;
  }

  private IngestSummary run() throws IOException {
    return run(extractor, corpus);
  }

  private IngestSummary run(FakeExtractor with, Path root) throws IOException {
    return ingestor(with).run(home, generation, List.of(root), noticing());
  }

  private IngestProgress noticing() {
    return new IngestProgress() {
      @Override
      public void notice(String sentence) {
        notices.add(sentence);
      }
    };
  }

  private Ingestor ingestor(FakeExtractor with) {
    return ingestor(with, "nobody");
  }

  /** One that finds {@code nobody} in a text, or whoever its first letter stands for. */
  private Ingestor ingestor(FakeExtractor with, String version) {
    Recogniser recogniser =
        new Recogniser() {
          @Override
          public Annotations recognise(
              Optional<String> title, String text, Optional<String> language) {
            Entity somebody =
                new Entity("person/x", EntityKind.PERSON, "X", List.of(), Optional.empty());
            return version.equals("nobody")
                ? Annotations.NONE
                : new Annotations(
                    List.of(somebody), List.of(new Mention(EntityKind.PERSON, 0, 1, "person/x")));
          }

          @Override
          public String name() {
            return "test";
          }

          @Override
          public String version() {
            return version;
          }
        };
    return new Ingestor(with, recogniser, Clock.systemUTC(), 2, Duration.ofSeconds(20), folder);
  }

  private Map<String, LedgerEntry> ledger() throws IOException {
    return Ledger.read(generation);
  }

  private static Map<String, String> outcomes(Generation of) throws IOException {
    return Ledger.read(of).values().stream()
        .collect(
            Collectors.toMap(
                LedgerEntry::path,
                e -> e.outcome() + " " + e.reports() + " " + e.hash() + " " + e.parts(),
                (a, b) -> a,
                TreeMap::new));
  }

  private Map<String, Report> reports() throws IOException {
    return reports(generation);
  }

  private static Map<String, Report> reports(Generation of) throws IOException {
    Map<String, Report> reports = new TreeMap<>();
    try (Directory directory = of.directory();
        DirectoryReader reader = DirectoryReader.open(directory)) {
      TermQuery all = new TermQuery(new Term(IndexField.KIND.fieldName(), IndexField.REPORT_KIND));
      for (ScoreDoc hit : new IndexSearcher(reader).search(all, 1000).scoreDocs) {
        Report report = ReportDocuments.read(reader.storedFields(), hit.doc);
        assertThat(reports.put(report.id(), report)).as("twice in the index").isNull();
      }
    }
    return reports;
  }
}
