package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.search.TinyIndex.Some.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.entity.Curation;
import org.vigil.entity.EntityKind;

class SuggestTest {

  private static TinyIndex index() throws IOException {
    return new TinyIndex(
        report("r1", "Xi Jinping visited Xinjiang. Forced labour in Xinjiang goes on.")
            .title("Inside the camps in Xinjiang")
            .names("person/xi-jinping", "Xi Jinping", "Xi")
            .names("place/xinjiang", "Xinjiang"),
        report("r2", "Forced labour was denied in Xinjiang, said a Uighur.")
            .title("Beijing denies forced labour")
            .names("place/xinjiang", "Xinjiang")
            .names("place/beijing", "Beijing"),
        report("r3", "A Uyghur spoke in Москва. В Москве прошёл митинг.")
            .names("place/moskva", "Москва"),
        report("r4", "乌鲁木齐发生抗议。乌鲁木齐居民抗议。").in("zh").names("place/urumqi", "乌鲁木齐"),
        report("r5", "乌鲁木齐居民说。").in("zh").names("place/urumqi", "乌鲁木齐"),
        report("r6", "احتجاجات في القاهرة").in("ar").names("place/cairo", "القاهرة"));
  }

  private static List<String> names(Suggestions suggestions) {
    return suggestions.entities().stream().map(Suggestions.Name::name).toList();
  }

  private static List<String> phrases(Suggestions suggestions) {
    return suggestions.phrases().stream().map(Suggestions.Phrase::text).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          xin              | Xinjiang
          XINJ             | Xinjiang
          xi jin           | Xi Jinping
          jinp             | Xi Jinping
          xnjiang          | Xinjiang
          Xinjinag         | Xinjiang
          camps in xinj    | Xinjiang
          place:xinj       | Xinjiang
          place:"xinj      | Xinjiang
          моск             | Москва
          乌鲁               | 乌鲁木齐
          木齐               | 乌鲁木齐
          القاه            | القاهرة
          """)
  void aNameIsCompletedInAnyScriptAndDespiteASlip(String typed, String name) throws IOException {
    try (TinyIndex index = index()) {
      assertThat(names(index.searcher().suggest(typed))).startsWith(name);
    }
  }

  @Test
  void aNameTellsKindReportsAndWhereInTheTextItBegins() throws IOException {
    try (TinyIndex index = index()) {
      assertThat(index.searcher().suggest("camps in xinj").entities())
          .containsExactly(
              new Suggestions.Name("place/xinjiang", EntityKind.PLACE, "Xinjiang", 2, 9));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          forc             | forced labour | 0
          forced           | forced labour | 0
          forced lab       | forced labour | 0
          about forced l   | forced labour | 6
          deni             | denied        | 0
          居民               | 居民抗议          | -1
          抗                | 抗议            | -1
          乌                | 乌鲁木齐          | 0
          """)
  void wordsAndPhrasesOfReportsAreCompleted(String typed, String phrase, int start)
      throws IOException {
    try (TinyIndex index = index()) {
      List<Suggestions.Phrase> found = index.searcher().suggest(typed).phrases();
      if (start < 0) {
        assertThat(found).isEmpty();
      } else {
        assertThat(found).contains(new Suggestions.Phrase(phrase, start));
      }
    }
  }

  @Test
  void titlesHaveAllWordsTheLastOneAsABeginning() throws IOException {
    try (TinyIndex index = index()) {
      assertThat(index.searcher().suggest("camps xin").titles())
          .containsExactly(new Suggestions.Title("r1", "Inside the camps in Xinjiang"));
      assertThat(index.searcher().suggest("camps xin ").titles()).isEmpty();
      assertThat(index.searcher().suggest("forced lab").titles())
          .containsExactly(new Suggestions.Title("r2", "Beijing denies forced labour"));
    }
  }

  @Test
  void knownOtherSpellingsAreTold() throws IOException {
    try (TinyIndex index = index()) {
      assertThat(index.searcher().suggest("uyghur").variants())
          .isEqualTo(Map.of("uyghur", List.of("Uighur")));
    }
  }

  @Test
  void theLastWordIsPutRightWhereNothingBeginsSo() throws IOException {
    try (TinyIndex index = index()) {
      assertThat(index.searcher().suggest("camps vsiited").suggestion()).contains("camps visited");
      assertThat(index.searcher().suggest("camps visit").suggestion()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          ``
          ` `
          -
          "
          "(("
          😀
          \uD800
          \u202E
          """)
  void whatIsNoWordSuggestsNothing(String typed) throws IOException {
    try (TinyIndex index = index()) {
      assertThat(index.searcher().suggest(typed)).isEqualTo(Suggestions.NONE);
    }
  }

  @Test
  void moreThanAnybodyTypesSuggestsNothing() throws IOException {
    try (TinyIndex index = index()) {
      assertThat(index.searcher().suggest("xinjiang ".repeat(20_000))).isEqualTo(Suggestions.NONE);
      assertThat(index.searcher().suggest("a ".repeat(250))).isNotNull();
    }
  }

  /** Tables may still be those of the snapshot before. */
  @Test
  void whatOnlyARemovedReportSaidIsSuggestedNoMore() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("r1", "Canarina Secretova met the canary club and Bird.")
                .title("Canary sings")
                .names("person/canarina", "Canarina Secretova")
                .names("person/bird", "Bird"),
            report("r2", "Another canary clue, another canary club.")
                .title("Nothing")
                .names("person/bird", "Birdie", "Canarybird"),
            report("r3", "Bird is here, cana.").names("person/bird", "Bird"))) {
      Suggestions before = index.searcher().suggest("cana");
      assertThat(names(before)).contains("Canarina Secretova", "Bird");
      assertThat(phrases(before)).contains("canary club", "canary", "canarina");
      assertThat(before.titles()).hasSize(1);

      index.remove("r1");
      assertThat(names(index.searcher().suggest("cana"))).containsExactly("Bird");
      index.remove("r2");
      Suggestions after = index.searcher().suggest("cana");
      assertThat(after).isEqualTo(Suggestions.NONE);
      assertThat(index.searcher().suggest("canray").suggestion()).isEmpty();
    }
  }

  @Test
  void hiddenEntitiesAreNotSuggestedAndNamesGivenByPeopleAre() throws IOException {
    try (TinyIndex index = index()) {
      index.decide(
          new Curation.Line(Curation.Action.HIDE, "place/beijing", "", 1),
          new Curation.Line(Curation.Action.ALIAS, "place/xinjiang", "East Turkestan", 2));
      assertThat(names(index.searcher().suggest("beij"))).doesNotContain("Beijing");
      assertThat(names(index.searcher().suggest("east turkestan"))).containsExactly("Xinjiang");
    }
  }

  @Test
  void aTableFindsWhatAScanOfAllItsTextsFinds() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Beginnings.Builder builder = new Beginnings.Builder(1_000);
    List<Beginnings.Text> all = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder("x:");
      for (int letter = random.nextInt(8); letter >= 0; letter--) {
        text.append("ab 新".charAt(random.nextInt(4)));
      }
      Beginnings.Text each =
          new Beginnings.Text(text.toString(), random.nextInt(5), 2, random.nextBoolean());
      if (!all.contains(each)) {
        all.add(each);
        builder.add(each);
      }
    }
    Beginnings table = builder.build();
    for (String beginning : List.of("a", "ab", "b a", "新", "新a", "bbb", "zz")) {
      List<Beginnings.Text> expected =
          all.stream()
              .filter(
                  t ->
                      t.text().startsWith(beginning, 2)
                          || (t.byWord() && t.text().substring(2).contains(" " + beginning)))
              .toList();
      assertThat(table.find(beginning, 1_000))
          .as("%s, seed %s", beginning, seed)
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(table.find(beginning, 3)).hasSize(Math.min(3, expected.size()));
    }
  }
}
