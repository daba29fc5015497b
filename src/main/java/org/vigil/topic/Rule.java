package org.vigil.topic;

/**
 * What one phrase says about one topic, in texts of one language.
 *
 * @param topic index of the topic in its file
 */
record Rule(int topic, Role role, String language) {

  /** The weight of a phrase as evidence. */
  enum Role {
    /** Shows the topic by itself. */
    STRONG,
    /** Shows the topic where context is near, and else counts for nothing. */
    WEAK,
    /** Turns a weak phrase nearby into evidence. */
    CONTEXT,
    /** Takes the phrases that it overlaps out of the account. */
    NOT
  }
}
