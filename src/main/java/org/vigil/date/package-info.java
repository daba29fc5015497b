/**
 * Which day, month or year do these words mean? Knows nothing of files or search.
 *
 * <p>In: running text and, if known, its language. Out: {@link org.vigil.date.PartialDate}s with
 * the place of the words that state them. Start from {@link org.vigil.date.DateFinder}.
 */
@org.jspecify.annotations.NullMarked
package org.vigil.date;
