package org.vigil.search;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Query;

/**
 * Ranks hits that are known by the sum of the parts of their score, side by side. Lucene passes
 * over documents that cannot be among the best when it has such a plain sum (MaxScore, Turtle and
 * Flood 1995), while for a sum within a sum it works out nearly every score.
 */
final class ScoreParts {

  private ScoreParts() {}

  /** Whether a query is such a sum already, and finds what answers any part of it. */
  static boolean isPlain(Query query) {
    return query instanceof BooleanQuery any
        && any.clauses().stream()
            .allMatch(
                clause ->
                    clause.occur() == Occur.SHOULD && !(clause.query() instanceof BooleanQuery));
  }

  /**
   * A query that scores some documents as another one does that each of them answers.
   *
   * @param query the other one; filters it has are met by all hits
   */
  static Query among(HitSet hits, Query query) {
    Map<Query, Float> parts = new LinkedHashMap<>();
    add(query, 1, parts);
    BooleanQuery.Builder sum = new BooleanQuery.Builder();
    sum.add(hits.query(), Occur.FILTER);
    parts.forEach((part, boost) -> sum.add(boosted(part, boost), Occur.SHOULD));
    // Each hit answers one part at least: to ask for it lets Lucene go by the parts.
    return sum.setMinimumNumberShouldMatch(1).build();
  }

  /** Adds the parts of the score of a query that every hit answers. */
  private static void add(Query query, float boost, Map<Query, Float> parts) {
    switch (query) {
      case BoostQuery boosted -> add(boosted.getQuery(), boost * boosted.getBoost(), parts);
      case BooleanQuery all when all.getMinimumNumberShouldMatch() <= 1 -> {
        for (BooleanClause clause : all.clauses()) {
          if (clause.occur() == Occur.MUST) {
            add(clause.query(), boost, parts);
          } else if (clause.occur() == Occur.SHOULD) {
            addOptional(clause.query(), boost, parts);
          }
        }
      }
      default -> parts.merge(query, boost, Float::sum);
    }
  }

  /** Adds the parts of the score of a query that some hits may not answer. */
  private static void addOptional(Query query, float boost, Map<Query, Float> parts) {
    switch (query) {
      case BoostQuery boosted -> addOptional(boosted.getQuery(), boost * boosted.getBoost(), parts);
      case BooleanQuery any
          when any.getMinimumNumberShouldMatch() <= 1
              && any.clauses().stream().allMatch(clause -> clause.occur() == Occur.SHOULD) ->
          any.clauses().forEach(clause -> addOptional(clause.query(), boost, parts));
      default -> parts.merge(query, boost, Float::sum);
    }
  }

  private static Query boosted(Query query, float boost) {
    return boost == 1 ? query : new BoostQuery(query, boost);
  }
}
