package org.vigil.access;

import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of a key: enough to recognise it and say what it may do, not enough to use it.
 *
 * @param id names the key in lists and logs; no secret
 * @param label what its owner calls it
 * @param expires when it stops being accepted
 */
public record Key(String id, String label, Role role, Instant created, Optional<Instant> expires) {

  private static final int LONGEST_LABEL = 100;

  public Key {
    if (label.isBlank() || label.length() > LONGEST_LABEL || hasControls(label)) {
      throw new IllegalArgumentException(
          "a key is called by up to "
              + LONGEST_LABEL
              + " printable characters, not '"
              + label
              + "'");
    }
    if (expires.isPresent() && !expires.get().isAfter(created)) {
      throw new IllegalArgumentException("key expires before it is created: " + expires.get());
    }
  }

  /** Whether the key is accepted at this time. */
  public boolean isValid(Instant now) {
    return expires.isEmpty() || now.isBefore(expires.get());
  }

  private static boolean hasControls(String text) {
    return text.codePoints().anyMatch(Character::isISOControl);
  }
}
