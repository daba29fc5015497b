package org.vigil.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContestedTermsTest {

  private static final ContestedTerms SHIPPED = ContestedTerms.shipped();

  @ParameterizedTest
  @CsvSource({
    "re-education camps, vocational training centres",
    "Vocational Training Centre, internment camps",
    "concentration camp, re-education camps",
    "special military operation, invasion of Ukraine",
    "security fence, separation barrier",
  })
  void knowsWhatOthersCallIt(String term, String other) {
    assertThat(SHIPPED.find(Words.of(term)).orElseThrow().others()).contains(other);
  }

  @Test
  void tellsWhatIsDisputedAndWhereThatCanBeReadUp() {
    ContestedTerms.Found found = SHIPPED.find(Words.of("internment camps in Hotan")).orElseThrow();

    assertThat(found.words()).isEqualTo(2);
    assertThat(found.note()).startsWith("Places where China has held Uyghurs");
    assertThat(found.source()).contains("OHCHR, Assessment of human rights concerns");
  }

  @Test
  void noTermIsASpellingAndNoSpellingATerm() {
    assertThat(SpellingVariants.shipped().find(Words.of("concentration camps"))).isEmpty();
    assertThat(SHIPPED.find(Words.of("Uighur"))).isEmpty();
    assertThat(SHIPPED.find(Words.of("camps"))).isEmpty();
  }

  @Test
  void shipsSomeDozenSets() {
    assertThat(SHIPPED.size()).isGreaterThan(40);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          terms: a b, c d;note: n           | x line 2: "source: …" is missing at the end
          terms: a b, c d;source: s         | x line 2: "note: …" is expected here
          note: n                           | x line 1: "terms: …" is expected here
          terms: a b;note: n;source: s      | x line 1: the forms of the set [a b] are one when folded
          """)
  void saysWhatIsWrongWithALine(String text, String message) {
    assertThatThrownBy(() -> read(text.replace(';', '\n'))).hasMessage(message);
  }

  private static ContestedTerms read(String text) throws IOException {
    return ContestedTerms.read(new BufferedReader(new StringReader(text)), "x");
  }
}
