package org.vigil.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingVariantsTest {

  private static final SpellingVariants SHIPPED = SpellingVariants.shipped();

  @ParameterizedTest
  @CsvSource({
    "uyghurs, Uighur",
    "kiev, Kyiv",
    "Burma, Myanmar",
    "rohinga, Rohingya",
    "Kadhafi, Qaddafi",
    "习近平, Xi Jinping",
    "sterilization, sterilisation",
    "organised, organized",
    "labour, labor",
    "neighborhoods, neighbourhoods",
    "labor camp, labour",
  })
  void knowsTheOtherSpelling(String asked, String other) {
    assertThat(SHIPPED.find(Words.of(asked)))
        .map(SpellingVariants.Found::others)
        .hasValueSatisfying(others -> assertThat(others).contains(other));
  }

  @ParameterizedTest
  @CsvSource({"hour", "four", "camp", "laborious", "vigorous", "rise", "prize"})
  void leavesWordsAloneThatOnlyLookLikeIt(String word) {
    assertThat(SHIPPED.find(Words.of(word))).isEmpty();
  }

  @Test
  void prefersTheLongestRunOfWords() {
    Optional<SpellingVariants.Found> found = SHIPPED.find(Words.of("Hong Kong protests"));

    assertThat(found).map(SpellingVariants.Found::words).contains(2);
  }

  @Test
  void shipsSeveralHundredSetsOfTwoOrMoreDifferentForms() {
    assertThat(SHIPPED.sets()).hasSizeGreaterThan(350).allMatch(set -> set.size() >= 2);
  }

  @Test
  void refusesAFormInTwoSetsNamingIt() {
    assertThatThrownBy(() -> read("Kyiv, Kiev\nKiev, Kief"))
        .hasMessage("x line 2: \"Kiev\" is in the sets [Kyiv, Kiev] and [Kiev, Kief]");
  }

  @Test
  void refusesASetWhoseFormsAreAllFoldedToOne() {
    assertThatThrownBy(() -> read("camp, Camps"))
        .hasMessage("x line 1: the forms of the set [camp, Camps] are one when folded");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Kyiv, , Kiev | x line 1: a form is empty: remove a comma
          Kyiv         | x line 1: the forms of the set [Kyiv] are one when folded
          -, Kyiv      | x line 1: "-" has no word
          """)
  void saysWhatIsWrongWithALine(String text, String message) {
    assertThatThrownBy(() -> read(text)).hasMessage(message);
  }

  @Test
  void aFileOfTheUserAddsSetsAndFormsToSets(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("mine.txt");
    Files.writeString(file, "# ours\nKyiv, Kiovia\nMorrow, Morow # a slip\n");
    SpellingVariants variants = SpellingVariants.shippedAnd(List.of(file));

    assertThat(variants.find(Words.of("kiovia")).orElseThrow().others()).contains("Kiev", "Kyiv");
    assertThat(variants.find(Words.of("Kiev")).orElseThrow().others()).contains("Kiovia");
    assertThat(variants.find(Words.of("morow")).orElseThrow().others()).containsExactly("Morrow");
    assertThat(variants.usual("kiovia")).isEqualTo(SHIPPED.usual("Kyiv"));
    assertThat(SHIPPED.find(Words.of("morow"))).isEmpty();

    Files.writeString(file, "Morrow, Morow\n\nMorow, Morro\n");
    assertThatThrownBy(() -> SpellingVariants.shippedAnd(List.of(file)))
        .hasMessage(file + " line 3: \"Morow\" is in the sets [Morrow, Morow] and [Morow, Morro]");
  }

  private static List<?> read(String text) throws IOException {
    return SpellingVariants.read(new BufferedReader(new StringReader(text)), "x").sets();
  }
}
