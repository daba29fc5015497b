/**
 * What did the user ask? Plain values without Lucene.
 *
 * <p>Start from {@link org.vigil.query.Query}.
 */
@org.jspecify.annotations.NullMarked
package org.vigil.query;
