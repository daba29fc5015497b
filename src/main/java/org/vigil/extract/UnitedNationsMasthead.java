package org.vigil.extract;

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
}
