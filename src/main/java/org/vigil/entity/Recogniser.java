package org.vigil.entity;

import java.util.Optional;

/** Finds the entities of a report. Implementations are safe for use by several threads. */
public interface Recogniser {

  /**
   * Finds who and what the text names; offsets point into {@code text} only.
   *
   * @param language ISO 639-1 code, if known
   */
  Annotations recognise(Optional<String> title, String text, Optional<String> language);

  /** What users call it, such as {@code standard}: lower-case letters. */
  String name();

  /** Names model, lexica and rules: texts recognised under another version must be done again. */
  String version();
}
