package org.vigil.extract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigil.date.DateFinder;

/**
 * Reads bylines: who wrote this, without outlets, roles, addresses, places and dates.
 *
 * <p>{@code By JANE DOE, Staff Writer and John Roe in Nairobi} names Jane Doe and John Roe.
 */
final class Bylines {

  /**
   * What a line says about its authors.
   *
   * @param authors persons, in order
   * @param cued whether a word such as <i>by</i> introduces them
   * @param whole whether nothing else stands in the line: no sentence, only names, roles, places,
   *     outlets and dates
   */
  record Byline(List<String> authors, boolean cued, boolean whole) {}

  private static final int LONGEST = 400;
  private static final int LONGEST_CUE = 4;
  private static final int MOST_WORDS = 6;
  private static final int LONGEST_ASIDE = 5;
  private static final int LONGEST_SURNAME = 5;

  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\[email[\\s\u00a0]protected\\]|\\S{1,100}@\\S{1,100}|(?<!\\S)@\\w{1,50}"
              + "|https?://\\S{1,300}|(?<!\\S)www\\.\\S{1,300}");

  /** How feeds name a person: {@code jane.doe@post.example (Jane Doe)}. */
  private static final Pattern SENDER =
      Pattern.compile("^\\s*\\S{1,100}@\\S{1,100}\\s+\\(([^()]{2,80})\\)\\s*$");

  private static final Pattern TIME =
      Pattern.compile(
          "\\b\\d{1,2}[時时点點]\\d{2}分?|\\b\\d{1,2}[:.h]\\d{2}(?::\\d{2})?(?:\\s?[ap]\\.?m\\.?)?\\b|\\b\\d{1,2}\\s?[ap]\\.?m\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern READING_TIME =
      Pattern.compile(
          "\\b\\d{1,3}[\\s-]?(?:min(?:ute|uto|uten)?s?\\.?)(?!\\p{L})"
              + "(?:\\s(?:read|lesezeit|de lecture|de lectura|di lettura))?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern GLUED_CUE =
      Pattern.compile("^\\s*(By|Por|Par|Von)(?=\\p{Lu}[\\p{Ll}.])");

  /** {@code Author, Jane Doe}: a label and a value, as they are read aloud. */
  private static final Pattern LABELLED =
      Pattern.compile(
          "^\\s*((?iu:author|auteure?|autora?|autore|автор|المؤلف|الكاتب|نویسنده|مصنف|συντάκτης|συντάκτρια|作者|लेखक|yazar|penulis))"
              + "[,،，]\\s+");

  /** {@code Daloa, correspondance.} before the name. */
  private static final Pattern LOCATED =
      Pattern.compile(
          "^\\s*\\p{Lu}[\\p{L}'’ -]{1,25}, (?i:correspondan(?:ce|te?)|envoyée? spéciale?|correspondencia)"
              + "[.,]\\s(?=\\p{Lu})");

  /** {@code School-to-Prison}. */
  private static final Pattern COMPOUND = Pattern.compile("-(?:to|of|in|and|by|for|the|on|at)-");

  /** {@code and John Roe (photographs)}. */
  private static final Pattern PHOTOGRAPHER =
      Pattern.compile(
          "(?:,|(?<=\\s)(?:e|y|et|und|and|&|и))?\\s*(?:\\p{Lu}[\\p{L}'’.-]{1,20}\\s){2,4}"
              + "\\((?i:fotos?|fotograf[ií]as?|photos?|photographies?|photographs?|photography|bilder"
              + "|images|v[ií]deos?|vidéo|фото)\\)");

  /** {@code 文丨张三}. */
  private static final Pattern CHINESE_BAR =
      Pattern.compile("(?<=文|者|编辑|撰稿|采写|责编|摄影|编|图)\\s?[丨｜︱|]\\s?(?=\\p{IsHan})");

  /** The name before the office. */
  private static final Pattern KOREAN =
      Pattern.compile("(?<!\\p{IsHangul})(\\p{IsHangul}{2,4})\\s?(?:기자|특파원)(?!\\p{IsHangul})");

  /** The name behind the place and an equals sign, or between brackets. */
  private static final Pattern JAPANESE =
      Pattern.compile(
          "^\\s*(?:[\\p{IsKatakana}\\p{IsHan}ー・]{2,10}[=＝](\\p{IsHan}{3,5})|【(\\p{IsHan}{3,5})】)"
              + "(?!\\p{IsHan})");

  /** {@code Jane Doe reports from Kyiv}. */
  private static final Pattern REPORTING_FROM =
      Pattern.compile(
          "(?<=\\p{L})\\s(?:(?:reports|writes)(?: from)?|(?<!nal )reporting from)(?=[\\s.,]|$)");

  /** A label for those who cannot see the line. */
  private static final Pattern POST_AUTHOR = Pattern.compile("^\\s*Post author:?\\s+(?=By\\s)");

  /** {@code Words and photos by}. */
  private static final Pattern ALSO = Pattern.compile("\\p{L}\\s?(?:and|&|und|et|y|e)\\s*$");

  private static final Pattern GLUED_AND = Pattern.compile("\\sand(?=\\p{Lu}\\p{Ll})");
  private static final Pattern SOURCE = Pattern.compile(PressWords.CHINESE_SOURCE + "\\S{2,20}");
  private static final Pattern PARENTHESIS = Pattern.compile("[(（\\[][^()（）\\[\\]]{0,120}[)）\\]]");
  private static final Pattern DASH = Pattern.compile("\\s[-–—]\\s");

  /** {@code Aus Kiew berichtet}. */
  private static final Pattern REPORTS_FROM =
      Pattern.compile("(?<!\\p{L})[Aa]us \\p{Lu}[\\p{L}-]{1,30} berichte[nt]\\s(?=\\p{Lu})");

  /** {@code Autor*in}, {@code Redakteur:in}. */
  private static final Pattern BOTH_SEXES =
      Pattern.compile("((?i:autor|redakteur|reporter|journalist))[*:_·]in(?:nen)?(?!\\p{L}):?");

  private static final Pattern BRACKETED = Pattern.compile("^\\s*\\(([^()]{20,})\\)\\s*$");

  private static final Pattern BRACKET = Pattern.compile("[()（）\\[\\]]");
  private static final Pattern SPACE = Pattern.compile("[\\s\u00a0\u3000]+");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}'.-]+");
  private static final Pattern ARABIC_ARTICLE =
      Pattern.compile("(?:al|el|ar|as|ash|at|ad|an|az|d|l|o|ó)[-'’]\\p{Lu}.{0,30}");
  private static final Pattern JOINED_AND =
      Pattern.compile(
          "([\\p{IsArabic}]{2,} [\\p{IsArabic}]{2,}) و"
              + "(?!(?:ليد|ائل|سيم|فاء|سام|جدي|جيه|ديع|داد|حيد|رد)(?![\\p{IsArabic}]))"
              + "([\\p{IsArabic}]{3,} [\\p{IsArabic}]{2,})");
  private static final Pattern SEPARATOR =
      Pattern.compile(
          "[,،;；、/|•·※\\t\\n"
              + "\u2028]|\\s[-–—]\\s"
              + "|\\s(?:[&+]|and|AND|et|ET|und|UND|og|och|oder|ve|dan|и|та|і|و|和)\\s");

  /** Conjunctions that also stand inside names: they part two names only if both are whole. */
  private static final Pattern WEAK_SEPARATOR = Pattern.compile("\\s(?:y|Y|e|E|en|EN|i|a)\\s");

  private static final Set<String> PARTICLES =
      Set.of(
          "de", "da", "do", "dos", "das", "du", "des", "di", "del", "della", "dell", "van", "von",
          "der", "den", "ten", "ter", "het", "zu", "zur", "vom", "la", "le", "el", "al", "bin",
          "ben", "ibn", "bint", "abu", "ould", "y", "e", "af", "av", "dit", "san", "st", "los",
          "las", "um", "lo", "'t", "op", "in't", "ul", "ur", "é");

  /** Particles that with a capital, at the head of a name, are names of their own. */
  private static final Set<String> ALSO_GIVEN =
      Set.of("ben", "al", "van", "abu", "bin", "do", "du", "lo");

  private static final Set<String> PREPOSITIONS =
      Set.of(
          "in", "at", "for", "from", "of", "à", "au", "aux", "en", "em", "no", "na", "aus", "bei",
          "a", "da", "di", "te", "i", "в", "из", "для", "у", "desde", "para", "pour", "für", "voor",
          "on", "with", "via", "w");

  /** What opens the words that say where somebody is. */
  private static final Set<String> OPENING_PLACE =
      Set.of(
          "in",
          "from",
          "aus",
          "bei",
          "via",
          "for",
          "für",
          "pour",
          "para",
          "desde",
          "depuis",
          "для",
          "специально",
          "из",
          "exclusivo",
          "spécialement");

  /** Words of scripts without capitals that part words of a sentence and are in no name. */
  private static final Set<String> FUNCTION_WORDS =
      Set.of(
          "في", "من", "على", "إلى", "الى", "عن", "مع", "بعد", "قبل", "ضد", "خلال", "بين", "أن",
          "إن", "التي", "الذي", "هذا", "هذه", "كما", "لا", "لم", "در", "از", "به", "با", "برای",
          "را", "که", "است", "में", "की", "के", "का", "से", "पर", "को", "ने", "है", "हैं", "था",
          "थे", "और", "एक", "यह");

  /** {@code g1 SP}: a station or a desk. */
  private static final Pattern ACRONYMS =
      Pattern.compile("\\p{L}\\d(?: \\p{Lu}{2,5})?|\\p{Lu}{2,5}");

  private static final Pattern VOWEL = Pattern.compile("[AEIOUYÀ-ÖØ-ÝАЕЁИОУЫЭЮЯЄІЇ]");

  /** What opens the name of a paper, a people or a desk. */
  private static final Set<String> ARTICLES =
      Set.of("the", "der", "die", "das", "les", "los", "las", "our", "unser", "unsere");

  private static final Set<String> SUFFIXES = Set.of("jr", "jr.", "sr", "sr.", "ii", "iii", "iv");
  private static final Set<String> HONOURS =
      Set.of("phd", "ph.d", "ph.d.", "md", "m.d.", "rn", "esq", "esq.", "mba", "ma", "mph", "obe");
  private static final Set<String> TITLES =
      Set.of("dr", "dr.", "prof", "prof.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "sir", "rev.");
  private static final List<String> EAST_ASIAN_CUES = List.of("记者", "記者");

  /** What follows the name of a reporter without a space. */
  private static final Pattern EAST_ASIAN_TAIL =
      Pattern.compile("(?:(?:综合|摄影|綜合)?(?:报道|報道|報導)|发自|發自|通讯员|通訊員|实习生|摄影|攝影).*");

  private static final Set<String> EAST_ASIAN_ROLES = Set.of("기자", "특파원", "記者", "记者");

  private Bylines() {}

  /** The persons that the text of a byline names; empty if it names none. */
  static List<String> authors(String bylineText) {
    return read(bylineText).authors();
  }

  /** Whether some word of the line may introduce an author: quicker than to read it. */
  static boolean mayBeCued(String line) {
    return line.length() <= LONGEST && cue(withPlainCue(line)).isPresent();
  }

  /** With a cue before the name, as most write it. */
  private static String withPlainCue(String line) {
    String text = GLUED_CUE.matcher(line).replaceFirst("$1 ");
    text = LABELLED.matcher(text).replaceFirst("$1: ");
    if (text.codePoints().noneMatch(Bylines::isEastAsian)) {
      return text;
    }
    text = CHINESE_BAR.matcher(text).replaceAll("：");
    text = KOREAN.matcher(text).replaceFirst("作者：$1|");
    return JAPANESE.matcher(text).replaceFirst("作者：$1$2|");
  }

  static Byline read(String line) {
    if (line.isBlank()) {
      return new Byline(List.of(), false, false);
    }
    String text = line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    text = POST_AUTHOR.matcher(text).replaceFirst("");
    // Wire services put the whole line of those who reported into parentheses.
    text = BRACKETED.matcher(text).replaceFirst("$1");
    text = withPlainCue(blank(PHOTOGRAPHER.matcher(text).replaceAll("|")));
    text = BOTH_SEXES.matcher(text).replaceAll("$1: ");
    text = REPORTS_FROM.matcher(text).replaceAll("Von ");
    text = LOCATED.matcher(text).replaceFirst("");
    text = REPORTING_FROM.matcher(text).replaceFirst(", from");
    boolean unclear = line.length() > LONGEST;
    text = withoutOtherCredits(text);
    Optional<Cue> cue = cue(text);
    boolean noiseBefore = true;
    if (cue.isPresent()) {
      String before = text.substring(0, cue.get().start);
      boolean outlet = before.codePoints().anyMatch(Bylines::isEastAsian) && isPressWord(before);
      noiseBefore = outlet || isNoise(SOURCE.matcher(before).replaceAll("|"));
      text = text.substring(cue.get().end);
    }
    int credit = creditStart(text);
    if (credit >= 0) {
      text = text.substring(0, credit);
    }
    Set<String> authors = new LinkedHashSet<>();
    boolean whole = noiseBefore && !unclear;
    int dash = dashAfterName(text);
    List<String> pieces = pieces(dash < 0 ? text : text.substring(0, dash));
    int named = pieces.size();
    if (dash >= 0) {
      pieces.addAll(pieces(text.substring(dash)));
    }
    for (int i = 0; i < pieces.size(); i++) {
      String piece = pieces.get(i);
      Piece read = piece(piece, !authors.isEmpty());
      boolean again = authors.stream().anyMatch(piece::contains);
      switch (read.kind) {
        case NAME, NAME_AND_MORE -> {
          if (!again && (i < named || authors.isEmpty())) {
            authors.add(read.name);
          }
          whole &= again || read.kind == Kind.NAME;
        }
        case SUFFIX -> addSuffix(authors, read.name);
        case ASIDE -> {}
        case UNKNOWN -> whole &= again;
      }
    }
    return new Byline(List.copyOf(authors), cue.isPresent(), whole && !authors.isEmpty());
  }

  /**
   * The text without "Verified by Jane Doe": from the next cue on or, where none follows, what
   * stands before.
   */
  private static String withoutOtherCredits(String text) {
    Optional<Cue> cue = cue(text);
    if (cue.isEmpty()) {
      return text;
    }
    int credit = creditStart(text);
    boolean other = credit >= 0 && credit < cue.get().start && isCreditCue(text, cue.get());
    if (!other) {
      return text;
    }
    String rest = text.substring(cue.get().end);
    return cue(rest).isPresent() ? withoutOtherCredits(rest) : text.substring(0, credit);
  }

  /** {@code …, edited by}: words that introduce somebody who wrote nothing of it. */
  static boolean endsInOtherCredit(String words) {
    String lower = PressWords.lower(words).replaceAll("[^\\p{L}\\p{M}]+$", "");
    for (String credit : PressWords.CREDIT) {
      int at = lower.length() - credit.length();
      if (lower.endsWith(credit) && (at == 0 || !isWordPart(lower.charAt(at - 1)))) {
        return !ALSO.matcher(lower.substring(0, at)).find();
      }
    }
    return false;
  }

  /** Whether the cue is the last word of an entry among the credits. */
  private static boolean isCreditCue(String text, Cue cue) {
    String lower = PressWords.lower(strip(text.substring(0, cue.end)));
    return PressWords.CREDIT.stream().anyMatch(lower::endsWith);
  }

  /** {@code By Tim Childers - Live Science}: what a dash parts from names is no name. */
  private static int dashAfterName(String text) {
    Matcher dash = DASH.matcher(text);
    return dash.find()
            && pieces(text.substring(0, dash.start())).stream()
                .anyMatch(p -> piece(p, false).kind == Kind.NAME)
        ? dash.start()
        : -1;
  }

  /** Addresses, dates, times and parentheses part what stands around them. */
  private static String blank(String line) {
    String text = SENDER.matcher(line).replaceFirst("$1");
    StringBuilder kept = new StringBuilder(text);
    for (DateFinder.Found date : DateFinder.dateFinder().find(text, Optional.empty())) {
      for (int i = date.start(); i < date.end(); i++) {
        kept.setCharAt(i, '|');
      }
    }
    String blanked = ADDRESS.matcher(kept).replaceAll("|");
    blanked = READING_TIME.matcher(blanked).replaceAll("|");
    blanked = TIME.matcher(blanked).replaceAll("|");
    blanked = GLUED_AND.matcher(blanked).replaceAll(" and ");
    if (!blanked.contains("记者") && !blanked.contains("記者")) {
      return PARENTHESIS.matcher(blanked).replaceAll("|");
    }
    return BRACKET.matcher(blanked).replaceAll("|");
  }

  private record Cue(int start, int end) {}

  /** The first words, at a word's beginning, that introduce an author. */
  private static Optional<Cue> cue(String text) {
    int at = 0;
    while (at < text.length()) {
      if (Character.isLetter(text.charAt(at))) {
        Optional<Cue> here = cueAt(text, at);
        if (here.isPresent()) {
          return here;
        }
        int start = at;
        while (at < text.length() && isWordPart(text.charAt(at))) {
          at++;
        }
        Optional<Cue> joined = joinedCue(text, start, at);
        if (joined.isPresent()) {
          return joined;
        }
      } else {
        at++;
      }
    }
    return Optional.empty();
  }

  private static Optional<Cue> cueAt(String text, int start) {
    Optional<Cue> longest = Optional.empty();
    int end = start;
    for (int words = 0; words < LONGEST_CUE && end < text.length(); words++) {
      while (end < text.length() && isWordPart(text.charAt(end))) {
        // Chinese writes the cue and the name without a space between.
        end++;
        if (Character.isIdeographic(text.charAt(end - 1))
            && isCue(text, start, end)
            && (end - start > 1 || afterColon(text, end) > end || text.startsWith("/", end))) {
          longest = Optional.of(new Cue(start, afterColon(text, end)));
        }
      }
      if (isCue(text, start, end) && introducesName(text, end, start)) {
        longest = Optional.of(new Cue(start, afterColon(text, end)));
      }
      while (end < text.length() && text.charAt(end) == ' ') {
        end++;
      }
    }
    return longest;
  }

  /** {@code 晚报记者张三}: the outlet, the cue and the name without a space between. */
  private static Optional<Cue> joinedCue(String text, int start, int end) {
    for (String cue : EAST_ASIAN_CUES) {
      int at = text.indexOf(cue, start);
      if (at > start && at + cue.length() < end) {
        return Optional.of(new Cue(at, at + cue.length()));
      }
    }
    return Optional.empty();
  }

  private static boolean isCue(String text, int start, int end) {
    return end - start < 40
        && PressWords.BYLINE.contains(PressWords.lower(text.substring(start, end)));
  }

  /** A cue is followed by a colon or a capital; "Reporter" alone needs the colon. */
  private static boolean introducesName(String text, int end, int start) {
    int after = afterColon(text, end);
    if (after >= text.length()) {
      return false;
    }
    boolean colon =
        text.substring(end, after).indexOf(':') >= 0
            || text.substring(end, after).indexOf('：') >= 0;
    boolean verb =
        text.substring(start, end).indexOf(' ') >= 0
            || (end - start <= 4 && !text.regionMatches(true, start, "text", 0, 4))
            || text.charAt(start) > 'ɏ';
    int c = text.codePointAt(after);
    boolean capital =
        Character.isUpperCase(c) || (Character.isLetter(c) && !Character.isLowerCase(c));
    return capital && (colon || verb);
  }

  private static int afterColon(String text, int end) {
    int i = end;
    while (i < text.length()
        && (text.charAt(i) == ' '
            || text.charAt(i) == '\t'
            || text.charAt(i) == ':'
            || text.charAt(i) == '：'
            || text.charAt(i) == '|')) {
      i++;
    }
    return i;
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK
        || c == '\''
        || c == '’';
  }

  private static int creditStart(String text) {
    String lower = PressWords.lower(text);
    int first = -1;
    for (String credit : PressWords.CREDIT) {
      int at = lower.indexOf(credit);
      boolean wordStart = at == 0 || (at > 0 && !isWordPart(lower.charAt(at - 1)));
      if (at >= 0 && wordStart && (first < 0 || at < first)) {
        first = at;
      }
    }
    return first;
  }

  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    for (String part : SEPARATOR.split(" " + withoutJoinedAnd(text) + " ", -1)) {
      String[] words = SPACE.split(part.strip(), -1);
      if (areChineseNames(words)) {
        pieces.addAll(List.of(words));
        continue;
      }
      String[] halves = WEAK_SEPARATOR.split(part, 2);
      if (halves.length == 2 && isFullName(halves[0]) && isFullName(halves[1])) {
        pieces.add(halves[0].strip());
        pieces.add(halves[1].strip());
      } else {
        pieces.add(part.strip());
      }
    }
    pieces.removeIf(p -> !p.codePoints().anyMatch(Character::isLetter));
    return pieces;
  }

  /** Arabic joins "and" with the word behind it: it parts names between two of two words. */
  private static String withoutJoinedAnd(String text) {
    return text.indexOf('و') < 0 ? text : JOINED_AND.matcher(text).replaceAll("$1 | $2");
  }

  private static boolean isFullName(String text) {
    return text.strip().indexOf(' ') > 0 && piece(text.strip(), false).kind == Kind.NAME;
  }

  /** Whether a line holds offices, places, outlets and addresses alone. */
  static boolean isAside(String line) {
    return line.length() <= LONGEST
        && pieces(blank(line)).stream().allMatch(piece -> piece(piece, true).kind == Kind.ASIDE);
  }

  private enum Kind {
    NAME,
    NAME_AND_MORE,
    SUFFIX,
    /** Roles, places, outlets: nothing to worry about. */
    ASIDE,
    UNKNOWN
  }

  private record Piece(Kind kind, String name) {

    static Piece of(Kind kind) {
      return new Piece(kind, "");
    }
  }

  /**
   * @param later whether a name stands before it, so that it may be a place
   */
  private static Piece piece(String piece, boolean later) {
    String lower = PressWords.lower(strip(piece));
    if (SUFFIXES.contains(lower)) {
      return new Piece(Kind.SUFFIX, strip(piece));
    }
    if (HONOURS.contains(lower)
        || isNoise(piece)
        || PressWords.AGENCY.contains(lower)
        || (later && ACRONYMS.matcher(piece).matches())) {
      return Piece.of(Kind.ASIDE);
    }
    if (PressWords.PLACE.contains(lower)) {
      return Piece.of(Kind.ASIDE);
    }
    if (piece.codePoints().anyMatch(Bylines::isEastAsian)) {
      return eastAsian(piece);
    }
    String named = withoutAgency(strip(piece));
    String[] words = SPACE.split(named, -1);
    int last = 0;
    int names = 0;
    boolean outlet = false;
    int from = words.length > 1 && TITLES.contains(PressWords.lower(words[0])) ? 1 : 0;
    boolean shouting = isShouting(named);
    if (isPost(words, from) || (later && isElsewhere(words))) {
      return Piece.of(Kind.ASIDE);
    }
    if (words.length > 1 && OPENING_PLACE.contains(PressWords.lower(words[0]))) {
      return Piece.of(Kind.UNKNOWN);
    }
    boolean surname = false;
    for (int i = from; i < words.length; i++) {
      String word = words[i];
      String small = PressWords.lower(strip(word));
      if (names > 1 && SUFFIXES.contains(small)) {
        last = i + 1;
        break;
      }
      // Some write the family name in capitals.
      boolean first = names == 1 && !PressWords.BEAT.contains(PressWords.lower(words[from]));
      surname = !outlet && (first || surname) && isSurnameInCapitals(word);
      if (PressWords.ROLE.contains(small)
          || FUNCTION_WORDS.contains(small)
          || (names > 1 && PREPOSITIONS.contains(small) && !PARTICLES.contains(small))
          || (names > 1 && (HONOURS.contains(small) || isPost(words, i)))
          || (names > 0 && isAgency(word, names))
          || (!shouting && !surname && isAcronym(word))) {
        break;
      }
      boolean given = names == 0 && isCapital(word) && ALSO_GIVEN.contains(small);
      if (!given
          && PARTICLES.contains(small)
          && i + 1 < words.length
          && (names > 0 || isCapital(word))) {
        continue;
      }
      if (!isNameWord(word)) {
        break;
      }
      outlet |= isOutletWord(small);
      names++;
      last = i + 1;
    }
    boolean rest = last < words.length && !isAside(words, last);
    if (names == 0) {
      return Piece.of(rest ? Kind.UNKNOWN : Kind.ASIDE);
    }
    if (outlet) {
      return Piece.of(Kind.ASIDE);
    }
    if (words.length > 1 && ARTICLES.contains(PressWords.lower(words[0]))) {
      return Piece.of(Kind.UNKNOWN);
    }
    if (names < 2 || last - from > MOST_WORDS || isInitial(words[last - 1])) {
      return Piece.of(later && names == 1 && !rest ? Kind.ASIDE : Kind.UNKNOWN);
    }
    String name = withoutStop(joined(words, from, last, shouting));
    String whole = PressWords.lower(name);
    if (PressWords.PLACE.contains(whole) || PressWords.AGENCY.contains(whole)) {
      return Piece.of(Kind.ASIDE);
    }
    if (whole.endsWith("'s") || whole.endsWith("’s")) {
      return Piece.of(Kind.UNKNOWN);
    }
    return new Piece(rest ? Kind.NAME_AND_MORE : Kind.NAME, name);
  }

  /**
   * Whether an office stands there, with the region or the subject before it: {@code South Asia
   * correspondent}, {@code Washington bureau chief}, but not the office alone.
   */
  private static boolean isPost(String[] words, int from) {
    int i = from;
    while (i < words.length) {
      String small = PressWords.lower(strip(words[i]));
      String two = i + 1 < words.length ? small + " " + PressWords.lower(strip(words[i + 1])) : "";
      if (PressWords.PLACE.contains(two)) {
        i += 2;
      } else if (PressWords.PLACE.contains(small) || PressWords.BEAT.contains(small)) {
        i++;
      } else {
        return i > from && PressWords.ROLE.contains(small);
      }
    }
    return false;
  }

  /** {@code from Kyiv}, {@code O Globo}: beside a name these are a place and a paper. */
  private static boolean isElsewhere(String[] words) {
    String first = PressWords.lower(words[0]);
    return words.length > 1
        && words.length <= LONGEST_ASIDE
        && (OPENING_PLACE.contains(first) || first.equals("o") || first.equals("il"));
  }

  /** Short names of agencies are family names too, unless they stand behind a whole name. */
  private static boolean isAgency(String word, int names) {
    String small = PressWords.lower(strip(word));
    return PressWords.AGENCY.contains(small)
        && (names > 1 || small.length() > LONGEST_SURNAME || isInCapitals(word));
  }

  private static boolean isOutletWord(String small) {
    if (PressWords.OUTLET.contains(small) || PressWords.ORGANISATION.contains(small)) {
      return true;
    }
    for (int dash = small.indexOf('-'); dash >= 0; dash = small.indexOf('-', dash + 1)) {
      if (PressWords.OUTLET.contains(small.substring(dash + 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSurnameInCapitals(String word) {
    return isAcronym(word)
        && !SUFFIXES.contains(PressWords.lower(word))
        && VOWEL.matcher(word).find()
        && !isOutletWord(PressWords.lower(word))
        && !PressWords.AGENCY.contains(PressWords.lower(word));
  }

  /**
   * The name of somebody who is said to be a person; empty where it looks like an organisation's.
   * Such a name may have a word in it that elsewhere makes an outlet or a desk: Alex Press, Max
   * Read.
   */
  static Optional<String> person(String stated) {
    String[] words = SPACE.split(stated.strip(), -1);
    int press = 0;
    int others = 0;
    for (String word : words) {
      String small = PressWords.lower(word);
      if (!isNameWord(word) || isAcronym(word)) {
        return Optional.empty();
      } else if (PressWords.ALSO_SURNAME.contains(small)) {
        press++;
      } else if (isPressWord(small) || ARTICLES.contains(small) || isOutletWord(small)) {
        return Optional.empty();
      } else if (!isInitial(word)) {
        others++;
      }
    }
    return press == 1 && others == 1 && words.length <= 3
        ? Optional.of(String.join(" ", words))
        : Optional.empty();
  }

  /** The stop of a sentence is no part of a name, that of an initial or of Jr. is. */
  private static String withoutStop(String name) {
    int word = name.lastIndexOf(' ') + 1;
    return name.endsWith(".") && name.length() - word > 4
        ? name.substring(0, name.length() - 1)
        : name;
  }

  /** Cuts {@code Jane Doe Associated Press} after the name. */
  private static String withoutAgency(String piece) {
    String[] words = SPACE.split(piece, -1);
    for (int length = Math.min(3, words.length - 2); length > 0; length--) {
      String[] tail = Arrays.copyOfRange(words, words.length - length, words.length);
      if (PressWords.AGENCY.contains(PressWords.lower(String.join(" ", tail)))) {
        return String.join(" ", Arrays.copyOf(words, words.length - length));
      }
    }
    return piece;
  }

  /** What follows a name without a comma: a role, an agency, "in Nairobi", "for the Post". */
  private static boolean isAside(String[] words, int from) {
    String first = PressWords.lower(strip(words[from]));
    return words.length - from <= LONGEST_ASIDE
        && (PREPOSITIONS.contains(first)
            || FUNCTION_WORDS.contains(first)
            || PressWords.ROLE.contains(first)
            || HONOURS.contains(first)
            || isPost(words, from)
            || PressWords.AGENCY.contains(first)
            || PressWords.NOISE.contains(first)
            || isAcronym(words[from]));
  }

  /** Whether every word is a Chinese name, by its first character: two reporters side by side. */
  private static boolean areChineseNames(String[] words) {
    for (String word : words) {
      if (word.length() < 2
          || word.length() > 3
          || !PressWords.SURNAME.contains(word.substring(0, 1))
          || isPressWord(word)
          || PressWords.PLACE.contains(word)) {
        return false;
      }
    }
    return words.length > 1;
  }

  private static Piece eastAsian(String piece) {
    String name = EAST_ASIAN_TAIL.matcher(piece).replaceFirst("").strip();
    for (String role : EAST_ASIAN_ROLES) {
      name = name.replace(role, " ").strip();
    }
    List<String> names = new ArrayList<>();
    for (String word : SPACE.split(name, -1)) {
      int length = word.codePointCount(0, word.length());
      boolean foreign = word.indexOf('·') > 0 || word.indexOf('・') > 0;
      if (length >= 2 && (length <= 4 || (foreign && length <= 15)) && !isPressWord(word)) {
        names.add(word);
      } else {
        break;
      }
    }
    if (names.isEmpty()) {
      return Piece.of(isPressWord(name) ? Kind.ASIDE : Kind.UNKNOWN);
    }
    return new Piece(Kind.NAME, names.getFirst());
  }

  private static boolean isPressWord(String word) {
    return PressWords.ROLE.stream().anyMatch(word::contains)
        || PressWords.OUTLET.stream().anyMatch(word::endsWith)
        || PressWords.AGENCY.stream().anyMatch(word::startsWith)
        || PressWords.NOISE.contains(word);
  }

  static boolean isEastAsian(int c) {
    Character.UnicodeScript script = Character.UnicodeScript.of(c);
    return script == Character.UnicodeScript.HAN
        || script == Character.UnicodeScript.HANGUL
        || script == Character.UnicodeScript.HIRAGANA
        || script == Character.UnicodeScript.KATAKANA;
  }

  static boolean isNoise(String text) {
    for (String word : NO_WORD.split(text, -1)) {
      String small = PressWords.lower(word);
      if (!word.isEmpty()
          && word.codePoints().anyMatch(Character::isLetter)
          && !PressWords.NOISE.contains(small)
          && !PressWords.NOISE.contains(strip(small))) {
        return false;
      }
    }
    return true;
  }

  private static String strip(String word) {
    int start = 0;
    int end = word.length();
    while (start < end && !isWordPart(word.charAt(start))) {
      start++;
    }
    while (end > start && !isWordPart(word.charAt(end - 1)) && word.charAt(end - 1) != '.') {
      end--;
    }
    return word.substring(start, end);
  }

  private static boolean isCapital(String word) {
    int c = word.isEmpty() ? ' ' : word.codePointAt(0);
    return Character.isUpperCase(c) || Character.isTitleCase(c);
  }

  /** A capital, or a letter of a script without capitals, then letters, hyphens, apostrophes. */
  private static boolean isNameWord(String word) {
    String bare = word.endsWith(",") ? word.substring(0, word.length() - 1) : word;
    if (bare.isEmpty()) {
      return false;
    }
    int first = bare.codePointAt(0);
    boolean arabicArticle = Character.isLowerCase(first) && ARABIC_ARTICLE.matcher(bare).matches();
    if ((Character.isLowerCase(first) && !arabicArticle) || COMPOUND.matcher(bare).find()) {
      return false;
    }
    return bare.codePoints()
        .allMatch(
            c ->
                Character.isLetter(c)
                    || Character.getType(c) == Character.NON_SPACING_MARK
                    || Character.getType(c) == Character.COMBINING_SPACING_MARK
                    || c == '.'
                    || c == '-'
                    || c == '‑'
                    || c == '\''
                    || c == '’'
                    || c == '`'
                    || c == 0x200c);
  }

  private static boolean isInitial(String word) {
    return strip(word).replace(".", "").codePoints().count() < 2;
  }

  private static boolean isShouting(String text) {
    long capitals = text.codePoints().filter(Character::isUpperCase).count();
    long small = text.codePoints().filter(Character::isLowerCase).count();
    return capitals >= 4 && small * 4 < capitals;
  }

  private static boolean isAcronym(String word) {
    return word.length() >= 3 && word.codePoints().allMatch(Character::isUpperCase);
  }

  private static String joined(String[] words, int from, int to, boolean shouting) {
    StringBuilder name = new StringBuilder();
    boolean surname = false;
    for (int i = to - 1; i > from; i--) {
      surname |= isSurnameInCapitals(words[i]);
    }
    for (int i = from; i < to; i++) {
      String word = strip(words[i]);
      if (!name.isEmpty()) {
        name.append(' ');
      }
      boolean particle = PARTICLES.contains(PressWords.lower(word)) && i > from;
      boolean numeral = SUFFIXES.contains(PressWords.lower(word));
      boolean shouted = shouting || (surname && i > from && isInCapitals(word));
      name.append(
          !shouted || numeral ? word : particle ? PressWords.lower(word) : capitalised(word));
    }
    return name.toString();
  }

  private static boolean isInCapitals(String word) {
    return word.length() > 1 && word.codePoints().allMatch(Character::isUpperCase);
  }

  /** MCDONALD-O'BRIEN as Mcdonald-O'Brien: where capitals inside a word were, nobody can know. */
  private static String capitalised(String word) {
    if (word.length() <= 2 && word.endsWith(".")) {
      return word;
    }
    StringBuilder name = new StringBuilder(word.length());
    boolean start = true;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      name.append(start ? c : Character.toLowerCase(c));
      boolean apostrophe = (c == '\'' || c == '’') && i == 1;
      start = c == '-' || c == '.' || apostrophe;
    }
    return name.toString();
  }

  private static void addSuffix(Set<String> authors, String suffix) {
    if (!authors.isEmpty()) {
      List<String> list = new ArrayList<>(authors);
      String last = list.removeLast();
      list.add(last + " " + suffix);
      authors.clear();
      authors.addAll(list);
    }
  }
}
