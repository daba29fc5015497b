/**
 * Which day, month or year do these words mean? Knows nothing of files or search.
 *
 * <p>Start from {@link org.vigil.date.PartialDate}.
 */
@org.jspecify.annotations.NullMarked
package org.vigil.date;
