package org.vigil.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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
        .hasMessage("\"Kiev\" is in the sets [Kyiv, Kiev] and [Kiev, Kief]");
  }

  @Test
  void refusesASetWhoseFormsAreAllFoldedToOne() {
    assertThatThrownBy(() -> read("camp, Camps"))
        .hasMessage("the forms of the set [camp, Camps] are one when folded");
  }

  private static List<?> read(String text) throws IOException {
    return SpellingVariants.read(new BufferedReader(new StringReader(text))).sets();
  }
}
