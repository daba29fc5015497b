package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.vigil.search.TinyIndex.Some.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigil.entity.EntityKind;
import org.vigil.search.EntityProfile.Alias;
import org.vigil.search.EntityProfile.Companion;
import org.vigil.search.EntityProfile.Named;

class EntityProfilesTest {

  private static final Set<EntityKind> ALL = EnumSet.allOf(EntityKind.class);

  private static List<String> beginning(TinyIndex index, String prefix) throws IOException {
    return index.searcher().entities(Optional.of(prefix), ALL, 20).stream().map(Named::id).toList();
  }

  private static TinyIndex index() throws IOException {
    return new TinyIndex(
        report("r1", "Muammar Gaddafi spoke in Tripoli. Gaddafi left.")
            .outlet("A")
            .on("2011-02")
            .names("person/muammar-gaddafi", "Muammar Gaddafi", "Gaddafi")
            .names("place/tripoli", "Tripoli"),
        report("r2", "Muammar Qadhafi fled Tripoli.")
            .outlet("B")
            .on("2011-08")
            .names("person/muammar-qadhafi", "Muammar Qadhafi")
            .names("place/tripoli", "Tripoli"),
        report("r3", "Volodymyr Zelenskyy spoke.")
            .names("person/volodymyr-zelenskyy", "Volodymyr Zelenskyy"));
  }

  @Test
  void anyNameOrIdLeadsToTheEntity() throws IOException {
    try (TinyIndex index = index()) {
      for (String way :
          List.of(
              "person/muammar-gaddafi",
              "person/muammar-qadhafi",
              "Muammar Qadhafi",
              "muammar gaddafi")) {
        assertThat(index.searcher().entity(way).orElseThrow().entity())
            .isEqualTo(
                new Named("person/muammar-gaddafi", EntityKind.PERSON, "Muammar Gaddafi", 2));
      }
      assertThat(index.searcher().entity("person/nobody")).isEmpty();
      assertThat(index.searcher().entity("")).isEmpty();
    }
  }

  @Test
  void tellsItsFormsItsReportsOverTimeItsOutletsAndWhyItIsOne() throws IOException {
    try (TinyIndex index = index()) {
      EntityProfile profile = index.searcher().entity("person/muammar-qadhafi").orElseThrow();

      assertThat(profile.aliases())
          .containsExactly(
              new Alias("Gaddafi", 1),
              new Alias("Muammar Gaddafi", 1),
              new Alias("Muammar Qadhafi", 1));
      assertThat(profile.over().buckets()).extracting(SearchResult.Bucket::count).contains(1L);
      assertThat(profile.outlets()).extracting(SearchResult.Term::id).containsExactly("A", "B");
      assertThat(profile.joins()).hasSize(1);
    }
  }

  @Test
  void companionsAreThoseThatTellSomethingNotThoseThatAreEverywhere() throws IOException {
    List<TinyIndex.Some> reports = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      TinyIndex.Some report = report("r" + i, "x").names("organisation/un", "United Nations");
      if (i < 5) {
        report.names("person/liu-xiaobo", "Liu Xiaobo").names("person/liu-xia", "Liu Xia");
      }
      reports.add(report);
    }
    try (TinyIndex index = new TinyIndex(reports.toArray(new TinyIndex.Some[0]))) {
      EntityProfile profile = index.searcher().entity("person/liu-xiaobo").orElseThrow();

      assertThat(profile.with().get(EntityKind.PERSON))
          .extracting(c -> c.entity().id())
          .containsExactly("person/liu-xia");
      assertThat(profile.with().get(EntityKind.PERSON))
          .first()
          .extracting(Companion::together)
          .isEqualTo(5L);
      assertThat(profile.with().get(EntityKind.ORGANISATION)).isEmpty();
    }
  }

  @Test
  void theLikelihoodRatioIsThatOfTheTextbook() {
    // 2 (sum k ln k over the four cells, less rows and columns): 10, 10, 10 and 70 of 100.
    double cells = 3 * 10 * Math.log(10) + 70 * Math.log(70);
    double sides = 2 * (20 * Math.log(20) + 80 * Math.log(80));
    double expected = 2 * (cells - sides + 100 * Math.log(100));

    assertThat(EntityProfiles.logLikelihood(10, 20, 20, 100)).isCloseTo(expected, within(1e-9));
    assertThat(EntityProfiles.logLikelihood(4, 20, 20, 100)).isZero();
  }

  @Test
  void aWordOfANameMayBeTypedInPartAndWithASlip() throws IOException {
    try (TinyIndex index = index()) {
      assertThat(beginning(index, "gad")).containsExactly("person/muammar-gaddafi");
      assertThat(beginning(index, "QADH")).containsExactly("person/muammar-gaddafi");
      assertThat(beginning(index, "muammar gad")).containsExactly("person/muammar-gaddafi");
      assertThat(beginning(index, "zelnsk")).containsExactly("person/volodymyr-zelenskyy");
      assertThat(beginning(index, "gadafi")).containsExactly("person/muammar-gaddafi");
      assertThat(beginning(index, "zzz")).isEmpty();
      assertThat(beginning(index, "*\u001F?")).isEmpty();
      assertThat(index.searcher().entities(Optional.empty(), EnumSet.of(EntityKind.PLACE), 20))
          .containsExactly(new Named("place/tripoli", EntityKind.PLACE, "Tripoli", 2));
    }
  }
}
