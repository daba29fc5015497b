package org.vigil.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
