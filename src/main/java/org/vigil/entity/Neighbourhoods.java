package org.vigil.entity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.vigil.entity.KeyHashes.Kind;

/**
 * Divides the names of an archive into neighbourhoods: only within one can names be the same
 * entity's. Reads the names twice and holds numbers only, about a hundred bytes a name.
 */
final class Neighbourhoods {

  /** More names with one key tell nothing about each other. */
  static final int LARGEST_BLOCK = 64;

  /** A word that more names have means none of them where it stands alone. */
  static final int MOST_BEARERS = 12;

  /** In a larger neighbourhood only names that are spelt alike are compared. */
  static final int LARGEST = 5_000;

  /** Numbers that grow. */
  private static final class Hashes32 {
    private int[] hashes = new int[1 << 10];
    private int size;

    void addAll(int[] keys) {
      for (int key : keys) {
        add(key);
      }
    }

    void add(int hash) {
      if (size == hashes.length) {
        hashes = Arrays.copyOf(hashes, size + size / 2);
      }
      hashes[size++] = hash;
    }

    /** Sorts and keeps one of each that was added so often. */
    void keep(int least, int most) {
      Arrays.sort(hashes, 0, size);
      int kept = 0;
      int from = 0;
      for (int i = 1; i <= size; i++) {
        if (i == size || hashes[i] != hashes[from]) {
          if (i - from >= least && i - from <= most) {
            hashes[kept++] = hashes[from];
          }
          from = i;
        }
      }
      hashes = Arrays.copyOf(hashes, kept);
      size = kept;
    }

    boolean has(int hash) {
      return Arrays.binarySearch(hashes, 0, size, hash) >= 0;
    }
  }

  /** Which name has which key, to be sorted by key. */
  private static final class Entries {
    private long[] entries = new long[1 << 10];
    private int size;

    void add(int key, int name) {
      if (size == entries.length) {
        entries = Arrays.copyOf(entries, size + size / 2);
      }
      entries[size++] = ((long) key << 32) | name;
    }
  }

  /** Counts how many names of several words have a word, up to what matters. */
  static final class WordCounts {
    private int[] words = new int[1 << 12];
    private byte[] counts = new byte[1 << 12];
    private int size;

    private void count(int hash) {
      if (size * 2 > words.length) {
        grow();
      }
      int at = at(hash);
      size += counts[at] == 0 ? 1 : 0;
      words[at] = hash;
      counts[at] = (byte) Math.min(Byte.MAX_VALUE, counts[at] + 1);
    }

    private int at(int hash) {
      int at = hash & (words.length - 1);
      while (counts[at] != 0 && words[at] != hash) {
        at = (at + 1) & (words.length - 1);
      }
      return at;
    }

    private void grow() {
      int[] formerWords = words;
      byte[] formerCounts = counts;
      words = new int[formerWords.length * 2];
      counts = new byte[words.length];
      for (int i = 0; i < formerWords.length; i++) {
        if (formerCounts[i] != 0) {
          int at = at(formerWords[i]);
          words[at] = formerWords[i];
          counts[at] = formerCounts[i];
        }
      }
    }

    /** How many names of several words have the word; exact up to 100. */
    int of(String sound) {
      return of(hash(sound));
    }

    private int of(int hash) {
      return counts[at(hash)];
    }
  }

  private final Hashes32 spelt = new Hashes32();
  private final Hashes32 alike = new Hashes32();
  private final Hashes32 usual = new Hashes32();
  private final Hashes32 asked = new Hashes32();
  private final Hashes32 bare = new Hashes32();
  private final Hashes32 skipped = new Hashes32();
  private final WordCounts words = new WordCounts();

  /** Who of many that have a word is named most. */
  private static final class Tally {
    private final List<Integer> alone = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private long reports;
    private int most;
    private int number;
    private String id = "";

    void add(Attested name, boolean bare, int now) {
      if (bare) {
        alone.add(now);
        ids.add(name.id());
        return;
      }
      reports += name.reports();
      boolean more =
          name.reports() > most || (name.reports() == most && name.id().compareTo(id) < 0);
      if (more) {
        most = name.reports();
        number = now;
        id = name.id();
      }
    }
  }

  private final KeyHashes keys;
  private final Map<Integer, Tally> tallies = new HashMap<>();
  private final Map<String, String> crowded = new TreeMap<>();
  private final List<Attested> absent = new ArrayList<>();
  private final BitSet vast = new BitSet();
  private int[] parents = {};
  private int[] sizes = {};
  private long[] signatures = {};

  private Neighbourhoods(KeyHashes keys) {
    this.keys = keys;
  }

  /**
   * Divides.
   *
   * @param names every id once, in the same order each time
   * @param merged ids of which each list is in one neighbourhood, whatever the names
   */
  static Neighbourhoods of(
      Iterable<Attested> names, KeyHashes keys, Collection<Set<String>> merged) {
    Neighbourhoods found = new Neighbourhoods(keys);
    int size = found.collect(names);
    found.unite(names, size, merged);
    return found;
  }

  private static int hash(String key) {
    return KeyHashes.hash(key);
  }

  private int collect(Iterable<Attested> names) {
    int size = 0;
    for (Attested name : names) {
      size++;
      keys.turnTo(name);
      spelt.addAll(keys.of(Kind.EQUAL));
      spelt.addAll(keys.of(Kind.GLUED));
      spelt.addAll(keys.of(Kind.SCRIPT));
      alike.addAll(keys.of(Kind.LOOSE));
      alike.addAll(keys.of(Kind.FIRST));
      if (name.reports() >= Linking.USUAL) {
        usual.addAll(keys.of(Kind.SLIPS));
      }
      if (keys.isInitial()) {
        asked.addAll(keys.of(Kind.INITIAL));
      }
      if (keys.isAlone()) {
        bare.addAll(keys.of(Kind.SOUNDS));
      } else if (!keys.isBare()) {
        Arrays.stream(keys.of(Kind.SOUNDS)).distinct().forEach(words::count);
      }
    }
    keys.keepFor(size);
    spelt.keep(2, Integer.MAX_VALUE);
    alike.keep(2, LARGEST_BLOCK);
    usual.keep(1, Integer.MAX_VALUE);
    asked.keep(1, Integer.MAX_VALUE);
    bare.keep(1, Integer.MAX_VALUE);
    return size;
  }

  private void unite(Iterable<Attested> names, int size, Collection<Set<String>> merged) {
    Map<String, Integer> numberOfMerged = new TreeMap<>();
    merged.forEach(ids -> ids.forEach(id -> numberOfMerged.put(id, -1)));
    Entries same = new Entries();
    Entries shared = new Entries();
    Entries few = new Entries();
    signatures = new long[size + numberOfMerged.size()];
    int number = 0;
    for (Attested name : names) {
      keys.turnTo(name);
      int now = number++;
      numberOfMerged.computeIfPresent(name.id(), (id, none) -> now);
      meet(keys.of(Kind.EQUAL), spelt, same, now);
      meet(keys.of(Kind.GLUED), spelt, same, now);
      meet(keys.of(Kind.SCRIPT), spelt, same, now);
      int alikes = shared.size;
      meet(keys.of(Kind.LOOSE), alike, shared, now);
      meet(keys.of(Kind.FIRST), alike, shared, now);
      alikes = shared.size - alikes;
      meet(keys.of(Kind.SLIPS), usual, few, now);
      meet(keys.of(Kind.INITIAL), asked, few, now);
      long signature = Hashes.mix(Hashes.of(name.id()), Hashes.of(name.name()));
      signature = Hashes.mix(signature, ((long) name.reports() << 8) + alikes);
      for (int hash : keys.of(Kind.SOUNDS)) {
        int bearers = words.of(hash);
        boolean many = bearers > MOST_BEARERS;
        signature = Hashes.mix(signature, many ? -1 : Math.min(bearers, 3));
        if (!bare.has(hash)) {
          continue;
        }
        if (!many) {
          shared.add(hash, now);
          continue;
        }
        tallies.computeIfAbsent(hash, s -> new Tally()).add(name, keys.isBare(), now);
        if (keys.isAlone()) {
          crowded.put(name.id(), "more than " + MOST_BEARERS + " names in the archive have it");
        }
      }
      signatures[now] = signature;
    }
    for (Map.Entry<String, Integer> one : numberOfMerged.entrySet()) {
      if (one.getValue() < 0) {
        signatures[number] = Hashes.of(one.getKey());
        one.setValue(number++);
        String id = one.getKey();
        EntityKind kind = EntityKind.ofPath(id.substring(0, id.indexOf('/'))).orElseThrow();
        absent.add(new Attested(id, kind, "", 0));
      }
    }
    parents = new int[number];
    Arrays.setAll(parents, i -> i);
    uniteRuns(same, Integer.MAX_VALUE);
    for (Set<String> ids : merged) {
      int first = numberOfMerged.getOrDefault(ids.iterator().next(), 0);
      ids.forEach(id -> unite(first, numberOfMerged.getOrDefault(id, 0)));
    }
    int[] strictly = parents.clone();
    uniteRuns(shared, Integer.MAX_VALUE);
    uniteRuns(few, LARGEST_BLOCK);
    tallies.values().removeIf(tally -> !Linking.isFamous(tally.most, tally.reports));
    for (Tally tally : tallies.values()) {
      tally.ids.forEach(crowded::remove);
      for (int alone : tally.alone) {
        unite(tally.number, alone);
        signatures[alone] = Hashes.mix(signatures[alone], Hashes.of(tally.id));
      }
    }
    skipped.keep(1, Integer.MAX_VALUE);
    divideVast(strictly);
    sizes = new int[number];
    for (int i = 0; i < number; i++) {
      int root = of(i);
      sizes[root]++;
      if (root != i) {
        // In whatever order they are added up.
        signatures[root] += signatures[i];
      }
    }
    vast.stream().forEach(name -> signatures[name] = Hashes.mix(signatures[name], LARGEST));
  }

  /** Goes back to stricter neighbourhoods where others have become too large. */
  private void divideVast(int[] strictly) {
    int[] together = new int[parents.length];
    int[] loosely = new int[parents.length];
    for (int i = 0; i < parents.length; i++) {
      loosely[i] = of(i);
      together[loosely[i]]++;
    }
    for (int i = 0; i < parents.length; i++) {
      if (together[loosely[i]] > LARGEST) {
        parents[i] = strictly[i];
        vast.set(i);
      }
    }
  }

  private static void meet(int[] of, Hashes32 known, Entries entries, int name) {
    for (int hash : of) {
      if (known.has(hash)) {
        entries.add(hash, name);
      }
    }
  }

  private void uniteRuns(Entries entries, int most) {
    Arrays.sort(entries.entries, 0, entries.size);
    int from = 0;
    for (int i = 1; i <= entries.size; i++) {
      boolean ends = i == entries.size || entries.entries[i] >> 32 != entries.entries[from] >> 32;
      if (ends && i - from > most) {
        int key = (int) (entries.entries[from] >> 32);
        skipped.add(key);
        for (int j = from; j < i; j++) {
          int name = (int) entries.entries[j];
          signatures[name] = Hashes.mix(signatures[name], key);
        }
      }
      if (ends) {
        for (int j = from + 1; j < i && i - from <= most; j++) {
          unite((int) entries.entries[from], (int) entries.entries[j]);
        }
        from = i;
      }
    }
  }

  private void unite(int a, int b) {
    int left = of(a);
    int right = of(b);
    parents[Math.max(left, right)] = Math.min(left, right);
  }

  /** The first name of the neighbourhood that this name is in, both counted from 0. */
  int of(int name) {
    int root = name;
    while (parents[root] != root) {
      parents[root] = parents[parents[root]];
      root = parents[root];
    }
    return root;
  }

  /** How many names there are, merged ids that no report uses among them. */
  int size() {
    return parents.length;
  }

  /** The names, then the merged ids that no report uses, in the order in which they count. */
  Iterable<Attested> withAbsent(Iterable<Attested> names) {
    return () ->
        new Iterator<>() {
          private final Iterator<Attested> present = names.iterator();
          private final Iterator<Attested> others = absent.iterator();

          @Override
          public boolean hasNext() {
            return present.hasNext() || others.hasNext();
          }

          @Override
          public Attested next() {
            return present.hasNext() ? present.next() : others.next();
          }
        };
  }

  /** How many names the neighbourhood has, ids without a name among them. */
  int sizeOf(int first) {
    return sizes[first];
  }

  /** Equal for neighbourhoods of which the same is decided. */
  long signatureOf(int first) {
    return signatures[first];
  }

  /** Whether all names with this key of names that may be alike are in one neighbourhood. */
  boolean isWhole(String key) {
    int hash = hash(key);
    boolean asked = key.startsWith("slip ") || key.startsWith("initial ");
    return asked ? !skipped.has(hash) : alike.has(hash);
  }

  /**
   * Whether only names that are spelt alike are in this neighbourhood, which would be too large.
   */
  boolean isVast(int first) {
    return vast.get(first);
  }

  /** The id of the name that is meant where a word stands alone that many have; empty if none. */
  String famous(String sound) {
    Tally tally = tallies.get(hash(sound));
    return tally == null ? "" : tally.id;
  }

  WordCounts words() {
    return words;
  }

  /** Names of one word that too many have for any to be meant, with the reason. */
  Map<String, String> crowded() {
    return crowded;
  }
}
