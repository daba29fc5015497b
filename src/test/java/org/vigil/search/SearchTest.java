package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.search.TinyIndex.Ask.ask;
import static org.vigil.search.TinyIndex.Some.report;

import java.io.IOException;
import java.util.Optional;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.search.SearchRequest.Facet;
import org.vigil.search.SearchRequest.Options;
import org.vigil.search.SearchRequest.Order;
import org.vigil.search.SearchRequest.Spelling;

/** Which reports a query finds. */
class SearchTest {

  @Test
  void findsWordsInTitleOrTextInAnyCase() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("r1", "The camps were denied.").title("Ambassador on Xinjiang"),
            report("r2", "XINJIANG is a region."),
            report("r3", "Elsewhere."))) {
      assertThat(index.search("xinjiang")).containsExactlyInAnyOrder("r1", "r2");
      assertThat(index.search("xinjiang camps")).containsExactly("r1");
      assertThat(index.search("xinjiang -camps")).containsExactly("r2");
      assertThat(index.search("-xinjiang")).containsExactly("r3");
      assertThat(index.search("elsewhere OR denied")).containsExactlyInAnyOrder("r1", "r3");
      assertThat(index.search("title:xinjiang")).containsExactly("r1");
      assertThat(index.search("text:xinjiang")).containsExactly("r2");
      assertThat(index.search("")).hasSize(3);
    }
  }

  @Test
  void findsOtherSpellingsInflectionsAndAccentsAsAsked() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("exact", "One Uyghur spoke."),
            report("plural", "Many Uyghurs spoke."),
            report("variant", "Many Uighurs spoke."),
            report("french", "Les Ouïghours ont parlé.").in("fr"),
            report("chinese", "维吾尔族人说。").in("zh"))) {
      assertThat(index.search(ask("uyghur").spelling(Spelling.EXACT))).containsExactly("exact");
      assertThat(index.search(ask("uyghur").spelling(Spelling.FOLDED)))
          .containsExactly("exact", "plural");
      assertThat(index.search(ask("uyghur").spelling(Spelling.VARIANTS)))
          .containsExactlyInAnyOrder("exact", "plural", "variant", "french", "chinese");
      assertThat(index.searcher().search(SearchRequest.of("uyghur")).query().variants())
          .containsKey("uyghur");
    }
  }

  @Test
  void phrasesMeanWordsNextToEachOtherInOrder() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("r1", "They were concentration camps."),
            report("r2", "Camps of concentration."),
            report("r3", "Fox-IT was hired by the NSO Group."))) {
      assertThat(index.search("\"concentration camps\"")).containsExactly("r1");
      assertThat(index.search("\"concentration camps\"~3")).containsExactly("r1", "r2");
      assertThat(index.search("\"fox-it\"")).containsExactly("r3");
      assertThat(index.search("fox-it")).containsExactly("r3");
      assertThat(index.search("\"NSO Group\"")).containsExactly("r3");
    }
  }

  @Test
  void entitiesStandInPhrasesUnderAnyOfTheirNames() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("r1", "Liu Xiaoming denied that camps exist.")
                .names("person/liu-xiaoming", "Liu Xiaoming", "Liu"),
            report(
                    "r2",
                    "Camps? Nobody said so. " + "Filler words here. ".repeat(10) + "Liu spoke.")
                .names("person/liu-xiaoming", "Liu Xiaoming", "Liu"),
            report("r3", "The camps were praised by Liu.")
                .names("person/liu-xiaobo", "Liu Xiaobo", "Liu"))) {
      assertThat(index.search("\"@person camps\"~5")).containsExactlyInAnyOrder("r1", "r3");
      assertThat(index.search("\"@person denied\"")).containsExactly("r1");
      assertThat(index.search("\"by @person\"")).containsExactly("r3");
      assertThat(index.search("\"@person/liu-xiaoming camps\"~10")).containsExactly("r1");
      assertThat(index.search("person:\"Liu Xiaoming\"")).containsExactlyInAnyOrder("r1", "r2");
      assertThat(index.search("person:person/liu-xiaobo")).containsExactly("r3");
      assertThat(index.search("person:Liu")).hasSize(3);
    }
  }

  @Test
  void wordsAreWhatAReaderTakesThemFor() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("us", "The U.S. said 1,000 people of Xi'an left Liu's house."),
            report("fr", "L’ambassade de Chine à Paris.").in("fr"),
            report("re", "The re-education camps of #Xinjiang."),
            report("cn", "新疆的强制劳动。").in("zh"),
            report("th", "ประชาชนในกรุงเทพ").in("th"),
            report("ar", "قال السَّفير إن المُعسكرات").in("ar"),
            report("ru", "Лагеря в Синьцзяне ещё работают.").in("ru"))) {
      assertThat(index.search("U.S.")).contains("us");
      assertThat(index.search("1000")).containsExactly("us");
      assertThat(index.search("xian")).containsExactly("us");
      assertThat(index.search(ask("liu").spelling(Spelling.EXACT))).containsExactly("us");
      assertThat(index.search(ask("ambassade").spelling(Spelling.EXACT))).containsExactly("fr");
      assertThat(index.search("l'ambassade")).containsExactly("fr");
      assertThat(index.search("reeducation")).containsExactly("re");
      assertThat(index.search("\"reeducation camps\"")).containsExactly("re");
      assertThat(index.search("re-education")).containsExactly("re");
      assertThat(index.search("劳动")).containsExactly("cn");
      assertThat(index.search("กรุงเทพ")).containsExactly("th");
      assertThat(index.search("السفير")).containsExactly("ar");
      assertThat(index.search("лагерь")).containsExactly("ru");
      assertThat(index.search("еще")).containsExactly("ru");
      assertThat(index.search(ask("еще").spelling(Spelling.EXACT))).isEmpty();
    }
  }

  @Test
  void wordsWrittenWithoutSpacesNeedNotStandNextToEachOther() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("apart", "劳动者在新疆被强制工作。").in("zh"), report("other", "劳动者在北京工作。").in("zh"))) {
      assertThat(index.search("新疆强制劳动者")).containsExactly("apart");
      assertThat(index.search("\"新疆强制劳动者\"")).isEmpty();
    }
  }

  @Test
  void aCompoundWrittenAsOneWordFindsTheHyphenatedAndTheOtherWayRound() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("one", "They call it reeducation there."),
            report("two", "They call it re-education there."))) {
      assertThat(index.search("re-education")).containsExactlyInAnyOrder("one", "two");
      assertThat(index.search("\"reeducation there\"")).containsExactlyInAnyOrder("one", "two");
      assertThat(index.search("\"it re-education there\"")).containsExactlyInAnyOrder("one", "two");
    }
  }

  @Test
  void namesOfSeveralWordsHaveVariantsInWordsAndInPhrases() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("en", "President Xi Jinping spoke."),
            report("zh", "习近平讲话。").in("zh"),
            report("kiev", "Protests in Kiev were big."),
            report("kyiv", "Protests in Kyiv were big."))) {
      assertThat(index.search("xi jinping")).containsExactlyInAnyOrder("en", "zh");
      assertThat(index.search("\"xi jinping\"")).containsExactlyInAnyOrder("en", "zh");
      assertThat(index.search("\"protests in Kyiv\"")).containsExactly("kyiv", "kiev");
      assertThat(index.search(ask("\"protests in Kyiv\"").spelling(Spelling.FOLDED)))
          .containsExactly("kyiv");
    }
  }

  @Test
  void patternsAndFuzzyWordsFindWordsOnly() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("r1", "Zürich sterilization").names("person/zur", "Zürich"),
            report("r2", "sterilisation in Genf"),
            report("r3", "stabilization"))) {
      assertThat(index.search("ster*")).containsExactlyInAnyOrder("r1", "r2");
      assertThat(index.search("*ili?ation")).hasSize(3);
      assertThat(index.search("zur*")).containsExactly("r1");
      assertThat(index.search(ask("zur*").spelling(Spelling.EXACT))).isEmpty();
      assertThat(index.search(ask("*erson").spelling(Spelling.EXACT))).isEmpty();
      assertThat(index.search("sterilizaton~1")).containsExactly("r1");
      assertThat(index.search("sterilizaton~2")).containsExactlyInAnyOrder("r1", "r2");
    }
  }

  @Test
  void datesMatchWhereTheyMayLieWithinTheBounds() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("day").on("2020-07-20"),
            report("month").on("2020-07"),
            report("year").on("2020"),
            report("never"))) {
      assertThat(index.search("date:2020-07-20")).containsExactlyInAnyOrder("day", "month", "year");
      assertThat(index.search("date:2020-06")).containsExactly("year");
      assertThat(index.search("date:[2020-08 TO *]")).containsExactly("year");
      assertThat(index.search(ask("").from("2020-07-21").to("2021")))
          .containsExactlyInAnyOrder("month", "year");
      assertThat(index.search("NOT date:[* TO *]")).containsExactly("never");
    }
  }

  @Test
  void undatedReportsComeLastInBothOrders() throws IOException {
    try (TinyIndex index =
        new TinyIndex(report("a"), report("b").on("2019"), report("c").on("2020-07-20"))) {
      assertThat(index.search("")).containsExactly("c", "b", "a");
      assertThat(index.search(ask("").order(Order.OLDEST))).containsExactly("b", "c", "a");
    }
  }

  @Test
  void filtersTakeIdsNamesAndAliasesUnderWhichEverReportKnowsThem() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("r1", "US officials").names("place/united-states", "United States", "US"),
            report("r2", "United States law").names("place/united-states", "United States"),
            report("r3", "US Virgin Islands").names("place/usvi", "US Virgin Islands"),
            report("r4", "Said Adrian Zenz").outlet("VICE News").by("Heather Chen"))) {
      for (String name : new String[] {"US", "u.s.", "united states", "place/united-states"}) {
        assertThat(index.search(ask("").any(Facet.PLACE, name)))
            .as(name)
            .containsExactlyInAnyOrder("r1", "r2");
      }
      assertThat(index.search(ask("").none(Facet.PLACE, "US")))
          .containsExactlyInAnyOrder("r3", "r4");
      assertThat(index.search(ask("").any(Facet.OUTLET, "vice news"))).containsExactly("r4");
      assertThat(index.search("outlet:vice author:chen")).containsExactly("r4");
      assertThat(index.search("place:virgin")).containsExactly("r3");
      assertThat(index.search(ask("").any(Facet.PERSON, "nobody"))).isEmpty();
    }
  }

  @Test
  void aPlaceIsFoundByThePlacesAroundIt() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("r1", "In Kashgar.")
                .place(
                    "place/kashgar",
                    "Kashgar",
                    "place/xinjiang",
                    "Xinjiang",
                    "place/china",
                    "China"))) {
      assertThat(index.search(ask("").any(Facet.PLACE, "China"))).containsExactly("r1");
      assertThat(index.search("place:xinjiang")).containsExactly("r1");
    }
  }

  @Test
  void suggestsTheNearestWordWhenNothingIsFound() throws IOException {
    try (TinyIndex index =
        new TinyIndex(report("r1", "Forced sterilization in Xinjiang"), report("r2", "Xinjiang"))) {
      assertThat(index.answer(ask("xinjiagn")).query().suggestion()).contains("xinjiang");
      assertThat(index.answer(ask("forced sterlization")).query().suggestion())
          .contains("forced sterilization");
      assertThat(index.answer(ask("xinjiang")).query().suggestion()).isEmpty();
      assertThat(index.answer(ask("qqqqqq")).query().suggestion()).isEmpty();
    }
  }

  @Test
  void aQuestionWhoseWordsNoReportHasAllIsAnsweredWithSomeAndSaysSo() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("r1", "The harbour inquiry heard how fishermen vanished."),
            report("r2", "Fishermen repaired nets."),
            report("r3", "A market day."))) {
      String question = "what did the inquiry say about vanished fishermen families";
      SearchResult answer = index.answer(ask(question));
      assertThat(answer.hits()).extracting(SearchResult.Hit::id).containsExactly("r1", "r2");
      assertThat(answer.query().relaxed()).isTrue();
      assertThat(answer.total()).isEqualTo(2);
      assertThat(answer.hits().getLast().snippets().getFirst().html())
          .isEqualTo("<em>Fishermen</em> repaired nets.");
      assertThat(
              index
                  .searcher()
                  .highlights("r2", "vanished fishermen families", Wording.of(Spelling.VARIANTS)))
          .containsExactly(new ReportSearcher.Span(0, 9));

      assertThat(index.search(ask(question).options(new Options(false, Optional.empty()))))
          .isEmpty();
      assertThat(index.search(ask(question).cursor("*", 10))).isEmpty();
      for (String strict :
          List.of(
              "inquiry families",
              "inquiry vanished \"families\"",
              "+inquiry vanished -families nets",
              "title:inquiry vanished families",
              "inquiry vanished families)")) {
        SearchResult plain = index.answer(ask(strict));
        assertThat(plain.hits()).as(strict).isEmpty();
        assertThat(plain.query().relaxed()).as(strict).isFalse();
      }
      assertThat(index.answer(ask("harbour inquiry vanished fishermen")).query().relaxed())
          .as("long and finding few")
          .isTrue();
      assertThat(index.answer(ask("inquiry vanished fishermen")).query().relaxed()).isFalse();
    }
  }

  @Test
  void aMisspeltQuestionIsPutRightEvenWhenItIsRelaxed() throws IOException {
    try (TinyIndex index = new TinyIndex(report("r1", "Fishermen vanished at the harbour"))) {
      SearchResult answer = index.answer(ask("fishermen vanished harbuor"));
      assertThat(answer.query().relaxed()).isTrue();
      assertThat(answer.query().suggestion()).contains("fishermen vanished harbour");
    }
  }

  @Test
  void wordsThatHoldASentenceTogetherMustStandThereButDoNotDecide() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("r1", "What the what of the what and of the what: detention"),
            report("r2", "Detention, detention: what of the rest?"),
            report("r3", "Detention without end"))) {
      assertThat(index.search("what of detention")).containsExactly("r2", "r1");
      assertThat(index.search("of OR detention")).first().isEqualTo("r2");
    }
  }

  @Test
  void wordsWithoutLettersAskForNothing() throws IOException {
    try (TinyIndex index = new TinyIndex(report("r1", "camps"))) {
      assertThat(index.search("camps - !!")).containsExactly("r1");
      assertThat(index.search("!!!")).isEmpty();
      assertThat(index.search("🙂")).isEmpty();
    }
  }

  @Test
  void withdrawnReportsAreGoneAfterARefresh() throws IOException {
    try (TinyIndex index = new TinyIndex(report("r1", "camps"), report("r2", "camps"))) {
      index.remove("r1");

      assertThat(index.search("camps")).containsExactly("r2");
      assertThat(index.searcher().report("r1")).isEmpty();
      assertThat(index.searcher().size()).isEqualTo(1);
    }
  }
}
