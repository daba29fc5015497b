package org.vigil.access;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is kept of a key: enough to recognise it and say what it may do, not enough to use it.
 *
 * @param id names the key in lists and logs; no secret
 * @param label what its owner calls it
 * @param expires when it stops being accepted
 * @param collections whose reports alone exist for it, {@link #IN_NONE} for those in no collection;
 *     empty where it sees everything
 */
public record Key(
    String id,
    String label,
    Role role,
    Instant created,
    Optional<Instant> expires,
    Optional<Set<String>> collections) {

  /** Stands among collections for the reports that are in none. */
  public static final String IN_NONE = "";

  private static final int LONGEST_LABEL = 100;
  private static final int LONGEST_NAME = 400;

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
    if (collections.isPresent()) {
      collections = Optional.of(Collections.unmodifiableSet(new TreeSet<>(collections.get())));
      if (collections.get().isEmpty()) {
        throw new IllegalArgumentException(
            "a key that is limited to collections names one or more");
      }
      if (role == Role.ADMIN) {
        throw new IllegalArgumentException(
            "who administers an index sees all of it: a key for some collections reads or writes");
      }
      for (String name : collections.get()) {
        boolean isBlank = !name.equals(IN_NONE) && name.isBlank();
        if (isBlank || name.length() > LONGEST_NAME || hasControls(name)) {
          throw new IllegalArgumentException(
              "a collection is called by up to "
                  + LONGEST_NAME
                  + " printable characters, not '"
                  + name
                  + "'");
        }
      }
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
