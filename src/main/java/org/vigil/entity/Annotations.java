package org.vigil.entity;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The entities of one report and where its text names them.
 *
 * @param entities each once, in order of first appearance; one named only in the title has no
 *     mention
 * @param mentions by start, never overlapping
 */
public record Annotations(List<Entity> entities, List<Mention> mentions) {

  public static final Annotations NONE = new Annotations(List.of(), List.of());

  public Annotations {
    entities = List.copyOf(entities);
    mentions = List.copyOf(mentions);
    Set<String> ids = new HashSet<>();
    for (Entity entity : entities) {
      if (!ids.add(entity.id())) {
        throw new IllegalArgumentException("entity listed twice: " + entity.id());
      }
    }
    int last = 0;
    for (Mention mention : mentions) {
      if (mention.start() < last) {
        throw new IllegalArgumentException("mentions overlap or are unsorted at " + mention);
      }
      if (!ids.contains(mention.entityId())) {
        throw new IllegalArgumentException("mention of an entity not listed: " + mention);
      }
      last = mention.end();
    }
  }
}
