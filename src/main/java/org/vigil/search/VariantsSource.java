package org.vigil.search;

import java.io.IOException;
import org.vigil.schema.SpellingVariants;

/** Where a searcher gets the known spellings of words from, at each refresh. */
@FunctionalInterface
public interface VariantsSource {

  /** The same object as before where nothing changed. */
  SpellingVariants get() throws IOException;
}
