package org.vigil.search;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.FilterCollector;
import org.apache.lucene.search.FilterLeafCollector;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.jspecify.annotations.Nullable;
import org.vigil.schema.IndexField;
import org.vigil.search.SearchRequest.Order;

/** The first hit of each group in an order; it stands for the others. */
final class FirstOfEach {

  private record First(long rank, String id, int doc) {
    boolean comesBefore(First other) {
      return rank != other.rank ? rank > other.rank : id.compareTo(other.id) < 0;
    }
  }

  private final Groups groups;
  private final Map<Integer, First> firsts;

  private FirstOfEach(Groups groups, Map<Integer, First> firsts) {
    this.groups = groups;
    this.firsts = firsts;
  }

  /** Finds them among the hits of one search. */
  static CollectorManager<?, FirstOfEach> collector(Groups groups, Order order) {
    Map<Integer, First> firsts = new HashMap<>();
    return new CollectorManager<Collecting, FirstOfEach>() {
      @Override
      public Collecting newCollector() {
        return new Collecting(groups, order, firsts);
      }

      @Override
      public FirstOfEach reduce(Collection<Collecting> collectors) {
        return new FirstOfEach(groups, firsts);
      }
    };
  }

  private boolean shows(int doc) {
    First first = firsts.get(groups.head(doc));
    return first == null || first.doc() == doc;
  }

  /** Collects what the other would, less the hits that another stands for. */
  CollectorManager<?, TopFieldDocs> only(TopFieldCollectorManager all) {
    return new CollectorManager<Showing, TopFieldDocs>() {
      @Override
      public Showing newCollector() {
        return new Showing(all.newCollector());
      }

      @Override
      public TopFieldDocs reduce(Collection<Showing> collectors) throws IOException {
        return all.reduce(collectors.stream().map(c -> c.top).toList());
      }
    };
  }

  private final class Showing extends FilterCollector {

    private final TopFieldCollector top;

    Showing(TopFieldCollector top) {
      super((Collector) top);
      this.top = top;
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
      return new FilterLeafCollector(super.getLeafCollector(context)) {
        @Override
        public void collect(int doc) throws IOException {
          if (shows(context.docBase + doc)) {
            super.collect(doc);
          }
        }
      };
    }
  }

  private static final class Collecting extends SimpleCollector {

    private final Groups groups;
    private final Order order;
    private final Map<Integer, First> firsts;
    private int base;
    private @Nullable Scorable scorer;
    private @Nullable SortedNumericDocValues days;
    private @Nullable SortedDocValues ids;

    Collecting(Groups groups, Order order, Map<Integer, First> firsts) {
      this.groups = groups;
      this.order = order;
      this.firsts = firsts;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
      base = context.docBase;
      days = DocValues.getSortedNumeric(context.reader(), IndexField.FIRST_DAY.fieldName());
      ids = DocValues.getSorted(context.reader(), IndexField.ID.fieldName());
    }

    @Override
    public void setScorer(Scorable scorer) {
      this.scorer = scorer;
    }

    @Override
    public void collect(int doc) throws IOException {
      if (groups.size(base + doc) > 1 && ids != null && ids.advanceExact(doc)) {
        String id = ids.lookupOrd(ids.ordValue()).utf8ToString();
        First hit = new First(rank(doc), id, base + doc);
        firsts.merge(groups.head(base + doc), hit, (a, b) -> a.comesBefore(b) ? a : b);
      }
    }

    /** The greater the earlier, as the order of hits has it. */
    private long rank(int doc) throws IOException {
      if (order == Order.RELEVANCE) {
        // Scores are never negative, and of such the bits are in the order of the numbers.
        return scorer == null ? 0 : Float.floatToIntBits(scorer.score());
      }
      if (days == null || !days.advanceExact(doc)) {
        return Long.MIN_VALUE;
      }
      return order == Order.NEWEST ? days.nextValue() : -days.nextValue();
    }

    @Override
    public ScoreMode scoreMode() {
      return order == Order.RELEVANCE ? ScoreMode.COMPLETE : ScoreMode.COMPLETE_NO_SCORES;
    }
  }
}
