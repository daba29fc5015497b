package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.search.TinyIndex.Some.report;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.entity.Curation;

class RelatedTest {

  private static final String DORMITORIES =
      "Ada Morrow counted the dormitories of Hotan from satellite pictures, week after week.";

  private static TinyIndex.Some one(String id) {
    return report(id, DORMITORIES)
        .names("person/ada-morrow", "Ada Morrow")
        .names("place/hotan", "Hotan");
  }

  private static TinyIndex index(TinyIndex.Some... more) throws IOException {
    TinyIndex index =
        new TinyIndex(
            one("r1"),
            report("r2", "Ada Morrow showed the satellite pictures in Geneva.")
                .title("In Geneva")
                .outlet("A")
                .names("person/ada-morrow", "Ada Morrow")
                .names("place/geneva", "Geneva"),
            report("r3", "The fishermen of Lagos mended their nets.").names("place/lagos", "Lagos"),
            report("r4", "The council of Geneva met the fishermen.")
                .names("place/geneva", "Geneva"));
    index.add(more);
    return index;
  }

  private static List<String> ids(List<Related> related) {
    return related.stream().map(each -> each.hit().id()).toList();
  }

  @Test
  void aReportWithTheSameNamesAndWordsIsRelatedAndSaysSo() throws IOException {
    try (TinyIndex index = index()) {
      Related related = index.searcher().related("r1").getFirst();

      assertThat(related.hit().id()).isEqualTo("r2");
      assertThat(related.hit().title()).contains("In Geneva");
      assertThat(related.entities())
          .containsExactly(new SearchResult.Named("person/ada-morrow", "Ada Morrow"));
      assertThat(related.terms()).containsExactlyInAnyOrder("satellite", "pictures");
    }
  }

  @Test
  void oneWordInCommonIsAChance() throws IOException {
    try (TinyIndex index = index()) {
      assertThat(ids(index.searcher().related("r3"))).isEmpty();
    }
  }

  @Test
  void neitherTheReportNorItsCopiesNorCopiesOfOneListedAreRelated() throws IOException {
    String other =
        "Ada Morrow told of the dormitories of Hotan in a long evening at the town hall.";
    try (TinyIndex index =
        index(
            one("r1-copy"),
            report("r5", other)
                .names("person/ada-morrow", "Ada Morrow")
                .names("place/hotan", "Hotan"),
            report("r5-copy", other)
                .names("person/ada-morrow", "Ada Morrow")
                .names("place/hotan", "Hotan"))) {
      assertThat(ids(index.searcher().related("r1"))).containsExactly("r5", "r2");
    }
  }

  @Test
  void namesThatPeopleJoinedAreOneAndHiddenOnesNone() throws IOException {
    try (TinyIndex index =
        index(
            report("r6", "A. Morrow counted the fishermen, and counted nets.")
                .names("person/a-morrow", "A. Morrow"))) {
      index.decide(
          new Curation.Line(Curation.Action.MERGE, "person/ada-morrow", "person/a-morrow", 1));
      Related related = index.searcher().related("r6").getFirst();
      assertThat(related.entities())
          .extracting(SearchResult.Named::id)
          .containsExactly("person/ada-morrow");
      index.decide(new Curation.Line(Curation.Action.HIDE, "person/ada-morrow", "", 1));
      assertThat(index.searcher().related("r2").stream().flatMap(r -> r.entities().stream()))
          .extracting(SearchResult.Named::id)
          .doesNotContain("person/ada-morrow");
    }
  }

  @Test
  void aRemovedReportIsNotRelatedAndHasNone() throws IOException {
    try (TinyIndex index = index()) {
      index.remove("r2");
      assertThat(index.searcher().related("r1")).isEmpty();
      assertThat(index.searcher().related("r2")).isEmpty();
    }
  }
}
