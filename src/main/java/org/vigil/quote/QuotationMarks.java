package org.vigil.quote;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds what stands in quotation marks: curly, straight, angled, low-high and corner marks, and
 * single ones told from apostrophes, and the doubled ones of agencies and typewriters ({@code
 * ''so''}, {@code ``so''}). A quotation inside another belongs to the outer one. One that is never
 * closed ends with its paragraph, if it begins like one. Every search for a closing mark ends at
 * the next opening mark or the end of the paragraph, so that all of them together are linear in the
 * length of the text.
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
      int width = doubled(i) ? 2 : 1;
      int close = opens(i, from) ? close(i, end) : -1;
      if (close > i + width && !text.substring(i + width, close).isBlank()) {
        boolean open = close == end;
        boolean carried = open && goesOn(i, end);
        found.add(new Marked(i, i + width, close, open ? close : close + width, carried));
        i = close + width;
      } else {
        i += close < 0 ? 1 : width;
      }
    }
  }

  private boolean opens(int i, int from) {
    char c = text.charAt(i);
    if (OPENING.indexOf(c) >= 0) {
      return true;
    }
    boolean detached = i == from || detaches(text.charAt(i - 1));
    if (doubled(i)) {
      return detached && i + 2 < text.length() && !Character.isWhitespace(text.charAt(i + 2));
    }
    boolean leads = i + 1 < text.length() && !Character.isWhitespace(text.charAt(i + 1));
    if (c == '"' || c == '»') {
      return detached && leads;
    }
    boolean single = SINGLE_OPENING.indexOf(c) >= 0 || c == '\'';
    return single && detached && leads && Character.isLetter(text.charAt(i + 1));
  }

  /** Two single marks that stand for a double one. */
  private boolean doubled(int i) {
    return text.startsWith("''", i) || text.startsWith("``", i);
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
      case '"' -> straight(open, end, "\"");
      default -> doubled(open) ? straight(open, end, "''") : single(open, end);
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

  private int straight(int open, int end, String mark) {
    for (int i = open + mark.length(); i < end; i++) {
      if (text.startsWith(mark, i)) {
        return Character.isWhitespace(text.charAt(i - 1)) ? -1 : i;
      }
      if (text.startsWith("``", i)) {
        return -1;
      }
    }
    return carriedOver(open, end);
  }

  /**
   * The end, if the next paragraph opens with the same mark or this one begins like a quotation.
   */
  private int carriedOver(int open, int end) {
    return goesOn(open, end) || begins(open) ? end : -1;
  }

  private boolean goesOn(int open, int end) {
    int next = end;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    boolean same = next < text.length() && text.charAt(next) == text.charAt(open);
    return same && next > end;
  }

  /** What follows this mark begins like a sentence, behind a colon or a comma. */
  private boolean begins(int open) {
    int before = open - 1;
    while (before >= 0 && Character.isSpaceChar(text.charAt(before))) {
      before--;
    }
    int first = open + (doubled(open) ? 2 : 1);
    return before >= 0
        && first < text.length()
        && ",:，：".indexOf(text.charAt(before)) >= 0
        && !Character.isLowerCase(text.codePointAt(first))
        && Character.isLetter(text.codePointAt(first));
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
