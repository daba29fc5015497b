package org.vigil.search;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** Finds documents that are known already. */
final class Among extends Query {

  private final HitSet hits;

  Among(HitSet hits) {
    this.hits = hits;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) {
        FixedBitSet known = hits.segment(leaf.ord);
        return known == null ? null : new Known(known, score(), scoreMode);
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return false;
      }
    };
  }

  /** The documents of one segment. */
  private static final class Known extends ScorerSupplier {

    private final FixedBitSet hits;
    private final long size;
    private final float score;
    private final ScoreMode scoreMode;

    Known(FixedBitSet hits, float score, ScoreMode scoreMode) {
      this.hits = hits;
      this.size = hits.cardinality();
      this.score = score;
      this.scoreMode = scoreMode;
    }

    @Override
    public Scorer get(long leadCost) {
      return new ConstantScoreScorer(score, scoreMode, new BitSetIterator(hits, size));
    }

    @Override
    public long cost() {
      return size;
    }
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return "among(" + hits.size() + ")";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Among among && hits == among.hits;
  }

  @Override
  public int hashCode() {
    return classHash() ^ System.identityHashCode(hits);
  }
}
