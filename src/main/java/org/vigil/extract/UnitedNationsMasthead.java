package org.vigil.extract;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigil.date.DateFinder;
import org.vigil.date.PartialDate;

/**
 * Reads the masthead that documents of the United Nations share: a symbol such as {@code
 * A/HRC/51/5}, and the day of distribution below the word <i>Distr.</i> The dates of a session,
 * which stand there too, are not those of the document.
 */
final class UnitedNationsMasthead {

  private static final int MASTHEAD = 1500;
  private static final int AFTER_DISTRIBUTION = 120;

  private static final Pattern SYMBOL =
      Pattern.compile(
          "(?<![\\w/])(?:A|S|E|ST|HRI|CCPR|CAT|CEDAW|CERD|CESCR|CRC|CRPD|CED|CMW|OPCAT|SPT)"
              + "(?:/[A-Z0-9][\\w.()-]{0,20}){1,6}");
  private static final Pattern DISTRIBUTION = Pattern.compile("(?i)\\bdistr\\b");

  private static final int HEAD_LINES = 60;

  private static final Pattern HEAD_LINE =
      Pattern.compile(
          "(?i)\\bdistr\\b|^original: |\\bsession$|^agenda items? \\d|^items? \\d.{0,40} of the"
              + " (?:provisional )?agenda");

  /** Neither the first heading of the text nor a paragraph of it. */
  private static final Pattern TITLE =
      Pattern.compile(
          "(?!(?i:summary|contents|introduction)\\b|\\d+\\.)(?=.*\\p{L}{3}).{8,300}(?<![.;:,])");

  private static final Pattern JOB =
      Pattern.compile(
          "(?:\\d{1,4} )?(?:GE|HRI|CCPR|V)\\.\\d\\d-\\d{4,6}(?: \\([A-Z]\\))?(?: \\d{1,4}| \\d{6})*");

  private UnitedNationsMasthead() {}

  /** Outlet, date and symbol, if the page has this masthead. */
  static Optional<Facts> read(String page) {
    String head = page.substring(0, Math.min(MASTHEAD, page.length()));
    Matcher symbol = SYMBOL.matcher(head);
    Matcher distribution = DISTRIBUTION.matcher(head);
    if (!symbol.find() || !distribution.find()) {
      return Optional.empty();
    }
    int start = distribution.end();
    String below = head.substring(start, Math.min(head.length(), start + AFTER_DISTRIBUTION));
    Optional<Fact<PartialDate>> date =
        DateFinder.dateFinder().find(below, Optional.empty()).stream()
            .findFirst()
            .map(
                found ->
                    new Fact<>(
                        found.date(),
                        "un-masthead",
                        0.95,
                        below.substring(found.start(), found.end())));
    return Optional.of(
        new Facts(
            Optional.empty(),
            Optional.of(new Fact<>("United Nations", "un-masthead", 0.9, symbol.group())),
            Optional.empty(),
            date,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Fact<>(symbol.group(), "un-masthead", 0.95, symbol.group())),
            Optional.empty()));
  }

  /**
   * The title of a document in plain text: what stands alone below the name of the body, its
   * session and the item of its agenda. A document that is not set apart so gives none.
   */
  static Optional<String> title(String text) {
    List<String> lines = text.lines().limit(HEAD_LINES).map(String::strip).toList();
    int last = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (HEAD_LINE.matcher(lines.get(i)).find()) {
        last = i;
      }
    }
    if (last < 0) {
      return Optional.empty();
    }
    int at = last;
    while (at < lines.size() && !lines.get(at).isEmpty()) {
      at++;
    }
    while (at < lines.size() && lines.get(at).isEmpty()) {
      at++;
    }
    int end = at;
    while (end < lines.size() && !lines.get(end).isEmpty()) {
      end++;
    }
    String title = Characters.line(String.join(" ", lines.subList(at, end)));
    return end < lines.size() && TITLE.matcher(title).matches()
        ? Optional.of(title)
        : Optional.empty();
  }

  /**
   * The text without what stands at the head and foot of each page: the symbol, and the number of
   * the job with that of the page. A sentence that a page divides is one again.
   */
  static String withoutRunningLines(String text, String symbol) {
    StringBuilder kept = new StringBuilder();
    boolean first = true;
    boolean between = false;
    for (String line : text.split("\n", -1)) {
      String words = Characters.line(line);
      boolean running =
          JOB.matcher(words).matches() || (words.equals(symbol) && !first) || words.equals("\f");
      first &= words.isEmpty();
      if (running) {
        between = true;
      } else if (!between) {
        kept.append(line).append('\n');
      } else if (!words.isEmpty()) {
        String before = kept.toString().stripTrailing();
        boolean goesOn =
            Character.isLowerCase(words.codePointAt(0))
                && !before.isEmpty()
                && ".:;!?".indexOf(before.charAt(before.length() - 1)) < 0;
        kept.setLength(before.length());
        kept.append(goesOn ? "\n" : "\n\n").append(line).append('\n');
        between = false;
      }
    }
    return kept.toString();
  }
}
