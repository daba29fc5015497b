package org.vigil.ingest;

import java.io.IOException;
import org.vigil.index.Generation;

/** Looks at a generation that was just built, before searches see it. */
@FunctionalInterface
public interface GenerationCheck {

  /** Finds nothing to say. */
  GenerationCheck NONE = (before, built) -> {};

  /**
   * Compares a generation with the one that it shall take the place of.
   *
   * @throws IOException if it must not, with the reason and the remedy in one sentence
   */
  void check(Generation before, Generation built) throws IOException;
}
