package org.vigil.entity;

/**
 * A name that reports use for somebody or something, as each report understood it by itself.
 *
 * @param id the same in every report that uses the name
 * @param name its most frequent form
 * @param reports how many reports use it
 */
public record Attested(String id, EntityKind kind, String name, int reports) {

  public Attested {
    if (!id.startsWith(kind.path() + "/")) {
      throw new IllegalArgumentException("id of a " + kind.path() + " reads " + id);
    }
    if (reports < 0) {
      throw new IllegalArgumentException("fewer reports than none use " + id + ": " + reports);
    }
  }
}
