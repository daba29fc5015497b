package org.vigil.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.GeneratedReports;
import org.vigil.corpus.ContentHash;

/** Damage is found while the index is in use, and nothing else is taken for damage. */
class ScrubTest {

  private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

  @TempDir Path folder;
  private IndexHome home;
  private Path original;
  private Scrub scrub;
  private final List<Integer> reads = new ArrayList<>();

  @BeforeEach
  void makeIndex() throws IOException {
    home = IndexHome.at(folder.resolve("index"));
    GeneratedReports reports = new GeneratedReports(1);
    reports.index(home, 40);
    original = Files.writeString(folder.resolve("a.txt"), "Camps were seen.");
    try (GenerationWriter writer = GenerationWriter.open(live())) {
      writer.note(
          new LedgerEntry(
              original.toString(),
              Optional.empty(),
              Optional.of(ContentHash.of(original)),
              Files.size(original),
              Files.getLastModifiedTime(original).toInstant(),
              new Settings("a", "b"),
              LedgerEntry.Outcome.INDEXED,
              0,
              Optional.empty(),
              List.of(),
              NOW,
              1));
      writer.commit();
    }
    scrub = new Scrub(home, Clock.fixed(NOW, ZoneOffset.UTC), reads::add);
  }

  @Test
  void everyByteOfASoundIndexIsReadAndNothingFound() throws Exception {
    scrub.pass();

    assertThat(scrub.standing()).isEqualTo(new Scrub.Standing(1, Optional.of(NOW), 0, 0));
    long bytes = Files.size(original);
    for (Path file : files()) {
      bytes += Files.size(file) - Long.BYTES;
    }
    assertThat(reads.stream().mapToLong(Integer::longValue).sum()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.001, 0.3, 0.5, 0.9, 0.9999})
  void aFlippedBitInAnyFileIsFound(double where) throws Exception {
    int damaged = 0;
    for (Path file : files()) {
      byte[] bytes = Files.readAllBytes(file);
      bytes[(int) (bytes.length * where)] ^= 16;
      if (!isList(file)) {
        Files.write(file, bytes);
        damaged++;
      }
    }

    scrub.pass();

    assertThat(damaged).isPositive();
    assertThat(scrub.standing().damagedFiles()).isEqualTo(damaged);
    assertThat(scrub.standing().damagedOriginals()).isZero();
    assertThat(Inspection.of(live())).isNotEmpty();
  }

  @Test
  void aDamagedListOfFilesIsFound() throws Exception {
    for (Path file : files()) {
      if (isList(file)) {
        byte[] sound = Files.readAllBytes(file);
        byte[] damaged = sound.clone();
        damaged[damaged.length / 2] ^= 16;
        Files.write(file, damaged);
        scrub.pass();
        assertThat(scrub.standing().damagedFiles()).as(file.toString()).isEqualTo(1);
        Files.write(file, sound);
        scrub.pass();
        assertThat(scrub.standing().damagedFiles()).isZero();
      }
    }
  }

  /** What says which files there are: without it nothing else is found. */
  private static boolean isList(Path file) {
    return file.getFileName().toString().matches("segments_.*|.*\\.si");
  }

  @Test
  void aMissingFileAndACutOffOneAreDamage() throws Exception {
    List<Path> files = segmentFiles();
    Files.delete(files.get(0));
    Files.write(files.get(1), new byte[5]);

    scrub.pass();

    assertThat(scrub.standing().damagedFiles()).isEqualTo(2);
  }

  @Test
  void anotherGenerationTakesTheDamageAway() throws Exception {
    Path file = segmentFiles().get(0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    scrub.pass();
    assertThat(scrub.standing().damagedFiles()).isEqualTo(1);

    new GeneratedReports(1).index(home, 40);
    scrub.pass();

    assertThat(scrub.standing()).isEqualTo(new Scrub.Standing(2, Optional.of(NOW), 0, 0));
  }

  @Test
  void filesThatAMergeRemovesMeanwhileAreNoDamage() throws Exception {
    Scrub disturbed =
        new Scrub(
            home,
            Clock.fixed(NOW, ZoneOffset.UTC),
            bytes -> {
              reads.add(bytes);
              if (reads.size() == 1) {
                try (GenerationWriter writer = GenerationWriter.open(live())) {
                  new GeneratedReports(1).add(writer, 0, 40);
                  writer.commit();
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              }
            });

    disturbed.pass();

    assertThat(disturbed.standing().damagedFiles()).isZero();
  }

  @Test
  void anOriginalWithOtherBytesAndTheSameSizeAndTimeIsDamaged() throws Exception {
    FileTime time = Files.getLastModifiedTime(original);
    Files.writeString(original, "Camps were seem.");
    Files.setLastModifiedTime(original, time);
    scrub.pass();
    assertThat(scrub.standing().damagedOriginals()).isEqualTo(1);

    Files.writeString(original, "Camps were seen.");
    Files.setLastModifiedTime(original, time);
    scrub.pass();
    assertThat(scrub.standing().damagedOriginals()).isZero();
  }

  @Test
  void anOriginalThatWasChangedOrWentIsNone() throws Exception {
    Files.writeString(original, "Camps were not seen.");
    scrub.pass();
    assertThat(scrub.standing().damagedOriginals()).isZero();

    Files.delete(original);
    scrub.pass();
    assertThat(scrub.standing().damagedOriginals()).isZero();
  }

  private Generation live() throws IOException {
    return home.live().orElseThrow();
  }

  private List<Path> segmentFiles() throws IOException {
    return files().stream().filter(f -> !isList(f)).sorted().toList();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(live().folder())) {
      return files.filter(f -> f.getFileName().toString().matches("_.*|segments_.*")).toList();
    }
  }
}
