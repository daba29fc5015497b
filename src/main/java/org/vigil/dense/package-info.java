/**
 * Which reports are close in meaning to a question, whatever words they use?
 *
 * <p>In go the beginnings of reports and questions, out come numbers that say how close they are.
 * Start from {@link org.vigil.dense.SentenceEncoder}.
 */
@NullMarked
package org.vigil.dense;

import org.jspecify.annotations.NullMarked;
