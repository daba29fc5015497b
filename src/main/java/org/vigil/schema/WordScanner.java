package org.vigil.schema;

import java.text.Normalizer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cuts a text into {@link Words.Word}s, one at a time, in one pass. */
final class WordScanner {

  /**
   * Articles and the like that French, Italian and Catalan write onto a word that begins with a
   * vowel.
   */
  private static final Set<String> ELISIONS =
      Set.of(
          "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
          "aujourd", "dell", "dall", "all", "nell", "sull", "coll", "un", "quell", "quest", "sant");

  /** Separates values of one field: nothing is a phrase across it. */
  static final char BREAK = '\u2029';

  private static final int ZERO_WIDTH_SPACE = 0x200B;

  private final String text;
  private int at;
  private boolean broken;

  WordScanner(String text) {
    this.text = text;
  }

  Words.@Nullable Word next() {
    while (at < text.length()) {
      int cp = text.codePointAt(at);
      if (isAlone(cp)) {
        int start = at;
        at = afterMarks(at + Character.charCount(cp));
        return new Words.Word(exact(text.substring(start, at)), start, at, false);
      }
      if (Character.isLetterOrDigit(cp)) {
        Words.Word word = word();
        if (word != null) {
          return word;
        }
      } else {
        broken |= cp == BREAK;
        at += Character.charCount(cp);
      }
    }
    return null;
  }

  /** Whether a {@link #BREAK} was passed since this was last asked. */
  boolean passedBreak() {
    boolean passed = broken;
    broken = false;
    return passed;
  }

  /** Reads the word that begins here; null if it is too long to be one. */
  private Words.@Nullable Word word() {
    int start = at;
    int end = run(start);
    if (isInitial(start, end)) {
      end = initials(end);
    } else {
      end = joined(start, end);
    }
    at = end;
    int bare = withoutPossessive(start, end);
    if (bare - start > Words.LONGEST) {
      return null;
    }
    String exact = exact(text.substring(start, bare));
    return exact.isEmpty() ? null : new Words.Word(exact, start, bare, hyphenFollows(end));
  }

  /** The end of the letters, digits, marks and invisible characters that begin here. */
  private int run(int from) {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c < 128) {
        if (!isAsciiWord(c)) {
          break;
        }
        i++;
        continue;
      }
      int cp = text.codePointAt(i);
      if (isAlone(cp) || !(Character.isLetterOrDigit(cp) || isMark(cp) || isInvisible(cp))) {
        break;
      }
      i += Character.charCount(cp);
    }
    return i;
  }

  /** Goes on over apostrophes between letters and over points and commas between digits. */
  private int joined(int start, int firstEnd) {
    int end = firstEnd;
    while (end + 1 < text.length()) {
      char c = text.charAt(end);
      boolean goesOn;
      if (isApostrophe(c)) {
        goesOn =
            Character.isLetter(text.codePointBefore(end))
                && isWordLetter(text.codePointAt(end + 1))
                && !isElision(start, end);
      } else if (c == '.' || c == ',') {
        goesOn = isDigit(text.charAt(end - 1)) && isDigit(text.charAt(end + 1));
      } else {
        goesOn = false;
      }
      if (!goesOn) {
        return end;
      }
      end = run(end + 1);
    }
    return end;
  }

  private boolean isElision(int start, int apostrophe) {
    if (apostrophe - start > 7) {
      return false;
    }
    String before = exact(text.substring(start, apostrophe));
    char first = Character.toLowerCase(text.charAt(apostrophe + 1));
    String plain = Normalizer.normalize(String.valueOf(first), Normalizer.Form.NFD);
    return ELISIONS.contains(before) && "aeiouyhœæ".indexOf(plain.charAt(0)) >= 0;
  }

  /** Whether a single letter with a point and another letter behind it stands here. */
  private boolean isInitial(int start, int end) {
    return end - start == 1
        && Character.isLetter(text.charAt(start))
        && end + 1 < text.length()
        && text.charAt(end) == '.'
        && isLoneLetter(end + 1);
  }

  /** The end of {@code S.A.} in {@code U.S.A. }, its last point left out. */
  private int initials(int firstEnd) {
    int end = firstEnd;
    while (end + 1 < text.length() && text.charAt(end) == '.' && isLoneLetter(end + 1)) {
      end += 2;
    }
    return end;
  }

  private boolean isLoneLetter(int i) {
    return Character.isLetter(text.charAt(i)) && run(i) == i + 1;
  }

  private int withoutPossessive(int start, int end) {
    if (end - start > 2
        && (text.charAt(end - 1) == 's' || text.charAt(end - 1) == 'S')
        && isApostrophe(text.charAt(end - 2))) {
      return end - 2;
    }
    return end;
  }

  private boolean hyphenFollows(int end) {
    return end + 1 < text.length()
        && (text.charAt(end) == '-' || text.charAt(end) == '\u2010' || text.charAt(end) == '\u2011')
        && isWordLetter(text.codePointAt(end + 1))
        && Character.isLetter(text.codePointBefore(end));
  }

  private int afterMarks(int from) {
    int i = from;
    while (i < text.length()) {
      int cp = text.codePointAt(i);
      if (!isMark(cp) && !isInvisible(cp)) {
        break;
      }
      i += Character.charCount(cp);
    }
    return i;
  }

  private static boolean isWordLetter(int cp) {
    return Character.isLetter(cp) && !isAlone(cp);
  }

  private static boolean isAsciiWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
  }

  private static boolean isDigit(char c) {
    return (c >= '0' && c <= '9');
  }

  private static boolean isApostrophe(char c) {
    return c == '\'' || c == '\u2019' || c == '\u2018' || c == '\u02BC' || c == '\uFF07';
  }

  private static boolean isMark(int cp) {
    int type = Character.getType(cp);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  private static boolean isInvisible(int cp) {
    return Character.getType(cp) == Character.FORMAT && cp != ZERO_WIDTH_SPACE;
  }

  /** Whether a letter of a script that gives a word for each character. */
  static boolean isAlone(int cp) {
    if (cp < 0x0E00) {
      return false;
    }
    boolean inScript =
        cp <= 0x0EFF
            || (cp >= 0x1000 && cp <= 0x109F)
            || (cp >= 0x1780 && cp <= 0x17FF)
            || (cp >= 0x3005 && cp <= 0x3007)
            || (cp >= 0x3040 && cp <= 0x30FF)
            || (cp >= 0x31F0 && cp <= 0x31FF)
            || (cp >= 0x3400 && cp <= 0x9FFF)
            || (cp >= 0xAC00 && cp <= 0xD7A3)
            || (cp >= 0xF900 && cp <= 0xFAFF)
            || (cp >= 0xFF66 && cp <= 0xFF9F)
            || (cp >= 0x20000 && cp <= 0x3FFFF);
    return inScript && Character.isLetter(cp);
  }

  /** Folds compatibility forms, width and case; drops what cannot be seen. */
  static String exact(String raw) {
    StringBuilder ascii = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c >= 128) {
        return exactBeyondAscii(raw);
      }
      ascii.append((c >= 'A' && c <= 'Z') ? (char) (c + 32) : c);
    }
    return ascii.toString();
  }

  private static String exactBeyondAscii(String raw) {
    StringBuilder lower = new StringBuilder(raw.length());
    raw.codePoints()
        .filter(cp -> !isInvisible(cp))
        .map(cp -> cp < 0x10000 && isApostrophe((char) cp) ? '\'' : cp)
        .forEach(lower::appendCodePoint);
    String composed = Normalizer.normalize(lower, Normalizer.Form.NFKC);
    lower.setLength(0);
    composed
        .codePoints()
        .forEach(
            cp -> {
              switch (cp) {
                case 'ß', 'ẞ' -> lower.append("ss");
                case 'ς' -> lower.append('σ');
                case 'İ' -> lower.append("i\u0307");
                default -> lower.appendCodePoint(Character.toLowerCase(cp));
              }
            });
    return Normalizer.normalize(lower, Normalizer.Form.NFC);
  }
}
