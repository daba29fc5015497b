package org.vigil.quote;

/** What small words do; {@code grammar.tsv} lists them. */
enum Role {
  THAT,
  HE,
  SHE,
  THEY,
  IT,
  OTHER,
  WHO,
  DETERMINER,
  PREPOSITION,
  BOUNDARY,
  AUXILIARY,
  PASSIVE,
  NEGATION,
  FEEBLE,
  END,
  ELSEWHERE,
  SPEAKER,
  BODY,
  ADDRESSING,
  TO,
  NOT_CUE,
  BY
}
