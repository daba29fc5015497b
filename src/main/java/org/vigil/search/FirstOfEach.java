package org.vigil.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.FilterCollector;
import org.apache.lucene.search.FilterLeafCollector;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.vigil.schema.IndexField;
import org.vigil.search.SearchRequest.Order;

/**
 * Finds the best hits where the first hit of each group in an order stands for the others. A hit of
 * no group goes to the best at once; which hit stands for a group is known at the end.
 */
final class FirstOfEach {

  private final Snapshot snapshot;
  private final Groups groups;
  private final Paging paging;
  private final TopFieldCollectorManager alone;
  private final Map<Integer, First> firsts = new HashMap<>();

  private FirstOfEach(
      Snapshot snapshot, Groups groups, Paging paging, TopFieldCollectorManager alone) {
    this.snapshot = snapshot;
    this.groups = groups;
    this.paging = paging;
    this.alone = alone;
  }

  /**
   * Collects the hits of one search: of this shard, where there are others, and those of groups
   * that come before what others have of the group.
   *
   * @param alone collects those of no group, and counts every one
   */
  static CollectorManager<?, TopFieldDocs> collector(
      Snapshot snapshot, Groups groups, Paging paging, TopFieldCollectorManager alone) {
    return new FirstOfEach(snapshot, groups, paging, alone).manager();
  }

  /** A hit as it is sorted: by the greater rank, then by id. */
  private record First(long rank, BytesRef id, int doc) {
    boolean comesBefore(long otherRank, BytesRef otherId) {
      return rank != otherRank ? rank > otherRank : id.compareTo(otherId) < 0;
    }
  }

  private CollectorManager<?, TopFieldDocs> manager() {
    return new CollectorManager<Collecting, TopFieldDocs>() {
      @Override
      public Collecting newCollector() {
        return new Collecting(alone.newCollector());
      }

      @Override
      public TopFieldDocs reduce(Collection<Collecting> collectors) throws IOException {
        TopFieldDocs best = alone.reduce(collectors.stream().map(c -> c.top).toList());
        if (!snapshot.isAlone()) {
          leaveToOthers();
        }
        return TopDocs.merge(
            Cursor.sort(paging.order()), paging.wanted(), new TopFieldDocs[] {best, ofGroups()});
      }
    };
  }

  /** The first hit that a shard has of a group. */
  record InShard(int head, long rank, String id) {}

  /** The first hits that a shard has of groups. */
  record Told(List<InShard> firsts) {}

  /** Leaves out the groups of which another shard has an earlier hit. */
  private void leaveToOthers() throws IOException {
    List<InShard> own = new ArrayList<>();
    firsts.forEach(
        (head, first) -> own.add(new InShard(head, first.rank(), first.id().utf8ToString())));
    for (Told told : snapshot.tell(new Told(own), Told.class)) {
      for (InShard other : told.firsts()) {
        firsts.computeIfPresent(
            other.head(),
            (head, first) -> {
              BytesRef id = new BytesRef(other.id());
              boolean comesLater = !first.id().equals(id) && !first.comesBefore(other.rank(), id);
              return comesLater ? null : first;
            });
      }
    }
  }

  /** The first hits of groups that come behind the one that a walk goes on from, in order. */
  private TopFieldDocs ofGroups() {
    List<First> sorted = new ArrayList<>(firsts.values());
    paging
        .after()
        .ifPresent(
            after -> {
              long rank = rank(after.fields[0]);
              sorted.removeIf(
                  first ->
                      first.id().equals(after.fields[1])
                          || first.comesBefore(rank, (BytesRef) after.fields[1]));
            });
    sorted.sort((a, b) -> a.comesBefore(b.rank(), b.id()) ? -1 : 1);
    FieldDoc[] docs =
        sorted.stream()
            .limit(paging.wanted())
            .map(
                first ->
                    new FieldDoc(
                        first.doc(), Float.NaN, new Object[] {value(first.rank()), first.id()}))
            .toArray(FieldDoc[]::new);
    return new TopFieldDocs(
        new TotalHits(firsts.size(), TotalHits.Relation.EQUAL_TO),
        docs,
        Cursor.sort(paging.order()).getSort());
  }

  /** The greater the earlier: what hits are sorted by, turned into a number. */
  private long rank(Object value) {
    return switch (paging.order()) {
      // Scores are never negative, and of such the bits are in the order of the numbers.
      case RELEVANCE -> Float.floatToIntBits((Float) value);
      case NEWEST -> (Long) value;
      case OLDEST -> ~(Long) value;
    };
  }

  /** What {@link #rank} was made of. */
  private Object value(long rank) {
    return switch (paging.order()) {
      case RELEVANCE -> Float.intBitsToFloat((int) rank);
      case NEWEST -> rank;
      case OLDEST -> ~rank;
    };
  }

  private final class Collecting extends FilterCollector {

    private final TopFieldCollector top;

    Collecting(TopFieldCollector top) {
      super((Collector) top);
      this.top = top;
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
      SortedDocValues ids = DocValues.getSorted(context.reader(), IndexField.ID.fieldName());
      SortedNumericDocValues days =
          DocValues.getSortedNumeric(context.reader(), IndexField.FIRST_DAY.fieldName());
      return new FilterLeafCollector(super.getLeafCollector(context)) {
        private @Nullable Scorable scorer;

        @Override
        public void setScorer(Scorable scorer) throws IOException {
          this.scorer = scorer;
          super.setScorer(scorer);
        }

        @Override
        public void collect(int doc) throws IOException {
          int of = context.docBase + doc;
          if (groups.size(of) == 1) {
            super.collect(doc);
            return;
          }
          long rank = rank(doc);
          First known = firsts.get(groups.head(of));
          if ((known == null || known.rank() <= rank) && ids.advanceExact(doc)) {
            BytesRef id = ids.lookupOrd(ids.ordValue());
            if (known == null || !known.comesBefore(rank, id)) {
              firsts.put(groups.head(of), new First(rank, BytesRef.deepCopyOf(id), of));
            }
          }
        }

        private long rank(int doc) throws IOException {
          if (paging.order() == Order.RELEVANCE) {
            return scorer == null ? 0 : FirstOfEach.this.rank(scorer.score());
          }
          if (days.advanceExact(doc)) {
            return FirstOfEach.this.rank(days.nextValue());
          }
          // Undated reports come last in both orders.
          return Long.MIN_VALUE;
        }
      };
    }
  }
}
