package org.vigil.date;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the absolute dates in running text, in the ways the press of some forty languages writes
 * them.
 *
 * <p>An absolute date names a four-digit year, so the scanner stops only at years and looks at a
 * few words around each: time is linear in the text whatever the text is. A bare year is no date
 * here, for it may be any number.
 *
 * <p>In {@code 03/04/2020} the order of day and month is decided by a number above 12, by the
 * language, or by the other dates of the same text; without such evidence only the year is given.
 * Dates that do not exist are not found.
 *
 * <p>Words that need a reference day ({@code on Sunday}, {@code last August}) are left alone:
 * resolving them is a step after this one.
 */
public final class DateFinder {

  private static final int EARLIEST = 1500;
  private static final int LATEST = 2099;
  private static final int MOST_LINKS = 6;
  private static final int LONGEST_THAI = 30;

  /** A day and a month, in full or with stops, before a year. */
  private static final Pattern THAI_DAY =
      Pattern.compile(
          "(?<!\\p{Nd})(\\p{Nd}{1,2})\\s?([\\u0E01-\\u0E4E.]{2,14})\\s?(?:พ\\.ศ\\.\\s?)?$");

  /** Words that may stand between the parts of a date. */
  private static final Set<String> LINKS =
      Set.of(
          "of", "the", "de", "del", "do", "da", "d", "di", "le", "den", "der", "año", "ano", "an",
          "l", "من", "عام", "سنة", "לשנת", "року", "года", "год", "г", "р", "anul", "în", "tahun",
          "yılı", "al", "mwezi", "wa", "a", "ta");

  /** What may follow the number of a day. */
  private static final Set<String> ORDINALS =
      Set.of(
          "st", "nd", "rd", "th", "er", "re", "ère", "ème", "e", "o", "º", "ª", "го", "е", "ый",
          "ое", "ого", "й", "an");

  /** English usage overseas of the United States: the day comes first. */
  private static final Set<String> DAY_FIRST_REGIONS =
      Set.of("GB", "UK", "AU", "NZ", "IE", "IN", "ZA", "KE", "NG", "GH", "PK", "LK", "SG", "MY");

  /** Languages whose slashed dates do not begin with the day, or not always. */
  private static final Set<String> NOT_DAY_FIRST =
      Set.of("en", "zh", "ja", "ko", "hu", "lt", "mn", "sw", "tl", "fa");

  /**
   * A date and the words that state it.
   *
   * @param start of its words, in UTF-16 code units
   * @param end of its words, exclusive
   */
  public record Found(PartialDate date, int start, int end) {}

  private enum Order {
    DAY_FIRST,
    MONTH_FIRST
  }

  private static final DateFinder INSTANCE = new DateFinder();

  public static DateFinder dateFinder() {
    return INSTANCE;
  }

  private final Months months = Months.months();

  private DateFinder() {}

  /**
   * All dates in the order of the text, none overlapping another.
   *
   * @param language ISO 639-1 code or BCP 47 tag of the text, if known
   */
  public List<Found> find(String text, Optional<String> language) {
    Optional<Order> order = order(language);
    boolean english = language.map(l -> primary(l).equals("en")).orElse(true);
    List<Sighting> sightings = new ArrayList<>();
    int free = 0;
    for (int at = 0; at < text.length(); at++) {
      int run = digits(text, at);
      if (run == 0) {
        continue;
      }
      Optional<Sighting> sighting =
          isYear(text, at, run)
              ? around(text, at, free, english)
              : ofOtherCalendar(text, at, run, free, language);
      if (sighting.isPresent()) {
        sightings.add(sighting.get());
        free = sighting.get().end;
      }
      at = Math.max(at + run, free) - 1;
    }
    return settle(sightings, order);
  }

  private static boolean isYear(String text, int at, int run) {
    // "3 March 202112:30" is what is left when tags between date and time are lost.
    boolean timeGlued =
        (run == 5 || run == 6) && at + run < text.length() && text.charAt(at + run) == ':';
    if (run != 4 && !timeGlued) {
      return false;
    }
    int year = number(text, at, at + 4);
    return year >= EARLIEST && year <= LATEST;
  }

  /** {@code ۱۴ اسفند ۱۴۰۴}, {@code 5 มีนาคม 2569}, {@code 令和8年3月5日}. */
  private Optional<Sighting> ofOtherCalendar(
      String text, int at, int run, int free, Optional<String> language) {
    if (run <= 3 && at + run < text.length() && text.charAt(at + run) == '年') {
      OptionalInt year = Calendars.ofEra(text, at, number(text, at, at + run));
      return year.isEmpty()
          ? Optional.empty()
          : numericAfter(Words.after(text, at + run), year.getAsInt(), at);
    }
    int year = run == 4 ? number(text, at, at + run) : 0;
    if (year >= Calendars.BUDDHIST_BEGINS && year <= Calendars.BUDDHIST_ENDS) {
      return buddhist(text, at, year, free, language);
    }
    return year >= Calendars.SOLAR_BEGINS && year <= Calendars.SOLAR_ENDS
        ? solar(text, at, year, free, language)
        : Optional.empty();
  }

  private Optional<Sighting> buddhist(
      String text, int at, int year, int free, Optional<String> language) {
    int common = Calendars.buddhist(year);
    int from = Math.max(free, at - LONGEST_THAI);
    Matcher thai = THAI_DAY.matcher(text).region(from, at);
    if (thai.find()) {
      OptionalInt month = months.number(thai.group(2).replace(".", ""));
      int day = number(text, thai.start(1), thai.end(1));
      return month.isPresent()
          ? Sighting.day(common, month.getAsInt(), day, thai.start(), at + 4)
          : Optional.empty();
    }
    return isIn(language, "th")
        ? numericBefore(Words.before(text, at, free), common, at, text)
        : Optional.empty();
  }

  /** The month in a word or, in languages of the calendar, in a number behind the year. */
  private static Optional<Sighting> solar(
      String text, int at, int year, int free, Optional<String> language) {
    Words before = Words.before(text, at, free);
    int name = before.size() - 1;
    while (name > 0 && (before.isSpace(name) || before.mark(name) == '،')) {
      name--;
    }
    int number = name - 1;
    while (number > 0 && before.isSpace(number)) {
      number--;
    }
    OptionalInt month =
        before.isWord(name) ? Calendars.solarMonth(before.text(name)) : OptionalInt.empty();
    if (month.isPresent() && before.isShortNumber(number)) {
      int start = before.start(number);
      return Calendars.solar(year, month.getAsInt(), before.number(number))
          .flatMap(day -> Sighting.day(day, start, at + 4));
    }
    Words after = Words.after(text, at + 4);
    boolean slashed =
        isJoint(after.mark(0))
            && after.isShortNumber(1)
            && after.mark(2) == after.mark(0)
            && after.isShortNumber(3);
    return slashed && isIn(language, "fa", "ps")
        ? Calendars.solar(year, after.number(1), after.number(3))
            .flatMap(day -> Sighting.day(day, at, after.end(3)))
        : Optional.empty();
  }

  private static boolean isIn(Optional<String> language, String... codes) {
    return language.filter(l -> List.of(codes).contains(primary(l))).isPresent();
  }

  private Optional<Sighting> around(String text, int at, int free, boolean english) {
    Words before = Words.before(text, at, free);
    Words after = Words.after(text, at + 4);
    int year = number(text, at, at + 4);
    Optional<Sighting> sighting = numericBefore(before, year, at, text);
    if (sighting.isEmpty()) {
      sighting = numericAfter(after, year, at);
    }
    if (sighting.isEmpty()) {
      sighting = named(before, after, year, at, english);
    }
    return sighting;
  }

  /** {@code 20.07.2020}, {@code 20/07/2020}, {@code 20-7-2020}, {@code 20. 7. 2020}. */
  private static Optional<Sighting> numericBefore(Words words, int year, int at, String text) {
    int second = words.size() - 1;
    if (words.isSpace(second)) {
      second--;
    }
    char mark = words.mark(second);
    if (!isJoint(mark)) {
      return Optional.empty();
    }
    int b = second - 1;
    int c = b - 1;
    if (words.isSpace(c)) {
      c--;
    }
    int a = c - 1;
    if (words.mark(c) != mark || !words.isShortNumber(b) || !words.isShortNumber(a)) {
      return Optional.empty();
    }
    // More numbers with the same marks make an address, a version or a telephone number.
    boolean longer =
        (isJoint(words.mark(a - 1)) && words.isNumber(a - 2))
            || (at + 5 < text.length()
                && isJoint(text.charAt(at + 4))
                && Character.isDigit(text.charAt(at + 5)));
    if (longer) {
      return Optional.empty();
    }
    int first = words.number(a);
    int other = words.number(b);
    return Optional.of(new Sighting(year, first, other, mark, words.start(a), at + 4));
  }

  private static boolean isJoint(char c) {
    return c == '.' || c == '/' || c == '-';
  }

  /** {@code 2020-07-20}, {@code 2020/7/20}, {@code 2020年7月20日}, {@code 2020년 7월 20일}. */
  private static Optional<Sighting> numericAfter(Words words, int year, int at) {
    int i = words.skipSpaces(0);
    char mark = words.mark(i);
    if (mark == 0) {
      return Optional.empty();
    }
    if (mark == '年' || mark == '년') {
      int m = words.skipSpaces(i + 1);
      int unit = words.skipSpaces(m + 1);
      if (!words.isShortNumber(m) || (words.mark(unit) != '月' && words.mark(unit) != '월')) {
        return Optional.empty();
      }
      int d = words.skipSpaces(unit + 1);
      int last = words.skipSpaces(d + 1);
      if (words.isShortNumber(d) && "日号號일".indexOf(words.mark(last)) >= 0) {
        return Sighting.day(year, words.number(m), words.number(d), at, words.end(last));
      }
      return Sighting.month(year, words.number(m), at, words.end(unit));
    }
    if (!isJoint(mark) || i != 0 || !words.isShortNumber(1) || words.mark(2) != mark) {
      return Optional.empty();
    }
    int d = words.skipSpaces(3);
    boolean longer = isJoint(words.mark(d + 1)) && words.isNumber(d + 2);
    if (!words.isShortNumber(d) || longer) {
      return Optional.empty();
    }
    return Sighting.day(year, words.number(1), words.number(d), at, words.end(d));
  }

  /** The month is a word. */
  private Optional<Sighting> named(Words before, Words after, int year, int at, boolean english) {
    if (after.isWord(0) && after.text(0).equals("s")) {
      return Optional.empty(); // the July 2020s are no month
    }
    int end = at + 4;
    int near = skipLinks(before, before.size() - 1);
    // July 20, 2020
    int day = skipOrdinal(before, near);
    if (before.isShortNumber(day)) {
      int word = skipLinks(before, day - 1);
      OptionalInt month = monthAt(before, word);
      if (month.isPresent()) {
        int start = before.start(monthStart(before, word));
        return Sighting.day(year, month.getAsInt(), before.number(day), start, end);
      }
    }
    // 20 July 2020, July 2020
    OptionalInt month = monthAt(before, near);
    if (month.isPresent()) {
      int name = monthStart(before, near);
      int number = skipOrdinal(before, skipLinks(before, name - 1));
      boolean minutes = before.mark(number - 1) == ':' && before.isNumber(number - 2);
      if (before.isShortNumber(number) && !minutes) {
        return Sighting.day(
            year, month.getAsInt(), before.number(number), before.start(number), end);
      }
      boolean linked = near < before.size() - 1 && before.hasWord(near + 1);
      return linked || isMonthAlone(before.text(name), english)
          ? Sighting.month(year, month.getAsInt(), before.start(name), end)
          : Optional.empty();
    }
    // 2020. július 20., 2020 July 20
    int word = after.skipSpacesAndMarks(0);
    OptionalInt later = after.isWord(word) ? months.number(after.text(word)) : OptionalInt.empty();
    int number = after.skipSpacesAndMarks(word + 1);
    if (later.isPresent() && after.isShortNumber(number) && !after.isNumber(number + 2)) {
      return Sighting.day(year, later.getAsInt(), after.number(number), at, after.end(number));
    }
    return Optional.empty();
  }

  /** Without a day, "may 2020 refugees" and "20 years ago 2020 people" look like months. */
  private boolean isMonthAlone(String name, boolean english) {
    if (!english || !Character.isLowerCase(name.charAt(0)) || name.charAt(0) > 'ɏ') {
      return true;
    }
    return name.length() > 3 && !months.isEnglish(name);
  }

  private OptionalInt monthAt(Words words, int i) {
    if (!words.isWord(i)) {
      return OptionalInt.empty();
    }
    int first = monthStart(words, i);
    String name = first == i ? words.text(i) : words.text(first) + " " + words.text(i);
    return months.number(name);
  }

  /** Index of the first word of the month's name that ends at {@code i}. */
  private int monthStart(Words words, int i) {
    if (i >= 2 && words.isSpace(i - 1) && words.isWord(i - 2)) {
      if (months.number(words.text(i - 2) + " " + words.text(i)).isPresent()) {
        return i - 2;
      }
    }
    return i;
  }

  private int skipLinks(Words words, int from) {
    int i = from;
    for (int steps = 0; i >= 0 && steps < MOST_LINKS; steps++) {
      boolean link =
          words.isSpace(i)
              || "./,-–'’،°".indexOf(words.mark(i)) >= 0
              || (words.isWord(i)
                  && LINKS.contains(words.text(i).toLowerCase(Locale.ROOT))
                  && months.number(words.text(i)).isEmpty());
      // "تموز/يوليو 2020" names the month twice.
      boolean twice =
          words.isWord(i)
              && i >= 2
              && words.mark(i - 1) == '/'
              && months.number(words.text(i)).isPresent()
              && months.number(words.text(i)).equals(monthAt(words, i - 2));
      if (!link && !twice) {
        return i;
      }
      i--;
    }
    return i;
  }

  private static int skipOrdinal(Words words, int from) {
    int i = from;
    if (i > 0 && words.isWord(i) && ORDINALS.contains(words.text(i).toLowerCase(Locale.ROOT))) {
      i--;
      if (i > 0 && (words.mark(i) == '-' || words.isSpace(i))) {
        i--;
      }
    }
    return i;
  }

  /** Decides the order of day and month where numbers alone do not, and drops impossible dates. */
  private static List<Found> settle(List<Sighting> sightings, Optional<Order> order) {
    boolean dayFirst = sightings.stream().anyMatch(s -> s.tells() && s.first > 12);
    boolean monthFirst = sightings.stream().anyMatch(s -> s.tells() && s.second > 12);
    Optional<Order> evident =
        dayFirst == monthFirst
            ? order
            : Optional.of(dayFirst ? Order.DAY_FIRST : Order.MONTH_FIRST);
    List<Found> dates = new ArrayList<>();
    for (Sighting s : sightings) {
      s.date(evident).ifPresent(date -> dates.add(new Found(date, s.start, s.end)));
    }
    return List.copyOf(dates);
  }

  private static Optional<Order> order(Optional<String> language) {
    if (language.isEmpty()) {
      return Optional.empty();
    }
    String tag = language.get();
    if (!NOT_DAY_FIRST.contains(primary(tag))) {
      return Optional.of(Order.DAY_FIRST);
    }
    String region = tag.length() > 3 ? tag.substring(3).toUpperCase(Locale.ROOT) : "";
    if (DAY_FIRST_REGIONS.contains(region)) {
      return Optional.of(Order.DAY_FIRST);
    }
    return region.equals("US") ? Optional.of(Order.MONTH_FIRST) : Optional.empty();
  }

  /** The language of a tag, without its region. */
  static String primary(String tag) {
    return tag.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
  }

  private static int digits(String text, int from) {
    int i = from;
    while (i < text.length() && Character.isDigit(text.charAt(i))) {
      i++;
    }
    return i - from;
  }

  private static int number(String text, int start, int end) {
    int n = 0;
    for (int i = start; i < end; i++) {
      n = n * 10 + Character.digit(text.charAt(i), 10);
    }
    return n;
  }

  /**
   * What was seen around one year.
   *
   * @param first number of a numeric date, or the month when {@code mark} is 0
   * @param second number of a numeric date, or the day (0: unknown) when {@code mark} is 0
   * @param mark what stands between the numbers of a numeric date of open order
   */
  private record Sighting(int year, int first, int second, char mark, int start, int end) {

    static Optional<Sighting> day(int year, int month, int day, int start, int end) {
      return Optional.of(new Sighting(year, month, day, (char) 0, start, end));
    }

    static Optional<Sighting> day(LocalDate day, int start, int end) {
      return day(day.getYear(), day.getMonthValue(), day.getDayOfMonth(), start, end);
    }

    static Optional<Sighting> month(int year, int month, int start, int end) {
      return Optional.of(new Sighting(year, month, 0, (char) 0, start, end));
    }

    /** Whether this date witnesses an order for the ambiguous ones. */
    boolean tells() {
      return mark == '/' || mark == '-';
    }

    Optional<PartialDate> date(Optional<Order> order) {
      if (mark == 0) {
        return second == 0
            ? PartialDate.parse(iso(year, first))
            : PartialDate.parse(iso(year, first, second));
      }
      if (second > 12) {
        return PartialDate.parse(iso(year, first, second));
      }
      // Nobody but the day-first world puts full stops into dates.
      if (first > 12 || first == second || mark == '.') {
        return PartialDate.parse(iso(year, second, first));
      }
      if (first == 0 || second == 0) {
        return Optional.empty();
      }
      if (order.isEmpty()) {
        return Optional.of(PartialDate.of(year));
      }
      return order.get() == Order.DAY_FIRST
          ? PartialDate.parse(iso(year, second, first))
          : PartialDate.parse(iso(year, first, second));
    }

    private static String iso(int year, int month) {
      return year + (month < 10 ? "-0" : "-") + month;
    }

    private static String iso(int year, int month, int day) {
      return iso(year, month) + (day < 10 ? "-0" : "-") + day;
    }
  }
}
