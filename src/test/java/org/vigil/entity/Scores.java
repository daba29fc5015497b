package org.vigil.entity;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Precision, recall and F1 by kind, and over persons, places and organisations together. */
final class Scores {

  private static final List<String> MAIN = List.of("PERSON", "PLACE", "ORGANISATION");
  private final Map<String, int[]> counts = new TreeMap<>();

  private int[] of(String kind) {
    return counts.computeIfAbsent(kind, k -> new int[4]);
  }

  /** Counts a name that annotators marked. */
  void gold(String kind, boolean recalled) {
    of(kind)[0]++;
    of(kind)[1] += recalled ? 1 : 0;
  }

  /** Counts a name that was found. */
  void found(String kind, boolean right) {
    of(kind)[2]++;
    of(kind)[3] += right ? 1 : 0;
  }

  double f1() {
    int[] sum = new int[4];
    for (String kind : MAIN) {
      for (int i = 0; i < 4; i++) {
        sum[i] += of(kind)[i];
      }
    }
    return f1(sum);
  }

  double f1(String kind) {
    return f1(of(kind));
  }

  private static double f1(int[] c) {
    double precision = c[2] == 0 ? 0 : (double) c[3] / c[2];
    double recall = c[0] == 0 ? 0 : (double) c[1] / c[0];
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(String.format(Locale.ROOT, "PLO %.1f", 100 * f1()));
    counts.forEach(
        (kind, c) ->
            out.append(
                String.format(
                    Locale.ROOT,
                    " | %s P %.1f R %.1f F1 %.1f (%d)",
                    kind,
                    c[2] == 0 ? 0 : 100.0 * c[3] / c[2],
                    c[0] == 0 ? 0 : 100.0 * c[1] / c[0],
                    100 * f1(c),
                    c[0])));
    return out.toString();
  }
}
