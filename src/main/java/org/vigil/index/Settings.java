package org.vigil.index;

/**
 * Under which rules the reports of a file were made, so that a change of one touches no more than
 * what depends on it.
 *
 * @param extraction fingerprint of the rules and limits that gave text and facts
 * @param recognition fingerprint of what found entities, quotes and topics in them
 */
public record Settings(String extraction, String recognition) {

  public Settings {
    // A ledger holds the same two in every entry.
    extraction = extraction.intern();
    recognition = recognition.intern();
  }

  /** The same for a file whose result something else shapes too. */
  public Settings and(String fingerprint) {
    return new Settings(extraction + "+" + fingerprint, recognition);
  }
}
