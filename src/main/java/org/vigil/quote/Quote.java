package org.vigil.quote;

import java.util.Optional;

/**
 * Something that somebody is reported to have said, in his words or in the reporter's.
 *
 * @param speaker the entity's fullest name, or the report's words for one who has no name; empty
 *     unless sure
 * @param speakerId the entity that speaks, if it is one
 * @param cue the words by which the report ascribes it: {@code said}; empty where a quotation
 *     merely follows another of the same speaker
 * @param text what was said, without the quotation marks around it
 * @param start of {@code text} in the report, in UTF-16 code units
 * @param end exclusive
 */
public record Quote(
    Optional<String> speaker,
    Optional<String> speakerId,
    Optional<String> cue,
    Optional<Stance> stance,
    String text,
    int start,
    int end) {

  public Quote {
    if (text.isBlank()) {
      throw new IllegalArgumentException("quote of nothing at " + start);
    }
    if (start < 0 || end - start != text.length()) {
      throw new IllegalArgumentException(
          "quote from " + start + " to " + end + " has " + text.length() + " characters");
    }
    if (speaker.isPresent() && speaker.get().isBlank()) {
      throw new IllegalArgumentException("speaker without a name at " + start);
    }
    if (speakerId.isPresent() && speaker.isEmpty()) {
      throw new IllegalArgumentException("speaker without a name: " + speakerId.get());
    }
    if (cue.isPresent() && cue.get().isBlank()) {
      throw new IllegalArgumentException("cue without words at " + start);
    }
  }
}
