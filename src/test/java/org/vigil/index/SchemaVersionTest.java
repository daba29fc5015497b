package org.vigil.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaVersionTest {

  @TempDir Path folder;

  @Test
  void generationTellsTheSchemaItWasWrittenUnder() throws IOException {
    Generation generation = IndexHome.at(folder).begin();
    assertThat(SchemaVersion.of(generation)).isEmpty();

    try (GenerationWriter writer = GenerationWriter.open(generation)) {
      writer.commit(Map.of("roots", "/a"));
      writer.commit();
    }

    assertThat(SchemaVersion.of(generation)).contains(SchemaVersion.current());
    assertThat(Ledger.notes(generation)).containsEntry("roots", "/a");
  }

  @Test
  void versionIsRememberedForThisVeryProgramAndNoOther() throws IOException {
    Path cache = Files.createDirectory(folder.resolve("cache"));
    Path classes = Files.createDirectory(folder.resolve("classes"));
    Path some = Files.writeString(classes.resolve("A.class"), "1");
    assertThat(SchemaVersion.remembered(Optional.of(cache), classes.toString()))
        .isEqualTo(SchemaVersion.compute());
    Path remembered = cache.resolve(BuildFingerprint.of(classes.toString()));
    Files.writeString(remembered, "0123456789ab");
    assertThat(SchemaVersion.remembered(Optional.of(cache), classes.toString()))
        .isEqualTo("0123456789ab");

    Files.writeString(remembered, "cut o");
    assertThat(SchemaVersion.remembered(Optional.of(cache), classes.toString()))
        .isEqualTo(SchemaVersion.compute());

    Files.writeString(remembered, "0123456789ab");
    Files.writeString(some, "22");
    assertThat(SchemaVersion.remembered(Optional.of(cache), classes.toString()))
        .isEqualTo(SchemaVersion.compute());
    assertThat(SchemaVersion.remembered(Optional.empty(), classes.toString()))
        .isEqualTo(SchemaVersion.compute());
  }

  @Test
  void generationOfAnotherSchemaIsReadButNotWritten() throws IOException {
    Generation generation = IndexHome.at(folder).begin();
    commitUnder(generation, List.of(Map.entry(SchemaVersion.NOTE, "another")));

    try (KeptReports kept = KeptReports.of(generation)) {
      assertThat(kept.ledger()).isEmpty();
    }
    assertThatThrownBy(() -> GenerationWriter.open(generation))
        .isInstanceOf(OtherSchemaException.class)
        .hasMessageContaining("run 'vigil reindex'");
  }

  @Test
  void generationFromBeforeSchemasWereToldIsNoSource() throws IOException {
    Generation generation = IndexHome.at(folder).begin();
    commitUnder(generation, List.of(Map.entry("roots", "/a")));

    assertThatThrownBy(() -> KeptReports.of(generation))
        .isInstanceOf(DamagedIndexException.class)
        .hasMessageContaining("too old");
  }

  private static void commitUnder(Generation generation, List<Map.Entry<String, String>> notes)
      throws IOException {
    try (Directory directory = generation.directory();
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      writer.setLiveCommitData(notes);
      writer.commit();
    }
  }
}
