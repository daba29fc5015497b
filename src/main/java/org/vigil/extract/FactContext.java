package org.vigil.extract;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What is known of a text before its words are read.
 *
 * @param language ISO 639-1 code, if something outside the text states it
 * @param latest the last day on which it can have been published: a date after it is none of its
 *     publication
 */
record FactContext(Optional<String> language, Optional<LocalDate> latest) {

  static final FactContext NONE = new FactContext(Optional.empty(), Optional.empty());
}
