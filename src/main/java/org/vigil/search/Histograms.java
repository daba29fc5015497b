package org.vigil.search;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigil.search.SearchResult.Interval;

/**
 * Counts hits over time, in intervals chosen so that there are at most about {@value #MOST_BARS}.
 *
 * <p>A report whose date is known to the month or year counts where that begins.
 */
final class Histograms {

  private static final int MOST_BARS = 62;

  /** Buckets of a histogram whose interval was asked for: days of some 27 years. */
  private static final int MOST_ASKED = 10_000;

  private Histograms() {}

  static SearchResult.Histogram of(DayCounts days, Optional<Interval> asked) {
    if (days.isEmpty()) {
      return new SearchResult.Histogram(asked.orElse(Interval.MONTH), days.undated(), List.of());
    }
    LocalDate earliest = LocalDate.ofEpochDay(days.earliest());
    LocalDate latest = LocalDate.ofEpochDay(days.latest());
    Interval interval = interval(asked, earliest, latest);
    List<SearchResult.Bucket> buckets = new ArrayList<>();
    LocalDate start = startOf(interval, earliest);
    while (!start.isAfter(latest)) {
      LocalDate next = next(interval, start);
      long count = days.between(start.toEpochDay(), next.toEpochDay() - 1);
      buckets.add(new SearchResult.Bucket(start, next.minusDays(1), count));
      start = next;
    }
    return new SearchResult.Histogram(interval, days.undated(), buckets);
  }

  /** The interval asked for, or the next that does not give more buckets than anybody draws. */
  private static Interval interval(Optional<Interval> asked, LocalDate first, LocalDate last) {
    if (asked.isEmpty()) {
      return fit(first, last);
    }
    return switch (asked.get()) {
      case DAY -> ChronoUnit.DAYS.between(first, last) < MOST_ASKED ? Interval.DAY : Interval.MONTH;
      case MONTH -> Interval.MONTH;
      case YEAR -> Interval.YEAR;
      case DECADE -> Interval.DECADE;
    };
  }

  private static Interval fit(LocalDate earliest, LocalDate latest) {
    if (ChronoUnit.DAYS.between(earliest, latest) < MOST_BARS) {
      return Interval.DAY;
    }
    if (ChronoUnit.MONTHS.between(earliest, latest) < MOST_BARS) {
      return Interval.MONTH;
    }
    if (ChronoUnit.YEARS.between(earliest, latest) < MOST_BARS) {
      return Interval.YEAR;
    }
    return Interval.DECADE;
  }

  private static LocalDate startOf(Interval interval, LocalDate day) {
    return switch (interval) {
      case DAY -> day;
      case MONTH -> day.withDayOfMonth(1);
      case YEAR -> day.withDayOfYear(1);
      case DECADE -> LocalDate.of(day.getYear() / 10 * 10, 1, 1);
    };
  }

  private static LocalDate next(Interval interval, LocalDate start) {
    return switch (interval) {
      case DAY -> start.plusDays(1);
      case MONTH -> start.plusMonths(1);
      case YEAR -> start.plusYears(1);
      case DECADE -> start.plusYears(10);
    };
  }
}
