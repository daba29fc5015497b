package org.vigil.search;

import java.io.IOException;
import org.vigil.entity.Curation;

/** Gives what people have decided about names by now. */
@FunctionalInterface
public interface CurationSource {

  /**
   * The decisions; an equal value as long as nobody changes them.
   *
   * @throws org.vigil.entity.MalformedCurationException if they cannot be read, naming file and
   *     line
   */
  Curation get() throws IOException;
}
