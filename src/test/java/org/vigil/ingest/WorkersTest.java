package org.vigil.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.entity.Annotations;
import org.vigil.entity.Entity;
import org.vigil.entity.EntityKind;
import org.vigil.entity.Mention;
import org.vigil.entity.Recogniser;
import org.vigil.index.Acceptance;
import org.vigil.index.Generation;
import org.vigil.index.IndexHome;
import org.vigil.index.IndexInUseException;
import org.vigil.index.IndexedRoots;
import org.vigil.index.Inspection;
import org.vigil.index.KeptReports;
import org.vigil.index.Ledger;
import org.vigil.index.LedgerEntry;
import org.vigil.index.WriterLock;
import org.vigil.report.Report;
import org.vigil.report.ReportJson;

/** Several workers make what one would have made, and each file is one worker's. */
class WorkersTest {

  @TempDir Path folder;
  private Path corpus;
  private final FakeExtractor extractor = new FakeExtractor("rules 1");
  private final List<String> notices = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void makeCorpus() throws IOException {
    corpus = Files.createDirectory(folder.resolve("corpus"));
  }

  // --- Shares

  @Test
  void everyFileIsOneWorkersWhereverTheCorpusLies() {
    Path here = Path.of("/corpus");
    Path there = Path.of("/mnt/reports");
    List<Integer> each = new ArrayList<>(Collections.nCopies(8, 0));
    for (int i = 0; i < 800; i++) {
      String name = "a/report-" + i + ".html";
      List<Integer> owners =
          IntStream.rangeClosed(1, 8)
              .filter(n -> new Share(n, 8).has(here.resolve(name), List.of(here)))
              .boxed()
              .toList();
      assertThat(owners).as(name).hasSize(1);
      assertThat(new Share(owners.get(0), 8).has(there.resolve(name), List.of(there))).isTrue();
      each.set(owners.get(0) - 1, each.get(owners.get(0) - 1) + 1);
    }
    assertThat(each).allSatisfy(n -> assertThat(n).isBetween(60, 140));
  }

  @ParameterizedTest
  @CsvSource({"0/8, 0/8", "9/8, 9/8", "1/0, 1/0", "x, 'x'", "3, '3'", "-1/8, '-1/8'", "'', ''"})
  void whatIsNoShareIsNamed(String written, String named) {
    assertThatThrownBy(() -> Share.parse(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("such as 3/8")
        .hasMessageContaining(named);
  }

  // --- Parts brought together

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void partsBroughtTogetherAreWhatOneProcessMakes(long seed) throws IOException {
    Random random = new Random(seed);
    makeFiles(random);
    IndexHome whole = home("whole");
    IngestSummary alone = update(whole, Share.WHOLE);
    int workers = 2 + random.nextInt(4);
    extractor.read.clear();
    List<IndexHome> parts = new ArrayList<>();
    long found = 0;
    for (int n = 1; n <= workers; n++) {
      IndexHome part = home("part-" + n);
      found += update(part, new Share(n, workers)).found();
      parts.add(part);
    }
    assertThat(found).as("seed %d: disjoint and complete", seed).isEqualTo(alone.found());
    extractor.read.clear();
    Collections.shuffle(parts, random);

    IndexHome merged = home("merged");
    IngestSummary summary = merge(merged, parts);

    assertThat(extractor.read).as("seed %d: nothing is read twice", seed).isEmpty();
    assertThat(accounts(summary)).as("seed %d", seed).isEqualTo(accounts(alone));
    assertSame(merged, whole, seed);
    assertThat(update(merged, Share.WHOLE).unchanged())
        .as("seed %d: an ordinary run finds nothing to do", seed)
        .isEqualTo(update(whole, Share.WHOLE).unchanged());
    assertSame(merged, whole, seed);
    assertThat(notices).isEmpty();
  }

  /** Files with equal bytes, broken ones, containers, facts from a manifest, and a link. */
  private void makeFiles(Random random) throws IOException {
    String[] texts = {"Camps were seen.", "A lawyer was freed.", "broken", "box: One.|broken|Two."};
    Files.createDirectory(corpus.resolve("deep"));
    for (int i = 0; i < 40; i++) {
      String text =
          random.nextInt(3) == 0 ? texts[random.nextInt(texts.length)] : "Report number " + i;
      write((i > 2 && random.nextBoolean() ? "deep/" : "") + "r" + i + ".txt", text);
    }
    write("vigil.csv", "path,outlet\nr1.txt,Osprey Wire\nr2.txt,Kestrel\n");
    Files.createSymbolicLink(corpus.resolve("link.txt"), corpus.resolve("r1.txt"));
  }

  @Test
  void bytesInTwoPartsAreOneReportOfThePathThatSortsFirst() throws IOException {
    for (int i = 0; i < 20; i++) {
      write("r" + (char) ('a' + i) + ".txt", "Camps were seen.");
    }
    IndexHome merged = home("merged");

    merge(merged, parts(4));

    assertThat(reports(merged).values())
        .singleElement()
        .extracting(r -> r.source().path())
        .isEqualTo("corpus/ra.txt");
    assertThat(Ledger.read(live(merged)).values())
        .filteredOn(e -> e.outcome() == LedgerEntry.Outcome.DUPLICATE)
        .hasSize(19);
  }

  @Test
  void partsTakeAnIndexThatIsThereFurther() throws IOException {
    write("a.txt", "Camps were seen.");
    IndexHome home = home("index");
    update(home, Share.WHOLE);
    write("b.txt", "A lawyer was freed.");
    write("c.txt", "A village was burnt.");
    List<IndexHome> parts = parts(2);
    extractor.read.clear();

    merge(home, parts);

    assertThat(extractor.read).isEmpty();
    assertThat(reports(home)).hasSize(3);
    assertThat(live(home).number()).isEqualTo(2);
  }

  @Test
  void shareOfAMissingPartIsReadAndNamed() throws IOException {
    for (int i = 0; i < 20; i++) {
      write("r" + i + ".txt", "Report number " + i);
    }
    List<IndexHome> parts = parts(4);
    extractor.read.clear();
    IndexHome merged = home("merged");

    merge(merged, List.of(parts.get(0), parts.get(1), parts.get(3)));

    assertThat(notices)
        .containsExactly("no part is that of worker 3/4: the files of that share are read here");
    assertThat(extractor.read).hasSize(Ledger.read(live(parts.get(2))).size());
    assertThat(reports(merged)).hasSize(20);
  }

  @Test
  void corpusThatIsNotMountedIsTakenFromTheParts() throws IOException {
    for (int i = 0; i < 20; i++) {
      write("r" + i + ".txt", "Report number " + i);
    }
    List<IndexHome> parts = parts(3);
    Files.move(corpus, folder.resolve("elsewhere"));
    IndexHome merged = home("merged");

    merge(merged, parts);

    assertThat(reports(merged)).hasSize(20);
    assertThat(IndexedRoots.of(live(merged))).containsExactly(corpus);
  }

  @Test
  void withdrawnFromOnePartIsWithdrawnFromTheWhole() throws IOException {
    for (int i = 0; i < 12; i++) {
      write("r" + i + ".txt", "Camps were seen.");
    }
    write("other.txt", "A lawyer was freed.");
    List<IndexHome> parts = parts(3);
    String id = null;
    for (IndexHome part : parts) {
      for (Report report : reports(part).values()) {
        id = report.text().startsWith("Camps") ? report.id() : id;
      }
    }
    assertThat(parts.get(1).withdraw(String.valueOf(id), Instant.EPOCH)).isTrue();
    IndexHome merged = home("merged");

    merge(merged, parts);

    assertThat(reports(merged).values())
        .extracting(Report::text)
        .containsExactly("A lawyer was freed.");
    assertThat(merged.withdrawals().contains(String.valueOf(id))).isTrue();
  }

  @Test
  void goesOnWithPartsThatWereMadeUnderOtherRules() throws IOException {
    write("a.txt", "Camps were seen.");
    List<IndexHome> parts = parts(2);
    FakeExtractor newer = new FakeExtractor("rules 2");
    IndexHome merged = home("merged");

    new Indexing(merged, ingestor(newer, Share.WHOLE), noticing(), Acceptance.ANY)
        .merge(List.of(), parts, Indexing.Policy.STANDARD);

    assertThat(newer.read).containsExactly("a.txt");
    assertThat(reports(merged)).hasSize(1);
  }

  // --- What is refused

  @Test
  void workerTakesNoIndexButItsOwn() throws IOException {
    write("a.txt", "Camps were seen.");
    IndexHome part = home("part");
    update(part, new Share(1, 2));

    assertThatThrownBy(() -> update(part, new Share(2, 2)))
        .isInstanceOf(UnusablePartException.class)
        .hasMessageContaining("holds the part of worker 1/2 alone")
        .hasMessageContaining("--worker 1/2");
    assertThatThrownBy(() -> update(part, Share.WHOLE)).isInstanceOf(UnusablePartException.class);
    IndexHome whole = home("whole");
    update(whole, Share.WHOLE);
    assertThatThrownBy(() -> update(whole, new Share(1, 2)))
        .hasMessageContaining("holds a whole corpus, not the part of worker 1/2");
  }

  @Test
  void partThatCannotBeUsedIsNamed() throws IOException {
    for (int i = 0; i < 8; i++) {
      write("r" + i + ".txt", "Report number " + i);
    }
    List<IndexHome> parts = parts(2);
    IndexHome merged = home("merged");

    assertThatThrownBy(() -> merge(merged, List.of(home("nowhere"))))
        .hasMessageContaining("nowhere holds no finished part");
    assertThat(folder.resolve("nowhere")).doesNotExist();
    assertThatThrownBy(() -> merge(merged, List.of(parts.get(0), parts.get(0))))
        .hasMessageContaining("part-1 is given twice");
    assertThatThrownBy(() -> merge(parts.get(0), parts))
        .hasMessageContaining("is where the parts are brought together");
    try (WriterLock writing = parts.get(1).lock()) {
      assertThat(writing).isNotNull();
      assertThatThrownBy(() -> merge(merged, parts)).isInstanceOf(IndexInUseException.class);
    }
    flipABit(live(parts.get(0)).folder());
    assertThatThrownBy(() -> merge(merged, parts))
        .isInstanceOf(UnusablePartException.class)
        .hasMessageContaining("the part " + parts.get(0).root() + " cannot be used");
    assertThat(merged.live()).isEmpty();
  }

  private static void flipABit(Path generation) throws IOException {
    try (Stream<Path> files = Files.list(generation)) {
      Path largest =
          files
              .filter(f -> f.getFileName().toString().matches("_.*\\.(cfs|fdt)"))
              .max(Comparator.comparingLong(f -> f.toFile().length()))
              .orElseThrow();
      byte[] bytes = Files.readAllBytes(largest);
      bytes[bytes.length / 2] ^= 4;
      Files.write(largest, bytes, StandardOpenOption.TRUNCATE_EXISTING);
    }
  }

  // --- Helpers

  private List<IndexHome> parts(int workers) throws IOException {
    List<IndexHome> parts = new ArrayList<>();
    for (int n = 1; n <= workers; n++) {
      IndexHome part = home("part-" + n);
      update(part, new Share(n, workers));
      parts.add(part);
    }
    return parts;
  }

  private IndexHome home(String name) {
    return IndexHome.at(folder.resolve(name));
  }

  private static Generation live(IndexHome home) throws IOException {
    return home.live().orElseThrow();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(corpus.resolve(name), text);
  }

  private IngestSummary update(IndexHome home, Share share) throws IOException {
    return new Indexing(home, ingestor(extractor, share), noticing(), Acceptance.ANY)
        .update(List.of(corpus));
  }

  private IngestSummary merge(IndexHome into, List<IndexHome> parts) throws IOException {
    try (WriterLock writing = into.lock()) {
      assertThat(writing).isNotNull();
      return new Indexing(into, ingestor(extractor, Share.WHOLE), noticing(), Acceptance.ANY)
          .merge(List.of(), parts, Indexing.Policy.STANDARD);
    }
  }

  private IngestProgress noticing() {
    return new IngestProgress() {
      @Override
      public void notice(String sentence) {
        notices.add(sentence);
      }
    };
  }

  /** Finds a person in the first letter of every text. */
  private Ingestor ingestor(FakeExtractor with, Share share) {
    Recogniser recogniser =
        new Recogniser() {
          @Override
          public Annotations recognise(
              Optional<String> title, String text, Optional<String> language) {
            String name = text.substring(0, 1);
            String id = "person/" + name.toLowerCase(java.util.Locale.ROOT);
            return new Annotations(
                List.of(new Entity(id, EntityKind.PERSON, name, List.of(), Optional.empty())),
                List.of(new Mention(EntityKind.PERSON, 0, 1, id)));
          }

          @Override
          public String name() {
            return "test";
          }

          @Override
          public String version() {
            return "first letters";
          }
        };
    return new Ingestor(
        with, recogniser, Clock.systemUTC(), 2, Duration.ofSeconds(20), folder, share);
  }

  /** The summary but for how the work was done. */
  private static String accounts(IngestSummary s) {
    return s.found()
        + " = "
        + s.indexed()
        + " + "
        + s.duplicate()
        + " + "
        + s.unreadable()
        + " + "
        + s.removed()
        + "; "
        + s.reports();
  }

  private static void assertSame(IndexHome one, IndexHome other, long seed) throws IOException {
    assertThat(Inspection.of(live(one))).isEmpty();
    assertThat(told(one)).as("seed %d: ledger", seed).isEqualTo(told(other));
    assertThat(written(one)).as("seed %d: reports", seed).isEqualTo(written(other));
    assertThat(IndexedRoots.of(live(one))).isEqualTo(IndexedRoots.of(live(other)));
  }

  private static Map<String, String> written(IndexHome home) throws IOException {
    return reports(home).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, e -> ReportJson.write(e.getValue()), (a, b) -> a, TreeMap::new));
  }

  /** The ledger, all of it but when each file was read and how long that took. */
  private static Map<String, String> told(IndexHome home) throws IOException {
    Map<String, String> told = new TreeMap<>();
    for (LedgerEntry e : Ledger.read(live(home)).values()) {
      told.put(
          e.path(),
          e.outcome()
              + " "
              + e.reports()
              + " "
              + e.hash()
              + " "
              + e.size()
              + " "
              + e.modified()
              + " "
              + e.settings()
              + " "
              + e.failure()
              + " "
              + e.parts());
    }
    return told;
  }

  private static Map<String, Report> reports(IndexHome home) throws IOException {
    Map<String, Report> reports = new TreeMap<>();
    try (KeptReports kept = KeptReports.of(live(home))) {
      for (LedgerEntry entry : kept.ledger().values()) {
        if (entry.outcome() == LedgerEntry.Outcome.INDEXED) {
          for (Report report : kept.reports(entry.identity().orElseThrow())) {
            assertThat(reports.put(report.id(), report)).as("twice in the index").isNull();
          }
        }
      }
    }
    return reports;
  }
}
