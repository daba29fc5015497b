package org.vigil.entity;

import java.util.Locale;
import java.util.Optional;

/** The kinds of things that reports name. */
public enum EntityKind {
  PERSON,
  PLACE,
  ORGANISATION,
  /** A people, faith or movement: Uyghurs, Rohingya, Muslims, Chinese. */
  GROUP;

  /** The first segment of the ids of this kind: {@code person}. */
  public String path() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind with this {@link #path()}. */
  public static Optional<EntityKind> ofPath(String path) {
    for (EntityKind kind : values()) {
      if (kind.path().equals(path)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
