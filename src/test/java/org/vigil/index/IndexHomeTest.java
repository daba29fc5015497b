package org.vigil.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexHomeTest {

  @TempDir Path folder;

  @Test
  void lookingCreatesNothing() throws IOException {
    Path root = folder.resolve("index");

    assertThat(IndexHome.at(root).live()).isEmpty();
    assertThat(root).doesNotExist();
  }

  @Test
  void generationIsLiveOnceSwitchedTo() throws IOException {
    IndexHome home = IndexHome.at(folder);
    Generation first = home.begin();
    assertThat(home.live()).isEmpty();

    home.switchTo(first);
    Generation second = home.begin();

    assertThat(home.live()).contains(first);
    assertThat(second.number()).isEqualTo(first.number() + 1);
    home.switchTo(second);
    home.keepEarlier(1);
    assertThat(home.live()).contains(second);
    assertThat(home.earlier()).containsExactly(first);
    home.keepEarlier(0);
    assertThat(first.folder()).doesNotExist();
  }

  @Test
  void generationBackInUseIsNotTakenForAFollowingBuild() throws IOException {
    IndexHome home = IndexHome.at(folder);
    Generation first = begun(home);
    home.switchTo(first);
    Generation second = begun(home);
    assertThat(home.unfinished()).contains(second);
    home.switchTo(second);

    home.switchTo(home.earlier().getFirst());

    assertThat(home.live()).contains(first);
    assertThat(home.unfinished()).isEmpty();
    assertThat(home.earlier()).containsExactly(second);
  }

  private static Generation begun(IndexHome home) throws IOException {
    Generation generation = home.begin();
    try (GenerationWriter writer = GenerationWriter.open(generation)) {
      writer.commit();
    }
    return generation;
  }

  @Test
  void liveGenerationIsNeverDeleted() throws IOException {
    IndexHome home = IndexHome.at(folder);
    Generation live = home.begin();
    home.switchTo(live);

    assertThatThrownBy(() -> home.delete(live)).hasMessage("generation 1 is live");
  }

  @Test
  void pointerToNothingIsDamage() throws IOException {
    IndexHome home = IndexHome.at(folder);
    Generation live = home.begin();
    home.switchTo(live);
    Files.delete(live.folder());

    assertThatThrownBy(home::live)
        .isInstanceOf(DamagedIndexException.class)
        .hasMessageContaining("generation-000001 is missing");
  }

  @Test
  void pointerWithForeignWordsIsDamageAndLeadsNowhere() throws IOException {
    Files.writeString(folder.resolve("live"), "../../etc\n");

    assertThatThrownBy(() -> IndexHome.at(folder).live())
        .isInstanceOf(DamagedIndexException.class)
        .hasMessageContaining("names no generation: '../../etc'");
  }

  @Test
  void fileInPlaceOfTheFolderIsSaidSo() throws IOException {
    Path file = Files.writeString(folder.resolve("index"), "no folder");

    assertThatThrownBy(() -> IndexHome.at(file).live()).hasMessageContaining("not a folder");
  }

  @Test
  void secondWriterIsToldWhoHoldsTheIndex() throws IOException {
    IndexHome home = IndexHome.at(folder);
    WriterLock held = home.lock();

    assertThatThrownBy(home::lock)
        .isInstanceOf(IndexInUseException.class)
        .hasMessageContaining("process " + ProcessHandle.current().pid());

    held.close();
    home.lock().close();
  }

  @Test
  void writerInAnotherProcessIsKeptOutUntilTheLockIsClosed() throws Exception {
    IndexHome home = IndexHome.at(folder);
    WriterLock held = home.lock();
    assertThatThrownBy(home::lock).isInstanceOf(IndexInUseException.class);

    assertThat(knock())
        .isEqualTo(
            "the index "
                + folder
                + " is being written by another vigil process (process "
                + ProcessHandle.current().pid()
                + "): wait until it is done, or stop it");

    held.close();
    held.close();
    assertThat(knock()).isEqualTo("open");
  }

  /** What another process is told that wants to write. */
  private String knock() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Knocking.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (InputStream said = process.getInputStream()) {
      return new String(said.readAllBytes(), StandardCharsets.UTF_8).strip();
    } finally {
      assertThat(process.waitFor()).isZero();
    }
  }

  /** A process that wants to write and says how it fares. */
  static final class Knocking {
    private Knocking() {}

    public static void main(String[] folder) throws IOException {
      try {
        IndexHome.at(Path.of(folder[0])).lock().close();
        System.out.println("open");
      } catch (IndexInUseException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
