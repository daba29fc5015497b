package org.vigil.extract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads who published a document, and who wrote it, from the head that organisations print: a name
 * above the title, a kind of paper, a line with authors below the title, an imprint.
 *
 * <p>An organisation that a document is about stands in its head as well. So a name counts only
 * above the title, beside the kind of paper, in an imprint, or where the document's own address is
 * made of it; and of several none does.
 */
final class Letterhead {

  private static final int MOST_PARAGRAPHS = 14;
  private static final int LONGEST_LINE = 160;
  private static final int PROSE = 80;
  private static final int IMPRINT = 2500;
  private static final int MOST_WORDS = 9;
  private static final int SHORTEST_ADDRESS = 4;

  /** What stands between names in one line. */
  private static final Pattern PIECES =
      Pattern.compile("\\s*[·•|※]\\s*|\\s+[–—-]\\s+|\\t+|\\s{2,}");

  /** Kinds of paper that say: this was published by whose paper it is. */
  private static final String KIND =
      "(?:for immediate release|(?:press|media|news) (?:release|statement|note|briefing|advisory)"
          + "|(?:public|joint|oral|written) statement|(?:legal|policy|research|media) brief(?:ing)?(?:"
          + " (?:paper|note))?|urgent action|(?:annual|situation|country|field|investigation|research) report"
          + "|communiqué(?: de presse)?|comunicado(?: de (?:prensa|imprensa))?|nota de (?:prensa|imprensa)"
          + "|comunicato stampa|pressemitteilung|presseerklärung|persbericht|pressmeddelande|пресс-релиз"
          + "|заявление для (?:прессы|сми)|بيان صحفي|新闻稿)";

  private static final Pattern KIND_FIRST =
      Pattern.compile("^" + KIND + "(?![\\p{L}])", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern KIND_ANYWHERE =
      Pattern.compile(
          "(?<![\\p{L}])" + KIND + "(?![\\p{L}])(?:\\s(?:no\\.?\\s?|nr\\.?\\s?|n°\\s?)?[\\d/.-]+)?",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** A page number, a day, at the ends of a running head. */
  private static final Pattern FURNITURE =
      Pattern.compile(
          "^[A-Z]?\\d{1,3}\\s+|[\\s,]+(?:mon|tues|wednes|thurs|fri|satur|sun)day\\b.*$"
              + "|[\\s,]+(?:\\d{1,2}\\s)?(?:january|february|march|april|may|june|july|august|september"
              + "|october|november|december)\\s.*\\d{4}$|[\\s,]+\\d[\\d/.-]*$",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern IMPRINTS =
      Pattern.compile(
          "^(?:(?:first )?published(?: in \\d{4})? by|©|\\(c\\)|copyright(?: ©)?|publicado por|publié par"
              + "|édité par|herausgegeben von|herausgeber:|издатель:)\\s*(?:\\d{4}\\s*,?\\s*)?(?:by |the )*(.{3,80}?)"
              + "(?:[,.;]? all rights reserved\\.?|,? \\d{4})?[.]?$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern ABOUT =
      Pattern.compile("^about (?:the )?(\\p{Lu}.{3,70}?):?$", Pattern.CASE_INSENSITIVE);

  /** By which Amnesty International numbers its papers. */
  private static final Pattern AI_INDEX =
      Pattern.compile(
          "\\b(?:AI\\s)?Index(?:\\s(?:number|no\\.?))?\\s?:?\\s?[A-Z]{3}\\s?\\d{2}/\\d{3,5}/\\d{4}\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern WRITTEN_BY =
      Pattern.compile(
          "^(?:(?:researched and )?(?:prepared|written|compiled|drafted|authored)|(?:a )?(?:report|briefing)"
              + "|elaborado|preparado|redactado|préparé|rédigé|verfasst)\\s(?:by|por|par|von)\\s*:?\\s+(.{3,120})$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern WRITTEN_FOR =
      Pattern.compile(
          "\\s(?:for|para|pour|für)\\s(?:the\\s)?(\\p{Lu}[\\p{L}\\p{M} .&’'-]{2,50}?)(?=,|$)");
  private static final Pattern HONORIFIC =
      Pattern.compile(
          "^(?:mr|mrs|ms|miss|sir|madam|h\\.?\\s?e|his|her|the|dear|attn|to)\\b\\.?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:@|https?://|www\\.)([\\w.-]{3,80})|\\b([a-z0-9-]{4,40}\\.(?:org|ngo|int|net|info|com|example)(?:\\.[a-z]{2})?)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Set<String> CONNECTORS =
      Set.of(
          "of", "for", "to", "on", "against", "in", "and", "&", "the", "without", "de", "del", "la",
          "las", "los", "el", "y", "e", "du", "des", "le", "les", "et", "pour", "sans", "contre",
          "do", "da", "dos", "das", "em", "por", "para", "für", "der", "die", "und", "van", "voor",
          "по", "и", "за", "в");

  /** Nouns that say what kind of organisation it is, beside those of {@link PressWords}. */
  private static final Set<String> NOUNS =
      Set.of(
          "league",
          "fund",
          "trust",
          "forum",
          "clinic",
          "campaign",
          "service",
          "mission",
          "board",
          "watchdog",
          "collective",
          "solidarity",
          "defenders",
          "reporters",
          "lawyers",
          "journalists",
          "programme",
          "program",
          "observatorio",
          "asociación",
          "comité",
          "comisión",
          "federación",
          "fundación",
          "centro",
          "coordinadora",
          "instituto",
          "liga",
          "ministerio",
          "defensoría",
          "oficina",
          "red",
          "consejo",
          "observatoire",
          "association",
          "ligue",
          "fédération",
          "réseau",
          "ministère",
          "fondation",
          "centre",
          "conseil",
          "associação",
          "comissão",
          "rede",
          "fundação",
          "observatório",
          "ministério",
          "conselho",
          "verein",
          "verband",
          "gesellschaft",
          "bund",
          "ministerium",
          "stiftung",
          "kommission",
          "netzwerk",
          "beobachtungsstelle",
          "центр",
          "комитет",
          "ассоциация",
          "фонд",
          "комиссия",
          "министерство",
          "مركز",
          "منظمة",
          "لجنة",
          "شبكة",
          "جمعية",
          "مؤسسة",
          "هيئة",
          "المرصد",
          "مرصد");

  /** Nouns that end no name of their own: a heading may end so as well. */
  private static final Set<String> NEVER_LAST = Set.of("rights", "union", "party", "international");

  private final String text;

  /** Where imprints and addresses stand: the beginning, and what is left of the end. */
  private final String start;

  private final String end;
  private final String title;
  private final List<String> head;
  private final int titleAt;

  /**
   * @param text of the document
   * @param title that was found elsewhere
   */
  Letterhead(String text, Optional<String> title) {
    this.text = text;
    this.start = text.substring(0, Math.min(IMPRINT, text.length()));
    this.end = text.substring(Math.max(start.length(), text.length() - IMPRINT));
    this.title = Characters.letters(title.orElse(""));
    this.head = head(text);
    int at = -1;
    for (int i = 0; i < head.size() && at < 0; i++) {
      at = isTitle(head.get(i)) ? i : -1;
    }
    this.titleAt = at;
  }

  /** The short paragraphs before the first of prose. */
  private List<String> head(String document) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : document.split("\n\n", MOST_PARAGRAPHS + 1)) {
      String line = Characters.line(paragraph);
      boolean prose = line.length() > LONGEST_LINE || (line.length() > PROSE && line.endsWith("."));
      if ((prose && !isTitle(line)) || lines.size() == MOST_PARAGRAPHS) {
        break;
      }
      if (!line.isEmpty()) {
        lines.add(line);
      }
    }
    return lines;
  }

  private boolean isTitle(String line) {
    String own = Characters.letters(line);
    return own.length() > 3 && title.contains(own);
  }

  /** Who published it. */
  Optional<Fact<String>> outlet() {
    return index().or(this::imprint).or(this::writtenFor).or(this::named);
  }

  private Optional<Fact<String>> index() {
    Matcher index = AI_INDEX.matcher(start);
    return index.find() && text.contains("Amnesty International")
        ? Optional.of(new Fact<>("Amnesty International", "letterhead-index", 0.9, index.group()))
        : Optional.empty();
  }

  /** "Published by", a copyright line, "About us" below a press release. */
  private Optional<Fact<String>> imprint() {
    boolean release = head.stream().anyMatch(line -> KIND_FIRST.matcher(line).find());
    Set<String> names = new HashSet<>();
    Optional<Fact<String>> first = Optional.empty();
    for (String paragraph : (start + "\n\n" + end).split("\n+", -1)) {
      String line = Characters.line(paragraph);
      if (line.length() > LONGEST_LINE) {
        continue;
      }
      Matcher imprint = IMPRINTS.matcher(line);
      Matcher about = ABOUT.matcher(line);
      Optional<String> name =
          imprint.matches()
              ? Optional.of(imprint.group(1).strip())
              : release && about.matches() ? Optional.of(about.group(1).strip()) : Optional.empty();
      if (name.isPresent()
          && isPublisher(name.get())
          && names.add(Characters.letters(name.get()))) {
        first =
            first.or(
                () ->
                    Optional.of(
                        new Fact<>(asWritten(name.get()), "letterhead-imprint", 0.8, line)));
      }
    }
    return names.size() == 1 ? first : Optional.empty();
  }

  /** A reporter's line that says for whom she writes. */
  private Optional<Fact<String>> writtenFor() {
    for (String line : head) {
      Matcher written = WRITTEN_FOR.matcher(line);
      if (!isTitle(line)
          && written.find()
          && HeadLine.isOutlet(written.group(1))
          && !HeadLine.of(line, Optional.empty()).authors().isEmpty()) {
        return Optional.of(
            new Fact<>(HeadLine.outletName(written.group(1)), "letterhead-byline", 0.75, line));
      }
    }
    return Optional.empty();
  }

  /**
   * A name above the title, beside the kind of paper, or that the document's address is made of.
   */
  private Optional<Fact<String>> named() {
    Set<String> addresses = addresses();
    Set<String> names = new HashSet<>();
    Optional<Fact<String>> first = Optional.empty();
    boolean top = true;
    for (int i = 0; i < head.size(); i++) {
      String line = head.get(i);
      if (isTitle(line)) {
        top = false;
        continue;
      }
      boolean framed =
          KIND_ANYWHERE.matcher(line).find()
              || (i > 0 && KIND_FIRST.matcher(head.get(i - 1)).find())
              || (i + 1 < head.size() && KIND_FIRST.matcher(head.get(i + 1)).find());
      for (String piece : PIECES.split(line, -1)) {
        String name = withoutFurniture(piece);
        boolean publisher = isPublisher(name);
        boolean addressed = isAddress(name, addresses);
        boolean above = top && titleAt > i && (publisher || addressed);
        if (above || (framed && publisher) || (addressed && publisher)) {
          Fact<String> fact =
              new Fact<>(asWritten(name), "letterhead", addressed || framed ? 0.8 : 0.7, line);
          if (names.add(Characters.letters(name))) {
            first = first.or(() -> Optional.of(fact));
          }
        }
      }
      top &= withoutFurniture(line).isEmpty();
    }
    return names.size() == 1 ? first : Optional.empty();
  }

  private static String withoutFurniture(String piece) {
    String name = KIND_ANYWHERE.matcher(piece).replaceAll("").strip();
    return FURNITURE.matcher(name).replaceAll("").replaceAll("^[\\s:,]+|[\\s:,]+$", "");
  }

  /** Few words, all but small ones with a capital, with a noun where it makes a name of them. */
  static boolean isPublisher(String name) {
    String[] words = name.split("\\s+", -1);
    if (words.length < 2 || words.length > MOST_WORDS || !isCapitalised(words)) {
      return false;
    }
    if (HeadLine.isOutlet(name)) {
      return true;
    }
    for (int i = 0; i < words.length; i++) {
      String word = bare(words[i]);
      boolean noun = PressWords.ORGANISATION.contains(word) || NOUNS.contains(word);
      boolean last = i == words.length - 1;
      if (noun
          && (last
              ? !NEVER_LAST.contains(word) || words.length == 2
              : CONNECTORS.contains(bare(words[i + 1])) || (i == 0 && NOUNS.contains(word)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCapitalised(String[] words) {
    for (String word : words) {
      String bare = bare(word);
      if (bare.isEmpty()
          || !word.codePoints()
              .allMatch(
                  c ->
                      Character.isLetter(c)
                          || "-'’&.,()".indexOf(c) >= 0
                          || Character.getType(c) == Character.NON_SPACING_MARK)
          || (Character.isLowerCase(word.codePointAt(0)) && !CONNECTORS.contains(bare))) {
        return false;
      }
    }
    String first = bare(words[0]);
    return !CONNECTORS.contains(first) || first.equals("the") || first.equals("la");
  }

  /** Whether one of the addresses is made of the letters of the name, or of its initials. */
  private static boolean isAddress(String name, Set<String> addresses) {
    String[] words = name.split("\\s+", -1);
    if (words.length > MOST_WORDS || !isCapitalised(words)) {
      return false;
    }
    String letters = Characters.letters(name);
    StringBuilder initials = new StringBuilder();
    for (String word : words) {
      if (!CONNECTORS.contains(bare(word))) {
        initials.append(bare(word), 0, 1);
      }
    }
    return addresses.stream()
        .anyMatch(label -> label.contentEquals(initials) || isMadeOf(label, letters));
  }

  /** The letters of what names somebody in the addresses at both ends of the document. */
  private Set<String> addresses() {
    Set<String> labels = new HashSet<>();
    Matcher address = ADDRESS.matcher(start + "\n" + end);
    while (address.find()) {
      String host = address.group(1) == null ? address.group(2) : address.group(1);
      String label = Characters.letters(SiteName.label(host.toLowerCase(Locale.ROOT)));
      if (label.length() >= 3) {
        labels.add(label);
      }
    }
    return labels;
  }

  private static boolean isMadeOf(String label, String name) {
    int shorter = Math.min(label.length(), name.length());
    return shorter >= SHORTEST_ADDRESS
        && shorter * 2 >= name.length()
        && (name.contains(label) || label.contains(name));
  }

  /** As the document writes the name where it does not shout. */
  private String asWritten(String name) {
    if (name.codePoints().anyMatch(Character::isLowerCase)) {
      return name;
    }
    Matcher calm =
        Pattern.compile(Pattern.quote(name), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
            .matcher(text);
    while (calm.find()) {
      if (calm.group().codePoints().anyMatch(Character::isLowerCase)
          && isCapitalised(calm.group().split("\\s+", -1))) {
        return calm.group();
      }
    }
    return HeadLine.outletName(name);
  }

  /** Who wrote it: whom it says it was prepared by, or a line of names just below the title. */
  Optional<Fact<List<String>>> authors() {
    for (String line : head) {
      Matcher written = WRITTEN_BY.matcher(line);
      if (written.matches()) {
        List<String> names = Bylines.authors("By " + written.group(1));
        if (!names.isEmpty() && names.stream().noneMatch(Letterhead::isPublisher)) {
          return Optional.of(new Fact<>(names, "letterhead-authors", 0.85, line));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a line of bare names stands where authors do: below the title, and is little else. */
  boolean isByline(Fact<List<String>> names) {
    String line = Characters.line(names.text());
    int at = head.indexOf(line);
    return titleAt >= 0
        && at > titleAt
        && !HONORIFIC.matcher(line).find()
        && Characters.letters(line).startsWith(Characters.letters(names.value().getFirst()))
        && names.value().stream().allMatch(name -> name.split(" ", -1).length <= 4)
        && names.value().stream().noneMatch(Letterhead::isPublisher);
  }

  /** Whether the name of a person stands in the head, or alone in a line. */
  boolean signs(String person) {
    String wanted = Characters.letters(person);
    return head.stream().anyMatch(line -> Characters.letters(line).contains(wanted))
        || Arrays.stream(text.split("\n+", -1))
            .anyMatch(line -> Characters.letters(line).equals(wanted));
  }

  private static String bare(String word) {
    return PressWords.lower(word).replaceAll("^[(,.]+|[),.]+$", "");
  }
}
