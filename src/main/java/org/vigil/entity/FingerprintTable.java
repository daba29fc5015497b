package org.vigil.entity;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * A read-only set of 64-bit hashes that answers with a position, so that values live in plain
 * arrays beside it. Keeps only some bits of each hash: the leading ones choose a bucket, the next
 * ones are the remainder stored. A hash that was never put in is taken for a member with a
 * probability of about 1.5 / 2^(8 × remainder bytes).
 */
final class FingerprintTable {

  private final int bucketBits;
  private final int remainderBytes;
  private final int[] starts;
  private final int[] remainders;

  private FingerprintTable(int bucketBits, int remainderBytes, int[] starts, int[] remainders) {
    this.bucketBits = bucketBits;
    this.remainderBytes = remainderBytes;
    this.starts = starts;
    this.remainders = remainders;
  }

  /**
   * Builds a table over hashes in ascending unsigned order; position i belongs to hash i. Equal
   * hashes may repeat: {@link #first} finds the first of them.
   */
  static FingerprintTable of(long[] ascending, int remainderBytes) {
    int bits = 1;
    while (bits < 24 && (1L << bits) * 3 / 2 < ascending.length) {
      bits++;
    }
    int[] starts = new int[(1 << bits) + 1];
    int[] remainders = new int[ascending.length];
    for (int i = 0; i < ascending.length; i++) {
      if (i > 0 && Long.compareUnsigned(ascending[i - 1], ascending[i]) > 0) {
        throw new IllegalArgumentException("hashes out of order at " + i);
      }
      starts[(int) (ascending[i] >>> (64 - bits)) + 1]++;
      remainders[i] = remainder(ascending[i], bits, remainderBytes);
    }
    for (int b = 0; b < starts.length - 1; b++) {
      starts[b + 1] += starts[b];
    }
    return new FingerprintTable(bits, remainderBytes, starts, remainders);
  }

  private static int remainder(long hash, int bits, int bytes) {
    return (int) ((hash << bits) >>> (64 - 8 * bytes));
  }

  int size() {
    return remainders.length;
  }

  /** The leading bits of the hash at this position, as many as are kept, the others zero. */
  long kept(int position) {
    int at = Arrays.binarySearch(starts, position);
    int bucket = at >= 0 ? at : -at - 2;
    while (starts[bucket + 1] <= position) {
      bucket++;
    }
    long remainder = ((long) remainders[position]) << (64 - 8 * remainderBytes);
    return ((long) bucket << (64 - bucketBits)) | (remainder >>> bucketBits);
  }

  /** The first position of this hash, or -1. */
  int first(long hash) {
    int bucket = (int) (hash >>> (64 - bucketBits));
    return next(hash, starts[bucket], starts[bucket + 1]);
  }

  /**
   * The same for many hashes, which takes far less time than one after the other: nothing here
   * waits for what was read before, so that the processor fetches many places of memory at once.
   *
   * @param count of the hashes to look for
   * @param found room for as many positions, and as many again to work in
   */
  void first(long[] hashes, int count, int[] found) {
    int shift = 64 - bucketBits;
    int last = remainders.length - 1;
    if (last < 0) {
      Arrays.fill(found, 0, count, -1);
      return;
    }
    for (int i = 0; i < count; i++) {
      int bucket = (int) (hashes[i] >>> shift);
      int start = starts[bucket];
      found[i] = start;
      found[count + i] = starts[bucket + 1] - start;
    }
    for (int i = 0; i < count; i++) {
      int start = found[i];
      int differs =
          remainders[Math.min(start, last)] ^ remainder(hashes[i], bucketBits, remainderBytes);
      int size = found[count + i];
      if (size == 0 || differs != 0) {
        found[i] = size < 2 ? -1 : next(hashes[i], start + 1, start + size);
      }
    }
  }

  private int next(long hash, int from, int end) {
    int wanted = remainder(hash, bucketBits, remainderBytes);
    for (int i = from; i < end; i++) {
      if (remainders[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the entry at this position has the same fingerprint as the one before it. */
  boolean continues(int position) {
    if (position <= 0 || position >= remainders.length) {
      return false;
    }
    return remainders[position] == remainders[position - 1]
        && Arrays.binarySearch(starts, position) < 0;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeByte(bucketBits);
    out.writeByte(remainderBytes);
    out.writeInt(remainders.length);
    for (int b = 0; b < starts.length - 1; b++) {
      out.writeByte(Math.min(255, starts[b + 1] - starts[b]));
      if (starts[b + 1] - starts[b] >= 255) {
        out.writeInt(starts[b + 1] - starts[b]);
      }
    }
    for (int remainder : remainders) {
      for (int shift = 8 * (remainderBytes - 1); shift >= 0; shift -= 8) {
        out.writeByte(remainder >>> shift);
      }
    }
  }

  static FingerprintTable read(DataInputStream in) throws IOException {
    int bits = in.readUnsignedByte();
    int bytes = in.readUnsignedByte();
    int[] remainders = new int[in.readInt()];
    int[] starts = new int[(1 << bits) + 1];
    for (int b = 0; b < starts.length - 1; b++) {
      int count = in.readUnsignedByte();
      starts[b + 1] = starts[b] + (count == 255 ? in.readInt() : count);
    }
    for (int i = 0; i < remainders.length; i++) {
      int value = 0;
      for (int b = 0; b < bytes; b++) {
        value = (value << 8) | in.readUnsignedByte();
      }
      remainders[i] = value;
    }
    return new FingerprintTable(bits, bytes, starts, remainders);
  }
}
