/**
 * Which reports answer, with facets and snippets?
 *
 * <p>In: a {@link org.vigil.search.SearchRequest}. Out: a {@link org.vigil.search.SearchResult}
 * read from one snapshot of one generation.
 */
@org.jspecify.annotations.NullMarked
package org.vigil.search;
