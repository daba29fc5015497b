package org.vigil.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigil.date.DateFinder;
import org.vigil.date.PartialDate;

/**
 * What one short line in the head or at the foot of a report says about its publication.
 *
 * @param dates in order, each with whether it is the day of a change only
 * @param cued whether a word such as <i>by</i> introduces the authors
 * @param rest how many words are none of this: title or prose
 */
record HeadLine(
    String text,
    List<Dated> dates,
    List<String> authors,
    boolean cued,
    Optional<String> outlet,
    int rest) {

  record Dated(PartialDate date, boolean published, boolean modified) {}

  private static final int LONGEST = 220;
  private static final Pattern PARTS =
      Pattern.compile("[|•·※\\t\u2028]|\\s[-–—]\\s|,\\s|;\\s|\\s/\\s|[()（）]");
  private static final Pattern COPYRIGHT =
      Pattern.compile(
          "(?:©|\\(c\\)|copyright)\\s*(?:\\d{4}(?:\\s?[-–]\\s?\\d{4})?)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SITE =
      Pattern.compile(
          "(?:www\\.)?[a-z0-9-]{2,40}\\.(?:com|org|net|info|news|co\\.[a-z]{2}|[a-z]{2})");
  private static final Pattern PLACE_BEFORE_DATE =
      Pattern.compile(
          "\\p{Lu}[\\p{L}\\p{M}'’.-]{1,20}(?:[ -][\\p{L}\\p{M}'’.-]{1,20}){0,3},\\s(?=[|])");
  private static final Set<String> SMALL_WORDS =
      Set.of(
          "of", "the", "and", "&", "de", "la", "le", "du", "des", "do", "da", "dos", "el", "los",
          "del", "for", "in", "on", "di", "der", "die", "das", "van", "y", "e", "et", "und");

  static HeadLine of(String line, Optional<String> language) {
    String text = line.strip();
    if (text.length() > LONGEST) {
      return new HeadLine(text, List.of(), List.of(), false, Optional.empty(), text.length());
    }
    List<DateFinder.Found> found = DateFinder.dateFinder().find(text, language);
    List<Dated> dates = new ArrayList<>();
    StringBuilder blanked = new StringBuilder(text);
    int from = 0;
    for (DateFinder.Found date : found) {
      String before = PressWords.lower(text.substring(from, date.start()));
      boolean modified = PressWords.MODIFIED.stream().anyMatch(before::contains);
      boolean published =
          before.contains("publi")
              || before.contains("posted")
              || before.contains("опубл")
              || before.contains("نشر")
              || before.contains("发布");
      dates.add(new Dated(date.date(), published && !modified, modified));
      for (int i = date.start(); i < date.end(); i++) {
        blanked.setCharAt(i, '|');
      }
      from = date.end();
    }
    Bylines.Byline byline = Bylines.read(text);
    Optional<String> outlet = copyright(text);
    Matcher rights = COPYRIGHT.matcher(blanked);
    if (outlet.isPresent() && rights.find()) {
      blanked.setLength(rights.start());
    }
    int rest = 0;
    for (String part : PARTS.split(afterPlace(blanked.toString()), -1)) {
      String fragment = part.strip();
      if (fragment.isEmpty() || Bylines.isNoise(fragment)) {
        continue;
      }
      if (outlet.isEmpty() && !startsWithCue(fragment) && isOutlet(fragment)) {
        outlet = Optional.of(outletName(fragment));
        continue;
      }
      Bylines.Byline alone = Bylines.read(fragment);
      boolean place =
          PressWords.PLACE.contains(PressWords.lower(fragment)) || isShoutedPlace(fragment);
      if (!alone.whole() && !place) {
        rest += fragment.split("\\s+", -1).length;
      }
    }
    if (byline.whole()) {
      rest = 0;
    }
    boolean authored = byline.whole() || (byline.cued() && rest <= 3);
    return new HeadLine(
        text,
        List.copyOf(dates),
        authored ? byline.authors() : List.of(),
        authored && byline.cued(),
        outlet,
        rest);
  }

  /** Whether the line holds facts and nothing else. */
  boolean isMatter() {
    boolean claims = !dates.isEmpty() || cued || outlet.isPresent();
    return claims && rest == 0;
  }

  /** A date with a byline is the head of a report even if a few other words stand beside them. */
  boolean isNearlyMatter() {
    return isMatter() || (!dates.isEmpty() && cued && rest <= 3);
  }

  /** Only names, and nothing to say that they are names of authors. */
  boolean isBareName() {
    return dates.isEmpty() && !cued && !authors.isEmpty() && rest == 0 && text.length() <= 60;
  }

  /** Cuts off the town of {@code Kisumu, 5th April, 2019}. */
  private static String afterPlace(String blanked) {
    Matcher place = PLACE_BEFORE_DATE.matcher(blanked);
    return place.lookingAt() ? blanked.substring(place.end()) : blanked;
  }

  private static boolean startsWithCue(String fragment) {
    return Bylines.read(fragment).cued();
  }

  private static boolean isShoutedPlace(String fragment) {
    return fragment.length() <= 30
        && fragment.codePoints().filter(Character::isLetter).count() >= 3
        && fragment.codePoints().noneMatch(Character::isLowerCase)
        && fragment.codePoints().anyMatch(Character::isUpperCase);
  }

  private static Optional<String> copyright(String text) {
    Matcher matcher = COPYRIGHT.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String name = text.substring(matcher.end()).split("[.,|•·;]|\\b[Aa]ll [Rr]ights", 2)[0].strip();
    String bare = name.replaceAll("^(?:by|By)\\s|\\s?\\d{4}$", "").strip();
    return bare.length() >= 3 && bare.length() <= 50 && Character.isUpperCase(bare.codePointAt(0))
        ? Optional.of(bare)
        : Optional.empty();
  }

  /** Few words, each with a capital, one of which names of outlets are made of. */
  static boolean isOutlet(String name) {
    String lower = PressWords.lower(name);
    if (PressWords.AGENCY.contains(lower) || SITE.matcher(lower).matches()) {
      return true;
    }
    if (name.codePoints().anyMatch(Bylines::isEastAsian)) {
      return name.length() <= 12 && PressWords.OUTLET.stream().anyMatch(name::endsWith);
    }
    String[] words = name.split("\\s+", -1);
    if (words.length > 6
        || name.length() > 50
        || ".?!:,".indexOf(name.charAt(name.length() - 1)) >= 0) {
      return false;
    }
    boolean outlet = false;
    for (String word : words) {
      String small = word.toLowerCase(Locale.ROOT);
      boolean capital = !Character.isLowerCase(word.codePointAt(0));
      if (!capital && !SMALL_WORDS.contains(small)) {
        return false;
      }
      outlet |= PressWords.OUTLET.contains(small) || PressWords.ORGANISATION.contains(small);
    }
    return outlet && (words.length > 1 || name.length() > 4);
  }

  /** Mastheads shout: WINAM COURIER is the Winam Courier. */
  static String outletName(String name) {
    boolean shouted =
        name.length() > 5
            && name.indexOf(' ') > 0
            && name.codePoints().noneMatch(Character::isLowerCase)
            && name.codePoints().anyMatch(Character::isUpperCase)
            && !PressWords.AGENCY.contains(PressWords.lower(name));
    if (!shouted) {
      return name;
    }
    StringBuilder calm = new StringBuilder(name.length());
    for (String word : name.split(" ", -1)) {
      String small = PressWords.lower(word);
      calm.append(calm.isEmpty() ? "" : " ");
      boolean minor = SMALL_WORDS.contains(small) && !calm.isEmpty();
      calm.append(minor ? small : word.charAt(0) + small.substring(1));
    }
    return calm.toString();
  }
}
