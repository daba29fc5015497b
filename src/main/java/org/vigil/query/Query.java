package org.vigil.query;

import java.util.List;
import java.util.Optional;
import org.vigil.date.PartialDate;

/**
 * What the user asked, as plain values. {@link Object#toString()} prints it as text that the parser
 * reads back as an equal query.
 */
public sealed interface Query {

  /** Every report. */
  record All() implements Query {}

  /**
   * A word.
   *
   * @param field where to look; empty means title and text
   */
  record Word(Optional<Field> field, String text) implements Query {}

  /** Words that begin with, or match, a pattern of {@code *} and {@code ?}. */
  record Wildcard(Optional<Field> field, String pattern) implements Query {}

  /** A word within so many edits, one or two. */
  record Fuzzy(Optional<Field> field, String text, int edits) implements Query {}

  /**
   * Words or entities next to each other in this order, or, with a slop, within so many moves of
   * it.
   */
  record Phrase(Optional<Field> field, List<Item> items, int slop) implements Query {

    /** One position of a phrase. */
    public sealed interface Item {}

    /** A word, with {@code *} as a literal character. */
    public record Text(String text) implements Item {}

    /**
     * Any mention of a kind ({@code @person}), or of one entity ({@code @person/liu-xiaoming}).
     *
     * @param kind path of an entity kind
     * @param id full id of the entity
     */
    public record Entity(String kind, Optional<String> id) implements Item {}
  }

  /** Published within these bounds, inclusive; a missing bound is open. */
  record Published(Optional<PartialDate> from, Optional<PartialDate> to) implements Query {}

  record And(List<Query> clauses) implements Query {}

  record Or(List<Query> clauses) implements Query {}

  record Not(Query clause) implements Query {}

  /** The fields a user can name. */
  enum Field {
    TITLE,
    TEXT,
    OUTLET,
    AUTHOR,
    PERSON,
    PLACE,
    ORGANISATION,
    GROUP,
    TOPIC,
    LANGUAGE,
    TYPE,
    COLLECTION,
    SPEAKER
  }
}
