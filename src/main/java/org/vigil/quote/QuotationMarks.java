package org.vigil.quote;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds what stands in quotation marks: curly, straight, angled, low-high and corner marks, and
 * single ones told from apostrophes. A quotation inside another belongs to the outer one. Every
 * search for a closing mark ends at the next opening mark or the end of the paragraph, so that all
 * of them together are linear in the length of the text.
 */
final class QuotationMarks {

  private static final String OPENING = "“„«‹「『";
  private static final String SINGLE_OPENING = "‘‚";
  private static final String STOPS = ".,!?…;:—–-";

  private final String text;
  private final List<Marked> found = new ArrayList<>();

  private QuotationMarks(String text) {
    this.text = text;
  }

  /** In order, never overlapping. */
  static List<Marked> find(String text) {
    QuotationMarks marks = new QuotationMarks(text);
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        end = text.length();
      }
      marks.paragraph(start, end);
      start = end + 1;
    }
    return List.copyOf(marks.found);
  }

  private void paragraph(int from, int to) {
    int end = to;
    while (end > from && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    int i = from;
    while (i < end) {
      int close = opens(i, from) ? close(i, end) : -1;
      if (close > i + 1 && !text.substring(i + 1, close).isBlank()) {
        boolean open = close == end;
        found.add(new Marked(i, i + 1, close, open ? close : close + 1));
        i = close + 1;
      } else {
        i++;
      }
    }
  }

  private boolean opens(int i, int from) {
    char c = text.charAt(i);
    if (OPENING.indexOf(c) >= 0) {
      return true;
    }
    boolean detached = i == from || detaches(text.charAt(i - 1));
    boolean leads = i + 1 < text.length() && !Character.isWhitespace(text.charAt(i + 1));
    if (c == '"' || c == '»') {
      return detached && leads;
    }
    boolean single = SINGLE_OPENING.indexOf(c) >= 0 || c == '\'';
    return single && detached && leads && Character.isLetter(text.charAt(i + 1));
  }

  private static boolean detaches(char before) {
    return Character.isWhitespace(before)
        || Character.isSpaceChar(before)
        || "([{—–-―/:：，、。".indexOf(before) >= 0;
  }

  /** Where the mark stands that closes the one at {@code open}; the end if it is carried over. */
  private int close(int open, int end) {
    return switch (text.charAt(open)) {
      case '“' -> closing(open, end, "”", "“");
      case '„' -> closing(open, end, "“”", "„");
      case '«' -> closing(open, end, "»", "«");
      case '‹' -> closing(open, end, "›", "‹");
      case '「' -> closing(open, end, "」", "「");
      case '『' -> closing(open, end, "』", "『");
      case '»' -> closing(open, end, "«", "»");
      case '"' -> straight(open, end);
      default -> single(open, end);
    };
  }

  private int closing(int open, int end, String closers, String openers) {
    for (int i = open + 1; i < end; i++) {
      char c = text.charAt(i);
      if (closers.indexOf(c) >= 0) {
        return i;
      }
      if (openers.indexOf(c) >= 0) {
        return -1;
      }
    }
    return carriedOver(open, end);
  }

  private int straight(int open, int end) {
    for (int i = open + 1; i < end; i++) {
      if (text.charAt(i) == '"') {
        boolean follows = !Character.isWhitespace(text.charAt(i - 1));
        return follows ? i : -1;
      }
    }
    return carriedOver(open, end);
  }

  /** The end, if the next paragraph opens with the same mark. */
  private int carriedOver(int open, int end) {
    int next = end;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    boolean goesOn = next < text.length() && text.charAt(next) == text.charAt(open);
    return goesOn && next > end ? end : -1;
  }

  /**
   * The first mark that ends a word; one after an s and before another word may be the apostrophe
   * of a plural and closes only if no other does.
   */
  private int single(int open, int end) {
    char closer = text.charAt(open) == '\'' ? '\'' : text.charAt(open) == '‚' ? '‘' : '’';
    int doubtful = -1;
    for (int i = open + 1; i < end; i++) {
      char c = text.charAt(i);
      if (c == closer && endsWord(i, end)) {
        if (!pluralApostrophe(i, end)) {
          return i;
        }
        doubtful = doubtful < 0 ? i : doubtful;
      } else if (c == text.charAt(open) && opens(i, open)) {
        break;
      }
    }
    return doubtful;
  }

  private boolean endsWord(int i, int end) {
    return !Character.isWhitespace(text.charAt(i - 1))
        && (i + 1 >= end || !Character.isLetterOrDigit(text.charAt(i + 1)));
  }

  private boolean pluralApostrophe(int i, int end) {
    char before = text.charAt(i - 1);
    return STOPS.indexOf(before) < 0
        && (before == 's' || before == 'S' || before == 'n')
        && i + 2 < end
        && text.charAt(i + 1) == ' '
        && Character.isLetter(text.charAt(i + 2));
  }
}
