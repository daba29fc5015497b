package org.vigil.search;

import java.util.List;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PointRangeQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;

/**
 * Queries as they are when only whether a document answers matters. Lucene then works through whole
 * blocks of documents at a time, which it does for terms and boolean queries alone.
 */
final class Matching {

  private Matching() {}

  /** A query that the same documents answer, made of as few kinds of queries as possible. */
  static Query of(Query query) {
    return switch (query) {
      case BoostQuery boosted -> of(boosted.getQuery());
      case ConstantScoreQuery constant -> of(constant.getQuery());
      case DisjunctionMaxQuery max -> any(max.getDisjuncts().stream().map(Matching::of).toList());
      case SynonymQuery synonyms ->
          any(synonyms.getTerms().stream().map(term -> (Query) new TermQuery(term)).toList());
      case BooleanQuery all -> of(all);
      default -> query;
    };
  }

  private static Query any(List<Query> queries) {
    if (queries.size() == 1) {
      return queries.getFirst();
    }
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    queries.forEach(each -> any.add(each, Occur.SHOULD));
    return any.build();
  }

  private static Query of(BooleanQuery query) {
    boolean needed = query.clauses().stream().anyMatch(clause -> clause.isRequired());
    int atLeast = query.getMinimumNumberShouldMatch();
    BooleanQuery.Builder same = new BooleanQuery.Builder().setMinimumNumberShouldMatch(atLeast);
    for (BooleanClause clause : query.clauses()) {
      Query part = of(clause.query());
      switch (clause.occur()) {
        case MUST, FILTER -> same.add(part, Occur.FILTER);
        case MUST_NOT -> same.add(part, Occur.MUST_NOT);
        case SHOULD -> {
          if (!needed || atLeast > 0) {
            same.add(part, Occur.SHOULD);
          }
        }
      }
    }
    return same.build();
  }

  /**
   * Whether it costs little to find what answers a query, so that it may be done once more than
   * needed: no positions are read and no patterns looked for.
   */
  static boolean isCheap(Query query) {
    return isPlain(of(query));
  }

  private static boolean isPlain(Query query) {
    return switch (query) {
      case TermQuery term -> true;
      case TermInSetQuery terms -> true;
      case PointRangeQuery range -> true;
      case MatchNoDocsQuery none -> true;
      case BooleanQuery all -> all.clauses().stream().allMatch(clause -> isPlain(clause.query()));
      default -> false;
    };
  }
}
