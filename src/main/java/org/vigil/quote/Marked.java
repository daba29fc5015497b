package org.vigil.quote;

/**
 * A stretch of text in quotation marks.
 *
 * @param open where the opening mark stands
 * @param start of the content, after the opening mark
 * @param end of the content, exclusive
 * @param after behind the closing mark; equal to {@code end} where there is none
 */
record Marked(int open, int start, int end, int after) {

  /** The paragraph ends without a closing mark: the quotation goes on in the next one. */
  boolean carried() {
    return after == end;
  }
}
