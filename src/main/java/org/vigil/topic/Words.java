package org.vigil.topic;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.Set;

/**
 * The words of a text with their offsets, and where a new sentence or paragraph begins.
 *
 * <p>A word is a run of letters, digits and marks; hyphens and apostrophes part words, and every
 * ideograph is a word of its own, so that scripts without spaces need no dictionary. Linear in the
 * length of the text.
 */
final class Words {

  /** Words further apart than this, in UTF-16 units, stand in no phrase together. */
  private static final int WIDEST_GAP = 48;

  /** Longer runs of letters are no words: they fold to nothing and match nothing. */
  private static final int LONGEST_WORD = 48;

  /** Abbreviations that a number follows. */
  private static final Set<String> BEFORE_NUMBERS =
      Set.of("no", "nos", "nr", "núm", "art", "arts", "para", "resolution");

  private static final int SOFT_HYPHEN = 0xAD;

  private final CharSequence text;
  private int[] bounds = new int[128];
  private int count;
  private final BitSet breaks = new BitSet();

  Words(CharSequence text) {
    this.text = text;
    int at = 0;
    while (at < text.length()) {
      int cp = Character.codePointAt(text, at);
      int size = Character.charCount(cp);
      if (Character.isIdeographic(cp)) {
        add(at, at + size);
        at += size;
      } else if (Character.isLetterOrDigit(cp)) {
        int end = endOfWord(at + size);
        add(at, end);
        at = end;
      } else {
        if (endsSentence(cp, at, size)) {
          breaks.set(count);
        }
        at += size;
      }
    }
  }

  int count() {
    return count;
  }

  int start(int word) {
    return bounds[2 * word];
  }

  int end(int word) {
    return bounds[2 * word + 1];
  }

  /** Whether this word follows the one before it in the same sentence. */
  boolean continues(int word) {
    return word > 0 && !breaks.get(word) && (start(word) - end(word - 1) <= WIDEST_GAP);
  }

  /** The word without case, accents and vowel marks; Arabic also without its article. */
  String folded(int word) {
    return end(word) - start(word) > LONGEST_WORD
        ? ""
        : fold(text.subSequence(start(word), end(word)).toString());
  }

  private int endOfWord(int from) {
    int at = from;
    while (at < text.length()) {
      int cp = Character.codePointAt(text, at);
      boolean inside =
          (Character.isLetterOrDigit(cp) && !Character.isIdeographic(cp))
              || isMark(cp)
              || Character.getType(cp) == Character.FORMAT;
      if (!inside) {
        break;
      }
      at += Character.charCount(cp);
    }
    return at;
  }

  private static boolean isMark(int cp) {
    int type = Character.getType(cp);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private void add(int start, int end) {
    if (2 * count == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * bounds.length);
    }
    bounds[2 * count] = start;
    bounds[2 * count + 1] = end;
    count++;
  }

  private boolean endsSentence(int cp, int at, int size) {
    return switch (cp) {
      case '.', '!', '?', '…' ->
          at + size == text.length()
              || (Character.isWhitespace(text.charAt(at + size)) && !isBeforeNumber(cp, at));
      case '。', '！', '？', '؟', '|', '•', '\u2029' -> true;
      case '\n' -> at + size < text.length() && isLineEnd(text.charAt(at + size));
      default -> false;
    };
  }

  /** Whether this is the full stop of "No. 29" or "art. 9". */
  private boolean isBeforeNumber(int cp, int at) {
    if (cp != '.' || count == 0 || end(count - 1) != at) {
      return false;
    }
    int next = at + 2;
    return next < text.length()
        && Character.isDigit(text.charAt(next))
        && BEFORE_NUMBERS.contains(
            text.subSequence(start(count - 1), at).toString().toLowerCase(Locale.ROOT));
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private static String fold(String word) {
    boolean ascii = true;
    for (int i = 0; i < word.length(); i++) {
      ascii &= word.charAt(i) < 0x80;
    }
    String lower = word.toLowerCase(Locale.ROOT);
    if (ascii) {
      return lower;
    }
    StringBuilder kept = new StringBuilder(lower.length());
    Normalizer.normalize(lower, Normalizer.Form.NFKD)
        .codePoints()
        .filter(cp -> !isMark(cp) && cp != SOFT_HYPHEN && Character.getType(cp) != Character.FORMAT)
        .filter(cp -> cp != 'ـ')
        .forEach(kept::appendCodePoint);
    return withoutArabicArticle(kept.toString());
  }

  /**
   * Takes off the article with the particles written before it: {@code وبالتعذيب} is {@code تعذيب}.
   */
  private static String withoutArabicArticle(String word) {
    int at = 0;
    if (at < word.length() && "وف".indexOf(word.charAt(at)) >= 0) {
      at++;
    }
    if (at < word.length() && "بكل".indexOf(word.charAt(at)) >= 0) {
      at++;
    }
    if (word.startsWith("ال", at) && word.length() >= at + 5) {
      return word.substring(at + 2);
    }
    return word.startsWith("لل") && word.length() >= 5 ? word.substring(2) : word;
  }
}
