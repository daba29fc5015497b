package org.vigil.story;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.story.Likeness.Weighted;

/**
 * The stories among many tellings: those of one event.
 *
 * <p>Tellings that share a telling feature and lie near in time are compared; then the two stories
 * whose tellings are most alike on average are made one, again and again (average linkage), so that
 * no chain of neighbours swallows an archive. The outcome does not depend on the order in which the
 * tellings are given.
 */
public final class Stories {

  /** Two stories are one if their tellings are so alike on average. */
  static final double ALIKE = 0.14;

  /** Likeness below this counts as none. */
  private static final double LEAST = 0.08;

  /** The features of a telling by which others are looked for. */
  private static final int LEADS = 12;

  /** Tellings of one lead that are compared with each. */
  private static final int MOST_COMPARED = 40;

  private static final int LARGEST = 500;

  /** The tellings, by number. */
  public interface Tellings {

    /** How many numbers there are. */
    int size();

    /** A telling, empty if there is none of this number. */
    Optional<Telling> telling(int number) throws IOException;
  }

  private final Tellings tellings;
  private final Rarity rarity;

  /** Numbers in the order of time, then of content. */
  private final int[] order;

  private final Map<Integer, Weighted> recent = new HashMap<>();

  private Stories(Tellings tellings) throws IOException {
    this.tellings = tellings;
    this.rarity = new Rarity(tellings.size());
    this.order = count();
  }

  /**
   * Groups these tellings.
   *
   * @return for each number the least number of its story, its own if it is alone
   */
  public static int[] of(Tellings tellings) throws IOException {
    Stories stories = new Stories(tellings);
    int[] heads = new int[tellings.size()];
    Arrays.setAll(heads, i -> i);
    for (List<Integer> story : new Linkage(stories.order.length, LARGEST).join(stories.alike())) {
      int head = story.stream().mapToInt(at -> stories.order[at]).min().orElseThrow();
      story.forEach(at -> heads[stories.order[at]] = head);
    }
    return heads;
  }

  private int[] count() throws IOException {
    record At(int number, long day, long rank) {}
    List<At> all = new ArrayList<>();
    for (int i = 0; i < tellings.size(); i++) {
      Optional<Telling> telling = tellings.telling(i);
      if (telling.isPresent()) {
        rarity.count(telling.get());
        all.add(new At(i, telling.get().day().orElse(Long.MIN_VALUE), telling.get().rank()));
      }
    }
    all.sort(Comparator.comparingLong(At::day).thenComparingLong(At::rank));
    return all.stream().mapToInt(At::number).toArray();
  }

  /** The pairs that are alike enough to count. */
  private List<Linkage.Link> alike() throws IOException {
    List<Linkage.Link> links = new ArrayList<>();
    long[] pairs = candidates();
    for (int i = 0; i < pairs.length; i++) {
      int a = (int) (pairs[i] >> 32);
      int b = (int) pairs[i];
      // Two features of one telling may have one number by chance.
      if (a == b || (i > 0 && pairs[i] == pairs[i - 1])) {
        continue;
      }
      double likeness = Likeness.of(weighted(a), weighted(b));
      if (likeness >= LEAST) {
        links.add(new Linkage.Link(a, b, likeness));
      }
    }
    return links;
  }

  /** Pairs of places in the order that share a lead, sorted, some twice. */
  private long[] candidates() throws IOException {
    long[] leads = new long[order.length * LEADS];
    long[] days = new long[order.length];
    long[] lastDays = new long[order.length];
    int size = 0;
    for (int at = 0; at < order.length; at++) {
      Weighted weighted = weighted(at);
      lastDays[at] = weighted.telling().lastDay().orElse(Long.MAX_VALUE - Likeness.WINDOW);
      days[at] = weighted.telling().day().orElse(0);
      for (int feature : leads(weighted)) {
        leads[size++] = (long) feature << 32 | at;
      }
    }
    Arrays.sort(leads, 0, size);
    long[] pairs = new long[1024];
    int found = 0;
    for (int i = 0; i < size; i++) {
      int a = (int) leads[i];
      int last = Math.min(size, i + 1 + MOST_COMPARED);
      for (int k = i + 1; k < last && leads[k] >> 32 == leads[i] >> 32; k++) {
        int b = (int) leads[k];
        if (days[b] >= lastDays[a] + Likeness.WINDOW) {
          break;
        }
        pairs = found == pairs.length ? Arrays.copyOf(pairs, found * 2) : pairs;
        pairs[found++] = (long) a << 32 | b;
      }
    }
    pairs = Arrays.copyOf(pairs, found);
    Arrays.sort(pairs);
    return pairs;
  }

  /** The weightiest features that some other telling has. */
  private List<Integer> leads(Weighted weighted) {
    Telling telling = weighted.telling();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < telling.size(); i++) {
      if (rarity.count(telling.feature(i)) > 1) {
        places.add(i);
      }
    }
    return places.stream()
        .sorted(
            Comparator.<Integer>comparingDouble(i -> -weighted.weight(i))
                .thenComparingInt(telling::feature))
        .limit(LEADS)
        .map(telling::feature)
        .toList();
  }

  private Weighted weighted(int at) throws IOException {
    Weighted known = recent.get(at);
    if (known != null) {
      return known;
    }
    Telling telling = tellings.telling(order[at]).orElseThrow();
    Weighted weighted = new Weighted(telling, rarity.weights(telling));
    if (recent.size() > 10_000) {
      recent.clear();
    }
    recent.put(at, weighted);
    return weighted;
  }
}
