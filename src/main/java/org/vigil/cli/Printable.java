package org.vigil.cli;

/** Makes foreign text safe for a terminal. */
final class Printable {

  private Printable() {}

  /**
   * The text on one line, without the control characters that move the cursor, set colours or turn
   * the direction of writing.
   */
  static String of(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == '\n' || c == '\t' || c == '\r' ? ' ' : c)
        .map(
            c ->
                switch (Character.getType(c)) {
                  case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> '\uFFFD';
                  default -> c;
                })
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
