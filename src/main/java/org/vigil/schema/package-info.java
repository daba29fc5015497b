/**
 * Which fields does the index have, and how is each analysed?
 *
 * <p>In: text of a report or of a query. Out: the tokens that stand for it in the index. Every word
 * is indexed in its exact form and, where that differs, in the folded form of its document's
 * language. Start from {@link org.vigil.schema.IndexField}, then {@link org.vigil.schema.Words}.
 */
@org.jspecify.annotations.NullMarked
package org.vigil.schema;
