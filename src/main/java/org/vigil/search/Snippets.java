package org.vigil.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vigil.schema.IndexField;
import org.vigil.search.ReportSearcher.Span;

/** Chooses the passages that a list of hits shows, and marks the words in them. */
final class Snippets {

  /** About how long a passage is, in UTF-16 code units. */
  private static final int LENGTH = 240;

  /** How far back a passage may begin to begin with its sentence. */
  private static final int LOOK_BACK = 120;

  private static final int MOST_PASSAGES = 2;

  private Snippets() {}

  /** The title with its words marked; nothing when none stands there. */
  static Optional<SearchResult.Snippet> title(String title, List<Span> marks) {
    return marks.isEmpty()
        ? Optional.empty()
        : Optional.of(snippet(IndexField.TITLE, title, 0, title.length(), marks));
  }

  /** A text whole, escaped, with its words marked. */
  static String whole(String text, List<Span> marks) {
    return snippet(IndexField.QUOTE_TEXT, text, 0, text.length(), marks).html();
  }

  /** The best passages in the order of the text; its beginning when no word stands in it. */
  static List<SearchResult.Snippet> text(String text, List<Span> marks) {
    List<Span> passages = new ArrayList<>();
    if (marks.isEmpty()) {
      passages.add(passage(text, 0, 0));
    }
    for (Window window : best(text, marks)) {
      Span passage =
          passage(text, marks.get(window.first()).start(), marks.get(window.last()).end());
      boolean apart =
          passages.stream().allMatch(p -> p.end() <= passage.start() || passage.end() <= p.start());
      if (apart && passages.size() < MOST_PASSAGES) {
        passages.add(passage);
      }
    }
    passages.sort(Comparator.comparingInt(Span::start));
    return passages.stream()
        .map(p -> snippet(IndexField.TEXT, text, p.start(), p.end(), marks))
        .toList();
  }

  /**
   * Marks that fit into one passage.
   *
   * @param last inclusive
   * @param words how many different words are marked
   */
  private record Window(int first, int last, int words) {}

  /** Windows that begin with each mark, those with the most different words first. */
  private static List<Window> best(String text, List<Span> marks) {
    List<Window> windows = new ArrayList<>();
    Map<String, Integer> within = new HashMap<>();
    int last = -1;
    for (int first = 0; first < marks.size(); first++) {
      int limit = marks.get(first).start() + LENGTH;
      while (last + 1 < marks.size() && (last < first || marks.get(last + 1).end() <= limit)) {
        last++;
        within.merge(word(text, marks.get(last)), 1, Integer::sum);
      }
      windows.add(new Window(first, last, within.size()));
      within.computeIfPresent(
          word(text, marks.get(first)), (word, count) -> count == 1 ? null : count - 1);
    }
    windows.sort(
        Comparator.comparingInt(Window::words)
            .thenComparingInt(w -> w.last() - w.first())
            .reversed()
            .thenComparingInt(Window::first));
    return windows;
  }

  private static String word(String text, Span mark) {
    return text.substring(mark.start(), Math.min(mark.end(), mark.start() + LENGTH))
        .toLowerCase(Locale.ROOT);
  }

  /** Widens a stretch to a passage that begins with a sentence or a word and ends with a word. */
  private static Span passage(String text, int from, int to) {
    int earliest = Math.max(0, from - LOOK_BACK);
    int start = -1;
    int wordStart = earliest;
    for (int i = from; i > earliest && start < 0; i--) {
      if (isSentenceEnd(text, i)) {
        start = i;
      } else if (Character.isWhitespace(text.charAt(i - 1))) {
        wordStart = i;
      }
    }
    if (start < 0) {
      // No sentence begins close by: a few words before the first mark are enough.
      start =
          earliest == 0
              ? 0
              : firstWordBetween(text, Math.max(wordStart, from - LOOK_BACK / 2), from);
    }
    while (start < from && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    int end = Math.min(text.length(), Math.max(to, start + LENGTH));
    int cut = end;
    while (cut > Math.max(to, start + 1)
        && cut < text.length()
        && !Character.isWhitespace(text.charAt(cut))) {
      cut--;
    }
    if (cut == Math.max(to, start + 1)) {
      cut = end;
    }
    if (cut < text.length() && Character.isLowSurrogate(text.charAt(cut))) {
      cut++;
    }
    while (cut > Math.max(to, start + 1) && Character.isWhitespace(text.charAt(cut - 1))) {
      cut--;
    }
    if (start > 0 && start < text.length() && Character.isLowSurrogate(text.charAt(start))) {
      start--;
    }
    return new Span(start, cut);
  }

  private static int firstWordBetween(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Character.isWhitespace(text.charAt(i - 1))) {
        return i;
      }
    }
    return from;
  }

  /** Whether a sentence or paragraph ends right before an index. */
  private static boolean isSentenceEnd(String text, int i) {
    char before = text.charAt(i - 1);
    if (before == '\n' && i > 1 && text.charAt(i - 2) == '\n') {
      return true;
    }
    if (before == '。' || before == '！' || before == '？') {
      return true;
    }
    return Character.isWhitespace(before)
        && i > 1
        && (text.charAt(i - 2) == '.' || text.charAt(i - 2) == '!' || text.charAt(i - 2) == '?')
        && i > 3
        && Character.isLetterOrDigit(text.charAt(i - 4));
  }

  private static SearchResult.Snippet snippet(
      IndexField field, String text, int start, int end, List<Span> marks) {
    StringBuilder html = new StringBuilder(end - start + 40);
    int at = start;
    for (Span mark : marks) {
      if (mark.end() <= start || mark.start() >= end) {
        continue;
      }
      int from = Math.max(mark.start(), start);
      int to = Math.min(mark.end(), end);
      escape(text, at, from, html);
      html.append("<em>");
      escape(text, from, to, html);
      html.append("</em>");
      at = to;
    }
    escape(text, at, end, html);
    return new SearchResult.Snippet(field.fieldName(), html.toString(), start, end);
  }

  private static void escape(String text, int from, int to, StringBuilder html) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        default -> html.append(c);
      }
    }
  }
}
