package org.vigil.entity;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  /** The same with the names that another part of the text has for it. */
  Entity with(Entity other) {
    Set<String> names = new LinkedHashSet<>(aliases);
    names.add(other.name);
    names.addAll(other.aliases);
    names.remove(name);
    return new Entity(id, kind, name, List.copyOf(names), location);
  }
}
