package org.vigil.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class KnownNamesTest {

  private final KnownNames known = KnownNames.shipped();

  @Test
  void slipsOfThePenAreNoKnownNames() {
    assertThat(known.isName("wekesa")).isTrue();
    assertThat(known.isName("weresa")).isFalse();
    assertThat(known.isName("lukashenko")).isTrue();
    assertThat(known.isName("lukshenko")).isFalse();
  }

  @Test
  void givenNamesAreToldFromFamilyNames() {
    assertThat(known.isGiven("daniela")).isTrue();
    assertThat(known.isGiven("martina")).isTrue();
    assertThat(known.isGiven("petrov")).isFalse();
    assertThat(known.isListed("anderson")).isTrue();
    assertThat(known.isListed("kadyrov")).isFalse();
  }

  @Test
  void whatIsShippedIsCutOutOfTheShippedLexicon() throws IOException {
    assertThat(bytes(known)).isEqualTo(bytes(KnownNames.of(Recognisers.lexicon())));
  }

  private static byte[] bytes(KnownNames names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      names.write(out);
    }
    return bytes.toByteArray();
  }
}
