package org.vigil.entity;

/**
 * One place in a text where an entity is named.
 *
 * @param start of the name in the text, in UTF-16 code units
 * @param end exclusive
 */
public record Mention(EntityKind kind, int start, int end, String entityId) {

  public Mention {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("mention spans nothing: " + start + " to " + end);
    }
  }
}
