package org.vigil.search;

import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;

/** Every number that decides the order of hits by relevance. */
final class Ranking {

  /** Saturation and length normalisation of BM25 (Robertson and Zaragoza 2009). */
  static final Similarity SIMILARITY = new BM25Similarity(1.2f, 0.75f);

  /** How much more a word in the title counts than one in the text. */
  static final float TITLE = 1.5f;

  /** What the lesser of title and text adds to the greater. */
  static final float BOTH = 0.5f;

  /** What an occurrence of another inflection or accent counts, against the form asked for. */
  static final float FOLDED = 0.8f;

  /** What an occurrence of another spelling counts. */
  static final float VARIANT = 0.7f;

  /** What an occurrence of a word one edit away counts; less for two. */
  static final float FUZZY = 0.5f;

  /** What neighbours of the query standing near each other in a report add. */
  static final float NEAR = 0.4f;

  /** How far apart neighbours of the query may stand in a report to add to its score. */
  static final int NEAR_SLOP = 4;

  private Ranking() {}
}
