package org.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.GeneratedReports;
import org.vigil.embed.Vigil;
import org.vigil.entity.EntityKind;
import org.vigil.index.IndexHome;
import org.vigil.search.EntityProfile;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchResult;
import org.vigil.search.StoryList;

/** A program elsewhere, which sees only what is public, and asks everything. */
class LibraryTest {

  @TempDir Path folder;

  @Test
  void aProgramAsksAllThatTheApiAnswers() throws Exception {
    new GeneratedReports(1).index(IndexHome.at(folder), 30);
    try (Vigil vigil = Vigil.open(folder)) {
      assertThat(vigil.size()).isEqualTo(30);
      SearchResult.Hit hit = vigil.search("*:*").hits().getFirst();
      String person = hit.people().getFirst().name();

      SearchResult found = vigil.search("person:\"" + person + "\"");
      assertThat(found.hits()).extracting(SearchResult.Hit::id).contains(hit.id());
      assertThat(vigil.report(hit.id()).orElseThrow().text()).contains(person);
      assertThat(vigil.highlights(hit.id(), person)).isNotEmpty();
      EntityProfile profile = vigil.entity(person).orElseThrow();
      assertThat(profile.entity().reports()).isEqualTo(found.total());
      List<EntityProfile.Named> people =
          vigil.entities(Optional.of(person), EnumSet.of(EntityKind.PERSON), 5);
      assertThat(people).extracting(EntityProfile.Named::name).contains(person);
      assertThat(vigil.suggest(person.substring(0, 4))).isNotNull();
      assertThat(vigil.duplicates(hit.id())).isEmpty();
      assertThat(vigil.related(hit.id())).hasSizeLessThanOrEqualTo(10);
      assertThat(vigil.story("nope")).isEmpty();
      assertThat(vigil.stories(SearchRequest.of(""), StoryList.Order.NEWEST)).isNotNull();
      assertThat(vigil.quotes(SearchRequest.of("nothing")).total()).isZero();
      vigil.refresh();
    }
  }
}
