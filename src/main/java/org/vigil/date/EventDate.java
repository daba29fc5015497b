package org.vigil.date;

import java.time.LocalDate;

/**
 * A time that a text speaks of, resolved.
 *
 * @param from first day that may be meant, or the first of a stretch of time
 * @param to last day, inclusive
 * @param text the words that state it
 * @param start of the words in the text, in UTF-16 code units
 * @param end exclusive
 */
public record EventDate(
    LocalDate from, LocalDate to, Granularity granularity, String text, int start, int end) {

  /** How exactly a time is stated. */
  public enum Granularity {
    DAY,
    WEEK,
    MONTH,
    /** A quarter of a year by its season, as the calendar of meteorologists has it. */
    SEASON,
    YEAR,
    DECADE,
    /** All the time from one day to another. */
    RANGE
  }

  public EventDate {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("time ends before it begins: " + from + " to " + to);
    }
    if (start < 0 || end <= start || text.length() != end - start) {
      throw new IllegalArgumentException(
          "words of a time at " + start + "-" + end + " are not those: " + text);
    }
  }
}
