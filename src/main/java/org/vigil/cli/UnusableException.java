package org.vigil.cli;

import java.io.IOException;

/** The index or corpus cannot be used; the message is one sentence with the remedy. */
final class UnusableException extends IOException {
  private static final long serialVersionUID = 1;

  UnusableException(String sentence) {
    super(sentence);
  }
}
