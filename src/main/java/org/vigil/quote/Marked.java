package org.vigil.quote;

/**
 * A stretch of text in quotation marks.
 *
 * @param open where the opening mark stands
 * @param start of the content, after the opening mark
 * @param end of the content, exclusive
 * @param after behind the closing mark; equal to {@code end} where there is none
 * @param carried the paragraph ends without a closing mark, and the quotation goes on in the next
 */
record Marked(int open, int start, int end, int after, boolean carried) {

  /** The closing mark is missing, and what follows is none of it. */
  boolean unclosed() {
    return after == end && !carried;
  }
}
