package org.vigil.extract;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.vigil.extract.PdfLines.Line;

/**
 * Makes running text of printed lines: without the heads and feet that every page repeats, with
 * paragraphs whole across columns and pages, and words whole across lines.
 */
final class PageLayout {

  /** The share of a page's height at its top and at its bottom where heads and feet stand. */
  private static final double MARGIN = 0.13;

  /** Pages that must repeat a line before it is a running head, as a share of all. */
  private static final double REPEATED = 0.3;

  private static final Pattern NUMBERS = Pattern.compile("\\p{Nd}+|\\b[ivxlc]{1,6}\\b");

  private static final Pattern PAGE_NUMBER =
      Pattern.compile(
          "[\\s|.–—-]*(?:page|p\\.|página|pagina|seite|стр\\.?|страница|صفحة|第)?\\s?"
              + "(?:\\p{Nd}{1,4}|[ivxlc]{1,6})(?:\\s?(?:/|of|de|sur|von|из|من)\\s?\\p{Nd}{1,4})?\\s?(?:页|頁)?"
              + "[\\s|.–—-]*",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern LIST_ITEM =
      Pattern.compile("(?:[•▪●◦■–—-]\\s|\\(?(?:\\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]\\s).*");

  /** What ends a sentence, with the marks that may follow it. */
  private static final Pattern SENTENCE_END = Pattern.compile(".*[.!?:;…。！？؟।][\"'”’»)\\]\\d]*");

  /** Words that keep their hyphen when a line ends with it. */
  private static final Set<String> HYPHENATED =
      Set.of("self", "non", "ex", "anti", "well", "so", "vice");

  private static final double LARGER = 1.15;
  private static final int LONGEST_TITLE = 300;

  private final List<Line> lines;
  private final double bodySize;

  PageLayout(List<Line> printed) {
    this.lines = withoutRunningLines(printed);
    this.bodySize = bodySize(lines);
  }

  /** Paragraphs separated by a blank line. */
  String text() {
    Set<String> words = words();
    StringBuilder text = new StringBuilder();
    Line before = null;
    for (Line line : lines) {
      if (before == null) {
        text.append(line.text());
      } else if (startsParagraph(before, line)) {
        text.append("\n\n").append(line.text());
      } else {
        join(text, line.text(), words);
      }
      before = line;
    }
    return text.toString();
  }

  /** The largest type on the first page, when it is larger than that of the text. */
  Optional<String> title() {
    double largest =
        lines.stream()
            .filter(l -> l.page() == 0 && letters(l.text()) >= 4)
            .mapToDouble(Line::size)
            .max()
            .orElse(0);
    if (largest < bodySize * LARGER) {
      return Optional.empty();
    }
    StringBuilder title = new StringBuilder();
    Line before = null;
    for (Line line : lines) {
      boolean large = line.page() == 0 && line.size() > largest * 0.97;
      if (large && (before == null || lines.indexOf(line) == lines.indexOf(before) + 1)) {
        if (title.isEmpty()) {
          title.append(line.text());
        } else {
          join(title, line.text(), Set.of());
        }
        before = line;
      }
    }
    return Optional.of(title.toString()).filter(t -> t.length() <= LONGEST_TITLE);
  }

  private static List<Line> withoutRunningLines(List<Line> lines) {
    int pages = lines.isEmpty() ? 0 : lines.getLast().page() + 1;
    if (pages < 2) {
      return lines.stream().filter(l -> !(inMargin(l) && isPageNumber(l))).toList();
    }
    Map<String, Set<Integer>> pagesOf = new HashMap<>();
    for (Line line : lines) {
      if (inMargin(line)) {
        pagesOf.computeIfAbsent(pattern(line), k -> new HashSet<>()).add(line.page());
      }
    }
    double enough = Math.max(2, pages * REPEATED);
    return lines.stream()
        .filter(
            l ->
                !inMargin(l)
                    || !(isPageNumber(l)
                        || pagesOf.getOrDefault(pattern(l), Set.of()).size() >= enough))
        .toList();
  }

  private static boolean inMargin(Line line) {
    return line.top() < MARGIN || line.top() > 1 - MARGIN;
  }

  private static boolean isPageNumber(Line line) {
    return line.text().length() < 30 && PAGE_NUMBER.matcher(line.text()).matches();
  }

  /** A head with its page number left open. */
  private static String pattern(Line line) {
    return NUMBERS.matcher(line.text().toLowerCase(Locale.ROOT)).replaceAll("#");
  }

  /** The size that most letters have. */
  private static double bodySize(List<Line> lines) {
    Map<Long, Integer> letters = new HashMap<>();
    for (Line line : lines) {
      letters.merge(Math.round(line.size() * 2), line.text().length(), Integer::sum);
    }
    return letters.entrySet().stream()
        .max(Map.Entry.<Long, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(e -> e.getKey() / 2.0)
        .orElse(0.0);
  }

  private boolean startsParagraph(Line before, Line line) {
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

  private static void join(StringBuilder text, String line, Set<String> words) {
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

  private static long letters(String text) {
    return text.codePoints().filter(Character::isLetter).count();
  }
}
