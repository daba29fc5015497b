package org.vigil.story;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Agglomerative clustering by average linkage over the few pairs that are alike at all; every other
 * pair counts as not alike.
 */
final class Linkage {

  /** Two things and how alike they are, from 0 to 1. */
  record Link(int a, int b, double likeness) {}

  /** A merger that may be due, as long as neither of the two has changed. */
  private record Merger(double average, int a, int b, int versions) {}

  private final int largest;
  private final List<List<Integer>> members = new ArrayList<>();
  private final List<Map<Integer, Double>> sums = new ArrayList<>();
  private final int[] version;
  private final PriorityQueue<Merger> due =
      new PriorityQueue<>(
          Comparator.comparingDouble((Merger m) -> -m.average)
              .thenComparingInt(Merger::a)
              .thenComparingInt(Merger::b));

  /**
   * @param size things are numbered from 0 to before this
   * @param largest no cluster has more members
   */
  Linkage(int size, int largest) {
    this.largest = largest;
    this.version = new int[size];
    for (int i = 0; i < size; i++) {
      members.add(new ArrayList<>(List.of(i)));
      sums.add(new HashMap<>());
    }
  }

  /** The clusters of two or more, of things that are alike on average. */
  List<List<Integer>> join(List<Link> links) {
    for (Link link : links) {
      sums.get(link.a).put(link.b, link.likeness);
      sums.get(link.b).put(link.a, link.likeness);
    }
    links.forEach(link -> consider(link.a, link.b));
    while (!due.isEmpty()) {
      Merger next = due.remove();
      if (next.versions == version[next.a] + version[next.b]
          && !members.get(next.a).isEmpty()
          && !members.get(next.b).isEmpty()) {
        merge(next.a, next.b);
      }
    }
    return members.stream().filter(m -> m.size() > 1).toList();
  }

  private void consider(int a, int b) {
    double sizes = (double) members.get(a).size() * members.get(b).size();
    double average = sums.get(a).getOrDefault(b, 0.0) / sizes;
    boolean fits = members.get(a).size() + members.get(b).size() <= largest;
    if (average >= Stories.ALIKE && fits) {
      due.add(new Merger(average, Math.min(a, b), Math.max(a, b), version[a] + version[b]));
    }
  }

  private void merge(int a, int b) {
    members.get(a).addAll(members.get(b));
    members.get(b).clear();
    version[a]++;
    version[b]++;
    Map<Integer, Double> ofA = sums.get(a);
    sums.get(b)
        .forEach(
            (other, sum) -> {
              sums.get(other).remove(b);
              if (other != a) {
                ofA.merge(other, sum, Double::sum);
                sums.get(other).put(a, ofA.get(other));
              }
            });
    sums.set(b, Map.of());
    int[] others = ofA.keySet().stream().mapToInt(Integer::intValue).toArray();
    Arrays.sort(others);
    for (int other : others) {
      consider(a, other);
    }
  }
}
