package org.vigil.entity;

import java.util.List;
import java.util.Optional;

/**
 * A person, place, organisation or group that a report names.
 *
 * @param id kind and slug, such as {@code person/liu-xiaoming}: the same in every report
 * @param name the fullest form
 * @param aliases other forms that stand in the report
 * @param location known for places only
 */
public record Entity(
    String id, EntityKind kind, String name, List<String> aliases, Optional<Location> location) {

  public Entity {
    aliases = List.copyOf(aliases);
    if (!id.startsWith(kind.path() + "/")) {
      throw new IllegalArgumentException("id of a " + kind.path() + " reads " + id);
    }
    if (name.isBlank()) {
      throw new IllegalArgumentException("entity without a name: " + id);
    }
  }
}
