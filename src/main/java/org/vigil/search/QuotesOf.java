package org.vigil.search;

import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
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
import org.vigil.schema.IndexField;

/** Finds the quotes that stand in the reports that another query finds. */
final class QuotesOf extends Query {

  private final Query reports;

  QuotesOf(Query reports) {
    this.reports = reports;
  }

  @Override
  public Query rewrite(IndexSearcher searcher) throws IOException {
    Query rewritten = reports.rewrite(searcher);
    return rewritten.equals(reports) ? this : new QuotesOf(rewritten);
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost)
      throws IOException {
    Weight inner = searcher.createWeight(reports, ScoreMode.COMPLETE_NO_SCORES, 1);
    return new ConstantScoreWeight(this, boost) {
      @Override
      public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
        ScorerSupplier found = inner.scorerSupplier(leaf);
        return found == null ? null : new Quotes(leaf, found, score(), scoreMode);
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return inner.isCacheable(leaf);
      }
    };
  }

  /** The quotes of one segment. */
  private static final class Quotes extends ScorerSupplier {

    private final LeafReaderContext leaf;
    private final ScorerSupplier reports;
    private final float score;
    private final ScoreMode scoreMode;

    Quotes(LeafReaderContext leaf, ScorerSupplier reports, float score, ScoreMode scoreMode) {
      this.leaf = leaf;
      this.reports = reports;
      this.score = score;
      this.scoreMode = scoreMode;
    }

    @Override
    public Scorer get(long leadCost) throws IOException {
      FixedBitSet quotes = new FixedBitSet(leaf.reader().maxDoc());
      NumericDocValues counts = DocValues.getNumeric(leaf.reader(), IndexField.QUOTES.fieldName());
      DocIdSetIterator each = reports.get(Long.MAX_VALUE).iterator();
      for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
        if (counts.advanceExact(doc)) {
          int count = Math.toIntExact(counts.longValue());
          if (count > 0) {
            quotes.set(doc - count, doc);
          }
        }
      }
      return new ConstantScoreScorer(score, scoreMode, new BitSetIterator(quotes, cost()));
    }

    @Override
    public long cost() {
      return leaf.reader().maxDoc();
    }
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return "quotes-of(" + reports.toString(field) + ")";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof QuotesOf quotes && reports.equals(quotes.reports);
  }

  @Override
  public int hashCode() {
    return classHash() ^ reports.hashCode();
  }
}
