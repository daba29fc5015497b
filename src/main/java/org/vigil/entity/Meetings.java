package org.vigil.entity;

import java.util.Arrays;

/**
 * Finds the keys that two names or more have in common, at 8 bytes a key: the names of a large
 * archive are not held for it.
 */
final class Meetings {

  /** Hashes that grow until they are sorted. */
  private static final class Hashed {
    private long[] hashes = new long[1 << 10];
    private int size;

    void add(String key) {
      if (size == hashes.length) {
        hashes = Arrays.copyOf(hashes, size * 2);
      }
      hashes[size++] = Hashes.of(key);
    }

    /** Sorts and keeps one of each that was added so often or more. */
    void keep(int least) {
      Arrays.sort(hashes, 0, size);
      int kept = 0;
      int run = 0;
      long before = 0;
      for (int i = 0; i < size; i++) {
        long hash = hashes[i];
        run = i > 0 && hash == before ? run + 1 : 1;
        before = hash;
        if (run == least) {
          hashes[kept++] = hash;
        }
      }
      hashes = Arrays.copyOf(hashes, kept);
      size = kept;
    }

    /** Those that were added so often or more, while they are not yet thinned out. */
    Hashed often(int least) {
      Hashed often = new Hashed();
      often.hashes = Arrays.copyOf(hashes, size);
      often.size = size;
      often.keep(least);
      return often;
    }

    boolean has(String key) {
      return Arrays.binarySearch(hashes, Hashes.of(key)) >= 0;
    }
  }

  private final Hashed keys = new Hashed();
  private final Hashed bare = new Hashed();
  private final Hashed parts = new Hashed();
  private Hashed partsOfSeveral = new Hashed();
  private Hashed partsOfMany = new Hashed();

  void key(String key) {
    keys.add(key);
  }

  /** Adds a word of a name, or one that is a name by itself. */
  void word(String word, boolean alone) {
    (alone ? bare : parts).add(word);
  }

  /** Ends the adding. */
  void close() {
    keys.keep(2);
    bare.keep(1);
    partsOfSeveral = parts.often(2);
    partsOfMany = parts.often(3);
    parts.keep(1);
  }

  /** Whether two names or more have this key. */
  boolean shared(String key) {
    return keys.has(key);
  }

  /** Whether two names or more of several words have this one. */
  boolean partOfSeveral(String word) {
    return partsOfSeveral.has(word);
  }

  /** Whether three names or more of several words have this one. */
  boolean partOfMany(String word) {
    return partsOfMany.has(word);
  }

  /** Whether this word is a name by itself and part of another one. */
  boolean partAndBare(String word) {
    return bare.has(word) && parts.has(word);
  }
}
