package org.vigil.search;

import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;

/**
 * Every number that decides the order of hits by relevance, tuned by {@code RelevanceEvaluation} on
 * six public collections.
 */
final class Ranking {

  /** Saturation and length normalisation of BM25 (Robertson and Zaragoza 2009). */
  static final float SATURATION = 2f;

  static final float LENGTH = 0.6f;

  /**
   * Length normalisation of phrases: a long report that says a phrase three times is more about it
   * than a short one that says it once.
   */
  static final float PHRASE_LENGTH = 0.1f;

  static final Similarity SIMILARITY = new WordsAndPhrases();

  /** What a word in the title adds, against one in the text. Titles are short, so it adds up. */
  static final float TITLE = 0.5f;

  /** What an occurrence of another inflection or accent counts, against the form asked for. */
  static final float FOLDED = 0.9f;

  /** What an occurrence of another spelling counts. */
  static final float VARIANT = 0.7f;

  /** What an occurrence of a word one edit away counts; less for two. */
  static final float FUZZY = 0.5f;

  /** What neighbours of the query standing near each other in a report add, as a share. */
  static final float NEAR = 0.3f;

  /** From so many telling words on a query is a question, with more to rank by than its words. */
  static final int QUESTION = 3;

  /**
   * From so many telling words on a question is a narrative: most of its words say what is wished
   * for, and few what it is about.
   */
  static final int NARRATIVE = 20;

  /** How much rare words of a narrative count more, and frequent ones less: a power of the idf. */
  static final double NARRATIVE_IDF = 0.75;

  /** The share of the greatest idf at which a word of a narrative counts what others count. */
  static final double NARRATIVE_USUAL = 0.6;

  /** What the family of a word of a question counts, against the word. */
  static final float FAMILY = 2f;

  /** Reports whose words in common lift others, and how many of their words do. */
  static final int FEEDBACK_REPORTS = 15;

  static final int FEEDBACK_WORDS = 20;

  /** What all those words count together, against as many words of the question. */
  static final float FEEDBACK = 0.4f;

  /** Reports that closeness in meaning may put in another order, where it is known. */
  static final int CLOSE_REPORTS = 100;

  /** What closeness in meaning counts, against all that words make of a score. */
  static final float CLOSENESS = 1f;

  /** Words in more than this share of the reports say nothing by standing near others. */
  static final double COMMON = 0.1;

  /** How far apart neighbours of the query may stand in a report to add to its score. */
  static final int NEAR_SLOP = 4;

  /** From so many words on a question is relaxed when it finds few reports, not only when none. */
  static final int LONG_QUESTION = 4;

  /** Fewer reports than this are few for a long question. */
  static final int FEW = 10;

  private Ranking() {}

  /**
   * What a word of a narrative counts, against one of a shorter question.
   *
   * @param reports all there are
   * @param with those that have the word
   */
  static float inNarrative(long reports, long with) {
    double idf = Math.log(1 + (reports - with + 0.5) / (with + 0.5));
    double share = idf / Math.log((double) (1 + reports));
    return (float) Math.pow(Math.clamp(share, 0.01, 1) / NARRATIVE_USUAL, NARRATIVE_IDF);
  }

  /** BM25 that minds the length of a report less for phrases than for words. */
  private static final class WordsAndPhrases extends Similarity {
    private final Similarity words = new BM25Similarity(SATURATION, LENGTH);
    private final Similarity phrases = new BM25Similarity(SATURATION, PHRASE_LENGTH);

    @Override
    public SimScorer scorer(float boost, CollectionStatistics field, TermStatistics... terms) {
      return (terms.length > 1 ? phrases : words).scorer(boost, field, terms);
    }
  }
}
