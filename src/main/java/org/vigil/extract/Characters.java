package org.vigil.extract;

import java.text.Normalizer;

/** Makes any string fit to leave this package: NFC, no control characters, no lone surrogates. */
final class Characters {

  /** All text below this code is in normal form. */
  private static final char COMBINING = 0x300;

  private Characters() {}

  /** Keeps line feeds and tabs; other control characters become spaces, broken pairs vanish. */
  static String clean(String text) {
    return isPlain(text) ? text : cleaned(text);
  }

  /** Most text is printed ASCII and line feeds, and stays as it is. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x7f || (c < ' ' && c != '\n' && c != '\t')) {
        return false;
      }
    }
    return true;
  }

  private static String cleaned(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    char highest = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      highest = c > highest ? c : highest;
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        kept.append(c).append(text.charAt(++i));
      } else if (c == '\n' || c == '\t') {
        kept.append(c);
      } else if (c < ' ' || (c >= 0x7f && c < 0xa0)) {
        kept.append(c == 0 ? "" : " ");
      } else if (!Character.isSurrogate(c) && !invisible(c)) {
        kept.append(c);
      }
    }
    return highest < COMBINING ? kept.toString() : Normalizer.normalize(kept, Normalizer.Form.NFC);
  }

  /** At most so many UTF-16 units from the start, no pair broken. */
  static String start(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    boolean pair = most > 0 && Character.isHighSurrogate(text.charAt(most - 1));
    return text.substring(0, pair ? most - 1 : most);
  }

  /** One line: clean, with every run of white space a single space. */
  static String line(String text) {
    String clean = clean(text);
    StringBuilder line = new StringBuilder(clean.length());
    boolean gap = false;
    for (int i = 0; i < clean.length(); i++) {
      char c = clean.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        gap = !line.isEmpty();
      } else {
        if (gap) {
          line.append(' ');
          gap = false;
        }
        line.append(c);
      }
    }
    return line.toString();
  }

  /** The letters and digits alone, small: what two writings of a headline have in common. */
  static String letters(String text) {
    StringBuilder letters = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (Character.isLetterOrDigit(c)) {
        letters.appendCodePoint(Character.toLowerCase(c));
      }
    }
    return letters.toString();
  }

  /** Soft hyphens, byte order marks, zero-width spaces: they only hinder search. */
  private static boolean invisible(char c) {
    return c == 0xad || c == 0xfeff || c == 0x200b || c == 0x2060 || c == 0xfffe || c == 0xffff;
  }
}
