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
  static final int UNDATED = Integer.MIN_VALUE;

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
    List<Feature> sorted = all.stream().sorted(Comparator.comparingInt(Feature::hash)).toList();
    int[] features = new int[sorted.size()];
    byte[] kinds = new byte[sorted.size()];
    byte[] times = new byte[sorted.size()];
    for (int i = 0; i < features.length; i++) {
      features[i] = sorted.get(i).hash();
      kinds[i] = (byte) sorted.get(i).kind().code;
      times[i] = (byte) sorted.get(i).times();
    }
    return new Telling(day, lastDay, language, features, kinds, times);
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
