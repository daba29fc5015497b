package org.vigil.date;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The days from one to another, both inclusive; a missing bound is open.
 *
 * @param from first day
 * @param to last day
 */
public record DateRange(Optional<LocalDate> from, Optional<LocalDate> to) {

  private static final String SEPARATOR = "..";

  public DateRange {
    if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
      throw new IllegalArgumentException(
          "date range ends before it starts: " + from.get() + " to " + to.get());
    }
  }

  /**
   * Reads {@code 2019-08}, {@code 2013..2018}, {@code 2019-08-03..} or {@code ..2018}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static DateRange parse(String text) {
    int at = text.indexOf(SEPARATOR);
    if (at < 0) {
      PartialDate date = date(text, text);
      return new DateRange(Optional.of(date.first()), Optional.of(date.last()));
    }
    String from = text.substring(0, at);
    String to = text.substring(at + SEPARATOR.length());
    if (from.isEmpty() && to.isEmpty()) {
      throw new IllegalArgumentException("date range without a date: " + text);
    }
    return new DateRange(
        from.isEmpty() ? Optional.empty() : Optional.of(date(from, text).first()),
        to.isEmpty() ? Optional.empty() : Optional.of(date(to, text).last()));
  }

  private static PartialDate date(String part, String whole) {
    return PartialDate.parse(part)
        .orElseThrow(() -> new IllegalArgumentException("not a date range: " + whole));
  }
}
