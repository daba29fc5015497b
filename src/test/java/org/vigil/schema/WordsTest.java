package org.vigil.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The U.S. and the U.N.          | the u.s and the u.n",
        "U.S.A.                         | u.s.a",
        "end.Next e.g. vice.com         | end next e.g vice com",
        "Liu's O'Brien don’t ‘quoted’   | liu o'brien don't quoted",
        "l'ambassade d’Évry dell'Aquila | l ambassade d évry dell aquila",
        "re-education Fox-IT            | re education fox it",
        "1,000 3.5 12:30 2020-07-20     | 1,000 3.5 12 30 2020 07 20",
        "#Xinjiang @vice G20            | xinjiang vice g20",
        "ＡＢＣ Straße ΣΟΦΟΣ ﬁn         | abc strasse σοφοσ fin",
        "新疆abc                        | 新 疆 abc",
        "กรุง                           | ก รุ ง",
        "co\u00ADoperation a\u200Bb     | cooperation a b",
      })
  void cutsTextIntoExactForms(String text, String words) {
    assertThat(Words.of(text)).extracting(Words.Word::exact).containsExactly(words.split(" ", -1));
  }

  @Test
  void skipsWordsThatAreTooLongToBeWords() {
    assertThat(Words.of("a " + "x".repeat(101) + " b"))
        .extracting(Words.Word::exact)
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource({
    "en, uyghurs, uyghur", "en, camps, camp", "en, sterilized, sterilize", "en, myanmar, myanmar",
    "en, zürich, zurich", "en, xi'an, xian", "en, '1,000', 1000", "en, u.s, us",
    "fr, réfugiés, refug", "es, campos, camp", "ru, лагеря, лагер", "ru, ещё, еще",
    "ar, المعسكرات, معسكر", "ar, السَّفير, سفير", "tr, kamplar, kamplar", "xx, ışık, isik",
  })
  void foldsAccentsAndInflections(String language, String exact, String folded) {
    assertThat(Folding.of(Optional.of(language)).fold(exact)).isEqualTo(folded);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "fr", "es", "pt", "it", "de", "ru", "ar", "hi", "xx"})
  void foldingTwiceIsFoldingOnce(String language) {
    Folding folding = Folding.of(Optional.of(language));
    String letters = "aeioustrnlmdcéñçßøабвгдеиояйاأإةيىكتनमिा'.,09";
    long seed = new Random().nextLong();
    RandomGenerator random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = 1 + random.nextInt(12);
      for (int j = 0; j < length; j++) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      String exact = Words.exact(text.toString());

      String once = folding.fold(exact);

      assertThat(folding.fold(once)).as("seed %d: %s", seed, exact).isEqualTo(once);
    }
  }

  @Test
  void stacksFoldedFormsCompoundsAndMentionsOnTheWords() throws IOException {
    String text = "Liu Xiaoming denied re-education camps";
    List<Words.Mark> marks = List.of(new Words.Mark(0, 12, "person", "person/liu-xiaoming"));

    assertThat(tokens(Words.stream(text, Folding.of(Optional.empty()), marks)))
        .containsExactly(
            "1 liu 0-3",
            "0 @person 0-12",
            "0 @person/liu-xiaoming 0-12",
            "1 xiaoming 4-12",
            "0 ~xiaome 4-12",
            "0 @person$ 4-12",
            "0 @person/liu-xiaoming$ 4-12",
            "1 denied 13-19",
            "0 ~deny 13-19",
            "1 re 20-22",
            "0 ~reeducate 20-32",
            "1 education 23-32",
            "0 ~reeducate 23-32",
            "1 camps 33-38",
            "0 ~camp 33-38");
  }

  @Test
  void namesOfAListAreFarApart() throws IOException {
    assertThat(tokens(Words.stream(List.of("Liu", "Andrew Marr"))))
        .containsExactly("1 liu 0-3", "1000 andrew 4-10", "1 marr 11-15");
  }

  @Test
  void offsetsNeverGoBackWhateverTheText() throws IOException {
    String letters = "ab-'.,1 \n新ก้é́\u200D\uD83D\uDE00\uD800\u2029";
    long seed = new Random().nextLong();
    RandomGenerator random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(40);
      for (int j = 0; j < length; j++) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      List<Words.Mark> marks = new ArrayList<>();
      for (int at = 0; at + 5 < length; at += 6) {
        marks.add(new Words.Mark(at, at + 1 + random.nextInt(5), "place", "place/x"));
      }
      try (TokenStream stream =
          Words.stream(text.toString(), Folding.of(Optional.empty()), marks)) {
        OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
        stream.reset();
        int last = 0;
        while (stream.incrementToken()) {
          assertThat(offset.startOffset())
              .as("seed %d: %s", seed, text)
              .isGreaterThanOrEqualTo(last);
          assertThat(offset.endOffset()).isLessThanOrEqualTo(length);
          last = offset.startOffset();
        }
        stream.end();
      }
    }
  }

  private static List<String> tokens(TokenStream stream) throws IOException {
    List<String> tokens = new ArrayList<>();
    try (stream) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      PositionIncrementAttribute step = stream.addAttribute(PositionIncrementAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        tokens.add(
            step.getPositionIncrement()
                + " "
                + term
                + " "
                + offset.startOffset()
                + "-"
                + offset.endOffset());
      }
      stream.end();
    }
    return tokens;
  }
}
