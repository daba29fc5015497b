package org.vigil.index;

import org.vigil.corpus.ContentHash;

/**
 * A growing set of hashes in some 16 bytes each, of which it looks at the first 64 bits: whatever
 * was added is in it, and what was not is taken for a member once in many millions of millions.
 */
final class HashSketch {

  private static final int FIRST_DIGITS = 16;
  private static final int RADIX = 16;
  private static final int LEAST = 1 << 10;

  /** Zero stands for an empty place, and 1 for a hash that begins with zeros. */
  private long[] places = new long[LEAST];

  private int size;

  /** Adds a hash and says whether it was not in it. */
  boolean add(ContentHash hash) {
    if (size * 2 > places.length) {
      grow();
    }
    long beginning = Long.parseUnsignedLong(hash.hex(), 0, FIRST_DIGITS, RADIX);
    boolean added = put(beginning == 0 ? 1 : beginning);
    size += added ? 1 : 0;
    return added;
  }

  private boolean put(long beginning) {
    int mask = places.length - 1;
    int place = (int) beginning & mask;
    while (places[place] != 0) {
      if (places[place] == beginning) {
        return false;
      }
      place = place + 1 & mask;
    }
    places[place] = beginning;
    return true;
  }

  private void grow() {
    long[] former = places;
    places = new long[2 * former.length];
    for (long beginning : former) {
      if (beginning != 0) {
        put(beginning);
      }
    }
  }
}
