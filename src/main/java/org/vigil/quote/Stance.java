package org.vigil.quote;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a speaker does with what he says. */
public enum Stance {
  CLAIMS,
  DENIES,
  ALLEGES,
  ACCUSES,
  CONFIRMS,
  ADMITS,
  CONDEMNS,
  DECLINES;

  /** That of a word, if it is one. */
  public static Optional<Stance> ofWord(String word) {
    return Stream.of(values()).filter(stance -> stance.word().equals(word)).findFirst();
  }

  /** The word for it in queries and answers: {@code denies}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
