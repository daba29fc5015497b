package org.vigil.story;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.vigil.report.Report;

/**
 * What of a report tells its event, small enough to keep with each: its day, language and features
 * as numbers. A pure function of the report.
 */
public final class Telling {

  /** The day is unknown; no date that can be written lies here. */
  private static final int UNDATED = Integer.MIN_VALUE;

  private static final Feature.Kind[] KINDS = new Feature.Kind[16];

  static {
    for (Feature.Kind kind : Feature.Kind.values()) {
      KINDS[kind.code] = kind;
    }
  }

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
    List<Feature> all =
        Features.of(report).stream().sorted(Comparator.comparingInt(Feature::hash)).toList();
    int[] features = new int[all.size()];
    byte[] kinds = new byte[all.size()];
    byte[] times = new byte[all.size()];
    for (int i = 0; i < features.length; i++) {
      features[i] = all.get(i).hash();
      kinds[i] = (byte) all.get(i).kind().code;
      times[i] = (byte) all.get(i).times();
    }
    int day = report.date().map(d -> (int) d.first().toEpochDay()).orElse(UNDATED);
    int lastDay = report.date().map(d -> (int) d.last().toEpochDay()).orElse(UNDATED);
    return new Telling(day, lastDay, report.language().orElse(""), features, kinds, times);
  }

  /** Reads what {@link #encoded} wrote. */
  public static Telling decode(byte[] bytes, int offset, int length) {
    ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
    int day = in.getInt();
    int lastDay = in.getInt();
    byte[] language = new byte[in.get()];
    in.get(language);
    int size = in.getShort();
    int[] features = new int[size];
    byte[] kinds = new byte[size];
    byte[] times = new byte[size];
    for (int i = 0; i < size; i++) {
      features[i] = in.getInt();
      byte both = in.get();
      kinds[i] = (byte) (both >> 4 & 15);
      times[i] = (byte) (both & 15);
    }
    return new Telling(
        day, lastDay, new String(language, StandardCharsets.UTF_8), features, kinds, times);
  }

  /** The telling as bytes, five for each feature. */
  public byte[] encoded() {
    byte[] code = language.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(11 + code.length + 5 * features.length);
    out.putInt(day)
        .putInt(lastDay)
        .put((byte) code.length)
        .put(code)
        .putShort((short) features.length);
    for (int i = 0; i < features.length; i++) {
      out.putInt(features[i]).put((byte) (kinds[i] << 4 | times[i]));
    }
    return out.array();
  }

  /** The first day that the date of publication may mean, days since 1970-01-01. */
  OptionalLong day() {
    return day == UNDATED ? OptionalLong.empty() : OptionalLong.of(day);
  }

  /** The last day that it may mean. */
  OptionalLong lastDay() {
    return lastDay == UNDATED ? OptionalLong.empty() : OptionalLong.of(lastDay);
  }

  /** A number that depends on the content alone. */
  long rank() {
    long rank = day;
    for (int feature : features) {
      rank = Shingles.mixed(rank + feature);
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
