package org.vigil.quote;

import java.util.Locale;

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

  /** The word for it in queries and answers: {@code denies}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
