package org.vigil.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What is kept of a key: enough to recognise it and say what it may do, not enough to use it.
 *
 * @param id names the key in lists and logs; no secret
 * @param label what its owner calls it
 * @param collections the only ones whose reports it may see; empty where it may see every report
 * @param expires when it stops being accepted
 */
public record Key(
    String id,
    String label,
    Role role,
    Set<String> collections,
    Instant created,
    Optional<Instant> expires) {

  private static final int LONGEST_LABEL = 100;

  public Key {
    collections = Set.copyOf(collections);
    if (label.isBlank() || label.length() > LONGEST_LABEL || hasControls(label)) {
      throw new IllegalArgumentException(
          "a key is called by up to "
              + LONGEST_LABEL
              + " printable characters, not '"
              + label
              + "'");
    }
    for (String collection : collections) {
      if (collection.isBlank() || collection.contains(",") || hasControls(collection)) {
        throw new IllegalArgumentException(
            "a collection has a printable name without commas, not '" + collection + "'");
      }
    }
    if (!collections.isEmpty() && role != Role.READ) {
      throw new IllegalArgumentException(
          "a key for some collections may only read, since what it would write or administer is"
              + " common to all of them; its role is "
              + role);
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
