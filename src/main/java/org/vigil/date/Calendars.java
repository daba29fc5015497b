package org.vigil.date;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Days of other calendars in the one of ISO 8601: the solar one of Iran and Afghanistan, the years
 * of the Buddhist era, of Japanese emperors and of the Republic of China, whose months and days are
 * the common ones.
 */
final class Calendars {

  static final int SOLAR_BEGINS = 1300;
  static final int SOLAR_ENDS = 1450;
  static final int BUDDHIST_BEGINS = 2440;
  static final int BUDDHIST_ENDS = 2642;
  private static final int BUDDHIST_AHEAD = 543;

  /** The first day of 1400. */
  private static final LocalDate SOLAR_1400 = LocalDate.of(2021, 3, 21);

  /** The months of 31 days; the others have 30, and the last 29 or, in a leap year, 30. */
  private static final int LONG_MONTHS = 6;

  /** Persian names, then those of Afghanistan. */
  private static final List<List<String>> SOLAR_MONTHS =
      List.of(
          List.of("فروردین", "حمل"),
          List.of("اردیبهشت", "ثور"),
          List.of("خرداد", "جوزا"),
          List.of("تیر", "سرطان"),
          List.of("مرداد", "امرداد", "اسد"),
          List.of("شهریور", "سنبله"),
          List.of("مهر", "میزان"),
          List.of("آبان", "عقرب"),
          List.of("آذر", "قوس"),
          List.of("دی", "جدی"),
          List.of("بهمن", "دلو"),
          List.of("اسفند", "حوت"));

  /** The year before the first one of an era. */
  private static final Map<String, Integer> ERAS =
      Map.of("令和", 2018, "平成", 1988, "昭和", 1925, "民國", 1911, "民国", 1911);

  private static final int ERA_NAME = 2;

  private Calendars() {}

  /** The number of a solar month, from 1. */
  static OptionalInt solarMonth(String name) {
    String plain = name.replace('ي', 'ی').replace('ك', 'ک').toLowerCase(Locale.ROOT);
    for (int i = 0; i < SOLAR_MONTHS.size(); i++) {
      if (SOLAR_MONTHS.get(i).contains(plain)) {
        return OptionalInt.of(i + 1);
      }
    }
    return OptionalInt.empty();
  }

  /** A day of the solar calendar; empty if there is none. */
  static Optional<LocalDate> solar(int year, int month, int day) {
    int days = month <= LONG_MONTHS ? 31 : month < 12 || isSolarLeap(year) ? 30 : 29;
    boolean known = year >= SOLAR_BEGINS && year <= SOLAR_ENDS && month >= 1 && month <= 12;
    if (!known || day < 1 || day > days) {
      return Optional.empty();
    }
    long since = day - 1L + 30L * (month - 1) + Math.min(month - 1, LONG_MONTHS);
    for (int y = 1400; y < year; y++) {
      since += isSolarLeap(y) ? 366 : 365;
    }
    for (int y = year; y < 1400; y++) {
      since -= isSolarLeap(y) ? 366 : 365;
    }
    return Optional.of(SOLAR_1400.plusDays(since));
  }

  /** By the cycle of 33 years, which agrees with the observed equinox from 1244 to 1472. */
  private static boolean isSolarLeap(int year) {
    return switch (year % 33) {
      case 1, 5, 9, 13, 17, 22, 26, 30 -> true;
      default -> false;
    };
  }

  static int buddhist(int year) {
    return year - BUDDHIST_AHEAD;
  }

  /** The year that is the given one of the era whose name ends at a place of a text. */
  static OptionalInt ofEra(String text, int end, int year) {
    Integer before = end < ERA_NAME ? null : ERAS.get(text.substring(end - ERA_NAME, end));
    return before == null || year < 1 ? OptionalInt.empty() : OptionalInt.of(before + year);
  }
}
