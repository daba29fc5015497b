package org.vigil.quote;

import java.util.Optional;

/**
 * A quote before it is told who speaks.
 *
 * @param start of the content in the text, in UTF-16 code units
 * @param end exclusive
 * @param attribution empty where nothing ascribes it
 * @param reported in the reporter's words
 * @param follows spoken by whoever spoke last before it
 */
record Found(
    int start, int end, Optional<Attribution> attribution, boolean reported, boolean follows) {}
