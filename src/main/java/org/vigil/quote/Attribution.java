package org.vigil.quote;

/**
 * A cue with the one it speaks of.
 *
 * @param manner how the two belong together
 */
record Attribution(Cue cue, Source source, Manner manner) {

  /** How cue and source belong together. */
  enum Manner {
    /** The source is the subject of the cue, or stands behind {@code according to}. */
    ACTIVE,
    /** The subject was taken over from the verb before: {@code he said, adding}. */
    TAKEN_OVER,
    /** {@code was accused by Liu}. */
    PASSIVE,
    /** A name set before or behind what is said: {@code Liu: …}. */
    LABEL
  }

  boolean participle() {
    return manner == Manner.TAKEN_OVER;
  }

  boolean passive() {
    return manner == Manner.PASSIVE;
  }

  /** The first token of cue and source. */
  int first() {
    return participle() ? cue.first() : Math.min(cue.first(), source.from());
  }

  /** Behind the last token of cue and source. */
  int end() {
    return participle() ? cue.end() : Math.max(cue.end(), source.to());
  }
}
