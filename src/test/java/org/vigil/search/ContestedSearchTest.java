package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.search.TinyIndex.Ask.ask;
import static org.vigil.search.TinyIndex.Some.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.index.IndexHome;
import org.vigil.schema.SpellingVariants;
import org.vigil.schema.Words;
import org.vigil.search.SearchRequest.Spelling;

class ContestedSearchTest {

  private static final SearchRequest.Options CONTESTED =
      new SearchRequest.Options(
          true, Optional.empty(), true, true, SearchRequest.FacetOrder.COUNT, false);

  private static TinyIndex index() throws IOException {
    return new TinyIndex(
        report("says", "Witnesses told of re-education camps near Hotan."),
        report("official", "The vocational training centres have all graduated."),
        report("others", "A registry of the internment camps was leaked."),
        report("neither", "Summer camps near the training centres, vocational and other."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"re-education camps\"",
        "re-education camps",
        "\"internment camps\"",
        "internment camp",
        "vocational training centres"
      })
  void findsWhatOthersCallTheSameOnlyWhenAsked(String q) throws IOException {
    try (TinyIndex index = index()) {
      assertThat(index.search(ask(q))).hasSizeLessThan(3);
      assertThat(index.search(ask(q).options(CONTESTED))).contains("says", "official", "others");
    }
  }

  @Test
  void theTermAskedForComesFirstAndTheAnswerListsTheOthersWithNoteAndSource() throws IOException {
    try (TinyIndex index = index()) {
      SearchResult answer =
          index.answer(ask("\"re-education camps\"").options(CONTESTED).spelling(Spelling.EXACT));

      assertThat(answer.hits().getFirst().id()).isEqualTo("says");
      assertThat(answer.query().contested()).containsOnlyKeys("re education camps");
      SearchResult.Contested contested = answer.query().contested().values().iterator().next();
      assertThat(contested.terms()).contains("internment camps", "vocational training centres");
      assertThat(contested.note()).isNotBlank();
      assertThat(contested.source()).contains("OHCHR");
      assertThat(answer.query().variants()).isEmpty();
    }
  }

  @Test
  void snippetsAndTheReportMarkTheWordsThatStand() throws IOException {
    try (TinyIndex index = index()) {
      List<SearchResult.Hit> hits =
          index.answer(ask("re-education camps").options(CONTESTED)).hits();
      String official =
          hits.stream()
              .filter(hit -> hit.id().equals("official"))
              .findFirst()
              .orElseThrow()
              .snippets()
              .getFirst()
              .html();
      assertThat(official.replace("</em> <em>", " "))
          .contains("<em>vocational training centres</em>");
      assertThat(
              index
                  .searcher()
                  .highlights(
                      "official", "re-education camps", new Wording(Spelling.VARIANTS, true)))
          .isNotEmpty();
    }
  }

  @Test
  void filesOfVariantsAreReadAgainWhenTheyChange(@TempDir Path folder) throws IOException {
    VariantsFiles files = new VariantsFiles(IndexHome.at(folder), Optional.empty());
    assertThat(files.get()).isSameAs(SpellingVariants.shipped());
    Path file = folder.resolve(VariantsFiles.FILE);
    Files.writeString(file, "Morrow, Morow");
    SpellingVariants first = files.get();
    assertThat(first.find(Words.of("morow"))).isPresent();
    assertThat(files.get()).isSameAs(first);

    Files.writeString(file, "Morrow");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
    assertThat(files.get()).as("what it said before holds").isSameAs(first);

    Files.delete(file);
    assertThat(files.get().find(Words.of("morow"))).isEmpty();
  }
}
