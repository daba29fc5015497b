package org.vigil.quote;

import java.util.Optional;

/** The one who speaks, as far as known. */
record Speaker(Optional<String> name, Optional<String> id) {

  static final Speaker UNKNOWN = new Speaker(Optional.empty(), Optional.empty());

  boolean known() {
    return name.isPresent();
  }
}
