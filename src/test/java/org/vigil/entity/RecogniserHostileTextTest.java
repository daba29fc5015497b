package org.vigil.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Texts that no reporter wrote must come back in bounded time, with offsets that hold. */
@Timeout(180)
class RecogniserHostileTextTest {

  private static final Duration BOUND = Duration.ofMinutes(2);
  private static final int LENGTH = 1 << 18;

  private static Annotations read(String text) {
    Annotations annotations =
        org.junit.jupiter.api.Assertions.assertTimeout(
            BOUND,
            () -> Recognisers.standard().recognise(Optional.empty(), text, Optional.empty()));
    for (Mention mention : annotations.mentions()) {
      assertThat(mention.end()).isLessThanOrEqualTo(text.length());
    }
    return annotations;
  }

  @Test
  void longRunOfOneLetterIsNothing() {
    assertThat(read("a".repeat(LENGTH)).entities()).isEmpty();
  }

  @Test
  void longRunOfCapitalsWithoutBlanksEnds() {
    read("ABCDEFGHIJ".repeat(LENGTH / 10));
  }

  @Test
  void longRunOfCapitalisedWordsEnds() {
    read("Liu ".repeat(LENGTH / 4));
  }

  @Test
  void manyStopsAndApostrophesEnd() {
    read("U.S.'".repeat(LENGTH / 5));
    read(".’".repeat(LENGTH / 2));
  }

  @Test
  void allCapitalTextStillNamesPlaces() {
    Annotations annotations =
        read("POLICE IN NAIROBI ARRESTED SIX PEOPLE ON MONDAY, KENYA SAID IN A STATEMENT.");
    assertThat(annotations.entities()).extracting(Entity::id).contains("place/kenya");
  }

  @Test
  void lowerCaseTextGivesNoPerson() {
    Annotations annotations = read("the police said that they had arrested him in the morning.");
    assertThat(annotations.entities()).isEmpty();
  }

  @Test
  void loneSurrogatesAndControlsAreHarmless() {
    read("\uD800 Nairobi \uDC00\u0000\u0007 Kenya\uD83D");
    read("\uD800".repeat(10_000));
  }

  @Test
  void emptyTextIsNothing() {
    assertThat(read("")).isEqualTo(Annotations.NONE);
    assertThat(read(" \n\t ")).isEqualTo(Annotations.NONE);
  }

  @Test
  void randomTextKeepsItsOffsets() {
    long seed = 42;
    Random random = new Random(seed);
    String alphabet = "abAB .,'’-\n\u0301éИв中ا7#@\"“(";
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(200); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(read(text.toString())).as("seed %s, round %s", seed, round).isNotNull();
    }
  }

  @Test
  void textThatIsReadInPiecesNamesInEachWhatTheWholeNames() {
    String paragraph = "Miriam Adeyemi, a lawyer in Nairobi, said that nobody had been told.\n\n";
    String filler =
        "the police said that they had arrested nobody in the morning.\n\n".repeat(5_000);
    StringBuilder text = new StringBuilder();
    while (text.length() < 3 * StandardRecogniser.LONGEST) {
      text.append(paragraph).append(filler);
    }
    Annotations annotations = read(text.toString());
    int paragraphs = text.toString().split("Miriam", -1).length - 1;
    assertThat(annotations.entities())
        .extracting(Entity::id)
        .contains("person/miriam-adeyemi", "place/nairobi");
    assertThat(annotations.mentions())
        .filteredOn(m -> m.entityId().equals("person/miriam-adeyemi"))
        .hasSize(paragraphs)
        .allSatisfy(
            m -> assertThat(text.substring(m.start(), m.end())).isEqualTo("Miriam Adeyemi"));
  }

  @Test
  void textWithoutParagraphsOrBlanksIsReadInPiecesWithoutBreakingALetter() {
    read("𝝊".repeat(StandardRecogniser.LONGEST));
  }
}
