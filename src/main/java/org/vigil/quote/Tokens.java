package org.vigil.quote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words and marks of a text with their paragraphs and sentences, and which of them stand in
 * quotation marks. A quotation never ends the sentence it stands in, unless a new one clearly
 * begins behind it.
 */
final class Tokens {

  static final int NONE = -1;

  private static final int LONGEST_WORD = 60;
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "sgt", "capt", "maj", "sen", "rep",
          "gov", "rev", "hon", "st", "jr", "sr", "inc", "ltd", "co", "corp", "jan", "feb", "aug",
          "sept", "oct", "nov", "dec", "sra", "dra", "mme", "vs", "adm", "no", "amb", "brig");

  private static final List<String> FRENCH = List.of("il", "elle", "ils", "elles");

  private final String text;
  private final List<Marked> marks;
  private int size;
  private int[] starts = new int[256];
  private int[] ends = new int[256];
  private int[] paragraphs = new int[256];
  private int[] sentences = new int[256];
  private int[] quoted = new int[256];
  private String[] lower = new String[256];
  private final List<Integer> sentenceStarts = new ArrayList<>();

  private Tokens(String text, List<Marked> marks) {
    this.text = text;
    this.marks = marks;
  }

  static Tokens of(String text, List<Marked> marks) {
    Tokens tokens = new Tokens(text, marks);
    tokens.scan();
    tokens.split();
    return tokens;
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

  /** The token in lower case, apostrophes straight, commas and colons those of Latin script. */
  String lower(int i) {
    return i >= 0 && i < size ? lower[i] : "";
  }

  boolean is(int i, String word) {
    return lower(i).equals(word);
  }

  /** Whether this is a dash of any length. */
  boolean isDash(int i) {
    return is(i, "-") || is(i, "–") || is(i, "—") || is(i, "―");
  }

  /** The last character of a token. */
  char last(int i) {
    return text.charAt(ends[i] - 1);
  }

  /** Whether a paragraph begins with this token. */
  boolean opensParagraph(int i) {
    return i == 0 || paragraphs[i] != paragraphs[i - 1];
  }

  int paragraph(int i) {
    return paragraphs[i];
  }

  int sentence(int i) {
    return sentences[i];
  }

  /** The first token of a sentence. */
  int sentenceStart(int sentence) {
    return sentenceStarts.get(sentence);
  }

  /** Behind the last token of a sentence. */
  int sentenceEnd(int sentence) {
    return sentence + 1 < sentenceStarts.size() ? sentenceStarts.get(sentence + 1) : size;
  }

  /** The number of the quotation that holds this token, {@link #NONE} outside of all. */
  int quoted(int i) {
    return quoted[i];
  }

  boolean outside(int i) {
    return i >= 0 && i < size && quoted[i] == NONE;
  }

  boolean isWord(int i) {
    return i >= 0 && i < size && Character.isLetterOrDigit(text.codePointAt(starts[i]));
  }

  boolean capitalised(int i) {
    return i >= 0 && i < size && Character.isUpperCase(text.codePointAt(starts[i]));
  }

  /** The first token that starts at this offset or behind it. */
  int from(int offset) {
    int found = Arrays.binarySearch(starts, 0, size, offset);
    return found >= 0 ? found : -found - 1;
  }

  private void scan() {
    int paragraph = 0;
    int i = 0;
    int mark = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (c == '\n') {
        paragraph++;
      }
      if (blank(c)) {
        i += Character.charCount(c);
        continue;
      }
      int end = wordEnd(i);
      while (mark < marks.size() && marks.get(mark).after() <= i) {
        mark++;
      }
      boolean inside = mark < marks.size() && marks.get(mark).open() <= i;
      add(i, end, paragraph, inside ? mark : NONE);
      i = end;
    }
  }

  private static boolean blank(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || c < ' '
        || Character.getType(c) == Character.FORMAT;
  }

  private int wordEnd(int start) {
    int c = text.codePointAt(start);
    int i = start + Character.charCount(c);
    if (c == '@' && (start == 0 || !letter(text.codePointBefore(start)))) {
      while (i < text.length() && i - start < LONGEST_WORD && ofHandle(text.charAt(i))) {
        i++;
      }
      return i;
    }
    if (!Character.isLetterOrDigit(c) || Character.isIdeographic(c)) {
      boolean owner =
          start > 0 && apostrophe(c) && i < text.length() && letter(text.codePointBefore(start));
      return owner && divides(start) ? i + 1 : i;
    }
    while (i < text.length() && i - start < LONGEST_WORD) {
      int next = text.codePointAt(i);
      boolean letter = letter(next);
      if (!letter && !(joins(next) && i + 1 < text.length() && letter(text.codePointAt(i + 1)))) {
        break;
      }
      if (!letter && divides(i)) {
        break;
      }
      i += Character.charCount(next);
    }
    if (i < text.length() && text.charAt(i) == '.' && abbreviation(start, i)) {
      i++;
    }
    return i;
  }

  private static boolean ofHandle(char c) {
    return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
  }

  /** A name at a network: {@code @tamarind_rights}. */
  boolean isHandle(int i) {
    return lower(i).length() > 1 && lower(i).charAt(0) == '@';
  }

  private static boolean letter(int c) {
    return (Character.isLetterOrDigit(c) && !Character.isIdeographic(c))
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }

  private static boolean apostrophe(int c) {
    return c == '\'' || c == '’';
  }

  private static boolean joins(int c) {
    return apostrophe(c) || c == '-' || c == '.' || c == ',';
  }

  /** The mark at {@code i} does not join: {@code 's} and pronouns are words of their own. */
  private boolean divides(int i) {
    char c = text.charAt(i);
    if (c == '-') {
      return frenchPronoun(i + 1);
    }
    if (c == '.' || c == ',') {
      boolean digits =
          Character.isDigit(text.charAt(i - 1)) && Character.isDigit(text.charAt(i + 1));
      boolean initials =
          c == '.'
              && Character.isUpperCase(text.charAt(i + 1))
              && (i < 2 || !Character.isLetter(text.charAt(i - 2)));
      return !digits && !initials;
    }
    boolean alone = i + 2 >= text.length() || !letter(text.codePointAt(i + 2));
    return alone && (text.charAt(i + 1) == 's' || text.charAt(i + 1) == 'S');
  }

  /** What follows the hyphen is a subject set behind its verb: {@code a-t-il}. */
  private boolean frenchPronoun(int i) {
    if (text.startsWith("t-", i)) {
      return true;
    }
    for (String pronoun : FRENCH) {
      int end = i + pronoun.length();
      if (text.startsWith(pronoun, i) && (end >= text.length() || !letter(text.codePointAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private boolean abbreviation(int start, int dot) {
    boolean initials =
        Character.isUpperCase(text.charAt(dot - 1))
            && (dot - start == 1 || text.charAt(dot - 2) == '.');
    boolean known =
        dot - start <= 4
            && Character.isUpperCase(text.charAt(start))
            && ABBREVIATIONS.contains(text.substring(start, dot).toLowerCase(Locale.ROOT));
    return initials || known;
  }

  private void add(int start, int end, int paragraph, int mark) {
    if (size == starts.length) {
      int capacity = size * 2;
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
      paragraphs = Arrays.copyOf(paragraphs, capacity);
      sentences = Arrays.copyOf(sentences, capacity);
      quoted = Arrays.copyOf(quoted, capacity);
      lower = Arrays.copyOf(lower, capacity);
    }
    starts[size] = start;
    ends[size] = end;
    paragraphs[size] = paragraph;
    quoted[size] = mark;
    lower[size++] = plain(text.substring(start, end));
  }

  /** Lower case, with the punctuation of Latin script. */
  private static String plain(String token) {
    return switch (token) {
      case "，", "،" -> ",";
      case "：" -> ":";
      case "；", "؛" -> ";";
      default -> token.toLowerCase(Locale.ROOT).replace('’', '\'');
    };
  }

  private void split() {
    for (int i = 0; i < size; i++) {
      if (i == 0 || begins(i)) {
        sentenceStarts.add(i);
      }
      sentences[i] = sentenceStarts.size() - 1;
    }
  }

  private boolean begins(int i) {
    if (paragraphs[i] != paragraphs[i - 1]) {
      return true;
    }
    if (lower[i].equals(")") || lower[i].equals("]")) {
      return false;
    }
    boolean upper = !Character.isLowerCase(text.codePointAt(starts[i]));
    boolean behind = quoted[i - 1] != NONE && quoted[i] != quoted[i - 1];
    if (behind) {
      Marked mark = marks.get(quoted[i - 1]);
      return upper && stop(text.charAt(mark.end() - 1)) && isWordOrMark(i);
    }
    return quoted[i - 1] == NONE
        && stop(text.charAt(starts[i - 1]))
        && ends[i - 1] - starts[i - 1] == 1
        && upper;
  }

  private boolean isWordOrMark(int i) {
    return quoted[i] != NONE || isWord(i);
  }

  /** A comma or stop of Chinese, which stands inside the quotation marks. */
  static boolean fullWidth(char c) {
    return c == '，' || c == '。' || c == '！' || c == '？';
  }

  static boolean stop(char c) {
    return c == '.' || c == '!' || c == '?' || c == '。' || c == '！' || c == '？' || c == '…'
        || c == '؟';
  }
}
