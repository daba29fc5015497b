package org.vigil.index;

import java.io.IOException;

/** Decides whether a generation that was built may take the place of the live one. */
@FunctionalInterface
public interface Acceptance {

  /** Takes any. */
  Acceptance ANY = (live, built) -> {};

  /**
   * Compares the two.
   *
   * @throws RefusedSwitchException if the two answer otherwise by more than is stated
   */
  void check(Generation live, Generation built) throws IOException;
}
