package org.vigil.search;

import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;

/**
 * Every number that decides the order of hits by relevance, tuned by {@code RelevanceEvaluation} on
 * six public collections.
 */
final class Ranking {

  /** Saturation and length normalisation of BM25 (Robertson and Zaragoza 2009). */
  static final Similarity SIMILARITY = new BM25Similarity(1.5f, 0.75f);

  /** What a word in the title counts, against one in the text. Titles are short, so it adds up. */
  static final float TITLE = 0.5f;

  /** What the lesser of title and text adds to the greater. */
  static final float BOTH = 1;

  /** What an occurrence of another inflection or accent counts, against the form asked for. */
  static final float FOLDED = 0.9f;

  /** What an occurrence of another spelling counts. */
  static final float VARIANT = 0.7f;

  /** What an occurrence of a word one edit away counts; less for two. */
  static final float FUZZY = 0.5f;

  /** What neighbours of the query standing near each other in a report add, as a share. */
  static final float NEAR = 0.1f;

  /** Words in more than this share of the reports say nothing by standing near others. */
  static final double COMMON = 0.1;

  /** How far apart neighbours of the query may stand in a report to add to its score. */
  static final int NEAR_SLOP = 4;

  private Ranking() {}
}
