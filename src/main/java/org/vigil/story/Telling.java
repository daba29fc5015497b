package org.vigil.story;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.vigil.report.Report;

/**
 * What of a report tells its event, small enough to keep with each: its day, language and features
 * as numbers. A pure function of the report.
 */
public final class Telling {

  /** The day is unknown; no date that can be written lies here. */
  static final int UNDATED = Integer.MIN_VALUE;

  /** First of what is written, and of no day that the earlier form begins with. */
  private static final byte PACKED = 0x7f;

  private static final Feature.Kind[] KINDS = new Feature.Kind[16];

  static {
    for (Feature.Kind kind : Feature.Kind.values()) {
      KINDS[kind.code] = kind;
    }
  }

  /** The longest stretch of days within which a date is near enough to tell before from after. */
  private static final int MONTH = 31;

  private final int day;
  private final int lastDay;
  private final String language;
  private final int[] features;
  private final byte[] kinds;
  private final byte[] times;

  private Telling(
      int day, int lastDay, String language, int[] features, byte[] kinds, byte[] times) {
    this.day = day;
    this.lastDay = lastDay;
    this.language = language;
    this.features = features;
    this.kinds = kinds;
    this.times = times;
  }

  /** That of a report. */
  public static Telling of(Report report) {
    int day = report.date().map(d -> (int) d.first().toEpochDay()).orElse(UNDATED);
    int lastDay = report.date().map(d -> (int) d.last().toEpochDay()).orElse(UNDATED);
    return of(day, lastDay, report.language().orElse(""), Features.of(report));
  }

  /**
   * That of these features, published between two days since 1970-01-01; {@link #UNDATED} where
   * nobody knows.
   */
  static Telling of(int day, int lastDay, String language, List<Feature> all) {
    // By number, those of equal numbers as they were given.
    long[] order = new long[all.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = (long) all.get(i).hash() << 32 | i;
    }
    Arrays.sort(order);
    int[] features = new int[order.length];
    byte[] kinds = new byte[order.length];
    byte[] times = new byte[order.length];
    for (int i = 0; i < features.length; i++) {
      Feature feature = all.get((int) order[i]);
      features[i] = (int) (order[i] >> 32);
      kinds[i] = (byte) feature.kind().code;
      times[i] = (byte) feature.times();
    }
    return new Telling(day, lastDay, language, features, kinds, times);
  }

  /** Reads what {@link #encoded} wrote, also under an earlier schema. */
  public static Telling decode(byte[] bytes, int offset, int length) {
    ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
    boolean packed = in.get(offset) == PACKED;
    if (packed) {
      in.get();
    }
    int day = in.getInt();
    int lastDay = in.getInt();
    byte[] language = new byte[in.get()];
    in.get(language);
    int size = in.getShort();
    int[] features = new int[size];
    byte[] kinds = new byte[size];
    byte[] times = new byte[size];
    if (packed) {
      unpack(new Bits(in), features, kinds, times);
    } else {
      for (int i = 0; i < size; i++) {
        features[i] = in.getInt();
        byte both = in.get();
        kinds[i] = (byte) (both >> 4 & 15);
        times[i] = (byte) (both & 15);
      }
    }
    return new Telling(
        day, lastDay, new String(language, StandardCharsets.UTF_8), features, kinds, times);
  }

  /**
   * The telling as bytes, some four for each feature: the steps between the numbers, which are
   * spread evenly, by a code of Rice's, and the kind; how often in a further four bits unless once.
   */
  public byte[] encoded() {
    byte[] code = language.getBytes(StandardCharsets.UTF_8);
    // What is written of all steps takes less than two bits a feature beside those of each, 31 at
    // most.
    ByteBuffer out = ByteBuffer.allocate(20 + code.length + 6 * features.length);
    out.put(PACKED)
        .putInt(day)
        .putInt(lastDay)
        .put((byte) code.length)
        .put(code)
        .putShort((short) features.length);
    Bits bits = new Bits(out);
    int low = lowBits(features.length);
    long before = 0;
    for (int i = 0; i < features.length; i++) {
      long step = fromZero(features[i]) - before;
      before += step;
      for (long rest = step >>> low; rest > 0; rest--) {
        bits.write(1, 1);
      }
      bits.write(0, 1);
      bits.write(step & (1L << low) - 1, low);
      bits.write(kinds[i], 4);
      bits.write(times[i] == 1 ? 1 : 0, 1);
      if (times[i] != 1) {
        bits.write(times[i], 4);
      }
    }
    bits.flush();
    return Arrays.copyOf(out.array(), out.position());
  }

  private static void unpack(Bits bits, int[] features, byte[] kinds, byte[] times) {
    int low = lowBits(features.length);
    long at = 0;
    for (int i = 0; i < features.length; i++) {
      long high = 0;
      while (bits.read(1) == 1) {
        high++;
      }
      at += high << low | bits.read(low);
      features[i] = (int) (at ^ 1L << 31);
      kinds[i] = (byte) bits.read(4);
      times[i] = bits.read(1) == 1 ? 1 : (byte) bits.read(4);
    }
  }

  /** So many bits of a step are written as they are, which is about what a usual step has. */
  private static int lowBits(int size) {
    return size == 0 ? 0 : Integer.numberOfLeadingZeros(size);
  }

  /** The number of a feature, counted from the least that one can have. */
  private static long fromZero(int feature) {
    return (feature ^ Integer.MIN_VALUE) & 0xffffffffL;
  }

  /** A buffer of bytes written or read bit by bit, the first ones highest. */
  private static final class Bits {
    private final ByteBuffer bytes;
    private long held;
    private int count;

    Bits(ByteBuffer bytes) {
      this.bytes = bytes;
    }

    void write(long value, int bits) {
      held = held << bits | value;
      count += bits;
      while (count >= Byte.SIZE) {
        count -= Byte.SIZE;
        bytes.put((byte) (held >>> count));
      }
    }

    /** Writes what does not fill a byte. */
    void flush() {
      if (count > 0) {
        write(0, Byte.SIZE - count);
      }
    }

    long read(int bits) {
      while (count < bits) {
        held = held << Byte.SIZE | (bytes.get() & 0xff);
        count += Byte.SIZE;
      }
      count -= bits;
      return held >>> count & (1L << bits) - 1;
    }
  }

  /** The first day that the date of publication may mean, days since 1970-01-01. */
  OptionalLong day() {
    return day == UNDATED ? OptionalLong.empty() : OptionalLong.of(day);
  }

  /** The last day that it may mean. */
  OptionalLong lastDay() {
    return lastDay == UNDATED ? OptionalLong.empty() : OptionalLong.of(lastDay);
  }

  /** The day of publication is known at least to the month. */
  boolean isDated() {
    return day != UNDATED && lastDay - day < MONTH;
  }

  /** A number that depends on the content alone, and on all of it. */
  long rank() {
    long rank = Shingles.mixed(((long) day << 32) + lastDay) + language.hashCode();
    for (int i = 0; i < features.length; i++) {
      rank = Shingles.mixed(rank * 31 + ((long) features[i] << 8 | kinds[i] << 4 | times[i]));
    }
    return rank;
  }

  String language() {
    return language;
  }

  int size() {
    return features.length;
  }

  /** The number of a feature; ascending. */
  int feature(int i) {
    return features[i];
  }

  Feature.Kind kind(int i) {
    return KINDS[kinds[i]];
  }

  int times(int i) {
    return times[i];
  }
}
