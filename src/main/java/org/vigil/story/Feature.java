package org.vigil.story;

/**
 * Something in a report by which another report of the same event is known.
 *
 * @param kind what it is
 * @param label the id of an entity, a word, a figure, a day, or the words of a quotation
 * @param times how often the report has it
 */
record Feature(Kind kind, String label, int times) {

  /** What a feature is, with the part of all reports that has one such before any is counted. */
  enum Kind {
    /** Words by length: the shorter a word, the more common (Zipf, 1935). */
    SHORT_WORD(0, 0.4),
    WORD(1, 0.06),
    LONG_WORD(2, 0.015),
    PERSON(3, 0.002),
    PLACE(4, 0.02),
    ORGANISATION(5, 0.005),
    GROUP(6, 0.01),
    FIGURE(7, 0.005),
    DAY(8, 0.005),
    QUOTATION(9, 0.0005);

    /** The number that is kept for the kind: below 16, and never another's. */
    final int code;

    /** The expected share of reports with a feature of this kind. */
    final double share;

    Kind(int code, double share) {
      this.code = code;
      this.share = share;
    }

    boolean isWord() {
      return this == SHORT_WORD || this == WORD || this == LONG_WORD;
    }
  }

  /** A number for the feature, the same everywhere. */
  int hash() {
    long hash = kind.isWord() ? 0 : kind.code;
    for (int i = 0; i < label.length(); i++) {
      hash = hash * 31 + label.charAt(i);
    }
    return (int) (Shingles.mixed(hash) >>> 32);
  }
}
