package org.vigil.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.BytesRef;
import org.vigil.schema.IndexField;

/**
 * Ranks the best reports for a question anew: those that are close to it in meaning rise. Scores
 * only grow, so that none of them falls behind a report that was not among the best.
 */
final class CloseFirst {

  private final Snapshot over;
  private final Closeness.ToQuestion closeness;

  /** By document, what closeness has added to its score. */
  private final Map<Integer, Float> added = new HashMap<>();

  CloseFirst(Snapshot over, Closeness.ToQuestion closeness) {
    this.over = over;
    this.closeness = closeness;
  }

  /** What closeness has added to the score of a document. */
  float added(int doc) {
    return added.getOrDefault(doc, 0f);
  }

  /**
   * Puts the first of these hits in another order, with greater scores: closeness is spread as
   * widely over them as their scores were, and counts {@link Ranking#CLOSENESS} against those.
   */
  void rank(ScoreDoc[] found) throws IOException {
    int most = Math.min(found.length, Ranking.CLOSE_REPORTS);
    float[] scores = new float[most];
    float[] close = new float[most];
    for (int i = 0; i < most; i++) {
      scores[i] = (Float) ((FieldDoc) found[i]).fields[0];
      close[i] = closeness.of(fingerprint(found[i].doc));
    }
    double spread = spread(close);
    if (spread == 0) {
      return;
    }
    float least = Float.POSITIVE_INFINITY;
    for (float each : close) {
      least = Float.isNaN(each) ? least : Math.min(least, each);
    }
    double unit = Ranking.CLOSENESS * spread(scores) / spread;
    for (int i = 0; i < most; i++) {
      float more = Float.isNaN(close[i]) ? 0 : (float) (unit * (close[i] - least));
      FieldDoc hit = (FieldDoc) found[i];
      added.put(hit.doc, more);
      found[i] = new FieldDoc(hit.doc, hit.score, new Object[] {scores[i] + more, hit.fields[1]});
    }
    Arrays.sort(
        found,
        0,
        most,
        Comparator.comparing((ScoreDoc hit) -> (Float) ((FieldDoc) hit).fields[0])
            .reversed()
            .thenComparing(hit -> (BytesRef) ((FieldDoc) hit).fields[1]));
  }

  private long fingerprint(int doc) throws IOException {
    LeafReaderContext leaf = over.leaves().get(ReaderUtil.subIndex(doc, over.leaves()));
    NumericDocValues each = leaf.reader().getNumericDocValues(IndexField.FINGERPRINT.fieldName());
    return each != null && each.advanceExact(doc - leaf.docBase) ? each.longValue() : 0;
  }

  /** The standard deviation of those that are numbers. */
  private static double spread(float[] values) {
    double sum = 0;
    double squares = 0;
    int n = 0;
    for (float each : values) {
      if (!Float.isNaN(each)) {
        sum += each;
        squares += (double) each * each;
        n++;
      }
    }
    return n < 2 ? 0 : Math.sqrt(Math.max(0, squares / n - sum / n * (sum / n)));
  }
}
