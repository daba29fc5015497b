package org.vigil.quote;

import java.util.Optional;

/**
 * A verb or phrase of the text by which somebody is said to speak.
 *
 * @param first its first token
 * @param end behind its last token
 */
record Cue(Optional<Stance> stance, Kind kind, int first, int end) {

  /** What may stand beside a cue; {@code cues.tsv} says which does what. */
  enum Kind {
    SAYS,
    THAT,
    QUOTE,
    DOES,
    BY,
    PASSIVE,
    NONE
  }
}
