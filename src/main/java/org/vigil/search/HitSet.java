package org.vigil.search;

import java.io.IOException;
import java.util.Collection;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** The documents of a snapshot that answer a query, by segment. */
final class HitSet {

  private final FixedBitSet[] segments;

  private HitSet(FixedBitSet[] segments) {
    this.segments = segments;
  }

  /** Every document that answers a query. */
  static HitSet of(Snapshot snapshot, Query query, Deadline deadline) throws IOException {
    HitSet all = snapshot.searcher(deadline).search(Matching.of(query), collector(snapshot));
    deadline.check();
    return all;
  }

  /** Collects the hits of one search over a snapshot. */
  static CollectorManager<?, HitSet> collector(Snapshot snapshot) {
    FixedBitSet[] segments = new FixedBitSet[snapshot.leaves().size()];
    return new CollectorManager<Collecting, HitSet>() {
      @Override
      public Collecting newCollector() {
        return new Collecting(segments);
      }

      @Override
      public HitSet reduce(Collection<Collecting> collectors) {
        return new HitSet(segments);
      }
    };
  }

  /** These without some of them. */
  HitSet without(HitSet some) {
    FixedBitSet[] rest = new FixedBitSet[segments.length];
    for (int i = 0; i < rest.length; i++) {
      FixedBitSet of = segments[i];
      if (of != null) {
        rest[i] = of.clone();
        FixedBitSet without = some.segment(i);
        if (without != null) {
          rest[i].andNot(without);
        }
      }
    }
    return new HitSet(rest);
  }

  /** How many documents there are. */
  long size() {
    long size = 0;
    for (int i = 0; i < segments.length; i++) {
      size += size(i);
    }
    return size;
  }

  /** How many documents of a segment there are. */
  int size(int segment) {
    FixedBitSet hits = segment(segment);
    return hits == null ? 0 : hits.cardinality();
  }

  /** A query that finds these documents. */
  Query query() {
    return new Among(this);
  }

  /** The hits of a segment, by its number; null where there is none. */
  @Nullable FixedBitSet segment(int segment) {
    return segment < segments.length ? segments[segment] : null;
  }

  /** The hits of a segment, by its number. */
  DocIdSetIterator of(int segment) {
    FixedBitSet hits = segment(segment);
    return hits == null ? DocIdSetIterator.empty() : new BitSetIterator(hits, 0);
  }

  private static final class Collecting extends SimpleCollector {

    private final FixedBitSet[] segments;
    private @Nullable FixedBitSet current;

    Collecting(FixedBitSet[] segments) {
      this.segments = segments;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) {
      FixedBitSet hits = segments[context.ord];
      if (hits == null) {
        hits = new FixedBitSet(context.reader().maxDoc());
        segments[context.ord] = hits;
      }
      current = hits;
    }

    @Override
    public void collect(int doc) {
      if (current != null) {
        current.set(doc);
      }
    }

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }
  }
}
