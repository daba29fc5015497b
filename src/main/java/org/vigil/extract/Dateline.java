package org.vigil.extract;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigil.date.DateFinder;
import org.vigil.date.PartialDate;

/**
 * The place, date and agency that a report opens with: {@code VILNIUS, May 24, 2021 (Osprey Wire)
 * —}.
 *
 * @param place and date as printed, without the agency
 * @param byline the reporter, whom Chinese agencies name here
 * @param start of the words of the dateline, dash excluded, in its paragraph
 * @param end of these words
 */
record Dateline(
    String place,
    Optional<String> agency,
    Optional<PartialDate> date,
    Optional<String> byline,
    int start,
    int end) {

  private static final int REACH = 100;

  /** {@code 新华社北京3月3日电（记者张三）}. */
  private static final Pattern CHINESE =
      Pattern.compile(
          "[（(【]?([\\p{IsHan}]{1,10}[社报報网網台])?([\\p{IsHan}]{2,6}?)"
              + "((?:\\d{4}年)?\\d{1,2}月\\d{1,2}日)(?:专|專)?[电電讯訊][）)】]?"
              + "(?:\\s?[（(](?:[\\p{IsHan}]{0,6})(记者[^）)]{2,20})[）)])?");

  /** The dateline at the head of a paragraph. */
  static Optional<Dateline> of(String paragraph, Optional<String> language) {
    String head = paragraph.substring(0, Math.min(paragraph.length(), REACH));
    Optional<Dateline> chinese = chinese(head, language);
    if (chinese.isPresent()) {
      return chinese;
    }
    for (int dash = 2; dash < head.length(); dash++) {
      // A headline in capitals with a dash in it goes on in capitals.
      if (isDash(head, dash) && head.substring(dash).chars().anyMatch(Dateline::isSmall)) {
        Optional<Dateline> dateline = read(head.substring(0, dash), language);
        if (dateline.isPresent()) {
          return dateline;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Dateline> chinese(String head, Optional<String> language) {
    Matcher matcher = CHINESE.matcher(head);
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    return Optional.of(
        new Dateline(
            matcher.group(2) + matcher.group(3),
            Optional.ofNullable(matcher.group(1)).filter(a -> !a.equals("本报")),
            DateFinder.dateFinder().find(matcher.group(3), language).stream()
                .map(DateFinder.Found::date)
                .findFirst(),
            Optional.ofNullable(matcher.group(4)),
            0,
            matcher.end()));
  }

  /** A small letter, or one of a script that has none. */
  private static boolean isSmall(int c) {
    return Character.isLowerCase(c) || Character.getType(c) == Character.OTHER_LETTER;
  }

  /** A long dash, or a hyphen with a space or a full stop before it and a space after it. */
  private static boolean isDash(String text, int at) {
    char c = text.charAt(at);
    if (c == '–' || c == '—' || c == '―') {
      return true;
    }
    boolean before = " .-".indexOf(text.charAt(at - 1)) >= 0 || text.charAt(at - 1) == ')';
    boolean after = at + 1 < text.length() && " -".indexOf(text.charAt(at + 1)) >= 0;
    return c == '-' && before && after;
  }

  private static Optional<Dateline> read(String head, Optional<String> language) {
    String words = head.strip();
    while (!words.isEmpty() && ".-, ".indexOf(words.charAt(words.length() - 1)) >= 0) {
      words = words.substring(0, words.length() - 1);
    }
    Optional<String> agency = Optional.empty();
    String place = words;
    int open = words.lastIndexOf('(');
    if (open >= 0 && words.endsWith(")")) {
      agency = Optional.of(words.substring(open + 1, words.length() - 1).strip());
      place = words.substring(0, open).strip();
    } else if (open >= 0) {
      return Optional.empty();
    }
    if (agency.filter(a -> !isAgencyName(a)).isPresent()) {
      return Optional.empty();
    }
    String located = place;
    Optional<DateFinder.Found> date =
        DateFinder.dateFinder().find(located, language).stream().findFirst();
    String named = date.map(d -> before(d, located)).orElse(located);
    if (named.isEmpty()
        ? agency.isEmpty()
        : !isPlace(named, agency.isPresent() || date.isPresent())) {
      return Optional.empty();
    }
    int start = head.indexOf(words);
    return Optional.of(
        new Dateline(
            located,
            agency,
            date.map(DateFinder.Found::date),
            Optional.empty(),
            start,
            start + words.length()));
  }

  private static String before(DateFinder.Found date, String words) {
    String place = words.substring(0, date.start()).strip();
    return place.endsWith(",") ? place.substring(0, place.length() - 1) : place;
  }

  private static boolean isAgencyName(String name) {
    return !name.isEmpty()
        && name.length() <= 40
        && name.chars().noneMatch(Character::isDigit)
        && (!Character.isLowerCase(name.codePointAt(0))
            || PressWords.AGENCY.contains(PressWords.lower(name)));
  }

  /**
   * Capitals throughout in the first word; with an agency or a date beside it, a capital at the
   * head of each word will do.
   */
  private static boolean isPlace(String place, boolean supported) {
    String[] words = place.split("[\\s,/]+", -1);
    if (words.length > 8) {
      return false;
    }
    String first = words[0];
    long capitals = first.codePoints().filter(Character::isUpperCase).count();
    boolean shouted =
        (capitals >= 2 && first.codePoints().noneMatch(Character::isLowerCase))
            || (capitals >= 3 && first.length() - capitals <= 3);
    if (!shouted && !supported) {
      return false;
    }
    int small = 0;
    for (String word : words) {
      if (word.isEmpty()) {
        continue;
      }
      if (!Character.isLetterOrDigit(word.codePointAt(0)) && word.charAt(0) != '\'') {
        return false;
      }
      if (PressWords.NOISE.contains(PressWords.lower(word)) && word.length() > 3) {
        return false;
      }
      small += Character.isLowerCase(word.codePointAt(0)) ? 1 : 0;
    }
    return small <= words.length / 2 && small < 3;
  }
}
