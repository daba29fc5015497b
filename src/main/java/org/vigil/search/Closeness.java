package org.vigil.search;

import java.util.Optional;

/**
 * Says how close in meaning reports are to a question, whatever words they use: of the best reports
 * for a question, those that are closer come higher. Safe for use by several threads.
 */
public interface Closeness {

  /** Compares reports with a question; empty if nothing is known of any report now. */
  Optional<ToQuestion> to(String question);

  /** Compares reports with one question. */
  interface ToQuestion {

    /**
     * How close the report with this fingerprint is, the more the closer; NaN where nothing is
     * known of it.
     */
    float of(long fingerprint);
  }
}
