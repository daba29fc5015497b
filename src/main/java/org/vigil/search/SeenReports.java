package org.vigil.search;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Which reports somebody has seen, by fingerprint: the same report made anew from the same bytes is
 * seen already, other bytes under the same id are not.
 *
 * <p>Fingerprints are 64 bits of a hash: that any two of a million reports share one has a chance
 * of one in thirty million.
 */
public final class SeenReports {

  private static final int SMALLEST = 1 << 10;

  /** With open addressing; zero is an empty place. */
  private long[] table = new long[SMALLEST];

  private int size;
  private boolean zero;

  /** Segments of which everything is seen, so that they need not be looked through again. */
  private final Set<Object> segments = Collections.newSetFromMap(new WeakHashMap<>());

  public int size() {
    return size + (zero ? 1 : 0);
  }

  public boolean contains(long fingerprint) {
    if (fingerprint == 0) {
      return zero;
    }
    return table[place(fingerprint)] != 0;
  }

  public void add(long fingerprint) {
    if (fingerprint == 0) {
      zero = true;
      return;
    }
    int place = place(fingerprint);
    if (table[place] == 0) {
      table[place] = fingerprint;
      size++;
      if (size * 2 > table.length) {
        grow();
      }
    }
  }

  Set<Object> segments() {
    return segments;
  }

  /** Where it is, or would be. */
  private int place(long fingerprint) {
    int place = Long.hashCode(fingerprint) & (table.length - 1);
    while (table[place] != 0 && table[place] != fingerprint) {
      place = (place + 1) & (table.length - 1);
    }
    return place;
  }

  private void grow() {
    long[] before = table;
    table = new long[before.length * 2];
    for (long fingerprint : before) {
      if (fingerprint != 0) {
        table[place(fingerprint)] = fingerprint;
      }
    }
  }
}
