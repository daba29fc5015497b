package org.vigil.search;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** How good a ranking is by the grades of judged reports; what is not judged has grade 0. */
final class RankingMeasures {

  private RankingMeasures() {}

  /** Gains are 2^grade - 1, discounted by log2 of rank + 1 (Järvelin and Kekäläinen 2002). */
  static double ndcg(List<String> ranking, Map<String, Integer> grades, int at) {
    double best =
        gained(grades.values().stream().sorted(Comparator.reverseOrder()).limit(at).toList());
    double gained =
        gained(ranking.stream().limit(at).map(id -> grades.getOrDefault(id, 0)).toList());
    return best == 0 ? 0 : gained / best;
  }

  private static double gained(List<Integer> grades) {
    double sum = 0;
    for (int i = 0; i < grades.size(); i++) {
      sum += (Math.pow(2, grades.get(i)) - 1) * Math.log(2) / Math.log(i + 2);
    }
    return sum;
  }

  /** The share of the relevant that is among the first. */
  static double recall(List<String> ranking, Map<String, Integer> grades, int at) {
    long found = ranking.stream().limit(at).filter(grades::containsKey).count();
    return (double) found / grades.size();
  }

  /** One by the rank of the first that is relevant, 0 if none is. */
  static double reciprocalRank(List<String> ranking, Map<String, Integer> grades) {
    for (int i = 0; i < ranking.size(); i++) {
      if (grades.containsKey(ranking.get(i))) {
        return 1.0 / (i + 1);
      }
    }
    return 0;
  }
}
