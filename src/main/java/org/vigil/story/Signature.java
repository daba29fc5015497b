package org.vigil.story;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What is kept of the wording of a text, in {@value #BYTES} bytes, to tell how much of it another
 * text shares. A pure function of the text.
 *
 * <p>The least values of the runs of five words under {@value #HASHES} hash functions (MinHash:
 * Broder, 1997), of each the last 16 bits (Li and König, <i>b-Bit minwise hashing</i>, 2010), and
 * the number of runs, from which follows how much of the shorter text stands in the longer one.
 */
public final class Signature {

  static final int HASHES = 192;

  /** The length of {@link #encoded}. */
  public static final int BYTES = Integer.BYTES + HASHES * Short.BYTES;

  /** Values that make a band: texts are compared if all values of one band are equal. */
  private static final int BAND = 2;

  static final int BANDS = 32;

  /** Copies share at least so much of all their runs. */
  static final double LEAST_RESEMBLANCE = 0.5;

  /** Or so much of the runs of the shorter one … */
  private static final double LEAST_CONTAINMENT = 0.8;

  /** … if that is no shorter than this part of the longer one. */
  private static final double LEAST_PART = 0.25;

  private static final long[] SEEDS = new long[HASHES];

  static {
    for (int i = 0; i < HASHES; i++) {
      SEEDS[i] = Shingles.mixed(i) | 1;
    }
  }

  private final int runs;
  private final short[] least;

  private Signature(int runs, short[] least) {
    this.runs = runs;
    this.least = least;
  }

  /** The signature of a text. */
  public static Signature of(String text) {
    long[] shingles = Shingles.of(text);
    short[] least = new short[HASHES];
    for (int i = 0; i < HASHES; i++) {
      long min = Long.MAX_VALUE;
      for (long shingle : shingles) {
        long hash = shingle * SEEDS[i];
        min = Math.min(min, hash ^ (hash >>> 32));
      }
      least[i] = (short) Shingles.mixed(min);
    }
    return new Signature(shingles.length, least);
  }

  /**
   * Reads what {@link #encoded} wrote.
   *
   * @throws IllegalArgumentException if the length is another
   */
  public static Signature decode(byte[] bytes, int offset, int length) {
    if (length != BYTES) {
      throw new IllegalArgumentException("signature of " + length + " bytes, not " + BYTES);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
    int runs = in.getInt();
    short[] least = new short[HASHES];
    in.asShortBuffer().get(least);
    return new Signature(runs, least);
  }

  /** The signature as bytes. */
  public byte[] encoded() {
    ByteBuffer out = ByteBuffer.allocate(BYTES).putInt(runs);
    out.asShortBuffer().put(least);
    return out.array();
  }

  /** The part of the runs of both that both have, estimated; standard error at most .036. */
  public double resemblance(Signature other) {
    int same = 0;
    for (int i = 0; i < HASHES; i++) {
      same += least[i] == other.least[i] ? 1 : 0;
    }
    return (double) same / HASHES;
  }

  /**
   * Whether one is a copy of the other: exact, edited, shortened, or under another head. Symmetric.
   */
  public boolean isCopyOf(Signature other) {
    double resemblance = resemblance(other);
    if (resemblance >= LEAST_RESEMBLANCE) {
      return true;
    }
    int shorter = Math.min(runs, other.runs);
    int longer = Math.max(runs, other.runs);
    double shared = resemblance / (1 + resemblance) * ((double) shorter + longer);
    return shorter >= LEAST_PART * longer && shared >= LEAST_CONTAINMENT * shorter;
  }

  /** A number that texts which agree in this band have in common, and others by rare chance. */
  int band(int band) {
    long values = band;
    for (int i = band * BAND; i < (band + 1) * BAND; i++) {
      values = values << 16 | (least[i] & 0xffff);
    }
    return (int) (Shingles.mixed(values) >>> 32);
  }

  /** A number that depends on the text alone and so orders texts the same everywhere. */
  long rank() {
    long rank = runs;
    for (short value : least) {
      rank = Shingles.mixed(rank + value);
    }
    return rank;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Signature s && runs == s.runs && Arrays.equals(least, s.least);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(rank());
  }
}
