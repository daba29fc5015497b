package org.vigil.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.vigil.extract.PdfLines.Line;

/**
 * Finds the heads and feet of printed pages: page numbers, lines that pages repeat, and lines that
 * stand apart at the height where other pages have theirs, as when left and right pages differ.
 */
final class RunningLines {

  /** The share of a page's height at its top and at its bottom where heads and feet stand. */
  private static final double MARGIN = 0.13;

  /** Pages that must repeat a line before it is a running head, as a share of all. */
  private static final double REPEATED = 0.3;

  /** Pages that must have a lone line at one height before all of these are running heads. */
  private static final double AT_ONE_HEIGHT = 0.5;

  private static final int LONGEST = 120;

  private static final Pattern NUMBERS = Pattern.compile("\\p{Nd}+|\\b[ivxlc]{1,6}\\b");

  private static final Pattern PAGE_NUMBER =
      Pattern.compile(
          "[\\s|.–—-]*+(?:page|p\\.|página|pagina|seite|стр\\.?|страница|صفحة|第)?+\\s?+"
              + "(?:\\p{Nd}{1,4}|[ivxlc]{1,6})(?:\\s?(?:/|of|de|sur|von|из|من)\\s?\\p{Nd}{1,4})?+"
              + "\\s?(?:页|頁)?[\\s|.–—-]*+",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private final List<Line> lines;
  private final int pages;
  private final Map<String, Set<Integer>> pagesOfPattern = new HashMap<>();
  private final Map<Long, Set<Integer>> pagesOfHeight = new HashMap<>();

  private RunningLines(List<Line> lines) {
    this.lines = lines;
    this.pages = lines.isEmpty() ? 0 : lines.getLast().page() + 1;
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      if (inMargin(line)) {
        pagesOfPattern.computeIfAbsent(pattern(line), k -> new HashSet<>()).add(line.page());
      }
      if (standsApart(i)) {
        pagesOfHeight.computeIfAbsent(height(line), k -> new HashSet<>()).add(line.page());
      }
    }
  }

  /** The lines without heads and feet. */
  static List<Line> removedFrom(List<Line> lines) {
    RunningLines running = new RunningLines(lines);
    List<Line> kept = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      if (!running.contains(i)) {
        kept.add(lines.get(i));
      }
    }
    return kept;
  }

  private boolean contains(int i) {
    Line line = lines.get(i);
    if (!inMargin(line) || line.text().length() > LONGEST) {
      return false;
    }
    if (line.text().length() < 30 && PAGE_NUMBER.matcher(line.text()).matches()) {
      return true;
    }
    int repeated = pagesOfPattern.getOrDefault(pattern(line), Set.of()).size();
    if (repeated >= Math.max(2, pages * REPEATED)) {
      return true;
    }
    // The first page has its masthead there.
    int atHeight = pagesOfHeight.getOrDefault(height(line), Set.of()).size();
    return standsApart(i) && line.page() > 0 && atHeight >= Math.max(2, pages * AT_ONE_HEIGHT);
  }

  /** Whether a line of the margin has more white towards the text than lines of a text have. */
  private boolean standsApart(int i) {
    Line line = lines.get(i);
    if (!inMargin(line)) {
      return false;
    }
    boolean head = line.top() < MARGIN;
    double nearest = 1;
    for (int j = Math.max(0, i - 3); j < Math.min(lines.size(), i + 4); j++) {
      Line other = lines.get(j);
      if (j != i && other.page() == line.page()) {
        double distance = head ? other.top() - line.top() : line.top() - other.top();
        if (distance > 0.001) {
          nearest = Math.min(nearest, distance);
        }
      }
    }
    return nearest > 0.024;
  }

  private static boolean inMargin(Line line) {
    return line.top() < MARGIN || line.top() > 1 - MARGIN;
  }

  private static long height(Line line) {
    return Math.round(line.top() * 200);
  }

  /** A head with its page number left open. */
  private static String pattern(Line line) {
    return NUMBERS.matcher(line.text().toLowerCase(Locale.ROOT)).replaceAll("#");
  }
}
