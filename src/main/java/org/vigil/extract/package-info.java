/**
 * What text and what publication facts does this file hold?
 *
 * <p>In: a path. Out: {@link org.vigil.extract.Extraction}s, one for the file and one for each
 * report found inside it. Start from {@link org.vigil.extract.Extractor}.
 */
@org.jspecify.annotations.NullMarked
package org.vigil.extract;
