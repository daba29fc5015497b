package org.vigil.extract;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as programs write them: ISO 8601 in its forms, RFC 822, Unix time, day-first and year-first
 * figures. The day is the one printed, in the time zone of the writer.
 */
final class MachineDate {

  private static final Pattern YEAR_FIRST =
      Pattern.compile("(?<!\\d)((?:19|20)\\d\\d)([-/.]?)(\\d\\d?)\\2(\\d\\d?)(?!\\d{3})");
  private static final Pattern DAY_FIRST =
      Pattern.compile("(?<!\\d)(\\d\\d?)([-/.])(\\d\\d?)\\2((?:19|20)\\d\\d)(?!\\d)");
  private static final Pattern DAY_NAME =
      Pattern.compile(
          "(?<![\\p{L}\\d])(\\d\\d?)[ -]([A-Za-z]{3})[a-z]*\\.?,?[ -]((?:19|20)\\d\\d)");
  private static final Pattern NAME_DAY =
      Pattern.compile(
          "(?<!\\p{L})([A-Za-z]{3})[a-z]*\\.? (\\d\\d?)(?:st|nd|rd|th)?,? ((?:19|20)\\d\\d)");
  private static final Pattern CLOCK_THEN_YEAR =
      Pattern.compile(
          "([A-Z][a-z]{2}) (\\d\\d?) \\d\\d:\\d\\d:\\d\\d (?:[A-Z+:\\d-]{1,9} )?((?:19|20)\\d\\d)");
  private static final Pattern UNIX = Pattern.compile("(1\\d{9}|[4-9]\\d{8})(\\d{3})?");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private MachineDate() {}

  static Optional<LocalDate> parse(String written) {
    String text = written.strip();
    if (text.length() > 100) {
      return Optional.empty();
    }
    Matcher unix = UNIX.matcher(text);
    if (unix.matches()) {
      long seconds = Long.parseLong(unix.group(1));
      return Optional.of(Instant.ofEpochSecond(seconds).atZone(ZoneOffset.UTC).toLocalDate());
    }
    return yearFirst(text)
        .or(() -> named(DAY_NAME.matcher(text), 3, 2, 1))
        .or(() -> named(NAME_DAY.matcher(text), 3, 1, 2))
        .or(() -> named(CLOCK_THEN_YEAR.matcher(text), 3, 1, 2))
        .or(() -> dayFirst(text));
  }

  private static Optional<LocalDate> yearFirst(String text) {
    Matcher matcher = YEAR_FIRST.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    if (matcher.group(2).isEmpty() && (matcher.group(3) + matcher.group(4)).length() != 4) {
      return Optional.empty();
    }
    return date(matcher.group(1), matcher.group(3), matcher.group(4));
  }

  /** Day before month, unless only the other order makes a date. */
  private static Optional<LocalDate> dayFirst(String text) {
    Matcher m = DAY_FIRST.matcher(text);
    if (!m.find()) {
      return Optional.empty();
    }
    boolean monthFirst = m.group(2).equals("/") && Integer.parseInt(m.group(3)) > 12;
    return monthFirst
        ? date(m.group(4), m.group(1), m.group(3))
        : date(m.group(4), m.group(3), m.group(1));
  }

  private static Optional<LocalDate> named(Matcher m, int year, int month, int day) {
    if (!m.find()) {
      return Optional.empty();
    }
    int number = MONTHS.indexOf(m.group(month).toLowerCase(Locale.ROOT)) + 1;
    return number == 0
        ? Optional.empty()
        : date(m.group(year), Integer.toString(number), m.group(day));
  }

  private static Optional<LocalDate> date(String year, String month, String day) {
    try {
      return Optional.of(
          LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
