package org.vigil.entity;

import java.io.IOException;

/** What people decided about names cannot be read; the message names file and line. */
public final class MalformedCurationException extends IOException {

  private static final long serialVersionUID = 1L;

  MalformedCurationException(String message) {
    super(message);
  }
}
