package org.vigil.query;

/** The characters of the query syntax. */
final class Syntax {

  private Syntax() {}

  /** Straight and curly double quotes. */
  static boolean isQuote(char c) {
    return switch (c) {
      case '"', '\u201C', '\u201D', '\u201E', '\u201F', '\u00AB', '\u00BB', '\uFF02' -> true;
      default -> false;
    };
  }

  static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }

  /** The letters that names of fields are made of. */
  static boolean isFieldLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
