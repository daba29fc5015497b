package org.vigil.query;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** Writes queries in the syntax that {@link QueryParser} reads. */
final class QueryPrinter {

  private QueryPrinter() {}

  static String prefix(Optional<Query.Field> field) {
    return field.map(f -> f.prefix() + ":").orElse("");
  }

  /** Escapes a word so that it is read as a word. */
  static String word(String text) {
    if (text.equals("AND") || text.equals("OR") || text.equals("NOT")) {
      return "\\" + text;
    }
    return escaped(text, "*?");
  }

  /** Like a word, but {@code *} and {@code ?} keep their meaning. */
  static String pattern(String pattern) {
    return escaped(pattern, "");
  }

  private static String escaped(String text, String alsoSpecial) {
    StringBuilder out = new StringBuilder(text.length() + 2);
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '?') {
      end--;
    }
    boolean prefix = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean special =
          c == '\\'
              || c == '('
              || c == ')'
              || c == '~'
              || (c == ':' && prefix)
              || (i == 0 && text.length() > 1 && (c == '-' || c == '+'))
              || Syntax.isQuote(c)
              || Syntax.isSpace(c)
              || (alsoSpecial.indexOf(c) >= 0 && i < end);
      prefix &= Syntax.isFieldLetter(c);
      out.append(special ? "\\" : "").append(c);
    }
    return out.toString();
  }

  static String phrase(List<Query.Phrase.Item> items, int slop) {
    StringJoiner quoted = new StringJoiner(" ", "\"", "\"");
    items.forEach(item -> quoted.add(item.toString()));
    return slop == 0 ? quoted.toString() : quoted + "~" + slop;
  }

  /** Escapes a word of a phrase. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean special = c == '\\' || Syntax.isQuote(c) || Syntax.isSpace(c) || (i == 0 && c == '@');
      out.append(special ? "\\" : "").append(c);
    }
    return out.toString();
  }

  /** Joins clauses, each in parentheses that would not be read as one clause without. */
  static String join(List<Query> clauses, String by, boolean tight) {
    StringJoiner joined = new StringJoiner(by);
    for (Query clause : clauses) {
      boolean compound = clause instanceof Query.Or || (tight && clause instanceof Query.And);
      joined.add(compound ? "(" + clause + ")" : clause.toString());
    }
    return joined.toString();
  }
}
