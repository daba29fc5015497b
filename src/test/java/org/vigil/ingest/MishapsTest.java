package org.vigil.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.entity.Annotations;
import org.vigil.entity.Entity;
import org.vigil.entity.EntityKind;
import org.vigil.entity.FindsNobody;
import org.vigil.entity.Mention;
import org.vigil.entity.Recogniser;
import org.vigil.extract.Extraction;
import org.vigil.index.DamagedIndexException;
import org.vigil.index.Generation;
import org.vigil.index.IndexHome;
import org.vigil.index.IndexInUseException;
import org.vigil.index.Inspection;
import org.vigil.index.Ledger;
import org.vigil.index.LedgerEntry;
import org.vigil.index.RefusedSwitchException;
import org.vigil.index.WriterLock;
import org.vigil.search.GoldenQueries;
import org.vigil.search.LuceneReportSearcher;
import org.vigil.search.SearchRequest;

/** What happens to an index and its corpus that should not; each has one sentence and a way out. */
class MishapsTest {

  @TempDir Path folder;
  private Path corpus;
  private IndexHome home;
  private Clock clock = Clock.systemUTC();

  @BeforeEach
  void index() throws IOException {
    corpus = Files.createDirectory(folder.resolve("corpus"));
    home = IndexHome.at(folder.resolve("index"));
    for (int i = 0; i < 12; i++) {
      Files.writeString(corpus.resolve("r" + i + ".txt"), "Camp number" + i + " was seen.");
    }
    update();
  }

  // --- Two writers

  @Test
  void deletedLockLetsNoSecondWriterIn() throws IOException {
    try (WriterLock held = home.lock()) {
      assertThat(held).isNotNull();
      Files.delete(home.root().resolve("writer.lock"));
      assertThatThrownBy(home::lock)
          .isInstanceOf(IndexInUseException.class)
          .hasMessageContaining("(process " + ProcessHandle.current().pid() + ")");

      deleteTree(home.root());
      Files.createDirectories(home.root());
      assertThatThrownBy(home::lock).isInstanceOf(IndexInUseException.class);
    }
    home.lock().close();
  }

  @Test
  void lockedUnderOneNameIsLockedUnderAll() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), home.root());
    try (WriterLock held = home.lock()) {
      assertThat(held).isNotNull();
      Files.delete(home.root().resolve("writer.lock"));
      assertThatThrownBy(IndexHome.at(link)::lock).isInstanceOf(IndexInUseException.class);
    }
  }

  // --- Generations and the pointer

  @Test
  void halfCopiedGenerationIsSaidSoAndTheOneBeforeTakesItsPlace() throws IOException {
    Generation first = live();
    rebuild();
    Path some = someFile();
    Files.delete(some);

    assertThatThrownBy(() -> live().checkWhole())
        .isInstanceOf(DamagedIndexException.class)
        .hasMessageContaining(some.getFileName() + " is missing or cut off");
    assertThatThrownBy(this::update).isInstanceOf(DamagedIndexException.class);
    assertThat(home.earlier()).containsExactly(first);
    first.checkWhole();

    indexing(new FindsNobody()).rebuild(List.of(corpus), Indexing.Policy.STANDARD);
    assertThat(Inspection.of(live())).isEmpty();
    assertThat(Ledger.read(live())).hasSize(12);
  }

  @Test
  void cutOffFileIsSeenWithoutReadingAll() throws IOException {
    Path some = someFile();
    Files.write(some, new byte[3]);

    assertThatThrownBy(() -> live().checkWhole()).hasMessageContaining("missing or cut off");
  }

  @Test
  void deletedGenerationFolderLeavesAWayBack() throws IOException {
    Generation first = live();
    rebuild();
    deleteTree(live().folder());

    assertThatThrownBy(home::live).hasMessageContaining("is missing");
    assertThat(home.earlier()).containsExactly(first);
    home.switchTo(first);
    assertThat(Inspection.of(live())).isEmpty();
  }

  @Test
  void deletedPointerIsFoundAgainByTheNextRun() throws IOException {
    Generation before = live();
    Files.delete(home.root().resolve("live"));

    IngestSummary again = update();

    assertThat(again.unchanged()).isEqualTo(12);
    assertThat(live()).isEqualTo(before);
  }

  // --- The corpus

  @Test
  void corpusThatVanishesWhileItIsReadEndsTheRunAndLosesNothing() throws IOException {
    for (int i = 0; i < 40; i++) {
      Files.writeString(corpus.resolve("more" + i + ".txt"), "More " + i);
    }
    Path elsewhere = folder.resolve("elsewhere");
    FakeExtractor unplugged =
        new FakeExtractor("rules 1") {
          @Override
          public Extraction extract(Path file) throws IOException {
            synchronized (this) {
              if (read.size() == 10 && Files.exists(corpus)) {
                Files.move(corpus, elsewhere);
                Files.createDirectory(corpus);
              }
            }
            return super.extract(file);
          }
        };

    assertThatThrownBy(
            () ->
                new Indexing(
                        home,
                        ingestor(unplugged, new FindsNobody()),
                        IngestProgress.SILENT,
                        GoldenQueries.of(home.root()))
                    .update(List.of(corpus)))
        .isInstanceOf(CorpusGoneException.class)
        .hasMessageContaining(corpus + " went away");
    assertThat(Ledger.read(live()).values())
        .hasSizeGreaterThanOrEqualTo(12)
        .extracting(LedgerEntry::outcome)
        .containsOnly(LedgerEntry.Outcome.INDEXED);

    Files.delete(corpus);
    Files.move(elsewhere, corpus);
    assertThat(update().reports()).isEqualTo(52);
    assertThat(Inspection.of(live())).isEmpty();
  }

  @Test
  void fileInThePlaceOfTheCorpusRemovesNothingThatWasThere() throws IOException {
    Path away = Files.move(corpus, folder.resolve("away"));
    Files.writeString(corpus, "No folder but a text.");
    assertThat(update().removed()).isZero();
    assertThat(Ledger.read(live()).values()).hasSize(13);

    Files.delete(corpus);
    Files.move(away, corpus);
    IngestSummary back = update();
    assertThat(back.unchanged()).isEqualTo(12);
    assertThat(back.reports()).isEqualTo(12);
  }

  @Test
  @DisabledOnOs({OS.WINDOWS, OS.MAC})
  void namesThatAreNoTextAreAsManyFilesAsThereAre() throws IOException {
    // Java shows both as the same two replacement characters.
    Path one = Path.of(URI.create(corpus.toUri() + "name%FF%FE.txt"));
    Path other = Path.of(URI.create(corpus.toUri() + "name%FF%FD.txt"));
    Files.writeString(one, "The first report.");
    Files.writeString(other, "The second report.");
    assertThat(update().indexed()).isEqualTo(2);
    assertThat(update().unchanged()).isEqualTo(14);

    Files.move(one, Path.of(URI.create(corpus.toUri() + "moved%FF.txt")));
    Files.delete(other);
    IngestSummary after = update();
    assertThat(after.unchanged()).isEqualTo(13);
    assertThat(after.indexed()).isZero();
    assertThat(after.reports()).isEqualTo(13);
  }

  @Test
  void memoryThatRunsOutEndsTheRunAndKeepsWhatWasCommitted() throws IOException {
    for (int i = 0; i < 40; i++) {
      Files.writeString(corpus.resolve("more" + i + ".txt"), "More " + i);
    }
    FakeExtractor greedy =
        new FakeExtractor("rules 1") {
          @Override
          public Extraction extract(Path file) throws IOException {
            Extraction extraction = super.extract(file);
            if (read.size() >= 10) {
              throw new OutOfMemoryError("Java heap space");
            }
            return extraction;
          }
        };

    assertThatThrownBy(
            () ->
                new Indexing(
                        home,
                        ingestor(greedy, new FindsNobody()),
                        IngestProgress.SILENT,
                        GoldenQueries.of(home.root()))
                    .update(List.of(corpus)))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(greedy.read).as("the other threads stop too").hasSizeLessThan(20);
    assertThat(Ledger.read(live())).hasSizeGreaterThanOrEqualTo(12);
    assertThat(Inspection.of(live())).isEmpty();

    assertThat(update().reports()).isEqualTo(52);
  }

  @Test
  void namesThatDifferInCaseAloneAreTwoFiles() throws IOException {
    Files.writeString(corpus.resolve("camp.txt"), "A camp was closed.");
    Files.writeString(corpus.resolve("CAMP.TXT"), "A camp was opened.");
    Files.writeString(corpus.resolve("ﬁle.txt"), "One more.");
    Files.writeString(corpus.resolve("file.txt"), "And another.");

    assertThat(update().reports()).isEqualTo(16);
    Files.delete(corpus.resolve("CAMP.TXT"));
    assertThat(update().removed()).isEqualTo(1);
    assertThat(Ledger.read(live())).containsKey(corpus.resolve("camp.txt").toString());
  }

  @Test
  void indexIsNoCorpus() throws IOException {
    update();
    for (Path inside : List.of(home.root(), live().folder())) {
      assertThatThrownBy(() -> indexing(new FindsNobody()).update(List.of(inside)))
          .isInstanceOf(CorpusInIndexException.class)
          .hasMessageContaining(inside.toString());
    }
    assertThat(update().unchanged()).isEqualTo(12);
  }

  // --- The clock

  @Test
  void clockThatJumpsChangesNoAccountAndHidesNoChange() throws IOException {
    Files.writeString(corpus.resolve("r0.txt"), "Camp number0 was closed.");
    Files.setLastModifiedTime(
        corpus.resolve("r0.txt"),
        java.nio.file.attribute.FileTime.from(Instant.parse("1971-01-01T00:00:00Z")));
    clock = Clock.fixed(Instant.parse("1970-01-02T00:00:00Z"), ZoneOffset.UTC);
    assertThat(update().indexed()).isEqualTo(1);

    clock = Clock.fixed(Instant.parse("2100-01-01T00:00:00Z"), ZoneOffset.UTC);
    assertThat(update().unchanged()).isEqualTo(12);
    assertThat(Ledger.read(live()).values()).allMatch(e -> e.millis() >= 0);
    assertThat(rebuild().reports()).isEqualTo(12);
  }

  // --- Golden queries

  @Test
  void generationThatAnswersAsTheLiveOneIsAccepted() throws IOException {
    golden("# what we are asked most", "", "camp", "number3");
    Generation before = live();
    Files.delete(corpus.resolve("r3.txt"));

    rebuild();

    assertThat(live()).isNotEqualTo(before);
  }

  @Test
  void generationWithoutTheNamesOfTheLiveOneIsRefusedUnlessForced() throws IOException {
    indexing(new FindsCamp()).update(List.of(corpus));
    Generation before = live();

    assertThatThrownBy(this::rebuild)
        .isInstanceOf(RefusedSwitchException.class)
        .hasMessageContaining("first 'person:\"Camp\"'")
        .hasMessageContaining("'vigil reindex --force'");
    assertThat(live()).isEqualTo(before);

    indexing(new FindsNobody()).rebuild(List.of(), new Indexing.Policy(false, 1, true));
    assertThat(live()).isNotEqualTo(before);
  }

  @Test
  void queryThatPeopleGaveMustBeAnswered() throws IOException {
    indexing(new FindsCamp()).update(List.of(corpus));
    golden("camp", "person:Camp");

    assertThatThrownBy(this::rebuild)
        .hasMessageContaining("1 of 2 queries of golden-queries.txt")
        .hasMessageContaining("first 'person:Camp'");
  }

  @Test
  void generationThatLostReportsOfTheSameFilesIsRefused() throws IOException {
    FakeExtractor blind =
        new FakeExtractor("rules 2") {
          @Override
          public Extraction extract(Path file) throws IOException {
            return file.endsWith("r7.txt")
                ? new Extraction.Unreadable("text/plain", Extraction.Reason.CORRUPT, "it says so")
                : super.extract(file);
          }
        };

    assertThatThrownBy(
            () ->
                new Indexing(
                        home,
                        ingestor(blind, new FindsNobody()),
                        IngestProgress.SILENT,
                        GoldenQueries.of(home.root()))
                    .rebuild(List.of(), Indexing.Policy.STANDARD))
        .isInstanceOf(RefusedSwitchException.class)
        .hasMessageContaining("1 reports less of the same files, of 12");
  }

  @Test
  void withdrawnReportIsNotMissed() throws IOException {
    golden("number4");
    String id;
    try (var searcher = LuceneReportSearcher.open(home.root())) {
      id = searcher.search(SearchRequest.of("number4")).hits().getFirst().id();
    }
    assertThat(home.withdraw(id, Instant.EPOCH)).isTrue();

    assertThat(rebuild().reports()).isEqualTo(11);
  }

  private void golden(String... lines) throws IOException {
    Files.write(home.root().resolve(GoldenQueries.FILE), List.of(lines));
  }

  /** Takes the first word of a text for a person. */
  private static final class FindsCamp implements Recogniser {
    @Override
    public Annotations recognise(Optional<String> title, String text, Optional<String> language) {
      return new Annotations(
          List.of(
              new Entity("person/camp", EntityKind.PERSON, "Camp", List.of(), Optional.empty())),
          List.of(new Mention(EntityKind.PERSON, 0, 4, "person/camp")));
    }

    @Override
    public String name() {
      return "camp";
    }

    @Override
    public String version() {
      return "camp";
    }
  }

  private IngestSummary update() throws IOException {
    return indexing(new FindsNobody()).update(List.of(corpus));
  }

  private IngestSummary rebuild() throws IOException {
    return indexing(new FindsNobody()).rebuild(List.of(), Indexing.Policy.STANDARD);
  }

  private Indexing indexing(Recogniser recogniser) throws IOException {
    return new Indexing(
        home,
        ingestor(new FakeExtractor("rules 1"), recogniser),
        IngestProgress.SILENT,
        GoldenQueries.of(home.root()));
  }

  private Ingestor ingestor(FakeExtractor extractor, Recogniser recogniser) {
    return new Ingestor(extractor, recogniser, clock, 2, Duration.ofSeconds(20), folder);
  }

  private Generation live() throws IOException {
    return home.live().orElseThrow();
  }

  /** One of the live generation, not the list of them. */
  private Path someFile() throws IOException {
    return files(live().folder()).stream()
        .filter(f -> f.getFileName().toString().startsWith("_"))
        .findFirst()
        .orElseThrow();
  }

  private static List<Path> files(Path below) throws IOException {
    try (Stream<Path> walk = Files.walk(below)) {
      return new ArrayList<>(walk.filter(Files::isRegularFile).sorted().toList());
    }
  }

  private static void deleteTree(Path below) throws IOException {
    try (Stream<Path> walk = Files.walk(below)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
