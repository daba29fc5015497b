package org.vigil.date;

import java.util.Arrays;

/**
 * The few words, numbers, spaces and marks on one side of a year, in the order of the text. Indexes
 * outside of them are allowed and hold nothing.
 *
 * <p>Words end where letters meet digits and where a capital follows a small letter, because tags
 * that are stripped leave {@code July 20, 2020Off} and {@code ChenJuly 20} behind.
 */
final class Words {

  private static final int REACH = 64;

  private enum Kind {
    NONE,
    WORD,
    NUMBER,
    SPACE,
    MARK
  }

  private final String text;
  private final Kind[] kinds = new Kind[REACH];
  private final int[] starts = new int[REACH];
  private final int[] ends = new int[REACH];
  private int size;

  private Words(String text, int from, int to) {
    this.text = text;
    Arrays.fill(kinds, Kind.NONE);
    int at = from;
    while (at < to) {
      Kind kind = kind(text.charAt(at));
      int end = at + 1;
      while (kind != Kind.MARK && end < to && continues(text, end, kind)) {
        end++;
      }
      kinds[size] = kind;
      starts[size] = at;
      ends[size] = end;
      size++;
      at = end;
    }
  }

  /** What stands before {@code end}, but not before {@code limit}. */
  static Words before(String text, int end, int limit) {
    int from = Math.max(limit, end - REACH);
    // A word or number that reaches out of sight is none.
    while (from > limit && from < end && continues(text, from, kind(text.charAt(from - 1)))) {
      from++;
    }
    return new Words(text, from, end);
  }

  static Words after(String text, int start) {
    return new Words(text, start, Math.min(text.length(), start + REACH));
  }

  private static boolean continues(String text, int at, Kind kind) {
    char c = text.charAt(at);
    if (kind != kind(c)) {
      return false;
    }
    char previous = text.charAt(at - 1);
    return switch (kind) {
      case WORD -> !(Character.isLowerCase(previous) && Character.isUpperCase(c));
      case SPACE -> !(c == '\n' && previous == '\n');
      case NUMBER -> true;
      case MARK, NONE -> false;
    };
  }

  private static Kind kind(char c) {
    if (Character.isDigit(c)) {
      return Kind.NUMBER;
    }
    if (Character.isIdeographic(c) || c == '년' || c == '월' || c == '일') {
      return Kind.MARK;
    }
    return switch (Character.getType(c)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK ->
          Kind.WORD;
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT ->
          Kind.SPACE;
      default -> Kind.MARK;
    };
  }

  int size() {
    return size;
  }

  private Kind at(int i) {
    return i < 0 || i >= size ? Kind.NONE : kinds[i];
  }

  boolean isWord(int i) {
    return at(i) == Kind.WORD;
  }

  boolean isSpace(int i) {
    return at(i) == Kind.SPACE;
  }

  boolean isNumber(int i) {
    return at(i) == Kind.NUMBER;
  }

  /** One or two digits: a day or a month, by its length. */
  boolean isShortNumber(int i) {
    return isNumber(i) && ends[i] - starts[i] <= 2;
  }

  /** The mark at {@code i}, or NUL if there is none. */
  char mark(int i) {
    return at(i) == Kind.MARK ? text.charAt(starts[i]) : 0;
  }

  /** Whether any word stands at {@code from} or after it. */
  boolean hasWord(int from) {
    for (int i = from; i < size; i++) {
      if (isWord(i)) {
        return true;
      }
    }
    return false;
  }

  int skipSpaces(int from) {
    return isSpace(from) ? from + 1 : from;
  }

  int skipSpacesAndMarks(int from) {
    int i = from;
    while (isSpace(i) || mark(i) == '.' || mark(i) == ',' || mark(i) == '-') {
      i++;
    }
    return i;
  }

  int number(int i) {
    int n = 0;
    for (int at = start(i); at < end(i); at++) {
      n = n * 10 + Character.digit(text.charAt(at), 10);
    }
    return n;
  }

  String text(int i) {
    return text.substring(start(i), end(i));
  }

  int start(int i) {
    return starts[i];
  }

  int end(int i) {
    return ends[i];
  }
}
