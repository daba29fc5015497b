package org.vigil.date;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A calendar date known to the day, the month or only the year: what a report states, no more.
 *
 * <p>Prints and parses as the reduced forms of ISO 8601: {@code 2020-07-20}, {@code 2020-07},
 * {@code 2020}. Years run from 1000 to 9999.
 */
public record PartialDate(int year, OptionalInt month, OptionalInt day)
    implements Comparable<PartialDate> {

  public PartialDate {
    if (year < 1000 || year > 9999) {
      throw new IllegalArgumentException("year outside 1000 to 9999: " + year);
    }
    if (month.isEmpty() && day.isPresent()) {
      throw new IllegalArgumentException("day " + day.getAsInt() + " without a month");
    }
    try {
      LocalDate unused = LocalDate.of(year, month.orElse(1), day.orElse(1));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no such date: " + print(year, month, day), e);
    }
  }

  public static PartialDate of(LocalDate date) {
    return of(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
  }

  public static PartialDate of(int year, int month, int day) {
    return new PartialDate(year, OptionalInt.of(month), OptionalInt.of(day));
  }

  public static PartialDate of(int year, int month) {
    return new PartialDate(year, OptionalInt.of(month), OptionalInt.empty());
  }

  public static PartialDate of(int year) {
    return new PartialDate(year, OptionalInt.empty(), OptionalInt.empty());
  }

  /** Reads {@code yyyy}, {@code yyyy-mm} or {@code yyyy-mm-dd}; anything else is empty. */
  public static Optional<PartialDate> parse(String iso) {
    if (!iso.matches("[1-9][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?")) {
      return Optional.empty();
    }
    int year = Integer.parseInt(iso.substring(0, 4));
    OptionalInt month =
        iso.length() >= 7
            ? OptionalInt.of(Integer.parseInt(iso.substring(5, 7)))
            : OptionalInt.empty();
    OptionalInt day =
        iso.length() == 10
            ? OptionalInt.of(Integer.parseInt(iso.substring(8)))
            : OptionalInt.empty();
    try {
      return Optional.of(new PartialDate(year, month, day));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The first day that this date may mean. */
  public LocalDate first() {
    return LocalDate.of(year, month.orElse(1), day.orElse(1));
  }

  /** The last day that this date may mean. */
  public LocalDate last() {
    if (day.isPresent()) {
      return first();
    }
    return YearMonth.of(year, month.orElse(12)).atEndOfMonth();
  }

  /** By the first day that may be meant; the more exact date comes later. */
  @Override
  public int compareTo(PartialDate other) {
    int byDay = first().compareTo(other.first());
    return byDay != 0 ? byDay : other.last().compareTo(last());
  }

  @Override
  public String toString() {
    return print(year, month, day);
  }

  private static String print(int year, OptionalInt month, OptionalInt day) {
    StringBuilder text = new StringBuilder(10).append(year);
    month.ifPresent(m -> text.append(m < 10 ? "-0" : "-").append(m));
    day.ifPresent(d -> text.append(d < 10 ? "-0" : "-").append(d));
    return text.toString();
  }
}
