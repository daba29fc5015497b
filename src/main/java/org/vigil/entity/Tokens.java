package org.vigil.entity;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The words, numbers and marks of a text, with their offsets. Splits at hyphens and before a
 * possessive, keeps abbreviations ({@code U.S.}, {@code Mr.}) and inner apostrophes ({@code
 * O'Brien}) whole. Linear in the length of the text, whatever it holds.
 */
final class Tokens {

  /** A longer run of letters is no word of any language. */
  static final int LONGEST_WORD = 60;

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final String text;
  private int size;
  private int[] starts = new int[64];
  private int[] ends = new int[64];

  /** Bit 0: first token of a paragraph; bit 1: first of a sentence. */
  private byte[] breaks = new byte[64];

  private Tokens(String text) {
    this.text = text;
  }

  static Tokens of(String text) {
    Tokens tokens = new Tokens(text);
    tokens.scan();
    return tokens;
  }

  String text() {
    return text;
  }

  int size() {
    return size;
  }

  int start(int i) {
    return starts[i];
  }

  int end(int i) {
    return ends[i];
  }

  String word(int i) {
    return text.substring(starts[i], ends[i]);
  }

  String lower(int i) {
    return word(i).toLowerCase(Locale.ROOT);
  }

  /** The text from one token to before another, with one blank for each run of them. */
  String form(int start, int end) {
    return BLANKS.matcher(text.substring(starts[start], ends[end - 1])).replaceAll(" ");
  }

  boolean paragraphStart(int i) {
    return (breaks[i] & 1) != 0;
  }

  boolean sentenceStart(int i) {
    return breaks[i] != 0;
  }

  boolean isWord(int i) {
    return Character.isLetterOrDigit(text.codePointAt(starts[i]));
  }

  /**
   * Whether these tokens are words of one paragraph with nothing but blanks and hyphens between.
   */
  boolean isPhrase(int start, int end) {
    for (int i = start; i < end; i++) {
      boolean joint = i > start && i < end - 1 && "-’'".indexOf(text.charAt(starts[i])) >= 0;
      if ((!isWord(i) && !joint) || (i > start && paragraphStart(i))) {
        return false;
      }
    }
    return true;
  }

  boolean capitalised(int i) {
    int c = text.codePointAt(starts[i]);
    return Character.isUpperCase(c) || Character.isTitleCase(c);
  }

  private void scan() {
    int length = text.length();
    int i = 0;
    int newLines = 2;
    boolean sentence = true;
    while (i < length) {
      int c = text.codePointAt(i);
      int width = Character.charCount(c);
      if (c == '\n' || c == '\u2028' || c == '\u2029') {
        newLines++;
        i += width;
        continue;
      }
      if (Character.isWhitespace(c) || Character.isSpaceChar(c) || isIgnorable(c)) {
        i += width;
        continue;
      }
      int end = wordChar(c) ? wordEnd(i) : i + width;
      int mark = (newLines > 0 ? 1 : 0) | (sentence ? 2 : 0);
      add(i, end, (byte) mark);
      boolean stop = end - i == 1 && (c == '.' || c == '!' || c == '?' || c == '…');
      boolean closing = "\"”’')]»".indexOf(c) >= 0;
      sentence = stop || (closing && sentence && newLines == 0);
      newLines = 0;
      i = end;
    }
  }

  private static boolean isIgnorable(int c) {
    return c < ' ' || Character.getType(c) == Character.FORMAT;
  }

  private static boolean wordChar(int c) {
    return Character.isLetterOrDigit(c)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK
        || c == '_';
  }

  private static boolean apostrophe(int c) {
    return c == '\'' || c == '’' || c == 'ʼ';
  }

  /** Where the word that starts here ends. */
  private int wordEnd(int start) {
    int length = text.length();
    int i = start;
    while (i < length && i - start < LONGEST_WORD * 2) {
      int c = text.codePointAt(i);
      if (wordChar(c)) {
        if (ideograph(c) && i > start) {
          return i;
        }
        i += Character.charCount(c);
        if (ideograph(c)) {
          return i;
        }
        continue;
      }
      if (i + 1 >= length) {
        break;
      }
      int next = text.codePointAt(i + 1);
      if (apostrophe(c) && Character.isLetter(next) && !possessive(i)) {
        i++;
        continue;
      }
      if ((c == '.' || c == ',') && digit(text.charAt(i - 1)) && digit(next)) {
        i++;
        continue;
      }
      break;
    }
    if (i < length && text.charAt(i) == '.' && abbreviation(start, i)) {
      i = abbreviationEnd(i);
    }
    return i;
  }

  private static boolean ideograph(int c) {
    if (c < 0x2E80) {
      return false;
    }
    Character.UnicodeScript script = Character.UnicodeScript.of(c);
    return script == Character.UnicodeScript.HAN
        || script == Character.UnicodeScript.HIRAGANA
        || script == Character.UnicodeScript.KATAKANA;
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  /** A possessive or contraction starts at this apostrophe: {@code 's}, {@code n't} excepted. */
  private boolean possessive(int apostrophe) {
    int rest = 0;
    int i = apostrophe + 1;
    while (i < text.length() && rest < 3 && Character.isLetter(text.charAt(i))) {
      rest++;
      i++;
    }
    if (rest == 1) {
      return "sSdmD".indexOf(text.charAt(apostrophe + 1)) >= 0;
    }
    if (rest == 2) {
      String two = text.substring(apostrophe + 1, apostrophe + 3).toLowerCase(Locale.ROOT);
      return two.equals("re") || two.equals("ve") || two.equals("ll");
    }
    return false;
  }

  /** Whether a full stop at {@code dot} belongs to the word before it. */
  private boolean abbreviation(int start, int dot) {
    int letters = dot - start;
    if (!Character.isLetter(text.charAt(start))) {
      return false;
    }
    boolean initial = letters == 1 && Character.isUpperCase(text.charAt(start));
    if (initial) {
      return true;
    }
    return letters <= 5 && Words.ABBREVIATIONS.contains(text.substring(start, dot));
  }

  /** Takes in further letter-and-stop pairs: {@code U.S.A.}. */
  private int abbreviationEnd(int dot) {
    int i = dot + 1;
    while (i + 1 < text.length()
        && Character.isUpperCase(text.charAt(i))
        && text.charAt(i + 1) == '.') {
      i += 2;
    }
    return i;
  }

  private void add(int start, int end, byte mark) {
    if (size == starts.length) {
      int capacity = size * 2;
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
      breaks = Arrays.copyOf(breaks, capacity);
    }
    starts[size] = start;
    ends[size] = end;
    breaks[size++] = mark;
  }
}
