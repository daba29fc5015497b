package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.search.TinyIndex.Ask.ask;
import static org.vigil.search.TinyIndex.Some.report;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.entity.Curation;
import org.vigil.entity.Curation.Action;
import org.vigil.search.SearchRequest.Facet;

/** Whether one entity is one everywhere, whatever reports call it. */
class EntityIdentityTest {

  private static TinyIndex gaddafi() throws IOException {
    return new TinyIndex(
        report("r1", "Muammar Gaddafi opened camps.")
            .names("person/muammar-gaddafi", "Muammar Gaddafi"),
        report("r2", "Moammar Qaddafi left.").names("person/moammar-qaddafi", "Moammar Qaddafi"),
        report("r3", "Kadhafi closed prisons; Muammar Gaddafi did not.")
            .names("person/kadhafi", "Kadhafi")
            .names("person/muammar-gaddafi", "Muammar Gaddafi"),
        report("r4", "Liu Xiaobo wrote.").names("person/liu-xiaobo", "Liu Xiaobo"));
  }

  private static List<SearchResult.Term> people(TinyIndex index) throws IOException {
    SearchResult answer = index.answer(ask("").facets(Facet.PERSON));
    SearchResult.TermCounts counts = answer.facets().get(Facet.PERSON);
    return counts == null ? List.of() : counts.terms();
  }

  @Test
  void aReportCountsOncePerEntity() throws IOException {
    try (TinyIndex index = gaddafi()) {
      assertThat(people(index))
          .containsExactly(
              new SearchResult.Term("person/muammar-gaddafi", "Muammar Gaddafi", 3, false),
              new SearchResult.Term("person/liu-xiaobo", "Liu Xiaobo", 1, false));
    }
  }

  @Test
  void anyNameFindsTheReportsUnderAllNames() throws IOException {
    try (TinyIndex index = gaddafi()) {
      for (String way :
          List.of("person/muammar-gaddafi", "person/kadhafi", "Moammar Qaddafi", "Kadhafi")) {
        assertThat(index.search(ask("").any(Facet.PERSON, way)))
            .as(way)
            .containsExactlyInAnyOrder("r1", "r2", "r3");
        assertThat(index.search("person:\"" + way + "\""))
            .as(way)
            .containsExactlyInAnyOrder("r1", "r2", "r3");
      }
      assertThat(index.search(ask("").none(Facet.PERSON, "person/kadhafi"))).containsExactly("r4");
    }
  }

  @Test
  void anEntityInAPhraseStandsForAllItsNames() throws IOException {
    try (TinyIndex index = gaddafi()) {
      assertThat(index.search("\"@person/moammar-qaddafi prisons\"~5")).containsExactly("r3");
      assertThat(index.search("\"@person/kadhafi camps\"~5")).containsExactly("r1");
    }
  }

  @Test
  void aHitListsAnEntityOnce() throws IOException {
    try (TinyIndex index = gaddafi()) {
      assertThat(index.answer(ask("prisons")).hits().getFirst().people())
          .containsExactly(new SearchResult.Named("person/muammar-gaddafi", "Muammar Gaddafi"));
    }
  }

  @Test
  void reportsThatComeLaterJoinOrPartNames() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("r1", "a").names("person/george-w-bush", "George W. Bush"),
            report("r2", "b").names("person/george-bush", "George Bush"))) {
      assertThat(people(index)).hasSize(1);

      index.add(report("r3", "c").names("person/george-h-w-bush", "George H. W. Bush"));

      assertThat(people(index)).hasSize(3);
    }
  }

  @Test
  void decisionsApplyWithoutReadingAnythingAgain() throws IOException {
    try (TinyIndex index = gaddafi()) {
      index.decide(
          new Curation.Line(Action.SPLIT, "person/moammar-qaddafi", "person/muammar-gaddafi", 1),
          new Curation.Line(Action.RENAME, "person/moammar-qaddafi", "The Other", 2),
          new Curation.Line(Action.HIDE, "person/liu-xiaobo", "", 3),
          new Curation.Line(Action.ALIAS, "person/moammar-qaddafi", "His Double", 4));

      assertThat(people(index))
          .extracting(SearchResult.Term::label)
          .containsExactlyInAnyOrder("Muammar Gaddafi", "The Other", "Kadhafi");
      assertThat(index.search(ask("").any(Facet.PERSON, "his double"))).containsExactly("r2");
      assertThat(index.answer(ask("wrote")).hits().getFirst().people()).isEmpty();

      index.decide();

      assertThat(people(index)).hasSize(2);
    }
  }

  @Test
  void aMergeMayNameAnIdThatNoReportHas() throws IOException {
    try (TinyIndex index = gaddafi()) {
      index.decide(
          new Curation.Line(Action.MERGE, "person/nobel-laureate", "person/liu-xiaobo", 1));

      assertThat(index.search(ask("").any(Facet.PERSON, "person/nobel-laureate")))
          .containsExactly("r4");
      assertThat(people(index)).extracting(SearchResult.Term::id).contains("person/nobel-laureate");
    }
  }
}
