package org.vigil.search;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.search.DocIdSetIterator;
import org.vigil.schema.IndexField;

/**
 * How many reports were published on each day.
 *
 * <p>A report whose date is known to the month or year counts on the day that begins with.
 */
final class DayCounts {

  /** Hits between two looks at the clock. */
  private static final int PATIENCE = 1 << 14;

  /** Day of the first count, since 1970-01-01. */
  private final long first;

  private final int[] counts;
  private final long undated;

  private DayCounts(long first, int[] counts, long undated) {
    this.first = first;
    this.counts = counts;
    this.undated = undated;
  }

  static DayCounts of(Snapshot snapshot, HitSet hits, Deadline deadline) throws IOException {
    return of(snapshot, hits, Optional.empty(), deadline);
  }

  /** Counts groups in place of hits: a group once for each day that any of its hits has. */
  static DayCounts of(Snapshot snapshot, HitSet hits, Optional<Groups> groups, Deadline deadline)
      throws IOException {
    String field = IndexField.FIRST_DAY.fieldName();
    byte[] least = PointValues.getMinPackedValue(snapshot.reader(), field);
    byte[] greatest = PointValues.getMaxPackedValue(snapshot.reader(), field);
    boolean none = least == null || greatest == null;
    long first = none ? 0 : LongPoint.decodeDimension(least, 0);
    long last = none ? -1 : LongPoint.decodeDimension(greatest, 0);
    int[] counts = new int[Math.toIntExact(last - first + 1)];
    Groups.Once once = new Groups.Once(groups, snapshot.exchange());
    long undated = 0;
    int sinceLook = 0;
    for (LeafReaderContext leaf : snapshot.leaves()) {
      NumericDocValues days =
          DocValues.unwrapSingleton(DocValues.getSortedNumeric(leaf.reader(), field));
      if (days == null) {
        throw new IllegalStateException("a report has more than one " + field);
      }
      DocIdSetIterator each = hits.of(leaf.ord);
      for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
        if (++sinceLook == PATIENCE) {
          sinceLook = 0;
          deadline.check();
        }
        if (days.advanceExact(doc)) {
          int day = Math.toIntExact(days.longValue());
          counts[(int) (day - first)] += once.isFirst(leaf.docBase + doc, day) ? 1 : 0;
        } else {
          undated += once.isFirst(leaf.docBase + doc, Integer.MAX_VALUE) ? 1 : 0;
        }
      }
    }
    long[] without = {undated};
    Groups.Once.countOthers(
        List.of(once),
        (thing, day) -> {
          if (day == Integer.MAX_VALUE) {
            without[0]++;
          } else {
            counts[(int) (day - first)]++;
          }
        },
        snapshot.exchange());
    DayCounts own = new DayCounts(first, counts, without[0]);
    return snapshot.isAlone() ? own : sum(snapshot.tell(own.told(), Told.class));
  }

  /** How many reports of a shard were published on each day on which some were. */
  record Told(Map<Long, Integer> days, long undated) {}

  private Told told() {
    Map<Long, Integer> days = new LinkedHashMap<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        days.put(first + i, counts[i]);
      }
    }
    return new Told(days, undated);
  }

  private static DayCounts sum(List<Told> all) {
    TreeMap<Long, Integer> days = new TreeMap<>();
    long undated = 0;
    for (Told told : all) {
      told.days().forEach((day, count) -> days.merge(day, count, Integer::sum));
      undated += told.undated();
    }
    long first = days.isEmpty() ? 0 : days.firstKey();
    long last = days.isEmpty() ? -1 : days.lastKey();
    int[] counts = new int[Math.toIntExact(last - first + 1)];
    days.forEach((day, count) -> counts[(int) (day - first)] = count);
    return new DayCounts(first, counts, undated);
  }

  /** What is left without the counts of some of the reports of the same snapshot. */
  DayCounts without(DayCounts some) {
    int[] left = counts.clone();
    for (int i = 0; i < left.length; i++) {
      left[i] -= some.counts[i];
    }
    return new DayCounts(first, left, undated - some.undated);
  }

  /** How many have no date. */
  long undated() {
    return undated;
  }

  /** Whether none has a date. */
  boolean isEmpty() {
    return next(0, 1) == counts.length;
  }

  /** The first day with a report, since 1970-01-01. */
  long earliest() {
    return first + next(0, 1);
  }

  /** The last day with a report. */
  long latest() {
    return first + next(counts.length - 1, -1);
  }

  /** How many have a day from one to another, both included. */
  long between(long from, long to) {
    long sum = 0;
    int last = (int) Math.min(to - first, counts.length - 1L);
    for (int i = (int) Math.max(0, from - first); i <= last; i++) {
      sum += counts[i];
    }
    return sum;
  }

  private int next(int from, int step) {
    int i = from;
    while (i >= 0 && i < counts.length && counts[i] == 0) {
      i += step;
    }
    return i;
  }
}
