package org.vigil.date;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import org.vigil.date.EventDate.Granularity;

/**
 * Finds the times that a text speaks of, absolute ones ({@code 14 March 2019}) and those that count
 * from its day of publication ({@code on Sunday}, {@code last August}, {@code two years ago}).
 *
 * <p>What a text says happened lies before it was published: {@code on Sunday} is the last Sunday,
 * unless words before it put it in the future. Without a day of publication only absolute times are
 * found, with a year alone those that count in years.
 */
public final class EventDates {

  /** Counts up whenever the rules change what they find. */
  public static final String VERSION = "event-dates-1";

  /** Times told of one text. */
  private static final int MOST = 500;

  /** Characters before an expression in which words put it in the future. */
  private static final int LOOK_BACK = 50;

  /** A date in the head of a text that is that of its publication is no event. */
  private static final int HEAD = 300;

  private static final int EARLIEST = 1900;

  private final String text;
  private final Optional<PartialDate> published;
  private final Expressions expressions;

  private EventDates(String text, Optional<PartialDate> published, Expressions expressions) {
    this.text = text;
    this.published = published;
    this.expressions = expressions;
  }

  /**
   * The times in the order of the text, none overlapping another.
   *
   * @param published when the text was published, if known
   * @param language ISO 639-1 code or BCP 47 tag; English where unknown, absolute dates only in a
   *     language without expressions of its own
   */
  public static List<EventDate> find(
      String text, Optional<PartialDate> published, Optional<String> language) {
    List<EventDate> found = new ArrayList<>();
    List<DateFinder.Found> absolute = DateFinder.dateFinder().find(text, language);
    for (DateFinder.Found date : absolute) {
      boolean head = date.start() < HEAD && published.filter(date.date()::equals).isPresent();
      if (!head) {
        Granularity granularity =
            date.date().day().isPresent()
                ? Granularity.DAY
                : date.date().month().isPresent() ? Granularity.MONTH : Granularity.YEAR;
        found.add(
            new EventDate(
                date.date().first(),
                date.date().last(),
                granularity,
                text.substring(date.start(), date.end()),
                date.start(),
                date.end()));
      }
    }
    Expressions.of(language)
        .ifPresent(
            expressions ->
                new EventDates(text, published, expressions).addRelative(found, absolute));
    return apart(found);
  }

  private static List<EventDate> apart(List<EventDate> found) {
    found.sort(
        Comparator.comparingInt(EventDate::start)
            .thenComparing(Comparator.comparingInt(EventDate::end).reversed()));
    List<EventDate> apart = new ArrayList<>();
    int free = 0;
    for (EventDate date : found) {
      if (date.start() >= free && apart.size() < MOST) {
        apart.add(date);
        free = date.end();
      }
    }
    return List.copyOf(apart);
  }

  private void addRelative(List<EventDate> found, List<DateFinder.Found> absolute) {
    List<int[]> beginnings = expressions.beginnings(text);
    for (int i = 0; i < beginnings.size(); i++) {
      Expressions.Expression expression = expressions.all().get(i);
      int[] of = beginnings.get(i);
      Matcher matcher = expression.matcher(text);
      for (int from = 0;
          Expressions.Expression.find(matcher, of, from, text.length());
          from = matcher.end()) {
        if (isCapitalised(matcher)) {
          resolve(expression.meaning(), matcher)
              .filter(time -> isLikely(time, matcher, absolute))
              .ifPresent(time -> found.add(time.at(text, matcher.start(), matcher.end())));
        }
      }
    }
  }

  /** Parts of a date that is written out are no dates of their own. */
  private static boolean isLikely(Time time, Matcher matcher, List<DateFinder.Found> absolute) {
    return time.from().getYear() >= EARLIEST
        && absolute.stream()
            .noneMatch(date -> date.start() < matcher.end() && matcher.start() < date.end());
  }

  /** Names of months and days that are other words, too, have capitals in English. */
  private boolean isCapitalised(Matcher matcher) {
    for (String group : List.of("month", "weekday")) {
      if (expressions.hasCapitals() && Expressions.has(matcher, group)) {
        return Character.isUpperCase(text.charAt(matcher.start(group)));
      }
    }
    return true;
  }

  private record Time(LocalDate from, LocalDate to, Granularity granularity) {
    static Time day(LocalDate day) {
      return new Time(day, day, Granularity.DAY);
    }

    static Time week(LocalDate within) {
      LocalDate monday = within.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      return new Time(monday, monday.plusDays(6), Granularity.WEEK);
    }

    static Time month(YearMonth month) {
      return new Time(month.atDay(1), month.atEndOfMonth(), Granularity.MONTH);
    }

    static Time year(int year) {
      return new Time(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), Granularity.YEAR);
    }

    static Time decade(int first) {
      return new Time(
          LocalDate.of(first, 1, 1), LocalDate.of(first + 9, 12, 31), Granularity.DECADE);
    }

    EventDate at(String text, int start, int end) {
      int from = start;
      while (Character.isWhitespace(text.charAt(from))) {
        from++;
      }
      return new EventDate(this.from, to, granularity, text.substring(from, end), from, end);
    }
  }

  private Optional<Time> resolve(Expressions.Meaning meaning, Matcher matcher) {
    try {
      return switch (meaning) {
        case TODAY -> day().map(Time::day);
        case YESTERDAY -> day().map(day -> Time.day(day.minusDays(1)));
        case BEFORE_YESTERDAY -> day().map(day -> Time.day(day.minusDays(2)));
        case TOMORROW -> day().map(day -> Time.day(day.plusDays(1)));
        case WEEKDAY, LAST_WEEKDAY, NEXT_WEEKDAY ->
            day().map(day -> Time.day(weekday(meaning, day, matcher)));
        case AGO -> ago(matcher);
        case PAST -> past(matcher);
        case LAST_UNIT -> unit(matcher, -1);
        case THIS_UNIT -> unit(matcher, 0);
        case NEXT_UNIT -> unit(matcher, 1);
        case MONTH, LAST_MONTH, NEXT_MONTH -> month().flatMap(now -> month(meaning, now, matcher));
        case DAY_MONTH -> dayOfMonth(matcher);
        case YEARS -> years(matcher);
        case YEAR -> beginsRange(matcher) ? Optional.empty() : Optional.of(year(matcher));
        case DECADE ->
            Optional.of(number(matcher, "year")).filter(first -> first % 10 == 0).map(Time::decade);
        case SEASON -> Optional.of(season(matcher));
      };
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Optional<LocalDate> day() {
    return published.filter(date -> date.day().isPresent()).map(PartialDate::first);
  }

  private Optional<YearMonth> month() {
    return published
        .filter(date -> date.month().isPresent())
        .map(date -> YearMonth.from(date.first()));
  }

  private Optional<Integer> year() {
    return published.map(PartialDate::year);
  }

  private LocalDate weekday(Expressions.Meaning meaning, LocalDate now, Matcher matcher) {
    DayOfWeek wanted = DayOfWeek.of(expressions.weekday(matcher.group("weekday")));
    return switch (meaning) {
      case LAST_WEEKDAY -> now.with(TemporalAdjusters.previous(wanted));
      case NEXT_WEEKDAY -> now.with(TemporalAdjusters.next(wanted));
      default ->
          isFuture(matcher)
              ? now.with(TemporalAdjusters.nextOrSame(wanted))
              : now.with(TemporalAdjusters.previousOrSame(wanted));
    };
  }

  private boolean isFuture(Matcher matcher) {
    int from = Math.max(0, matcher.start() - LOOK_BACK);
    String before = text.substring(from, matcher.start());
    int sentence = Math.max(before.lastIndexOf(". "), before.lastIndexOf('\n'));
    return expressions.putsInFuture(sentence < 0 ? before : before.substring(sentence + 1));
  }

  private Optional<Time> ago(Matcher matcher) {
    Expressions.Unit unit = expressions.unit(matcher);
    int number = Expressions.has(matcher, "n") ? expressions.number(matcher.group("n")) : 1;
    return switch (unit) {
      case DAY -> day().map(day -> Time.day(day.minusDays(number)));
      case WEEK -> day().map(day -> Time.week(day.minusWeeks(number)));
      case MONTH -> month().map(now -> Time.month(now.minusMonths(number)));
      case YEAR -> year().map(now -> Time.year(now - number));
      case DECADE -> year().map(now -> Time.year(now - 10 * number));
    };
  }

  private Optional<Time> past(Matcher matcher) {
    int number = expressions.number(matcher.group("n"));
    Period period =
        switch (expressions.unit(matcher)) {
          case DAY -> Period.ofDays(number);
          case WEEK -> Period.ofWeeks(number);
          case MONTH -> Period.ofMonths(number);
          case YEAR -> Period.ofYears(number);
          case DECADE -> Period.ofYears(10 * number);
        };
    return published.map(now -> new Time(now.first().minus(period), now.last(), Granularity.RANGE));
  }

  private Optional<Time> unit(Matcher matcher, int further) {
    return switch (expressions.unit(matcher)) {
      case DAY -> Optional.empty();
      case WEEK -> day().map(day -> Time.week(day.plusWeeks(further)));
      case MONTH -> month().map(now -> Time.month(now.plusMonths(further)));
      case YEAR -> year().map(now -> Time.year(now + further));
      case DECADE -> year().map(now -> Time.decade(now / 10 * 10 + 10 * further));
    };
  }

  private Optional<Time> month(Expressions.Meaning meaning, YearMonth now, Matcher matcher) {
    YearMonth then = YearMonth.of(now.getYear(), expressions.month(matcher));
    boolean future = isFuture(matcher);
    YearMonth resolved =
        switch (meaning) {
          case LAST_MONTH -> then.isBefore(now) ? then : then.minusYears(1);
          case NEXT_MONTH -> then.isAfter(now) ? then : then.plusYears(1);
          default ->
              future
                  ? (then.isBefore(now) ? then.plusYears(1) : then)
                  : (then.isAfter(now) ? then.minusYears(1) : then);
        };
    return Optional.of(Time.month(resolved));
  }

  private Optional<Time> dayOfMonth(Matcher matcher) {
    int day = Integer.parseInt(matcher.group("day"));
    int month = expressions.month(matcher);
    if (month().isEmpty()) {
      return Optional.empty();
    }
    LocalDate now = day().orElse(month().get().atEndOfMonth());
    LocalDate then = LocalDate.of(now.getYear(), month, day);
    boolean future = isFuture(matcher);
    if (future) {
      return Optional.of(Time.day(then.isBefore(now) ? then.plusYears(1) : then));
    }
    return Optional.of(Time.day(then.isAfter(now) ? then.minusYears(1) : then));
  }

  private static Optional<Time> years(Matcher matcher) {
    int first = number(matcher, "year");
    String end = matcher.group("year2");
    int last =
        end.length() == 2 ? first / 100 * 100 + Integer.parseInt(end) : Integer.parseInt(end);
    return last > first && last - first <= 200
        ? Optional.of(
            new Time(LocalDate.of(first, 1, 1), LocalDate.of(last, 12, 31), Granularity.RANGE))
        : Optional.empty();
  }

  /** Whether "1992" is the beginning of "1992-95". */
  private boolean beginsRange(Matcher matcher) {
    int end = matcher.end();
    return end + 1 < text.length()
        && "-–—".indexOf(text.charAt(end)) >= 0
        && Character.isDigit(text.charAt(end + 1));
  }

  private static Time year(Matcher matcher) {
    return Time.year(number(matcher, "year"));
  }

  private static int number(Matcher matcher, String group) {
    return Integer.parseInt(matcher.group(group));
  }

  /** Those of the northern half of the world; winter begins in the December of its year. */
  private Time season(Matcher matcher) {
    int year = number(matcher, "year");
    int month =
        switch (expressions.season(matcher.group("season"))) {
          case 0 -> 3;
          case 1 -> 6;
          case 2 -> 9;
          default -> 12;
        };
    YearMonth first = YearMonth.of(year, month);
    return new Time(first.atDay(1), first.plusMonths(2).atEndOfMonth(), Granularity.SEASON);
  }
}
