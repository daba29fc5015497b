package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.entity.Curation;
import org.vigil.entity.Curation.Action;
import org.vigil.entity.MalformedCurationException;
import org.vigil.index.IndexHome;

class EntitiesFilesTest {

  @TempDir Path folder;
  private Path file = Path.of("");
  private EntitiesFiles files = new EntitiesFiles(IndexHome.at(Path.of("")), Optional.empty());

  @BeforeEach
  void give() {
    file = folder.resolve("names.csv");
    files = new EntitiesFiles(IndexHome.at(folder.resolve("index")), Optional.of(file));
  }

  private static Curation.Line hide(String id) {
    return new Curation.Line(Action.HIDE, id, "", 1);
  }

  @Test
  void whatWasReadHoldsWhileTheFileCannotBeRead() throws IOException {
    assertThatThrownBy(files::get).isInstanceOf(NoSuchFileException.class);
    Files.writeString(file, "nonsense\n");
    assertThatThrownBy(files::get)
        .isInstanceOf(MalformedCurationException.class)
        .hasMessageContaining("names.csv line 1: expected merge");

    Files.writeString(file, "hide,person/a\n");
    assertThat(files.get().lines()).containsExactly(hide("person/a"));
    Files.writeString(file, "hide,person/a\nhide\n");
    assertThat(files.get().lines()).containsExactly(hide("person/a"));
    Files.delete(file);
    assertThat(files.get().lines()).containsExactly(hide("person/a"));
  }

  @Test
  void aChangeIsSeenEvenWhereSizeAndTimeStayThoseOfBefore() throws IOException {
    String first = files.add(List.of(hide("person/a"))).getFirst().key();
    assertThat(files.get().lines()).hasSize(1);
    assertThat(files.withdraw(first)).isTrue();
    files.add(List.of(hide("person/b")));
    Files.setLastModifiedTime(file, Files.getLastModifiedTime(file));
    assertThat(files.get().lines()).containsExactly(hide("person/b"));
  }

  @Test
  void aLinkedFileStaysLinkedAndItsOtherLinesStay() throws IOException {
    Path real = Files.writeString(folder.resolve("real.csv"), "hide,person/a\n# kept\nodd line\n");
    Files.createSymbolicLink(file, real);
    String key = files.content().decisions().getFirst().key();

    assertThat(files.withdraw(key)).isTrue();

    assertThat(Files.isSymbolicLink(file)).isTrue();
    assertThat(real).hasContent("# kept\nodd line\n");
    assertThat(folder).isDirectoryContaining(path -> path.endsWith("real.csv"));
    assertThat(folder.toFile().list()).hasSize(2);
  }

  @Test
  void withoutAFolderThatWasIndexedNothingCanBeDecided() {
    EntitiesFiles none = new EntitiesFiles(IndexHome.at(folder), Optional.empty());
    assertThatThrownBy(() -> none.add(List.of(hide("person/a"))))
        .isInstanceOf(NoSuchFileException.class);
  }
}
