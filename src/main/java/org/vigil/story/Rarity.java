package org.vigil.story;

import java.util.Arrays;

/**
 * How much the features of tellings say: the rarer, the more (inverse document frequency), where
 * few tellings are known by what features of their kind are elsewhere.
 *
 * <p>Counts are kept in a table of fixed size, two places for each feature, of which the less holds
 * (a count-min sketch: Cormode and Muthukrishnan, 2005): memory does not grow with the archive.
 */
final class Rarity {

  /** Tellings that the expectation for a kind of feature is worth. */
  private static final double PRIOR = 1000;

  private final int[] counts;
  private int tellings;

  /**
   * @param size how many tellings there will be
   */
  Rarity(int size) {
    long wanted = Long.highestOneBit(64L * Math.max(1, size)) * 2;
    counts = new int[(int) Math.max(1 << 12, Math.min(1 << 23, wanted))];
  }

  void count(Telling telling) {
    tellings++;
    for (int i = 0; i < telling.size(); i++) {
      counts[first(telling.feature(i))]++;
      counts[second(telling.feature(i))]++;
    }
  }

  private int first(int feature) {
    return feature & (counts.length - 1);
  }

  private int second(int feature) {
    return (int) (Shingles.mixed(feature) >>> 40) & (counts.length - 1);
  }

  /** At least how many tellings have a feature, and seldom more. */
  int count(int feature) {
    return Math.min(counts[first(feature)], counts[second(feature)]);
  }

  /** The weights of the features of a telling, by their place in it. */
  double[] weights(Telling telling) {
    double[] weights = new double[telling.size()];
    Arrays.setAll(
        weights,
        i -> {
          double having = count(telling.feature(i)) + PRIOR * telling.kind(i).share;
          double idf = Math.log(1 + (tellings + PRIOR) / having);
          return idf * (1 + Math.log(telling.times(i)));
        });
    return weights;
  }
}
