package org.vigil.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {

  @TempDir Path folder;

  /** Holds a folder until it is killed. */
  static final class Holder {
    public static void main(String[] args) throws IOException, InterruptedException {
      System.out.println(ScratchFolder.create(Path.of(args[0])).path());
      Thread.sleep(Duration.ofMinutes(5));
    }
  }

  @Test
  void whatAKilledProcessLeftBehindIsRemovedAndWhatOneUsesIsNot() throws Exception {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .start();
    try (var said = holder.inputReader()) {
      Path held = Path.of(said.readLine());
      Files.createDirectory(held.resolve("deep"));
      Files.writeString(held.resolve("deep/spool"), "of a parser");
      ScratchFolder own = ScratchFolder.create(folder);

      ScratchFolder.sweep(folder);
      assertThat(held.resolve("deep/spool")).exists();
      assertThat(own.path()).exists();

      holder.destroyForcibly().waitFor();
      ScratchFolder.sweep(folder);
      assertThat(held).doesNotExist();
      assertThat(own.path()).exists();

      own.close();
      assertThat(folder).isEmptyDirectory();
    } finally {
      holder.destroyForcibly();
    }
  }

  @Test
  void aFolderThatIsStillMadeStaysAndAnOldOneWithoutALockGoes() throws IOException {
    Path young = Files.createDirectory(folder.resolve("vigil-extract-1"));
    Path old = Files.createDirectory(folder.resolve("vigil-extract-2"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(1))));

    ScratchFolder.sweep(folder);

    assertThat(young).exists();
    assertThat(old).doesNotExist();
  }

  @Test
  void linksAndOtherFilesAreLeftAlone() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("lock"), "");
    Path link = Files.createSymbolicLink(folder.resolve("vigil-extract-link"), other);
    Path file = Files.writeString(folder.resolve("vigil-extract-file"), "");

    ScratchFolder.sweep(folder);

    assertThat(other.resolve("lock")).exists();
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(file).exists();
  }
}
