package org.vigil.entity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The keys of names as numbers, kept from one snapshot of an archive to the next: a name is taken
 * apart once. What is kept is bounded; names beyond it are taken apart each time.
 *
 * <p>Not to be used by two threads at a time.
 */
final class KeyHashes {

  /** What a key is of; {@link NameKeys} has a method for each. */
  enum Kind {
    EQUAL(0),
    GLUED(1),
    SCRIPT(2),
    LOOSE(3),
    FIRST(4),
    SLIPS(5),
    INITIAL(6),
    /** No key, but the words of the name by their sounds, in their order. */
    SOUNDS(7);

    private final int number;

    Kind(int number) {
      this.number = number;
    }
  }

  private static final int KINDS = Kind.values().length;
  private static final int CHUNK = 1 << 16;

  /** 32 MB, the keys of a quarter of a million names. */
  private static final int MOST_CHUNKS = 1 << 7;

  /** Before the keys of a name: what it is, and how many there are of each kind. */
  private static final int HEAD = 1 + KINDS / 4;

  private static final int MOST_OF_A_KIND = 255;
  private static final int ALONE = 1;
  private static final int BARE = 2;
  private static final int ONLY_INITIAL = 4;

  private final NameKeys keys;
  private final List<int[]> chunks = new ArrayList<>();
  private int free = CHUNK;
  private long[] names = new long[1 << 10];
  private int[] places = new int[1 << 10];
  private int size;

  /** The name that was asked for last. */
  private int[] data = {};

  private final int[] starts = new int[KINDS + 1];
  private int what;

  KeyHashes(NameKeys keys) {
    this.keys = keys;
  }

  /** A key as a number; few keys have the same. */
  static int hash(String key) {
    return (int) (Hashes.of(key) >>> 32);
  }

  NameKeys keys() {
    return keys;
  }

  /** Drops all if most of it is of names that an archive of so many names no longer has. */
  void keepFor(int present) {
    if (size > 2L * present) {
      chunks.clear();
      free = CHUNK;
      size = 0;
      names = new long[1 << 10];
      places = new int[1 << 10];
    }
  }

  /** Turns to a name, of which the other methods tell until the next. */
  void turnTo(Attested name) {
    long signature = Hashes.mix(Hashes.of(name.id()), Hashes.of(name.name()));
    int at = at(signature);
    if (names[at] != 0) {
      read(chunks.get(places[at] / CHUNK), places[at] % CHUNK);
      return;
    }
    int[] made = make(name);
    if (made.length > CHUNK || !fits(made)) {
      return;
    }
    if (free + made.length > CHUNK) {
      if (chunks.size() == MOST_CHUNKS) {
        return;
      }
      chunks.add(new int[CHUNK]);
      free = 0;
    }
    System.arraycopy(made, 0, chunks.getLast(), free, made.length);
    put(signature, (chunks.size() - 1) * CHUNK + free);
    free += made.length;
  }

  private static boolean fits(int[] made) {
    return made[0] >= 0;
  }

  private int at(long signature) {
    int at = (int) (signature >>> 20) & (names.length - 1);
    while (names[at] != 0 && names[at] != signature) {
      at = (at + 1) & (names.length - 1);
    }
    return at;
  }

  private void put(long signature, int place) {
    if (++size * 2 > names.length) {
      long[] formerNames = names;
      int[] formerPlaces = places;
      names = new long[formerNames.length * 2];
      places = new int[names.length];
      for (int i = 0; i < formerNames.length; i++) {
        if (formerNames[i] != 0) {
          int at = at(formerNames[i]);
          names[at] = formerNames[i];
          places[at] = formerPlaces[i];
        }
      }
    }
    int at = at(signature);
    names[at] = signature;
    places[at] = place;
  }

  private void read(int[] from, int at) {
    data = from;
    what = from[at];
    int start = at + HEAD;
    for (int kind = 0; kind < KINDS; kind++) {
      starts[kind] = start;
      start += (from[at + 1 + kind / 4] >>> (8 * (kind % 4))) & MOST_OF_A_KIND;
    }
    starts[KINDS] = start;
  }

  /** Takes the name apart and turns to it; what is given is to be kept unless it begins below 0. */
  private int[] make(Attested name) {
    NameKeys.Heard heard = keys.hear(name);
    List<Collection<String>> all =
        List.of(
            keys.equal(heard),
            keys.glued(heard),
            keys.script(heard),
            keys.loose(heard),
            keys.first(heard),
            keys.slips(heard),
            keys.initial(heard),
            heard.sounds());
    int[] made = new int[HEAD + all.stream().mapToInt(Collection::size).sum()];
    what =
        (keys.isAlone(heard) ? ALONE : 0)
            | (heard.isBare() ? BARE : 0)
            | (keys.isInitial(heard) ? ONLY_INITIAL : 0);
    made[0] = what;
    int end = HEAD;
    for (int kind = 0; kind < KINDS; kind++) {
      Collection<String> these = all.get(kind);
      starts[kind] = end;
      for (String key : these) {
        made[end++] = hash(key);
      }
      made[1 + kind / 4] |= these.size() << (8 * (kind % 4));
      if (these.size() > MOST_OF_A_KIND) {
        made[0] = -1;
      }
    }
    starts[KINDS] = end;
    data = made;
    return made;
  }

  /** The keys of a kind of the name. */
  int[] of(Kind kind) {
    return Arrays.copyOfRange(data, starts[kind.number], starts[kind.number + 1]);
  }

  /** As {@link NameKeys#isAlone}. */
  boolean isAlone() {
    return (what & ALONE) != 0;
  }

  /** As {@link NameKeys.Heard#isBare}. */
  boolean isBare() {
    return (what & BARE) != 0;
  }

  /** As {@link NameKeys#isInitial}. */
  boolean isInitial() {
    return (what & ONLY_INITIAL) != 0;
  }
}
