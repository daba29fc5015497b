package org.vigil.corpus;

import java.util.function.IntFunction;

/**
 * Finds positions in a list by the hash of what stands there, in some 12 bytes a position: a table
 * with open addressing over what the list itself holds.
 */
public final class HashPositions {

  private static final int FIRST_DIGITS = 8;
  private static final int RADIX = 16;

  private final IntFunction<ContentHash> hashAt;
  private final int[] slots;

  /**
   * Makes room for as many hashes as a list has positions.
   *
   * @param hashAt the hash of what stands at a position that was put in
   */
  public HashPositions(int size, IntFunction<ContentHash> hashAt) {
    this.hashAt = hashAt;
    // At most two thirds full, so that a search ends soon, and ends at all.
    this.slots = new int[Integer.highestOneBit(Math.max(2, size + size / 2)) << 1];
  }

  /** The position that was put in last under this hash, or -1. */
  public int of(ContentHash hash) {
    return slots[slot(hash)] - 1;
  }

  /** Puts in a position under its hash, in place of one that has the same. */
  public void put(ContentHash hash, int position) {
    slots[slot(hash)] = position + 1;
  }

  private int slot(ContentHash hash) {
    int mask = slots.length - 1;
    int slot = Integer.parseUnsignedInt(hash.hex(), 0, FIRST_DIGITS, RADIX) & mask;
    while (slots[slot] != 0 && !hashAt.apply(slots[slot] - 1).equals(hash)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }
}
