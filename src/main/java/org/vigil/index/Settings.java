package org.vigil.index;

import java.util.Optional;

/**
 * Under which rules the reports of a file were made, so that a change of one touches no more than
 * what depends on it.
 *
 * @param extraction fingerprint of the rules and limits that gave text and facts
 * @param recognition what found entities, quotes and topics in them: the recogniser's name, {@link
 *     #AFTER_RECOGNISER}, then a fingerprint
 */
public record Settings(String extraction, String recognition) {

  /** What stands behind the name of the recogniser. */
  public static final String AFTER_RECOGNISER = "-";

  public Settings {
    // A ledger holds the same two in every entry.
    extraction = extraction.intern();
    recognition = recognition.intern();
  }

  /** The name of the recogniser, unless an older Vigil wrote this. */
  public Optional<String> recogniser() {
    int end = recognition.indexOf(AFTER_RECOGNISER);
    return end < 0 ? Optional.empty() : Optional.of(recognition.substring(0, end));
  }

  /** The same for a file whose result something else shapes too. */
  public Settings and(String fingerprint) {
    return new Settings(extraction + "+" + fingerprint, recognition);
  }
}
