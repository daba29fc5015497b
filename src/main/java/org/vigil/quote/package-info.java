/**
 * Who says what here, and does he claim or deny?
 *
 * <p>In: a text with its {@link org.vigil.entity.Annotations}. Out: {@link org.vigil.quote.Quote}s.
 * Start from {@link org.vigil.quote.Quotes}. The words that the rules rest on stand in {@code
 * cues.tsv}, {@code grammar.tsv} and {@code contents.tsv} beside the classes.
 */
@org.jspecify.annotations.NullMarked
package org.vigil.quote;
