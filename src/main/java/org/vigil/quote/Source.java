package org.vigil.quote;

/**
 * Where a text names the one who speaks.
 *
 * @param from its first token
 * @param to behind its last token
 * @param mention the number of the mention that names him, {@link Tokens#NONE} for a pronoun or a
 *     noun
 * @param sure a name, a pronoun, or a noun for one who can speak
 */
record Source(int from, int to, int mention, boolean sure) {}
