package org.vigil.story;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.vigil.story.Likeness.Weighted;

/**
 * The stories among many tellings: those of one event.
 *
 * <p>Tellings that share a telling feature and lie near in time are compared; then the two stories
 * whose tellings are most alike on average are made one, again and again (average linkage), so that
 * no chain of neighbours swallows an archive. The outcome does not depend on the order in which the
 * tellings are given.
 *
 * <p>What is alike is found out month by month, and how much a feature says is counted over a month
 * and its neighbours. So the outcome for an archive that has changed a little is found from that of
 * the one before, by comparing anew the tellings of the months around each change, and those
 * without a date; it is the very outcome that comparing all of them would have.
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

  /** The same for a telling without a month, which is compared anew with each change. */
  private static final int MOST_UNDATED = 16;

  /** Tellings of one lead of such a telling that are looked at. */
  private static final int MOST_HELD = 200;

  private static final int LARGEST = 500;

  /** Pairs that are held at a time, each in 8 bytes. */
  private static final int CANDIDATES = 4_000_000;

  /** Tellings that are held decoded, of some kilobytes each. */
  private static final int MOST_RECENT = 15_000;

  private static final int SOUGHT = (1 << 20) - 1;

  /** Days of a block, within which everything is found out together. */
  private static final int BLOCK = 30;

  /**
   * A telling is compared with those of its block and of as many blocks behind: a month that its
   * date may mean, and the window.
   */
  private static final int REACH = 2;

  /** The tellings, by number. */
  public interface Tellings {

    /** How many numbers there are. */
    int size();

    /** A telling, empty if there is none of this number. */
    Optional<Telling> telling(int number) throws IOException;
  }

  private final Tellings tellings;

  /** Numbers in the order of time, then of content; before them those that have no month. */
  private final int[] order;

  /** How many have no month. */
  private final int undated;

  /** Days of publication, by place in the order. */
  private final int[] days;

  /** The last that each may be of, likewise. */
  private final int[] lastDays;

  private final TreeMap<Integer, Block> blocks = new TreeMap<>();
  private final Map<Integer, Weighted> recent = new HashMap<>();
  private int[] heads = {};

  /** The tellings of some days. */
  private static final class Block {
    final int from;
    int to;

    /** Differs if any telling of the block does. */
    long content;

    /** The same for all blocks on which its links depend. */
    long around;

    Links links = new Links();

    Block(int from) {
      this.from = from;
      this.to = from;
    }
  }

  private Stories(Tellings tellings) throws IOException {
    this.tellings = tellings;
    record At(int number, boolean isDated, int day, int lastDay, long rank) {}
    List<At> all = new ArrayList<>();
    for (int i = 0; i < tellings.size(); i++) {
      Optional<Telling> known = tellings.telling(i);
      if (known.isPresent()) {
        Telling telling = known.get();
        int day = (int) telling.day().orElse(Telling.UNDATED);
        int lastDay = (int) telling.lastDay().orElse(Telling.UNDATED);
        all.add(new At(i, telling.isDated(), day, lastDay, telling.rank()));
      }
    }
    all.sort(
        Comparator.comparing(At::isDated).thenComparingInt(At::day).thenComparingLong(At::rank));
    this.order = new int[all.size()];
    this.days = new int[all.size()];
    this.lastDays = new int[all.size()];
    int wide = 0;
    for (int at = 0; at < order.length; at++) {
      At each = all.get(at);
      order[at] = each.number;
      days[at] = each.day;
      lastDays[at] = each.lastDay;
      if (each.isDated) {
        int here = at;
        Block block =
            blocks.computeIfAbsent(Math.floorDiv(each.day, BLOCK), key -> new Block(here));
        block.to = at + 1;
        block.content = Shingles.mixed(block.content * 31 + each.rank);
      } else {
        wide++;
      }
    }
    this.undated = wide;
    blocks.forEach((key, block) -> block.around = around(key));
  }

  private long around(int key) {
    long around = 0;
    for (int k = key - 1; k <= key + REACH + 1; k++) {
      Block block = blocks.get(k);
      around = Shingles.mixed(around * 31 + (block == null ? 0 : block.content));
    }
    return around;
  }

  /** Groups these tellings. */
  public static Stories of(Tellings tellings) throws IOException {
    return of(tellings, Optional.empty());
  }

  /**
   * The same, sooner, where most of the tellings were grouped before.
   *
   * @param before the outcome for an earlier state of the archive, whose numbers may be others
   */
  public static Stories of(Tellings tellings, Optional<Stories> before) throws IOException {
    Stories stories = new Stories(tellings);
    stories.link(before);
    stories.group();
    return stories;
  }

  /** The least number of the story that this one tells, its own if it is alone. */
  public int head(int number) {
    return heads[number];
  }

  private void link(Optional<Stories> before) throws IOException {
    Compared compared = new Compared();
    for (Map.Entry<Integer, Block> each : blocks.entrySet()) {
      Block block = each.getValue();
      Block known = before.map(b -> b.blocks.get(each.getKey())).orElse(null);
      if (known != null && known.around == block.around) {
        block.links = known.links;
      } else {
        compared.link(each.getKey(), block);
      }
    }
    recent.clear();
  }

  private void group() throws IOException {
    Links all = undatedLinks();
    for (Block block : blocks.values()) {
      for (int i = 0; i < block.links.size(); i++) {
        all.add(
            block.from + block.links.a(i), block.from + block.links.b(i), block.links.likeness(i));
      }
    }
    heads = new int[tellings.size()];
    Arrays.setAll(heads, i -> i);
    for (List<Integer> story : joined(all)) {
      int head = story.stream().mapToInt(at -> order[at]).min().orElseThrow();
      story.forEach(at -> heads[order[at]] = head);
    }
    recent.clear();
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
    // So that equal links are joined in one order, wherever they were found.
    renumbered.sort(Comparator.comparingInt(Linkage.Link::a).thenComparingInt(Linkage.Link::b));
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
    private int[] as = {};
    private int[] bs = {};
    private float[] likeness = {};
    private int size;

    void add(int a, int b, float value) {
      if (size == as.length) {
        int room = Math.max(16, size + size / 2);
        as = Arrays.copyOf(as, room);
        bs = Arrays.copyOf(bs, room);
        likeness = Arrays.copyOf(likeness, room);
      }
      as[size] = a;
      bs[size] = b;
      likeness[size++] = value;
    }

    /** Gives back what room is left. */
    void trim() {
      as = Arrays.copyOf(as, size);
      bs = Arrays.copyOf(bs, size);
      likeness = Arrays.copyOf(likeness, size);
    }

    int size() {
      return size;
    }

    int a(int i) {
      return as[i];
    }

    int b(int i) {
      return bs[i];
    }

    float likeness(int i) {
      return likeness[i];
    }
  }

  /** Finds the links of blocks, given in their order. */
  private final class Compared {

    /** What features say in each block. */
    private final TreeMap<Integer, Rarity> rarities = new TreeMap<>();

    /** The leads of the tellings of each block: the feature, then the place in the block. */
    private final TreeMap<Integer, long[]> leads = new TreeMap<>();

    private Weighted weighted(int at) throws IOException {
      Weighted known = recent.get(at);
      if (known != null) {
        return known;
      }
      return remembered(at, freshlyWeighted(at, rarity(Math.floorDiv(days[at], BLOCK))));
    }

    private Rarity rarity(int key) throws IOException {
      Rarity known = rarities.get(key);
      if (known == null) {
        known =
            new Rarity(
                blocks.subMap(key - 1, true, key + 1, true).values().stream()
                    .mapToInt(b -> b.to - b.from)
                    .sum());
        for (Block block : blocks.subMap(key - 1, true, key + 1, true).values()) {
          for (int at = block.from; at < block.to; at++) {
            known.count(tellings.telling(order[at]).orElseThrow());
          }
        }
        rarities.put(key, known);
      }
      return known;
    }

    private long[] leads(int key, Block block) throws IOException {
      long[] known = leads.get(key);
      if (known == null) {
        known = new long[(block.to - block.from) * LEADS];
        int size = 0;
        for (int at = block.from; at < block.to; at++) {
          for (int feature : Stories.leads(weighted(at), rarity(key))) {
            known[size++] = (long) feature << 32 | (at - block.from);
          }
        }
        known = Arrays.copyOf(known, size);
        leads.put(key, known);
      }
      return known;
    }

    void link(int key, Block block) throws IOException {
      rarities.headMap(key).clear();
      leads.headMap(key).clear();
      Map<Integer, Block> reached = blocks.subMap(key, true, key + REACH, true);
      int size = 0;
      for (Map.Entry<Integer, Block> each : reached.entrySet()) {
        size += leads(each.getKey(), each.getValue()).length;
      }
      long[] sorted = new long[size];
      int filled = 0;
      for (Map.Entry<Integer, Block> each : reached.entrySet()) {
        for (long lead : leads(each.getKey(), each.getValue())) {
          sorted[filled++] = lead + (each.getValue().from - block.from);
        }
      }
      Arrays.sort(sorted);
      int tellings = block.to - block.from;
      int passes = (int) ((long) tellings * LEADS * MOST_COMPARED / CANDIDATES) + 1;
      for (int pass = 0; pass < passes; pass++) {
        long first = (long) tellings * pass / passes;
        long behind = (long) tellings * (pass + 1) / passes;
        for (long pair : candidates(sorted, block.from, first, behind)) {
          int a = (int) (pair >> 32);
          int b = (int) pair;
          float likeness = (float) Likeness.of(weighted(block.from + a), weighted(block.from + b));
          if (likeness >= LEAST) {
            block.links.add(a, b, likeness);
          }
        }
      }
      block.links.trim();
    }

    /**
     * Pairs of places that share a lead, each once: those whose first is one of these, with the
     * next few that have the lead.
     */
    private long[] candidates(long[] sorted, int from, long first, long behind) {
      long[] pairs = new long[1024];
      int found = 0;
      for (int i = 0; i < sorted.length; i++) {
        int a = (int) sorted[i];
        if (a < first || a >= behind) {
          continue;
        }
        int last = Math.min(sorted.length, i + 1 + MOST_COMPARED);
        for (int k = i + 1; k < last && sorted[k] >> 32 == sorted[i] >> 32; k++) {
          int b = (int) sorted[k];
          if (days[from + b] >= lastDays[from + a] + Likeness.WINDOW) {
            break;
          }
          // Two features of one telling may have one number by chance.
          if (a != b) {
            pairs = found == pairs.length ? Arrays.copyOf(pairs, found * 2) : pairs;
            pairs[found++] = (long) a << 32 | b;
          }
        }
      }
      return distinct(pairs, found);
    }
  }

  private static long[] distinct(long[] pairs, int size) {
    Arrays.sort(pairs, 0, size);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0 || pairs[i] != pairs[i - 1]) {
        pairs[kept++] = pairs[i];
      }
    }
    return Arrays.copyOf(pairs, kept);
  }

  /**
   * The links of tellings without a month, with whatever has one of their leads. What features say
   * is counted over all, since they belong to no time.
   */
  private Links undatedLinks() throws IOException {
    Links links = new Links();
    if (undated == 0) {
      return links;
    }
    Rarity rarity = new Rarity(order.length);
    for (int number : order) {
      rarity.count(tellings.telling(number).orElseThrow());
    }
    Map<Integer, int[]> holders = new HashMap<>();
    // Most features are no lead, which the last bits of nearly all tell.
    BitSet sought = new BitSet(SOUGHT + 1);
    List<List<Integer>> leads = new ArrayList<>();
    for (int at = 0; at < undated; at++) {
      leads.add(leads(weighted(at, rarity), rarity));
      for (int lead : leads.getLast()) {
        holders.put(lead, new int[1]);
        sought.set(lead & SOUGHT);
      }
    }
    for (int at = 0; at < order.length; at++) {
      Telling telling = tellings.telling(order[at]).orElseThrow();
      for (int i = 0; i < telling.size(); i++) {
        int here = at;
        if (sought.get(telling.feature(i) & SOUGHT)) {
          holders.computeIfPresent(telling.feature(i), (lead, held) -> held(held, here));
        }
      }
    }
    int chunk = CANDIDATES / (LEADS * MOST_UNDATED);
    for (int from = 0; from < undated; from += chunk) {
      // By the second of each pair, so that each is decoded once.
      long[] pairs = new long[Math.min(chunk, undated - from) * LEADS * MOST_UNDATED];
      int found = 0;
      for (int at = from; at < Math.min(undated, from + chunk); at++) {
        for (int lead : leads.get(at)) {
          int[] held = holders.getOrDefault(lead, new int[1]);
          int taken = 0;
          for (int i = 1; i <= held[0] && taken < MOST_UNDATED; i++) {
            // Of two without a month, the pair is the first one's.
            if (held[i] > at && mayBeNear(at, held[i])) {
              pairs[found++] = (long) held[i] << 32 | at;
              taken++;
            }
          }
        }
      }
      Optional<Weighted> second = Optional.empty();
      long last = -1;
      for (long pair : distinct(pairs, found)) {
        int a = (int) pair;
        int b = (int) (pair >> 32);
        Weighted ofB = second.isPresent() && last == b ? second.get() : freshlyWeighted(b, rarity);
        second = Optional.of(ofB);
        last = b;
        float likeness = (float) Likeness.of(weighted(a, rarity), ofB);
        if (likeness >= LEAST) {
          links.add(a, b, likeness);
        }
      }
    }
    return links;
  }

  /** One more that holds a lead, behind the number of those before; the first of many. */
  private static int[] held(int[] held, int at) {
    if (held[0] == MOST_HELD) {
      return held;
    }
    int[] more = held[0] + 1 < held.length ? held : Arrays.copyOf(held, held.length * 2);
    more[++more[0]] = at;
    return more;
  }

  private boolean mayBeNear(int a, int b) {
    return days[a] == Telling.UNDATED
        || days[b] == Telling.UNDATED
        || (days[b] < lastDays[a] + Likeness.WINDOW && days[a] < lastDays[b] + Likeness.WINDOW);
  }

  /** The weightiest features that some other telling has. */
  private static List<Integer> leads(Weighted weighted, Rarity rarity) {
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

  private Weighted weighted(int at, Rarity rarity) throws IOException {
    Weighted known = recent.get(at);
    if (known != null) {
      return known;
    }
    return remembered(at, freshlyWeighted(at, rarity));
  }

  private Weighted freshlyWeighted(int at, Rarity rarity) throws IOException {
    Telling telling = tellings.telling(order[at]).orElseThrow();
    return new Weighted(telling, rarity.weights(telling));
  }

  private Weighted remembered(int at, Weighted weighted) {
    if (recent.size() > MOST_RECENT) {
      recent.clear();
    }
    recent.put(at, weighted);
    return weighted;
  }
}
