package org.vigil.date;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The expressions for dates of one language, as {@code expressions.txt} has them. */
final class Expressions {

  /** What an expression means. */
  enum Meaning {
    TODAY,
    YESTERDAY,
    BEFORE_YESTERDAY,
    TOMORROW,
    WEEKDAY,
    LAST_WEEKDAY,
    NEXT_WEEKDAY,
    AGO,
    PAST,
    LAST_UNIT,
    THIS_UNIT,
    NEXT_UNIT,
    MONTH,
    LAST_MONTH,
    NEXT_MONTH,
    DAY_MONTH,
    YEARS,
    YEAR,
    DECADE,
    SEASON;

    private String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A unit of time. */
  enum Unit {
    DAY,
    WEEK,
    MONTH,
    YEAR,
    DECADE
  }

  /** A way to say one meaning. */
  record Expression(Meaning meaning, Pattern pattern) {

    /** For {@link #find} over this text. */
    Matcher matcher(String text) {
      return pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
    }

    /**
     * The next match from a position on, the one that {@link Matcher#find()} would come to, but
     * tried only where the pattern can begin: most of a text is none of that.
     *
     * @param beginnings where it can, ascending
     */
    static boolean find(Matcher matcher, int[] beginnings, int from, int end) {
      int first = Arrays.binarySearch(beginnings, from);
      for (int i = first < 0 ? -first - 1 : first; i < beginnings.length; i++) {
        if (matcher.region(beginnings[i], end).lookingAt()) {
          return true;
        }
      }
      return false;
    }

    // What Scanner needs to know is what is needed here: whether more input could change the
    // answer.
    @SuppressWarnings("JdkObsolete")
    private boolean mayBegin(String beginning) {
      // Alone it either fits, or fails only for want of more, or fails whatever follows.
      Matcher alone = pattern.matcher(beginning);
      return alone.lookingAt() || alone.hitEnd();
    }
  }

  /**
   * Which expressions may begin with some characters, learnt as they are met: each has a bit. Texts
   * are full of such beginnings, and few are those of any expression.
   */
  private final class Beginnings {

    /** No expression has this bit. */
    private static final long KNOWN = 1L << 63;

    private static final int ASCII = 128;

    /** Of one character, of two, and of three letters or blanks. */
    private final AtomicLongArray ones =
        new AtomicLongArray(language.equals(UNSPACED) ? Character.MAX_VALUE + 1 : MOST_LETTERS);

    private final AtomicLongArray twos = new AtomicLongArray(ASCII * ASCII);
    private final AtomicLongArray threes = new AtomicLongArray(1 << 15);

    /** The expressions that may begin at a position of a text. */
    long at(String text, int at) {
      char c = text.charAt(at);
      if (c >= ones.length() || Character.isSurrogate(c)) {
        return -1;
      }
      char d = at + 1 < text.length() ? text.charAt(at + 1) : Character.MAX_VALUE;
      if (c >= ASCII || d >= ASCII) {
        return of(ones, c, text, at, at + 1);
      }
      int three = at + 2 < text.length() ? three(c, d, text.charAt(at + 2)) : -1;
      return three >= 0
          ? of(threes, three, text, at, at + 3)
          : of(twos, c * ASCII + d, text, at, at + 2);
    }

    /** Patterns ask for no case. */
    private static int three(char c, char d, char e) {
      return isPlain(c) && isPlain(d) && isPlain(e)
          ? (c & 31) << 10 | (d & 31) << 5 | (e & 31)
          : -1;
    }

    private static boolean isPlain(char c) {
      return c == ' ' || ((c | ' ') >= 'a' && (c | ' ') <= 'z');
    }

    private long of(AtomicLongArray known, int index, String text, int from, int to) {
      long bits = known.getPlain(index);
      if (bits == 0) {
        // A race writes the same value twice.
        bits = learnt(text.substring(from, to)) | KNOWN;
        known.setPlain(index, bits);
      }
      return bits;
    }

    private long learnt(String beginning) {
      long bits = 0;
      for (int i = 0; i < all.size(); i++) {
        bits |= all.get(i).mayBegin(beginning) ? 1L << i : 0;
      }
      return bits;
    }
  }

  /** Enough for the letters of all languages here that part their words. */
  private static final int MOST_LETTERS = 0x800;

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private static final String UNSPACED = "zh";
  private static final Map<String, Map<String, String>> LINES = lines();
  private static final Map<String, Expressions> READ = new ConcurrentHashMap<>();

  private final String language;
  private final List<Expression> all = new ArrayList<>();
  private final Beginnings beginnings;
  private final List<Pattern> months;
  private final List<Pattern> weekdays;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<Unit, Pattern> units = new LinkedHashMap<>();
  private final Optional<Pattern> future;
  private final List<Pattern> seasons;

  private Expressions(String language, Map<String, String> lines) {
    this.language = language;
    this.beginnings = new Beginnings();
    months = words(lines.getOrDefault("months", ""));
    weekdays = words(lines.getOrDefault("weekdays", ""));
    for (String pair : lines.getOrDefault("numbers", "").split(" ", -1)) {
      int is = pair.indexOf('=');
      numbers.put(pair.substring(0, is), Integer.valueOf(pair.substring(is + 1)));
    }
    for (Unit unit : Unit.values()) {
      Optional.ofNullable(lines.get("unit-" + unit.name().toLowerCase(Locale.ROOT)))
          .ifPresent(words -> units.put(unit, Pattern.compile(words, FLAGS)));
    }
    future =
        Optional.ofNullable(lines.get("future"))
            .map(words -> Pattern.compile(whole("(?:" + words + ")"), FLAGS));
    seasons = words(lines.getOrDefault("seasons", ""));
    for (Meaning meaning : Meaning.values()) {
      for (String pattern : lines.getOrDefault(meaning.key(), "").split(" ;; ", -1)) {
        if (!pattern.isBlank()) {
          all.add(new Expression(meaning, Pattern.compile(whole(filled(pattern)), FLAGS)));
        }
      }
    }
    if (all.size() >= Long.SIZE) {
      throw new IllegalStateException("more expressions than bits: " + all.size());
    }
  }

  /** Those of a language; empty if it has none, English if it is unknown. */
  static Optional<Expressions> of(Optional<String> language) {
    String code = language.map(DateFinder::primary).orElse("en");
    Map<String, String> lines = LINES.get(code);
    return lines == null
        ? Optional.empty()
        : Optional.of(READ.computeIfAbsent(code, c -> new Expressions(c, lines)));
  }

  List<Expression> all() {
    return all;
  }

  /** Where in a text each of {@link #all} may begin, ascending. */
  List<int[]> beginnings(String text) {
    boolean spaced = !language.equals(UNSPACED);
    int[][] places = new int[all.size()][8];
    int[] counts = new int[all.size()];
    for (int at = 0; at < text.length(); at++) {
      if (spaced && at > 0 && Character.isLetterOrDigit(text.charAt(at - 1))) {
        continue;
      }
      long here = beginnings.at(text, at) & ~Beginnings.KNOWN;
      for (long rest = here; rest != 0; rest &= rest - 1) {
        int i = Long.numberOfTrailingZeros(rest);
        if (i < counts.length) {
          if (counts[i] == places[i].length) {
            places[i] = Arrays.copyOf(places[i], 2 * counts[i]);
          }
          places[i][counts[i]++] = at;
        }
      }
    }
    List<int[]> all = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      all.add(Arrays.copyOf(places[i], counts[i]));
    }
    return all;
  }

  /** Whether months and days have capitals, which tells them from other words. */
  boolean hasCapitals() {
    return language.equals("en") || language.equals("de");
  }

  boolean putsInFuture(String before) {
    return future.isPresent() && future.get().matcher(before).find();
  }

  int weekday(String word) {
    return 1 + index(weekdays, word);
  }

  /** The month that an expression names, or gives the number of. */
  int month(Matcher matcher) {
    return matcher.namedGroups().containsKey("m")
        ? Integer.parseInt(matcher.group("m"))
        : 1 + index(months, matcher.group("month"));
  }

  int number(String word) {
    Integer known = numbers.get(word.toLowerCase(Locale.ROOT));
    return known != null ? known : Integer.parseInt(word);
  }

  /**
   * The unit of an expression; one that names none counts in weeks, months or years by its word.
   */
  Unit unit(Matcher matcher) {
    for (Unit unit : Unit.values()) {
      if (has(matcher, unit.name().toLowerCase(Locale.ROOT) + "0")) {
        return unit;
      }
    }
    boolean named = matcher.namedGroups().containsKey("unit");
    String word = named ? matcher.group("unit") : matcher.group();
    for (Map.Entry<Unit, Pattern> unit : units.entrySet()) {
      Matcher fits = unit.getValue().matcher(word);
      if (named ? fits.matches() : fits.find()) {
        return unit.getKey();
      }
    }
    throw new IllegalArgumentException("no unit of time: " + word);
  }

  /** Whether an expression has this group and it took part. */
  static boolean has(Matcher matcher, String group) {
    return matcher.namedGroups().containsKey(group) && matcher.group(group) != null;
  }

  /** 0 for spring to 3 for winter. */
  int season(String word) {
    return index(seasons, word);
  }

  private static int index(List<Pattern> forms, String word) {
    for (int i = 0; i < forms.size(); i++) {
      if (forms.get(i).matcher(word).matches()) {
        return i;
      }
    }
    throw new IllegalArgumentException("no such name: " + word);
  }

  private static List<Pattern> words(String columns) {
    return columns.isEmpty()
        ? List.of()
        : List.of(columns.split(" ", -1)).stream()
            .map(forms -> Pattern.compile(forms.replace("_", " "), FLAGS))
            .toList();
  }

  private String filled(String pattern) {
    return pattern
        .replace("{n}", "(?<n>" + String.join("|", longestFirst()) + "|[0-9]{1,3})")
        .replace("{unit}", "(?<unit>" + any(List.copyOf(units.values())) + ")")
        .replace("{month}", "(?<month>" + any(months) + ")")
        .replace("{weekday}", "(?<weekday>" + any(weekdays) + ")")
        .replace("{season}", "(?<season>" + any(seasons) + ")")
        .replace("{year}", "(?<year>(?:19|20)[0-9]{2})")
        .replace("{year2}", "(?<year2>(?:19|20)[0-9]{2}|[0-9]{2})")
        .replace("{day}", "(?<day>3[01]|[12][0-9]|0?[1-9])")
        .replace("{m}", "(?<m>1[0-2]|0?[1-9])")
        .replaceAll("(?<![\\[{]) (?![?])", "\\\\s+")
        .replace(" ?", "\\s?");
  }

  private List<String> longestFirst() {
    return numbers.keySet().stream()
        .sorted((a, b) -> a.length() != b.length() ? b.length() - a.length() : a.compareTo(b))
        .toList();
  }

  private static String any(List<Pattern> forms) {
    return forms.stream().map(Pattern::pattern).collect(Collectors.joining("|"));
  }

  /** Whole words, where the language parts its words. */
  private String whole(String pattern) {
    return language.equals(UNSPACED)
        ? pattern
        : "(?<![\\p{L}\\p{N}])(?<!\\p{N}[-–.])(?:" + pattern + ")(?![\\p{L}\\p{N}])";
  }

  private static Map<String, Map<String, String>> lines() {
    Map<String, Map<String, String>> lines = new HashMap<>();
    try (InputStream in =
        Objects.requireNonNull(Expressions.class.getResourceAsStream("expressions.txt"))) {
      String content = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : content.lines().toList()) {
        int colon = line.indexOf(": ");
        if (line.startsWith("#") || colon < 0) {
          continue;
        }
        String value = line.substring(colon + 2).strip();
        String key = line.substring(3, colon);
        lines.computeIfAbsent(line.substring(0, 2), l -> new HashMap<>()).put(key, value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }
}
