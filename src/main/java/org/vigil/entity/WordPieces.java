package org.vigil.entity;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Splits words into the pieces of a vocabulary, the longest first, as models of the family of BERT
 * in lower case expect it (WordPiece; Wu et al. 2016, Devlin et al. 2019): without accents, each
 * mark by itself.
 */
public final class WordPieces {

  /** More pieces tell a tagger nothing about a word. */
  public static final int MOST = 16;

  /** A longer word has no pieces but the one for the unknown. */
  private static final int LONGEST = 100;

  private static final String INNER = "##";

  private final Map<String, Integer> vocabulary = new HashMap<>();
  private final int longestPiece;
  private final int unknown;
  private final int opening;
  private final int closing;

  /**
   * Takes the pieces by their numbers, inner ones marked by {@code ##}.
   *
   * @throws IllegalArgumentException if it lacks {@code [UNK]}, {@code [CLS]} or {@code [SEP]}
   */
  public WordPieces(List<String> pieces) {
    for (int i = 0; i < pieces.size(); i++) {
      vocabulary.putIfAbsent(pieces.get(i), i);
    }
    longestPiece = pieces.stream().mapToInt(String::length).max().orElse(0);
    unknown = special("[UNK]");
    opening = special("[CLS]");
    closing = special("[SEP]");
  }

  private int special(String piece) {
    Integer number = vocabulary.get(piece);
    if (number == null) {
      throw new IllegalArgumentException("a vocabulary without " + piece);
    }
    return number;
  }

  /** The piece that stands before a text. */
  public int opening() {
    return opening;
  }

  /** The piece that stands behind a text. */
  public int closing() {
    return closing;
  }

  /** The numbers of the word's pieces: at least one, at most {@link #MOST}. */
  public int[] of(String word) {
    String plain = plain(word);
    int[] pieces = new int[MOST];
    int n = 0;
    int start = 0;
    while (start < plain.length() && n < MOST) {
      int end = partEnd(plain, start);
      n = split(plain, start, end, pieces, n);
      start = end;
    }
    return n == 0 ? new int[] {unknown} : Arrays.copyOf(pieces, n);
  }

  private static String plain(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    StringBuilder plain = new StringBuilder(lower.length());
    Normalizer.normalize(lower, Normalizer.Form.NFD)
        .codePoints()
        .filter(WordPieces::isKept)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static boolean isKept(int c) {
    int type = Character.getType(c);
    return type != Character.NON_SPACING_MARK
        && type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.UNASSIGNED
        && type != Character.SURROGATE
        && type != Character.PRIVATE_USE
        && c != 0xFFFD
        && !Character.isWhitespace(c);
  }

  /** Marks and ideographs stand alone. */
  private static int partEnd(String plain, int start) {
    int i = start;
    while (i < plain.length()) {
      int c = plain.codePointAt(i);
      if (isMark(c) || Character.isIdeographic(c)) {
        return i == start ? i + Character.charCount(c) : i;
      }
      i += Character.charCount(c);
    }
    return i;
  }

  private static boolean isMark(int c) {
    if (c < 128) {
      return !Character.isLetterOrDigit(c);
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  /** Adds the pieces of one part of a word behind the first {@code from}; returns their number. */
  private int split(String plain, int start, int end, int[] pieces, int from) {
    if (plain.codePointCount(start, end) > LONGEST) {
      pieces[from] = unknown;
      return from + 1;
    }
    int n = from;
    int i = start;
    while (i < end) {
      int to = Math.min(end, i + longestPiece);
      Integer piece = null;
      while (to > i && piece == null) {
        String form = plain.substring(i, to);
        piece = vocabulary.get(i == start ? form : INNER + form);
        to -= piece == null ? 1 : 0;
      }
      if (piece == null) {
        pieces[from] = unknown;
        return from + 1;
      }
      if (n < MOST) {
        pieces[n++] = piece;
      }
      i = to;
    }
    return n;
  }
}
