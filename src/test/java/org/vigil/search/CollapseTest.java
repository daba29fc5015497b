package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.vigil.search.TinyIndex.Ask.ask;
import static org.vigil.search.TinyIndex.Some.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.entity.Curation;
import org.vigil.entity.Entity;
import org.vigil.report.Report;
import org.vigil.search.SearchRequest.Collapse;
import org.vigil.search.SearchRequest.Facet;
import org.vigil.search.SearchRequest.Order;

class CollapseTest {

  private static final String WIRE =
      "Guards fired on Monday at families who waited for bread outside the depot at Wallamo, a nurse"
          + " told the wire. Eleven people died, among them the baker Ines Okoro. The ministry says"
          + " that its men were attacked first and will hold no inquiry.";

  private static final String OWN =
      "A queue for bread in Wallamo ended in gunfire. The baker Ines Okoro is one of eleven dead,"
          + " doctors at the depot said. No inquiry is planned: the guards were attacked, says the"
          + " ministry.";

  private static final String ELSEWHERE =
      "Parliament in Tarsk passed a law on fishing rights with the votes of both parties, after a"
          + " debate about bread prices that lasted until midnight.";

  private TinyIndex index;

  @BeforeEach
  void build() throws IOException {
    index =
        new TinyIndex(
            told("wire", WIRE, "2024-03-05").outlet("Osprey Wire"),
            told("late", "From our correspondent. " + WIRE, "2024-03-06").outlet("Quillhaven Post"),
            told("own", OWN, "2024-03-06").outlet("Winam Courier"),
            report("far", ELSEWHERE).on("2024-03-05").outlet("Osprey Wire"));
  }

  @AfterEach
  void close() throws IOException {
    index.close();
  }

  private static TinyIndex.Some told(String id, String text, String day) {
    return report(id, text)
        .on(day)
        .names("person/ines-okoro", "Ines Okoro")
        .names("place/wallamo", "Wallamo");
  }

  @Test
  void hitsCountTheirCopiesAndNameTheirStory() throws IOException {
    List<SearchResult.Hit> hits = index.answer(ask("bread").order(Order.OLDEST)).hits();

    assertThat(hits)
        .extracting(SearchResult.Hit::id, SearchResult.Hit::duplicates, SearchResult.Hit::story)
        .containsExactlyInAnyOrder(
            tuple("wire", 1, Optional.of("wire")),
            tuple("late", 1, Optional.of("wire")),
            tuple("own", 0, Optional.of("wire")),
            tuple("far", 0, Optional.empty()));
    assertThat(index.searcher().duplicates("late"))
        .extracting(SearchResult.Hit::id)
        .containsExactly("wire");
  }

  @Test
  void storiesAreListedWithWhoTellsThemAndHowManyOfTheirReportsAnswer() throws IOException {
    StoryList all = index.searcher().stories(ask("").request(), StoryList.Order.NEWEST);
    assertThat(all.total()).isEqualTo(1);
    StoryList.Told story = all.stories().getFirst();
    assertThat(story.id()).isEqualTo("wire");
    assertThat(story.size()).isEqualTo(3);
    assertThat(story.matching()).isEqualTo(3);
    assertThat(story.first()).contains("2024-03-05");
    assertThat(story.last()).contains("2024-03-06");
    assertThat(story.outlets())
        .extracting(SearchResult.Term::id)
        .containsExactly("Osprey Wire", "Quillhaven Post", "Winam Courier");
    assertThat(story.people())
        .containsExactly(new SearchResult.Named("person/ines-okoro", "Ines Okoro"));
    StoryList some =
        index
            .searcher()
            .stories(
                ask("queue").any(Facet.OUTLET, "Winam Courier").request(), StoryList.Order.LARGEST);
    assertThat(some.stories())
        .extracting(StoryList.Told::id, StoryList.Told::matching)
        .containsExactly(tuple("wire", 1));
    assertThat(index.searcher().stories(ask("fishing").request(), StoryList.Order.OLDEST).total())
        .isZero();
    assertThat(
            index
                .searcher()
                .stories(ask("").page(2, 1).request(), StoryList.Order.NEWEST)
                .stories())
        .isEmpty();
  }

  @Test
  void storiesComeInTheOrderAskedFor() throws IOException {
    index.add(
        report(
                "old1",
                "The court of Quillhaven freed editor Tomas Reyes on appeal after 212 days in"
                    + " prison. Judges found that his sedition trial had no witness.")
            .on("2021-01-01")
            .names("person/tomas-reyes", "Tomas Reyes")
            .names("place/quillhaven", "Quillhaven"),
        report(
                "old2",
                "Editor Tomas Reyes walked out of prison in Quillhaven after 212 days. His sedition"
                    + " trial had no witness, the judges of the appeal court wrote.")
            .on("2021-01-02")
            .names("person/tomas-reyes", "Tomas Reyes")
            .names("place/quillhaven", "Quillhaven"));
    for (StoryList.Order order : StoryList.Order.values()) {
      assertThat(index.searcher().stories(ask("").request(), order).stories())
          .extracting(StoryList.Told::id)
          .containsExactlyElementsOf(
              order == StoryList.Order.OLDEST ? List.of("old1", "wire") : List.of("wire", "old1"));
    }
  }

  @Test
  void theReportsOfAStoryGoByTheNamesOfTheArchive() throws IOException {
    index.decide(
        new Curation.Line(Curation.Action.RENAME, "person/ines-okoro", "Inés Okoro", 1),
        new Curation.Line(Curation.Action.HIDE, "place/wallamo", "", 2));
    for (Report report : index.searcher().story("own")) {
      assertThat(report.annotations().entities())
          .extracting(Entity::id, Entity::name)
          .containsExactly(tuple("person/ines-okoro", "Inés Okoro"));
    }
  }

  @Test
  void hitsTellNothingOfTheirKinWhereNobodyAsks() throws IOException {
    assertThat(index.searcher().search(ask("bread").request().withoutKin()).hits())
        .allMatch(hit -> hit.duplicates() == 0 && hit.story().isEmpty());
  }

  @Test
  void theHitThatComesFirstStandsForItsGroupInEveryOrder() throws IOException {
    assertThat(index.search(ask("bread").order(Order.OLDEST).collapse(Collapse.DUPLICATES)))
        .containsExactly("far", "wire", "own");
    assertThat(index.search(ask("bread").order(Order.NEWEST).collapse(Collapse.DUPLICATES)))
        .containsExactly("late", "own", "far");
    assertThat(index.search(ask("bread").order(Order.NEWEST).collapse(Collapse.STORY)))
        .containsExactly("late", "far");
    assertThat(index.search(ask("bread").collapse(Collapse.STORY))).hasSize(2).contains("far");
  }

  @Test
  void aFacetValueCountsTheGroupsThatAreLeftWhenItIsChosen() throws IOException {
    for (Collapse collapse : Collapse.values()) {
      SearchResult all = index.answer(ask("bread").facets(Facet.OUTLET).collapse(collapse));
      for (SearchResult.Term term :
          Objects.requireNonNull(all.facets().get(Facet.OUTLET)).terms()) {
        SearchResult chosen =
            index.answer(ask("bread").any(Facet.OUTLET, term.id()).collapse(collapse));
        assertThat(chosen.total()).as(collapse + " " + term.id()).isEqualTo(term.count());
      }
    }
  }

  @Test
  void aWalkShowsEachGroupOnce() throws IOException {
    for (Order order : Order.values()) {
      List<String> walked = new ArrayList<>();
      Optional<String> cursor = Optional.of("*");
      while (cursor.isPresent()) {
        SearchResult page =
            index.answer(
                ask("bread").order(order).collapse(Collapse.DUPLICATES).cursor(cursor.get(), 1));
        assertThat(page.total()).isEqualTo(3);
        page.hits().forEach(hit -> walked.add(hit.id()));
        cursor = page.cursor();
      }
      assertThat(walked).as(order.toString()).hasSize(3).contains("own", "far");
    }
  }

  @Test
  void amongRandomCopiesTheFirstOfTheWholeListStandsForEachGroup() throws IOException {
    long seed = 20;
    Random random = new Random(seed);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      StringBuilder text = new StringBuilder();
      for (int word = 0; word < 80; word++) {
        text.append(random.nextInt(9) == 0 ? "bread" : "w" + random.nextInt(5_000)).append(' ');
      }
      texts.add(text + "bread.");
    }
    try (TinyIndex some = new TinyIndex()) {
      for (int i = 0; i < 60; i++) {
        TinyIndex.Some each = report("r" + i, texts.get(random.nextInt(texts.size())));
        if (random.nextInt(4) > 0) {
          each.on("2024-03-1" + random.nextInt(10));
        }
        if (random.nextBoolean()) {
          each.title(random.nextBoolean() ? "Bread" : "Nothing of note");
        }
        some.add(each);
      }
      for (Order order : Order.values()) {
        List<String> expected = new ArrayList<>();
        Set<String> shown = new HashSet<>();
        for (String id : some.search(ask("bread").order(order).page(1, 100))) {
          if (shown.add(id)) {
            expected.add(id);
            some.searcher().duplicates(id).forEach(copy -> shown.add(copy.id()));
          }
        }
        assertThat(expected).as("seed %d", seed).hasSizeLessThanOrEqualTo(texts.size());
        TinyIndex.Ask once = ask("bread").order(order).collapse(Collapse.DUPLICATES);
        assertThat(some.answer(once).total()).as("seed %d", seed).isEqualTo(expected.size());
        List<String> walked = new ArrayList<>();
        Optional<String> cursor = Optional.of("*");
        while (cursor.isPresent()) {
          SearchResult page = some.answer(once.cursor(cursor.get(), 5));
          page.hits().forEach(hit -> walked.add(hit.id()));
          cursor = page.cursor();
        }
        assertThat(walked).as("seed %d, %s", seed, order).isEqualTo(expected);
      }
    }
  }

  @Test
  void aStoryKeepsItsIdWhenAnEarlierReportArrivesAndLosesItWithTheReportOfThatId()
      throws IOException {
    assertThat(story("own")).contains("wire");

    index.add(
        told("first", OWN.replace("A queue", "On Monday a queue"), "2024-03-04"),
        report("other", ELSEWHERE.replace("fishing", "grazing")).on("2024-02-01"));

    assertThat(story("first")).contains("wire");
    assertThat(story("own")).contains("wire");
    assertThat(index.searcher().story("first")).isEqualTo(index.searcher().story("wire"));
    index.merge();
    assertThat(story("own")).contains("wire");

    index.remove("wire");
    assertThat(story("own")).contains("first");
  }

  private Optional<String> story(String id) throws IOException {
    return index.answer(ask("bread")).hits().stream()
        .filter(hit -> hit.id().equals(id))
        .findFirst()
        .orElseThrow()
        .story();
  }

  @Test
  void aCopyThatIsTakenOutCountsNoLonger() throws IOException {
    index.remove("wire");

    assertThat(index.answer(ask("bread").order(Order.OLDEST)).hits())
        .extracting(SearchResult.Hit::duplicates)
        .containsOnly(0);
  }
}
