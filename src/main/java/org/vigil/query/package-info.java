/**
 * What did the user ask? Plain values without Lucene.
 *
 * <p>In: query text. Out: a {@link org.vigil.query.Query}. Start from {@link
 * org.vigil.query.QueryParser}.
 */
@org.jspecify.annotations.NullMarked
package org.vigil.query;
