package org.vigil.extract;

import java.util.ArrayList;
import java.util.List;
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
 * @param dateStart where the first date begins, or else how long ago it was, or -1
 * @param rest how many words are none of this: title or prose
 * @param framed whether the line is built as such lines are around a day: bars between a few words,
 *     a time of day, a word for publication
 */
record HeadLine(
    String text,
    List<Dated> dates,
    List<String> authors,
    boolean cued,
    Optional<String> outlet,
    int rest,
    int dateStart,
    boolean framed) {

  record Dated(PartialDate date, boolean published, boolean modified) {}

  private static final int LONGEST = 220;
  private static final int LONGEST_FRAMED = 100;
  private static final int LONGEST_NAMES = 80;
  private static final int MOST_WORDS_BESIDE = 4;
  private static final int MOST_WORDS_A_PART = 3;
  private static final Pattern BARS = Pattern.compile("[|•·∙]");
  private static final Pattern TIME = Pattern.compile("(?<![\\d.])\\d{1,2}[:.h]\\d{2}(?!\\d)");

  /** What copying leaves without a blank, where elements of the page stood side by side. */
  private static final Pattern GLUED =
      Pattern.compile(
          "(?<=\\p{Ll})(?=\\d{1,2}[.:]? ?(?:\\p{L}{3,10}\\.?,? (?:19|20)\\d\\d|\\d\\d[,. ]))"
              + "|(?<=[\\s.](?:19|20)\\d\\d)(?=\\d{1,2}\\.? ?\\p{L}{3}|\\p{Lu}\\p{Ll})"
              + "|(?<=\\p{Ll})(?=\\d{1,4} (?:[Kk]omment|[Cc]omment|[Cc]oment))"
              + "|(?<=\\p{Ll})(?=(?:Contributor|Correspondent|Reporter|Staff|Senior|Editor|Columnist"
              + "|Journalist|Updated|Published|Posted)(?!\\p{L}))"
              + "|(?<=(?<!\\p{L})(?:[Vv]on|[Bb]y|[Pp]ar|[Pp]or))(?=\\p{Lu}\\p{Ll})");

  private static final Pattern GLUED_LABEL =
      Pattern.compile("(?<=(?<!\\p{L})(?:Author|Autorin|Autor|Auteur))(?=\\p{Lu}\\p{Ll})");

  private static final Pattern COMMENTS =
      Pattern.compile(
          "(?i)(?<![\\p{L}\\d])\\d{1,4} (?:comments?|kommentare?|commentaires?|comentarios?)(?!\\p{L})");

  /** How long ago it was or how long it takes to read, which is said where the day might be. */
  private static final Pattern CLOCKED =
      Pattern.compile(
          "(?i)(?:(?:\\d{1,3}|an?) (?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month|year)s? ago"
              + "|hace \\d{1,3} (?:minutos?|horas?|días?|semanas?|mes(?:es)?|años?)"
              + "|há \\d{1,3} (?:minutos?|horas?|dias?|semanas?|m[eê]s(?:es)?|anos?)"
              + "|il y a \\d{1,3} (?:minutes?|heures?|jours?|semaines?|mois|ans?)"
              + "|vor \\d{1,3} (?:minuten?|stunden?|tagen?|wochen?|monaten?|jahren?)"
              + "|(?:tiempo de lectura|reading time|temps de lecture|lesezeit)\\s?:?\\s\\d{1,3}"
              + "\\s?(?:min(?:ute|uto|uten)?s?)?\\.?(?: read)?"
              + "|~?\\s?\\d{1,3}[ -]?min(?:ute|uto|uten)?s?\\.?(?: (?:read|lesezeit|de lectura|de lecture))?)"
              + "(?!\\p{L})");

  private static final String MARKS = ",|·•-–—/";
  private static final Pattern PARTS =
      Pattern.compile("[|•·※\\t\u2028]|\\s[-–—]\\s|,\\s|;\\s|\\s/\\s|[()（）]");
  private static final Pattern COPYRIGHT =
      Pattern.compile(
          "(?:©|\\(c\\)|copyright)\\s*\\d{4}(?:\\s?[-–]\\s?\\d{4})?", Pattern.CASE_INSENSITIVE);

  private static final Pattern SOURCE =
      Pattern.compile(PressWords.CHINESE_SOURCE + "([\\p{IsHan}]{2,12})");

  /** The owner of the rights, not the name of the newspaper. */
  private static final Pattern COMPANY =
      Pattern.compile(
          "\\b(?:Inc|LLC|L\\.L\\.C|Ltd|GmbH|AG|S\\.?A|SPA|S\\.p\\.A|B\\.?V|Limited|Corp|Company)\\b");

  private static final Pattern SITE =
      Pattern.compile(
          "(?:www\\.)?[a-z0-9-]{2,40}\\.(?:com|org|net|info|news|co\\.[a-z]{2}|[a-z]{2})");
  private static final Pattern PLACE_BEFORE_DATE =
      Pattern.compile(
          "(?:\\p{Lu}[\\p{L}\\p{M}'’. -]{1,40}\\s?[|/]\\s?)?"
              + "\\p{Lu}[\\p{L}\\p{M}'’.-]{1,20}(?:[ -](?:(?:de|la|el|of|the|du|des|do|da|dos|das|di|del|al"
              + "|am|an|der|sur|upon|los|las)[ -])?\\p{Lu}[\\p{L}\\p{M}'’.-]{1,20}){0,3},\\s(?=[|])"
              + "|\\p{Lu}\\p{L}{2,20} (?:briefing|report|statement|release|note|paper|update|alert|submission)"
              + ",\\s(?=[|])");
  private static final Pattern WRITES_FOR =
      Pattern.compile(
          "(?:(\\p{Lu}.{3,50}) (?:for|para|pour|für|per|voor|для) |D[aeo] )(\\p{Lu}.{3,50})");

  /** A town behind the name of an outlet. */
  private static final Pattern PLACE =
      Pattern.compile("(?:(?:in|em|en|à|a) )?\\p{Lu}[\\p{L}\\p{M}'’-]{1,20}");

  private static final Set<String> SMALL_WORDS =
      Set.of(
          "of", "the", "and", "&", "de", "la", "le", "du", "des", "do", "da", "dos", "el", "los",
          "del", "for", "in", "on", "di", "der", "die", "das", "van", "y", "e", "et", "und");

  static HeadLine of(String line, Optional<String> language) {
    String whole = line.strip();
    if (whole.length() > LONGEST) {
      return new HeadLine(
          whole, List.of(), List.of(), false, Optional.empty(), whole.length(), -1, false);
    }
    String labelled = GLUED_LABEL.matcher(whole).replaceAll(": ");
    String text = COMMENTS.matcher(GLUED.matcher(labelled).replaceAll(" ")).replaceAll("|");
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
    boolean framed = isFramed(text, blanked.toString(), dates);
    Matcher clocked = CLOCKED.matcher(blanked);
    int clock = clocked.find() ? clocked.start() : -1;
    if (clock >= 0) {
      blanked = new StringBuilder(clocked.replaceAll("|"));
    }
    Bylines.Byline byline = Bylines.read(clock >= 0 ? CLOCKED.matcher(text).replaceAll("|") : text);
    Optional<String> outlet = copyright(text);
    Matcher rights = COPYRIGHT.matcher(blanked);
    if (outlet.isPresent() && rights.find()) {
      blanked.setLength(rights.start());
    }
    Matcher source = SOURCE.matcher(blanked);
    if (outlet.isEmpty() && source.find() && isOutlet(source.group(1))) {
      outlet = Optional.of(source.group(1));
      blanked.replace(source.start(), source.end(), "|");
    }
    boolean bare = mayBeBare(text, found, language);
    boolean named = outlet.isPresent();
    int rest = 0;
    for (String part : PARTS.split(afterPlace(blanked.toString()), -1)) {
      String fragment = part.strip();
      if (fragment.isEmpty() || Bylines.isNoise(fragment)) {
        continue;
      }
      String paper = afterPreposition(fragment);
      if (outlet.isEmpty() && !startsWithCue(fragment) && isOutlet(paper)) {
        outlet = Optional.of(outletName(paper));
        continue;
      }
      if (!named && outlet.isPresent() && PLACE.matcher(fragment).matches()) {
        continue;
      }
      Bylines.Byline alone = Bylines.read(fragment);
      boolean place =
          PressWords.PLACE.contains(PressWords.lower(fragment)) || isShoutedPlace(fragment);
      if (!(alone.whole() && (bare || alone.cued()) && isPersonal(alone)) && !place) {
        rest += words(fragment);
      }
    }
    if (byline.whole() && (byline.cued() || (bare && isPersonal(byline)))) {
      rest = 0;
    }
    boolean authored =
        byline.cued() ? byline.whole() || rest <= 3 : byline.whole() && bare && isPersonal(byline);
    return new HeadLine(
        whole,
        List.copyOf(dates),
        authored ? byline.authors() : List.of(),
        authored && byline.cued(),
        outlet,
        rest,
        found.isEmpty() ? clock : found.getFirst().start(),
        framed && rest <= MOST_WORDS_BESIDE);
  }

  /** Whether a day stands in it as in the lines under headlines, whatever the other words are. */
  private static boolean isFramed(String text, String blanked, List<Dated> dates) {
    if (text.length() > LONGEST_FRAMED
        || Paragraphs.endsSentence(text)
        || dates.stream().noneMatch(d -> d.date().day().isPresent())) {
      return false;
    }
    boolean published = dates.stream().anyMatch(Dated::published);
    boolean press = true;
    for (String word : blanked.split("[\\s|,:]+", -1)) {
      String small = PressWords.lower(word);
      press &=
          word.isEmpty()
              || PressWords.ROLE.contains(small)
              || PressWords.AGENCY.contains(small)
              || Bylines.isNoise(word);
    }
    return published || press || TIME.matcher(blanked).find() || isBarred(text, dates);
  }

  /** {@code Jane · 19 April 2019 · Coast}: a part for the day, and few words in each other. */
  private static boolean isBarred(String text, List<Dated> dates) {
    String[] parts = BARS.split(text, -1);
    boolean day = false;
    for (String part : parts) {
      boolean dated = !DateFinder.dateFinder().find(part, Optional.empty()).isEmpty();
      day |= dated;
      if (!dated && part.strip().split("\\s+", -1).length > MOST_WORDS_A_PART) {
        return false;
      }
    }
    return parts.length > 1 && day && dates.size() == 1;
  }

  /**
   * Whether the line holds a date or a byline, and nothing else. A date with a byline may have a
   * few other words beside them, such as a section and a count of comments.
   */
  boolean isDatedOrCued() {
    boolean both = !dates.isEmpty() && cued;
    return (!dates.isEmpty() || cued || dateStart >= 0) && rest <= (both ? 3 : 0);
  }

  /**
   * German writes all its nouns with a capital: there, only a mark beside the date parts a name
   * that does not begin with a given name known there.
   */
  private static boolean mayBeBare(
      String text, List<DateFinder.Found> found, Optional<String> language) {
    if (!language.equals(Optional.of("de")) || PressWords.GIVEN.contains(firstWord(text))) {
      return true;
    }
    return found.stream()
        .anyMatch(
            date -> {
              String before = text.substring(0, date.start()).strip();
              String after = text.substring(date.end()).strip();
              return (!before.isEmpty() && MARKS.indexOf(before.charAt(before.length() - 1)) >= 0)
                  || (!after.isEmpty() && MARKS.indexOf(after.charAt(0)) >= 0);
            });
  }

  private static String firstWord(String text) {
    return PressWords.lower(text.split("[\\s-]", 2)[0]);
  }

  /** "Sign Out" and "World News" have capitals as names have. */
  private static boolean isPersonal(Bylines.Byline byline) {
    for (String name : byline.authors()) {
      for (String word : name.split(" ", -1)) {
        String small = PressWords.lower(word);
        if (PressWords.NOISE.contains(small) && small.length() > 2) {
          return byline.cued();
        }
      }
    }
    return true;
  }

  /** Whether a short line opens with its date and has a few other words behind it. */
  boolean beginsWithDate() {
    return !dates.isEmpty()
        && dateStart >= 0
        && rest <= 4
        && text.length() <= 80
        && Bylines.isNoise(text.substring(0, dateStart))
        && !Paragraphs.endsSentence(text);
  }

  boolean isOutletOnly() {
    return outlet.isPresent()
        && rest == 0
        && (text.length() <= outlet.get().length() + 4 || COPYRIGHT.matcher(text).find());
  }

  /** What stands after the last dash or bar of a short line. */
  Optional<String> lastPart() {
    String[] parts = PARTS.split(text, -1);
    String last = parts[parts.length - 1].strip();
    return text.length() <= 60 && last.length() >= 4 ? Optional.of(last) : Optional.empty();
  }

  /** Only names, and nothing to say that they are names of authors. */
  boolean isBareName() {
    return dates.isEmpty()
        && !cued
        && !authors.isEmpty()
        && rest == 0
        && text.length() <= LONGEST_NAMES;
  }

  /** The paper of {@code Jane Doe for Harbour Post} and {@code Da Folha do Cais}. */
  private static String afterPreposition(String fragment) {
    Matcher matcher = WRITES_FOR.matcher(fragment);
    return matcher.matches() && (matcher.group(1) == null || isNames(matcher.group(1)))
        ? matcher.group(2)
        : fragment;
  }

  private static boolean isNames(String words) {
    Bylines.Byline byline = Bylines.read(words);
    return byline.whole() && !byline.cued();
  }

  /** Cuts off the town of {@code Kisumu, 5th April, 2019}. */
  private static String afterPlace(String blanked) {
    Matcher place = PLACE_BEFORE_DATE.matcher(blanked);
    return place.lookingAt() ? blanked.substring(place.end()) : blanked;
  }

  /** As many as blanks part; each character of a script that has none between words. */
  private static int words(String fragment) {
    int eastAsian = (int) fragment.codePoints().filter(Bylines::isEastAsian).count();
    return Math.max(eastAsian, fragment.split("\\s+", -1).length);
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
    if (COMPANY.matcher(text.substring(matcher.end())).find()) {
      return Optional.empty();
    }
    String bare = name.replaceAll("^(?:by|By)\\s|\\s?\\d{4}$", "").strip();
    return bare.length() >= 3
            && bare.length() <= 50
            && bare.indexOf('/') < 0
            && bare.indexOf(':') < 0
            && Character.isUpperCase(bare.codePointAt(0))
        ? Optional.of(bare)
        : Optional.empty();
  }

  /** Few words, each with a capital, one of which names of outlets are made of, and not all. */
  static boolean isOutlet(String name) {
    String lower = PressWords.lower(name);
    if (name.isEmpty()
        || PressWords.AGENCY.stream()
            .anyMatch(a -> lower.equals(a) || (a.indexOf(' ') > 0 && lower.endsWith(" " + a)))) {
      return false;
    }
    if (SITE.matcher(lower).matches()) {
      return true;
    }
    if (name.codePoints().anyMatch(Bylines::isEastAsian)) {
      return name.length() <= 12 && PressWords.OUTLET.stream().anyMatch(name::endsWith);
    }
    String[] words = name.split("\\s+", -1);
    if (words.length > 6 || name.length() > 50) {
      return false;
    }
    boolean outlet = false;
    boolean own = false;
    for (String word : words) {
      String small = PressWords.lower(word);
      boolean minor = SMALL_WORDS.contains(small);
      boolean letters =
          word.codePoints()
              .allMatch(
                  c ->
                      Character.isLetter(c)
                          || "-'’&.".indexOf(c) >= 0
                          || Character.getType(c) == Character.NON_SPACING_MARK
                          || Character.getType(c) == Character.COMBINING_SPACING_MARK);
      if (!letters || (Character.isLowerCase(word.codePointAt(0)) && !minor)) {
        return false;
      }
      boolean press = PressWords.OUTLET.contains(small);
      outlet |= press;
      own |=
          !press && !minor && !PressWords.NOISE.contains(small) && !PressWords.ROLE.contains(small);
    }
    boolean article = SMALL_WORDS.contains(PressWords.lower(words[0])) && words.length > 1;
    return outlet && (own || article);
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
