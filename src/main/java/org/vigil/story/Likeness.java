package org.vigil.story;

/**
 * How likely two tellings are of one event, from 0 to 1: the cosine of their words and that of
 * their names, figures, days and quotations, both weighted by rarity, less the farther apart they
 * were published.
 */
final class Likeness {

  /** Days apart that cost nothing; follow-ups of the same news. */
  private static final int NEAR = 3;

  /** Days from which on nothing is the same news. */
  static final int WINDOW = 15;

  /** What is left when nobody knows how far apart they are. */
  private static final double UNDATED = 0.9;

  /** A telling with the weights of its features. */
  static final class Weighted {
    private final Telling telling;
    private final double[] weights;
    private final double words;
    private final double others;

    Weighted(Telling telling, double[] weights) {
      this.telling = telling;
      this.weights = weights;
      double wordSum = 0;
      double otherSum = 0;
      for (int i = 0; i < weights.length; i++) {
        if (telling.kind(i).isWord()) {
          wordSum += weights[i] * weights[i];
        } else {
          otherSum += weights[i] * weights[i];
        }
      }
      this.words = Math.sqrt(wordSum);
      this.others = Math.sqrt(otherSum);
    }

    Telling telling() {
      return telling;
    }

    double weight(int i) {
      return weights[i];
    }
  }

  private Likeness() {}

  static double of(Weighted a, Weighted b) {
    double near = nearness(a.telling, b.telling);
    if (near == 0) {
      return 0;
    }
    double words = 0;
    double others = 0;
    int i = 0;
    int k = 0;
    while (i < a.weights.length && k < b.weights.length) {
      int ofA = a.telling.feature(i);
      int ofB = b.telling.feature(k);
      if (ofA < ofB) {
        i++;
      } else if (ofB < ofA) {
        k++;
      } else {
        double product = a.weights[i] * b.weights[k];
        if (a.telling.kind(i).isWord()) {
          words += product;
        } else {
          others += product;
        }
        i++;
        k++;
      }
    }
    double byWords = words == 0 ? 0 : words / (a.words * b.words);
    double byOthers = others == 0 ? 0 : others / (a.others * b.others);
    boolean oneLanguage = a.telling.language().equals(b.telling.language());
    return near * (oneLanguage ? (byWords + byOthers) / 2 : byOthers);
  }

  private static double nearness(Telling a, Telling b) {
    if (a.day().isEmpty() || b.day().isEmpty()) {
      return UNDATED;
    }
    long apart =
        Math.max(
            0,
            Math.max(
                a.day().getAsLong() - b.lastDay().orElseThrow(),
                b.day().getAsLong() - a.lastDay().orElseThrow()));
    return apart <= NEAR ? 1 : Math.max(0, 1 - (double) (apart - NEAR) / (WINDOW - NEAR));
  }
}
