package org.vigil.query;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vigil.date.PartialDate;

/**
 * What the user asked, as plain values. {@link Object#toString()} prints it as text that {@link
 * QueryParser} reads back as an equal query.
 */
public sealed interface Query {

  /** Every report. */
  record All() implements Query {
    @Override
    public String toString() {
      return "*";
    }
  }

  /**
   * A word.
   *
   * @param field where to look; empty means title and text
   */
  record Word(Optional<Field> field, String text) implements Query {
    public Word {
      requireText("word", text);
    }

    @Override
    public String toString() {
      return QueryPrinter.prefix(field) + QueryPrinter.word(text);
    }
  }

  /** Words that match a pattern of {@code *}, any characters, and {@code ?}, one character. */
  record Wildcard(Optional<Field> field, String pattern) implements Query {
    public Wildcard {
      requireText("pattern", pattern);
    }

    @Override
    public String toString() {
      return QueryPrinter.prefix(field) + QueryPrinter.pattern(pattern);
    }
  }

  /** A word within so many edits, one or two. */
  record Fuzzy(Optional<Field> field, String text, int edits) implements Query {
    public Fuzzy {
      requireText("word", text);
      if (edits < 1 || edits > QueryParser.MOST_EDITS) {
        throw new IllegalArgumentException(
            "edits must be from 1 to " + QueryParser.MOST_EDITS + ": " + edits);
      }
    }

    @Override
    public String toString() {
      return QueryPrinter.prefix(field) + QueryPrinter.word(text) + "~" + edits;
    }
  }

  /**
   * Words or entities next to each other in this order, or, with a slop, within so many moves of
   * it.
   */
  record Phrase(Optional<Field> field, List<Item> items, int slop) implements Query {
    public Phrase {
      items = List.copyOf(items);
      if (items.isEmpty()) {
        throw new IllegalArgumentException("phrase without words");
      }
      if (slop < 0 || slop > QueryParser.MOST_SLOP) {
        throw new IllegalArgumentException(
            "slop must be from 0 to " + QueryParser.MOST_SLOP + ": " + slop);
      }
    }

    @Override
    public String toString() {
      return QueryPrinter.prefix(field) + QueryPrinter.phrase(items, slop);
    }

    /** One position of a phrase. */
    public sealed interface Item {}

    /** A word, with {@code *} as a literal character. */
    public record Text(String text) implements Item {
      public Text {
        requireText("word", text);
      }

      @Override
      public String toString() {
        return QueryPrinter.quoted(text);
      }
    }

    /**
     * Any mention of a kind ({@code @person}), or of one entity ({@code @person/liu-xiaoming}).
     *
     * @param kind path of an entity kind
     * @param id full id of the entity
     */
    public record Entity(String kind, Optional<String> id) implements Item {
      public Entity {
        requireText("kind", kind);
        if (id.isPresent() && !id.get().startsWith(kind + "/")) {
          throw new IllegalArgumentException("id of a " + kind + " reads " + id.get());
        }
      }

      @Override
      public String toString() {
        return "@" + QueryPrinter.quoted(id.orElse(kind));
      }
    }
  }

  /** Published within these bounds, inclusive; a missing bound is open. */
  record Published(Optional<PartialDate> from, Optional<PartialDate> to) implements Query {
    @Override
    public String toString() {
      if (from.isPresent() && from.equals(to)) {
        return "date:" + from.get();
      }
      return "date:["
          + from.map(Object::toString).orElse("*")
          + " TO "
          + to.map(Object::toString).orElse("*")
          + "]";
    }
  }

  /** All of two or more. */
  record And(List<Query> clauses) implements Query {
    public And {
      clauses = List.copyOf(clauses);
      requireSeveral(clauses);
    }

    @Override
    public String toString() {
      return QueryPrinter.join(clauses, " ", true);
    }
  }

  /** Any of two or more. */
  record Or(List<Query> clauses) implements Query {
    public Or {
      clauses = List.copyOf(clauses);
      requireSeveral(clauses);
    }

    @Override
    public String toString() {
      return QueryPrinter.join(clauses, " OR ", false);
    }
  }

  /** The reports that do not answer the clause. */
  record Not(Query clause) implements Query {
    @Override
    public String toString() {
      boolean compound = clause instanceof And || clause instanceof Or;
      return compound ? "NOT (" + clause + ")" : "NOT " + clause;
    }
  }

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
    INSTRUMENT,
    LANGUAGE,
    TYPE,
    COLLECTION,
    SPEAKER;

    private final String prefix = name().toLowerCase(Locale.ROOT);

    /** What stands before the colon. */
    String prefix() {
      return prefix;
    }

    /** The field of this prefix, in any case; {@code organization} is one too. */
    static Optional<Field> ofPrefix(String prefix) {
      String lower = prefix.toLowerCase(Locale.ROOT);
      if (lower.equals("organization")) {
        return Optional.of(ORGANISATION);
      }
      for (Field field : values()) {
        if (field.prefix.equals(lower)) {
          return Optional.of(field);
        }
      }
      return Optional.empty();
    }
  }

  private static void requireText(String what, String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(what + " of a query is empty");
    }
  }

  private static void requireSeveral(List<Query> clauses) {
    if (clauses.size() < 2) {
      throw new IllegalArgumentException("fewer than two clauses: " + clauses.size());
    }
  }
}
