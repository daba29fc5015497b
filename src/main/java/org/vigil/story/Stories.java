package org.vigil.story;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
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

  /** Pairs that are held at a time, each in 8 bytes. */
  private static final int CANDIDATES = 4_000_000;

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
    for (List<Integer> story : stories.joined(stories.alike())) {
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

  /**
   * Joins what is alike. Two stories become one only over a pair that is alike enough by itself, so
   * each part of the archive that such pairs connect is joined apart from all others.
   */
  private List<List<Integer>> joined(Links links) {
    int[] part = new int[order.length];
    Arrays.setAll(part, at -> at);
    for (int i = 0; i < links.size(); i++) {
      if (links.likeness(i) >= ALIKE) {
        int a = root(part, links.a(i));
        int b = root(part, links.b(i));
        part[Math.max(a, b)] = Math.min(a, b);
      }
    }
    long[] byPart = new long[links.size()];
    int within = 0;
    for (int i = 0; i < links.size(); i++) {
      int root = root(part, links.a(i));
      if (root == root(part, links.b(i))) {
        byPart[within++] = (long) root << 32 | i;
      }
    }
    Arrays.sort(byPart, 0, within);
    List<List<Integer>> stories = new ArrayList<>();
    for (int from = 0; from < within; ) {
      int to = from + 1;
      while (to < within && byPart[to] >> 32 == byPart[from] >> 32) {
        to++;
      }
      List<Linkage.Link> ofPart = new ArrayList<>(to - from);
      for (int i = from; i < to; i++) {
        int link = (int) byPart[i];
        ofPart.add(new Linkage.Link(links.a(link), links.b(link), links.likeness(link)));
      }
      stories.addAll(joined(ofPart));
      from = to;
    }
    return stories;
  }

  /** The same for links between few, which are numbered anew in their order. */
  private static List<List<Integer>> joined(List<Linkage.Link> links) {
    int[] all =
        links.stream()
            .flatMapToInt(link -> IntStream.of(link.a(), link.b()))
            .distinct()
            .sorted()
            .toArray();
    List<Linkage.Link> renumbered = new ArrayList<>(links.size());
    for (Linkage.Link link : links) {
      renumbered.add(
          new Linkage.Link(
              Arrays.binarySearch(all, link.a()),
              Arrays.binarySearch(all, link.b()),
              link.likeness()));
    }
    return new Linkage(all.length, LARGEST)
        .join(renumbered).stream()
            .map(story -> story.stream().map(number -> all[number]).toList())
            .toList();
  }

  private static int root(int[] part, int at) {
    int root = at;
    while (part[root] != root) {
      part[root] = part[part[root]];
      root = part[root];
    }
    return root;
  }

  /** Pairs with their likeness, in little room. */
  private static final class Links {
    private long[] pairs = new long[1024];
    private double[] likeness = new double[1024];
    private int size;

    void add(int a, int b, double value) {
      if (size == pairs.length) {
        pairs = Arrays.copyOf(pairs, size + size / 2);
        likeness = Arrays.copyOf(likeness, size + size / 2);
      }
      pairs[size] = (long) a << 32 | b;
      likeness[size++] = value;
    }

    int size() {
      return size;
    }

    int a(int i) {
      return (int) (pairs[i] >> 32);
    }

    int b(int i) {
      return (int) pairs[i];
    }

    double likeness(int i) {
      return likeness[i];
    }
  }

  /** The pairs that are alike enough to count; candidates are looked at so many at a time. */
  private Links alike() throws IOException {
    Links links = new Links();
    Leads leads = sortedLeads();
    int passes = (int) ((long) leads.size * MOST_COMPARED / CANDIDATES) + 1;
    for (int pass = 0; pass < passes; pass++) {
      long[] pairs = candidates(leads, pass, passes);
      for (int i = 0; i < pairs.length; i++) {
        int a = (int) (pairs[i] >> 32);
        int b = (int) pairs[i];
        // Two features of one telling may have one number by chance.
        if (a == b || (i > 0 && pairs[i] == pairs[i - 1])) {
          continue;
        }
        double likeness = Likeness.of(weighted(a), weighted(b));
        if (likeness >= LEAST) {
          links.add(a, b, likeness);
        }
      }
    }
    return links;
  }

  /** Leads with the places in the order of the tellings that have them, sorted by both. */
  private static final class Leads {
    final long[] sorted;
    final int size;

    /** Days of publication, by place. */
    final long[] days;

    /** The last that each may be of, likewise. */
    final long[] lastDays;

    Leads(long[] sorted, int size, long[] days, long[] lastDays) {
      this.sorted = sorted;
      this.size = size;
      this.days = days;
      this.lastDays = lastDays;
    }
  }

  private Leads sortedLeads() throws IOException {
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
    return new Leads(leads, size, days, lastDays);
  }

  /**
   * Pairs of places in the order that share a lead, sorted, some twice: those whose first lies in
   * one of so many equal stretches of the order.
   */
  private long[] candidates(Leads leads, int pass, int passes) {
    long first = (long) order.length * pass / passes;
    long behind = (long) order.length * (pass + 1) / passes;
    long[] pairs = new long[1024];
    int found = 0;
    for (int i = 0; i < leads.size; i++) {
      int a = (int) leads.sorted[i];
      if (a < first || a >= behind) {
        continue;
      }
      int last = Math.min(leads.size, i + 1 + MOST_COMPARED);
      for (int k = i + 1; k < last && leads.sorted[k] >> 32 == leads.sorted[i] >> 32; k++) {
        int b = (int) leads.sorted[k];
        if (leads.days[b] >= leads.lastDays[a] + Likeness.WINDOW) {
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
