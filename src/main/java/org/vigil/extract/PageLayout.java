package org.vigil.extract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.vigil.extract.PdfLines.Line;

/**
 * Makes running text of printed lines: without the heads and feet that every page repeats, with
 * paragraphs whole across columns and pages, and words whole across lines.
 */
final class PageLayout {

  private static final Pattern LIST_ITEM =
      Pattern.compile("(?:[•▪●◦■–—-]\\s|\\(?(?:\\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]\\s).*");

  /** What ends a sentence, with the marks that may follow it. */
  private static final Pattern SENTENCE_END = Pattern.compile(".*[.!?:;…。！？؟।][\"'”’»)\\]\\d]*");

  /** Words that keep their hyphen when a line ends with it. */
  private static final Set<String> HYPHENATED =
      Set.of("self", "non", "ex", "anti", "well", "so", "vice");

  private final List<Line> lines;
  private final List<Integer> pages = new ArrayList<>();
  private final String text;

  PageLayout(List<Line> printed) {
    this.lines = RunningLines.removedFrom(printed);
    this.text = joined();
    int last = printed.isEmpty() ? -1 : printed.getLast().page();
    while (pages.size() <= last) {
      pages.add(text.length());
    }
  }

  /** Paragraphs separated by a blank line. */
  String text() {
    return text;
  }

  /** Where each page begins in the text; one without words where the next one does. */
  List<Integer> pages() {
    return pages;
  }

  private String joined() {
    Set<String> words = words();
    StringBuilder joined = new StringBuilder();
    Line before = null;
    for (Line line : lines) {
      if (before == null) {
        joined.append(line.text());
      } else if (startsParagraph(before, line)) {
        joined.append("\n\n").append(line.text());
      } else {
        join(joined, line.text(), words);
      }
      while (pages.size() <= line.page()) {
        pages.add(pages.isEmpty() ? 0 : joined.length() - line.text().length());
      }
      before = line;
    }
    return joined.toString();
  }

  /** The title that the first page shows, told by its type. */
  Optional<String> title() {
    return PrintedTitle.of(lines.stream().filter(line -> line.size() > 0).toList());
  }

  private static boolean startsParagraph(Line before, Line line) {
    if (LIST_ITEM.matcher(line.text()).matches() && SENTENCE_END.matcher(before.text()).matches()) {
      return true;
    }
    boolean otherType = Math.abs(before.size() - line.size()) > 0.1 * Math.max(before.size(), 1);
    if (otherType) {
      return true;
    }
    boolean elsewhere = line.page() != before.page() || line.top() < before.top();
    if (elsewhere) {
      // The next column or page goes on in the middle of a sentence, or begins a paragraph.
      return SENTENCE_END.matcher(before.text()).matches()
          || !(continues(line.text()) || before.text().endsWith("-"));
    }
    return line.opensParagraph();
  }

  /** Whether a line can stand inside a sentence: for scripts without capitals any can. */
  private static boolean continues(String line) {
    int first = line.codePoints().filter(Character::isLetterOrDigit).findFirst().orElse(0);
    return !Character.isUpperCase(first) && !Character.isTitleCase(first);
  }

  private Set<String> words() {
    Set<String> words = new HashSet<>();
    for (Line line : lines) {
      for (String word : line.text().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}-]+", -1)) {
        words.add(word);
      }
    }
    return words;
  }

  /** Appends a line to the text before it, mending a word that was divided. */
  static void join(StringBuilder text, String line, Set<String> words) {
    int end = text.length();
    boolean hyphen =
        end > 1
            && (text.charAt(end - 1) == '-' || text.charAt(end - 1) == '\u2010')
            && Character.isLetter(text.charAt(end - 2))
            && Character.isLetter(line.charAt(0));
    if (!hyphen) {
      if (!ideographs(text, line)) {
        text.append(' ');
      }
      text.append(line);
      return;
    }
    if (Character.isLowerCase(line.charAt(0)) && !keepsHyphen(text, line, words)) {
      text.setLength(end - 1);
    }
    text.append(line);
  }

  /** By what the document itself writes elsewhere; failing that, by the first part. */
  private static boolean keepsHyphen(StringBuilder text, String line, Set<String> words) {
    int end = text.length() - 1;
    int start = end;
    while (start > 0
        && (Character.isLetter(text.charAt(start - 1)) || text.charAt(start - 1) == '-')) {
      start--;
    }
    String first = text.substring(start, end).toLowerCase(Locale.ROOT);
    int stop = 0;
    while (stop < line.length() && Character.isLetter(line.charAt(stop))) {
      stop++;
    }
    String second = line.substring(0, stop).toLowerCase(Locale.ROOT);
    if (words.contains(first + second)) {
      return false;
    }
    return words.contains(first + "-" + second)
        || first.indexOf('-') >= 0
        || HYPHENATED.contains(first);
  }

  private static boolean ideographs(StringBuilder text, String line) {
    return Character.isIdeographic(text.codePointBefore(text.length()))
        && Character.isIdeographic(line.codePointAt(0));
  }
}
