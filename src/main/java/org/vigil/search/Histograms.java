package org.vigil.search;

import java.io.IOException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.ArrayUtil;
import org.vigil.schema.IndexField;
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

  private static final int PATIENCE = 1 << 14;

  private Histograms() {}

  /** Counts groups in place of hits: a group once for each day that any of its hits has. */
  static SearchResult.Histogram of(
      Snapshot snapshot,
      HitSet hits,
      Optional<Groups> groups,
      Optional<Interval> asked,
      Deadline deadline)
      throws IOException {
    Groups.Once once = new Groups.Once(groups);
    int[] days = new int[1024];
    int dated = 0;
    long missing = 0;
    for (LeafReaderContext leaf : snapshot.leaves()) {
      SortedNumericDocValues first =
          DocValues.getSortedNumeric(leaf.reader(), IndexField.FIRST_DAY.fieldName());
      DocIdSetIterator each = hits.of(leaf.ord);
      for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
        boolean undated = !first.advanceExact(doc);
        int day = undated ? Integer.MAX_VALUE : (int) first.nextValue();
        if (!once.isFirst(leaf.docBase + doc, day)) {
          continue;
        }
        if (undated) {
          missing++;
          continue;
        }
        if (dated % PATIENCE == 0) {
          deadline.check();
        }
        days = ArrayUtil.grow(days, dated + 1);
        days[dated++] = day;
      }
    }
    if (dated == 0) {
      return new SearchResult.Histogram(asked.orElse(Interval.MONTH), missing, List.of());
    }
    int earliest = Integer.MAX_VALUE;
    int latest = Integer.MIN_VALUE;
    for (int i = 0; i < dated; i++) {
      earliest = Math.min(earliest, days[i]);
      latest = Math.max(latest, days[i]);
    }
    Interval interval = interval(asked, earliest, latest);
    return new SearchResult.Histogram(
        interval, missing, buckets(interval, days, dated, earliest, latest));
  }

  /** The interval asked for, or the next that does not give more buckets than anybody draws. */
  private static Interval interval(Optional<Interval> asked, int earliest, int latest) {
    LocalDate first = LocalDate.ofEpochDay(earliest);
    LocalDate last = LocalDate.ofEpochDay(latest);
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

  private static List<SearchResult.Bucket> buckets(
      Interval interval, int[] days, int dated, int earliest, int latest) {
    int[] bucketOfDay = new int[latest - earliest + 1];
    List<LocalDate> starts = new ArrayList<>();
    LocalDate start = startOf(interval, LocalDate.ofEpochDay(earliest));
    while (start.toEpochDay() <= latest) {
      LocalDate next = next(interval, start);
      int from = (int) Math.max(start.toEpochDay(), earliest) - earliest;
      int to = (int) Math.min(next.toEpochDay() - 1, latest) - earliest;
      Arrays.fill(bucketOfDay, from, to + 1, starts.size());
      starts.add(start);
      start = next;
    }
    long[] counts = new long[starts.size()];
    for (int i = 0; i < dated; i++) {
      counts[bucketOfDay[days[i] - earliest]]++;
    }
    List<SearchResult.Bucket> buckets = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      buckets.add(
          new SearchResult.Bucket(
              starts.get(i), next(interval, starts.get(i)).minusDays(1), counts[i]));
    }
    return buckets;
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
