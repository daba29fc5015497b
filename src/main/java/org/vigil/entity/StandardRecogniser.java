package org.vigil.entity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * A tagger, and a second reading that knows what the first has found in the whole document,
 * corrected by rules that hold whatever they have learnt, and the names brought together into
 * entities.
 */
final class StandardRecogniser implements Recogniser {

  private static final int BYLINE_WORDS = 14;
  private static final int LONGEST_LISTED = 6;

  /** More words are no name but a list or noise. */
  private static final int LONGEST_NAME = 16;

  private static final Set<String> INITIALS_OF_COUNTRIES =
      Set.of("USA", "US", "UK", "UAE", "DRC", "EUA", "RDC", "UdSSR");

  private static final Set<Gazetteer.Type> COUNTRIES = EnumSet.of(Gazetteer.Type.COUNTRY);
  private static final Set<Gazetteer.Type> COUNTRIES_AND_AREAS =
      EnumSet.of(Gazetteer.Type.COUNTRY, Gazetteer.Type.AREA);

  /**
   * Characters that are read as one document. Each takes some hundred bytes while it is, so longer
   * texts are read in pieces: there, a family name alone is tied to a full name in the same piece.
   */
  static final int LONGEST = 1_000_000;

  private final Tagger first;
  private final Reviser second;
  private final Lexicon lexicon;
  private final Gazetteer gazetteer;
  private final Groups groups;
  private final Organisations organisations;
  private final OtherScripts others;
  private final String name;
  private final String version;

  StandardRecogniser(
      Tagger first,
      Reviser second,
      Lexicon lexicon,
      Gazetteer gazetteer,
      Groups groups,
      Organisations organisations,
      String name,
      String version) {
    this.first = first;
    this.second = second;
    this.lexicon = lexicon;
    this.gazetteer = gazetteer;
    this.groups = groups;
    this.organisations = organisations;
    this.others = new OtherScripts(gazetteer, groups, organisations);
    this.name = name;
    this.version = version;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Annotations recognise(Optional<String> title, String text, Optional<String> language) {
    if (text.length() <= LONGEST) {
      return whole(title, text, language);
    }
    Map<String, Entity> entities = new LinkedHashMap<>();
    List<Mention> mentions = new ArrayList<>();
    for (int start = 0, end; start < text.length(); start = end) {
      end = end(text, start);
      Annotations piece =
          whole(start == 0 ? title : Optional.empty(), text.substring(start, end), language);
      piece.entities().forEach(entity -> entities.merge(entity.id(), entity, Entity::with));
      for (Mention m : piece.mentions()) {
        mentions.add(new Mention(m.kind(), start + m.start(), start + m.end(), m.entityId()));
      }
    }
    return new Annotations(List.copyOf(entities.values()), mentions);
  }

  /** Where the piece of a long text ends that begins here: after a paragraph, if it has some. */
  private static int end(String text, int start) {
    int most = start + LONGEST;
    if (most >= text.length()) {
      return text.length();
    }
    int end = text.lastIndexOf("\n\n", most - 2) + 2;
    if (end <= start + LONGEST / 2) {
      end = text.lastIndexOf(' ', most - 1) + 1;
    }
    if (end <= start + LONGEST / 2) {
      end = Character.isLowSurrogate(text.charAt(most)) ? most - 1 : most;
    }
    return end;
  }

  private Annotations whole(Optional<String> title, String text, Optional<String> language) {
    String head = title.map(t -> t.replace('\n', ' ') + "\n").orElse("");
    Tokens tokens = Tokens.of(head + text);
    return new Reading(tokens, head.length(), language).annotations();
  }

  /** The work on one document. */
  private final class Reading {
    private final Tokens tokens;
    private final int textStart;
    private final boolean english;
    private final boolean german;
    private final boolean romance;
    private final String language;
    private final Features features;
    private final GermanNames germanNames;
    private final RomanceNames romanceNames;

    Reading(Tokens tokens, int textStart, Optional<String> language) {
      this.tokens = tokens;
      this.textStart = textStart;
      this.language = language.orElse("en");
      this.english = this.language.equals("en");
      this.german = this.language.equals("de");
      this.romance = RomanceNames.reads(this.language);
      this.features = new Features(tokens, lexicon);
      this.germanNames = new GermanNames(tokens, features, gazetteer, organisations);
      this.romanceNames =
          new RomanceNames(tokens, features, gazetteer, groups, organisations, this.language);
    }

    Annotations annotations() {
      List<Name> names = new ArrayList<>();
      boolean[] taken = new boolean[tokens.size()];
      for (Span span : tagged()) {
        int before = names.size();
        if (!isOther(span.start()) && span.end() - span.start() <= LONGEST_NAME) {
          for (Span part : parts(span)) {
            held(part).forEach(s -> names.addAll(names(s)));
          }
        }
        // What German does not bear out may still be on the lists.
        if (!german || names.size() > before) {
          Arrays.fill(taken, span.start(), span.end(), true);
        }
      }
      addOrganisations(names, taken);
      addGroups(names, taken);
      addPlaces(names, taken);
      if (!english) {
        addFromLists(names, taken);
        addCapitalisedPairs(names, taken);
      }
      List<Name> known =
          StrangeEndings.has(language) ? StrangeEndings.believable(names, features) : names;
      known.addAll(others.find(tokens));
      return link(withoutHearsay(consistent(apart(known))));
    }

    /**
     * What the taggers say. The second reading has learnt what to make of the first one's findings
     * from English; where it drops a well-known place, the first one is believed.
     */
    private List<Span> tagged() {
      List<Span> found = first.tag(features);
      if (!english) {
        return found;
      }
      List<Span> spans = new ArrayList<>(second.revise(tokens, features, found));
      boolean[] covered = new boolean[tokens.size()];
      spans.forEach(span -> Arrays.fill(covered, span.start(), span.end(), true));
      for (Span span : found) {
        boolean free = true;
        for (int i = span.start(); i < span.end(); i++) {
          free &= !covered[i];
        }
        boolean known =
            span.label() == Label.PLACE && others.isPlace(tokens.form(span.start(), span.end()));
        if (free && known) {
          spans.add(span);
        }
      }
      return spans;
    }

    /** The names by start, without those that reach into one before. */
    private List<Name> apart(List<Name> names) {
      names.sort(Comparator.comparingInt(Name::start));
      List<Name> apart = new ArrayList<>();
      int end = 0;
      for (Name name : names) {
        if (name.start() >= end) {
          Name joined = apart.isEmpty() ? name : joined(apart.getLast(), name);
          if (!joined.equals(name)) {
            apart.removeLast();
          }
          apart.add(joined);
          end = name.end();
        }
      }
      return apart;
    }

    /** "Jammu and Kashmir" where the gazetteer has it; else the second as it is. */
    private Name joined(Name first, Name second) {
      boolean near =
          first.kind() == EntityKind.PLACE
              && second.kind() == EntityKind.PLACE
              && second.start() - first.end() == " and ".length();
      String whole = near ? tokens.text().substring(first.start(), second.end()) : "";
      return near && whole.startsWith(" and ", first.form().length()) && gazetteer.knows(whole)
          ? new Name(EntityKind.PLACE, first.start(), second.end(), whole)
          : second;
    }

    /** The span without brackets; a place also cut before its country, "Lagos, Nigeria". */
    private List<Span> parts(Span span) {
      List<Span> parts = new ArrayList<>();
      int start = span.start();
      for (int i = span.start(); i <= span.end(); i++) {
        boolean paragraph = i > start && i < span.end() && tokens.paragraphStart(i);
        if (i == span.end() || paragraph || isCut(span, i)) {
          if (i > start) {
            parts.add(new Span(start, i, span.label()));
          }
          start = paragraph ? i : i + 1;
        }
      }
      return parts;
    }

    private boolean isCut(Span span, int i) {
      return switch (span.label()) {
        case PERSON -> "()[]".contains(tokens.word(i)) || joinsPersons(span, i);
        case GROUP, FACILITY, OTHER -> "()[]".contains(tokens.word(i));
        case PLACE ->
            "()[]".contains(tokens.word(i))
                || (english && divides(span, i))
                || (tokens.word(i).equals(",")
                    && (!gazetteer.knows(tokens.form(span.start(), i))
                        || (i + 1 < span.end() && isCountry(tokens.form(i + 1, span.end())))));
        case ORGANISATION -> false;
      };
    }

    /** "Blairsville in western Pennsylvania", "Maharashtra's Aurangabad". */
    private boolean divides(Span span, int i) {
      int start = span.start();
      int end = span.end();
      if (i == start || gazetteer.knows(tokens.form(start, end))) {
        return false;
      }
      if (Words.isWhere(tokens.word(i))) {
        return !tokens.word(i - 1).equals(",");
      }
      int mark = tokens.word(i).equals("s") && isMark(i - 1) ? i - 1 : i;
      boolean possessive =
          isMark(mark) && mark > start && mark + 2 < end && tokens.word(mark + 1).equals("s");
      return possessive
          && gazetteer.knows(tokens.form(start, mark))
          && gazetteer.knows(PlaceResolver.bare(tokens.form(mark + 2, end)));
    }

    /** "Raphaël Garrigos et Isabelle Roberts" are two. */
    private boolean joinsPersons(Span span, int i) {
      return !english
          && Words.isConjunction(tokens.word(i))
          && i - span.start() > 1
          && span.end() - i > 2
          && features.isGivenName(i + 1);
    }

    /** What a span of the tagger names: nothing, one thing, or several groups in a row. */
    private List<Name> names(Span span) {
      List<Name> inRow = new ArrayList<>();
      for (int i = span.start(); i < span.end(); i++) {
        if (groups.named(tokens.word(i)).isPresent()) {
          cut(EntityKind.GROUP, i, i + 1).ifPresent(inRow::add);
        }
      }
      if (isLinked(span.end()) && gazetteer.knows(tokens.form(span.start(), span.end()))) {
        return cut(EntityKind.PLACE, span.start(), span.end()).stream().toList();
      }
      if (inRow.size() == span.end() - span.start()
          && groups.named(tokens.form(span.start(), span.end())).isEmpty()) {
        return inRow;
      }
      return name(span).stream().toList();
    }

    /** Where the name ends: "Niger State", of which the taggers see the country. */
    private int divisionEnd(Span span) {
      int end = span.end();
      boolean division =
          span.label() == Label.PLACE
              && end < tokens.size()
              && tokens.capitalised(end)
              && PlaceResolver.isDivision(tokens.lower(end))
              && gazetteer.knows(tokens.form(span.start(), end + 1));
      return division ? end + 1 : end;
    }

    private Optional<Name> name(Span span) {
      int start = span.start();
      int end = divisionEnd(span);
      String whole = tokens.form(start, end);
      if (groups.possiblyNamed(whole).isPresent()
          && (span.label() == Label.GROUP || groupNamed(whole).isPresent())) {
        return cut(EntityKind.GROUP, start, end);
      }
      if (organisations.named(whole).isPresent()) {
        return cut(EntityKind.ORGANISATION, start, end);
      }
      if (span.label() != Label.PERSON && isCountry(whole)) {
        return cut(EntityKind.PLACE, start, end);
      }
      if (isVerb(span)) {
        return Optional.empty();
      }
      if (!english && isUnknownBody(span)) {
        return cut(EntityKind.ORGANISATION, start, end);
      }
      int country = countryEnd(span);
      if (country > end) {
        return cut(
            span.label() == Label.ORGANISATION ? EntityKind.ORGANISATION : EntityKind.PLACE,
            start,
            country);
      }
      return switch (span.label()) {
        case PERSON -> person(start, end);
        case PLACE ->
            isAuthor(start) || isCommonNoun(start, end) ? Optional.empty() : place(start, end);
        case ORGANISATION -> organisation(start, end);
        case GROUP ->
            gazetteer.knows(whole)
                ? cut(EntityKind.PLACE, start, end)
                : cut(EntityKind.GROUP, start, end);
        case FACILITY, OTHER -> Optional.empty();
      };
    }

    /** What holds of this span in a language that the taggers have not learnt. */
    private List<Span> held(Span span) {
      if (german) {
        return inGerman(span);
      }
      return romance ? romanceNames.in(span) : List.of(span);
    }

    /** What holds of this span in a language that writes all nouns with a capital. */
    private List<Span> inGerman(Span span) {
      boolean holds =
          switch (span.label()) {
            case PLACE -> germanNames.isPlace(span.start(), span.end());
            case ORGANISATION -> germanNames.isBody(span.start(), span.end());
            case GROUP -> groupNamed(tokens.form(span.start(), span.end())).isPresent();
            case PERSON, FACILITY, OTHER -> false;
          };
      if (span.label() == Label.PERSON) {
        return germanNames.persons(span.start(), span.end());
      }
      return holds ? List.of(span) : List.of();
    }

    /** Whether a word of a language with clitics ends so: "riram-se". */
    private boolean isVerb(Span span) {
      return !english
          && span.end() - span.start() > 1
          && tokens.word(span.end() - 2).equals("-")
          && Character.isLowerCase(tokens.word(span.end() - 1).charAt(0));
    }

    /** Where a country ends whose name the span breaks off: "Government of Côte". */
    private int countryEnd(Span span) {
      boolean open = span.label() == Label.ORGANISATION || span.label() == Label.PLACE;
      int last = span.end() - 1;
      for (int end = Math.min(tokens.size(), last + LONGEST_LISTED);
          open && end > last + 1;
          end--) {
        if (tokens.isPhrase(last, end)
            && tokens.capitalised(end - 1)
            && isCountry(tokens.form(last, end))) {
          return end;
        }
      }
      return span.end();
    }

    /** Whether this is the name behind "by" at the beginning of a line, or with it. */
    private boolean isAuthor(int start) {
      return (isOpeningByword(start) && tokens.paragraphStart(start))
          || (start > 0
              && tokens.paragraphStart(start - 1)
              && Words.isByword(tokens.lower(start - 1))
              && tokens.capitalised(start - 1));
    }

    /**
     * Whether it is a word that only begins a sentence, an institution without its name, or nothing
     * that is known or said to be a place.
     */
    private boolean isCommonNoun(int start, int end) {
      if (english) {
        return false;
      }
      boolean institution = end - start == 2 && Words.isInstitution(tokens.word(end - 1));
      int first = start;
      while (first < end - 1 && Words.isLink(tokens.lower(first))) {
        first++;
      }
      if (first == end - 1 && Words.isBodyOpener(tokens.word(first))) {
        return true;
      }
      boolean said = first > 0 && Words.isWhere(tokens.lower(first - 1));
      if (!said
          && !gazetteer.knows(tokens.form(start, end))
          && !gazetteer.knows(tokens.form(first, end))) {
        return true;
      }
      boolean begins = end - start == 1 && tokens.sentenceStart(start);
      return institution
          || (begins
              && !others.isPlace(tokens.form(start, end))
              && !isCountry(tokens.word(start))
              && tokens.word(start).equals(capitalised(tokens.lower(start))));
    }

    /** "Sala Penal de la Corte Suprema", taken for a place or a person. */
    private boolean isUnknownBody(Span span) {
      boolean named = span.label() == Label.PLACE || span.label() == Label.PERSON;
      return named
          && span.end() - span.start() > 1
          && Words.isBodyOpener(tokens.word(span.start()))
          && !gazetteer.knows(tokens.form(span.start(), span.end()));
    }

    private static String capitalised(String word) {
      return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private Optional<Name> person(int from, int to) {
      int start = from;
      int end = to;
      while (start < end
          && (Words.isTitle(tokens.word(start))
              || isMark(start)
              || isOpeningByword(start)
              || isOpening(start)
              || isStrayLowerCase(start))) {
        start++;
      }
      while (end > start + 1 && isStrayLowerCase(end - 1)) {
        end--;
      }
      int half = (end - start) / 2;
      if (half > 1 && tokens.form(start, start + half).equals(tokens.form(start + half, end))) {
        end = start + half;
      }
      return start == end ? Optional.empty() : personOrNamesake(start, end);
    }

    /** "Von", "Por", "By" before the name of an author. */
    private boolean isOpeningByword(int i) {
      return tokens.sentenceStart(i) && tokens.capitalised(i) && Words.isByword(tokens.lower(i));
    }

    /** "Selon", "Según" before whoever said it. */
    private boolean isOpening(int i) {
      return !english && tokens.sentenceStart(i) && Words.isOpening(tokens.lower(i));
    }

    /** A word in lower case that is no part of names, in a language that has capitals. */
    private boolean isStrayLowerCase(int i) {
      String word = tokens.word(i);
      boolean hyphenated = i > 0 && tokens.word(i - 1).equals("-");
      return Character.isLowerCase(word.codePointAt(0))
          && !hyphenated
          && word.chars().noneMatch(Character::isUpperCase)
          && word.length() > 1
          && !Words.isParticle(word);
    }

    /** What this is if not a person: a firm, a place, a body; the words around it tell. */
    private Optional<Name> personOrNamesake(int start, int to) {
      String whole = tokens.form(start, to);
      if (to - start > 1 && Words.isTrade(tokens.word(to - 1))) {
        return cut(EntityKind.ORGANISATION, start, to);
      }
      int firm = firmEnd(start, to);
      if (firm > to) {
        return cut(EntityKind.ORGANISATION, start, firm);
      }
      if (isNamedBody(start, to) || isDatelineAgency(start, to)) {
        return cut(EntityKind.ORGANISATION, start, to);
      }
      if (isWhere(start, whole) || isDatelinePlace(start, to)) {
        return cut(EntityKind.PLACE, start, to);
      }
      boolean joinsPlace =
          start > 0
              && to - start == 1
              && !tokens.sentenceStart(start)
              && tokens.capitalised(start - 1)
              && !features.isListedPersonWord(start)
              && gazetteer.knows(tokens.form(start - 1, to));
      if (joinsPlace) {
        return cut(EntityKind.PLACE, start - 1, to);
      }
      boolean joined = to < tokens.size() && tokens.word(to).equals("&");
      boolean unlisted =
          !english
              && to - start == 1
              && tokens.sentenceStart(start)
              && !features.isListedPersonWord(start)
              && features.occurrences(start) < 2;
      return joined || unlisted ? Optional.empty() : wholePerson(start, to);
    }

    /** The end of a firm that joins names: "Halvard & Pryce Analytics". */
    private int firmEnd(int start, int to) {
      if (to + 1 >= tokens.size()
          || !tokens.word(to).equals("&")
          || !tokens.capitalised(to + 1)
          || tokens.paragraphStart(to + 1)) {
        return to;
      }
      int end = to + 1;
      while (end < tokens.size()
          && end - start < LONGEST_LISTED
          && tokens.capitalised(end)
          && !tokens.sentenceStart(end)) {
        end++;
      }
      return end;
    }

    /**
     * Whether a noun that says so stands before it: "the rights organisation Viasna", or "The
     * contractor, Lakefront Horizon, …".
     */
    private boolean isNamedBody(int start, int to) {
      if (start < 2 || features.isListedPersonWord(start) || tokens.sentenceStart(start)) {
        return false;
      }
      if (Words.isBodyNoun(tokens.word(start - 1))) {
        return true;
      }
      return start > 2
          && tokens.word(start - 1).equals(",")
          && Words.isBodyNoun(tokens.word(start - 2))
          && tokens.sentenceStart(start - 3)
          && to < tokens.size()
          && tokens.word(to).equals(",");
    }

    /** "(El Candil Andino)" behind the place of a dateline. */
    private boolean isDatelineAgency(int start, int to) {
      boolean bracketed =
          start > 1
              && to + 1 < tokens.size()
              && tokens.word(start - 1).equals("(")
              && tokens.word(to).equals(")");
      if (!bracketed || isMarkedDash(to + 1) == isMarkedDash(start - 2)) {
        return false;
      }
      for (int i = start - 1; i >= 0 && start - i < BYLINE_WORDS; i--) {
        if (tokens.paragraphStart(i)) {
          return true;
        }
      }
      return false;
    }

    private boolean isMarkedDash(int i) {
      String word = tokens.word(i);
      return word.equals("-") || word.equals("–") || word.equals("—") || word.equals(".");
    }

    /** Whether the gazetteer knows it and a preposition before it says that it is a place. */
    private boolean isWhere(int start, String whole) {
      if (start == 0 || tokens.sentenceStart(start) || !gazetteer.knows(whole)) {
        return false;
      }
      String before = tokens.lower(start - 1);
      return before.equals("in") || (Words.isWhere(before) && !features.isListedPersonWord(start));
    }

    /** "DULLES, Virginia": all capitals at the beginning of a paragraph, a place behind them. */
    private boolean isDatelinePlace(int start, int to) {
      boolean shouted =
          to - start <= 2
              && tokens.form(start, to).equals(tokens.form(start, to).toUpperCase(Locale.ROOT));
      return shouted
          && tokens.paragraphStart(start)
          && to + 1 < tokens.size()
          && tokens.word(start).length() > 3
          && ((tokens.word(to).equals(",") && gazetteer.knows(tokens.word(to + 1)))
              || tokens.word(to).equals("–")
              || tokens.word(to).equals("—"));
    }

    private Optional<Name> wholePerson(int start, int to) {
      boolean byline = isByline(start, to);
      boolean thing =
          to < tokens.size() && tokens.capitalised(to) && Words.isThing(tokens.word(to));
      boolean handle = start > 0 && tokens.word(start - 1).equals("@");
      boolean initials = true;
      for (int i = start; i < to; i++) {
        initials &= tokens.word(i).replace(".", "").length() < 2;
      }
      if (byline || thing || handle || initials || isCredited(start, to)) {
        return Optional.empty();
      }
      return cut(EntityKind.PERSON, start, to);
    }

    /** Whether this is who took a picture: "Photo: Ada Morrow/AFP", "(AP Photo/Ada Morrow)". */
    private boolean isCredited(int start, int to) {
      boolean agency =
          to + 1 < tokens.size()
              && tokens.word(to).equals("/")
              && Words.isAgency(tokens.word(to + 1));
      if (agency || start < 2) {
        return agency;
      }
      String mark = tokens.lower(start - 1);
      boolean announced = mark.equals("/") || mark.equals(":") || mark.equals("by");
      return announced
          && (Words.isCredit(tokens.word(start - 2))
              || (mark.equals("/") && Words.isAgency(tokens.word(start - 2))));
    }

    private Optional<Name> place(int from, int to) {
      if (to - from == 1 && Words.isNoCountry(language, tokens.word(from))) {
        return Optional.empty();
      }
      // "Los Angeles" and "La Paz" are known with their articles.
      boolean whole = gazetteer.knows(tokens.form(from, to));
      int start = from;
      while (!whole
          && start < to - 1
          && (!tokens.capitalised(start) || Words.isLink(tokens.lower(start)))
          && tokens.isWord(start)) {
        start++;
      }
      for (int i = from + 1; i < to && !english; i++) {
        if (Words.isWhere(tokens.lower(i)) && gazetteer.knows(tokens.form(i + 1, to))) {
          start = i + 1;
        }
      }
      start = gazetteer.knows(tokens.form(start, to)) ? start : from;
      boolean bracketed = start > 0 && tokens.word(start - 1).equals("(");
      boolean agency =
          (bracketed || Words.isBody(tokens.word(to - 1)))
              && !gazetteer.knows(tokens.form(start, to));
      return cut(agency ? EntityKind.ORGANISATION : EntityKind.PLACE, start, to);
    }

    private boolean isLink(int i) {
      return Words.isLink(tokens.lower(i))
          && (tokens.sentenceStart(i)
              || !tokens.capitalised(i)
              || Words.isBodyOpener(tokens.word(i + 1)));
    }

    private boolean isLowerCase(int i) {
      return tokens.isWord(i) && tokens.word(i).chars().noneMatch(Character::isUpperCase);
    }

    private Optional<Name> organisation(int from, int to) {
      int start = from;
      while (start < to - 1 && (isLink(start) || (!english && isLowerCase(start)))) {
        start++;
      }
      if (start > from && gazetteer.knows(tokens.form(start, to))) {
        return cut(EntityKind.PLACE, start, to);
      }
      String last = tokens.lower(to - 1);
      if (last.equals("show")) {
        return Optional.empty();
      }
      for (int i = start + 1; i < to - 1; i++) {
        boolean possessive = tokens.word(i).matches("['’]s?") || tokens.lower(i).equals("s");
        if (possessive && isOf(tokens.form(i + 1, to), COUNTRIES_AND_AREAS)) {
          return cut(EntityKind.PLACE, i + 1, to);
        }
      }
      boolean office =
          to < tokens.size() && tokens.capitalised(to) && Words.isTitle(tokens.word(to));
      int end = to;
      while (office && end > start && Words.isTitle(tokens.word(end - 1))) {
        end--;
      }
      if (end < to) {
        return end > start && gazetteer.knows(tokens.form(start, end))
            ? cut(EntityKind.PLACE, start, end)
            : Optional.empty();
      }
      return cut(EntityKind.ORGANISATION, start, end);
    }

    private boolean isMark(int i) {
      return !tokens.isWord(i);
    }

    /**
     * Whether this name stands in a line of a few words that has no sentence, and either follows
     * "by" there or shares the line with bars and figures.
     */
    private boolean isByline(int start, int end) {
      int first = start;
      while (first > 0 && !tokens.paragraphStart(first) && start - first < BYLINE_WORDS) {
        first--;
      }
      int last = end;
      while (last < tokens.size() && !tokens.paragraphStart(last) && last - end < BYLINE_WORDS) {
        last++;
      }
      if (!tokens.paragraphStart(first) || (last < tokens.size() && !tokens.paragraphStart(last))) {
        return false;
      }
      boolean by = false;
      boolean bar = false;
      boolean figure = false;
      for (int i = first; i < last; i++) {
        String word = tokens.lower(i);
        by |= i < start && Words.isByword(word);
        bar |= word.equals("|") || word.equals("·") || word.equals("•");
        figure |= Character.isDigit(word.charAt(0));
      }
      boolean sentence = tokens.word(last - 1).equals(".") || tokens.word(last - 1).equals("?");
      return !sentence && (by ? start - first < BYLINE_WORDS : bar && figure);
    }

    private Optional<Name> cut(EntityKind kind, int from, int to) {
      int start = from;
      int end = to;
      while (start < end
          && (isMark(start) || (start + 1 < end && tokens.lower(start).equals("the")))) {
        start++;
      }
      while (end > start && isMark(end - 1)) {
        end--;
      }
      if (end - start > 1 && tokens.lower(end - 1).equals("s") && isMark(end - 2)) {
        end -= 2;
      }
      boolean letters = false;
      boolean titles = true;
      boolean upper = kind == EntityKind.GROUP || kind == EntityKind.PLACE;
      boolean never = true;
      for (int i = start; i < end; i++) {
        String word = tokens.word(i);
        upper |= word.chars().anyMatch(Character::isUpperCase);
        letters |= word.length() > 1 && Character.isLetter(word.codePointAt(0));
        boolean function =
            isMark(i)
                || Words.isPronoun(language, word)
                || (Words.isNever(word) && !word.equals("US"));
        never &= function;
        titles &= function || Words.isTitle(word);
      }
      if (!letters || never || titles || !upper || isPhrase(kind, start, end)) {
        return Optional.empty();
      }
      return Optional.of(
          new Name(kind, tokens.start(start), tokens.end(end - 1), tokens.form(start, end)));
    }

    private boolean isPhrase(EntityKind kind, int start, int end) {
      return kind == EntityKind.ORGANISATION && Words.isPhrase(tokens.form(start, end));
    }

    /** Adds the groups that no span holds. */
    private void addGroups(List<Name> names, boolean[] taken) {
      for (int i = 0; i < tokens.size(); i++) {
        boolean likely = tokens.capitalised(i) || !english;
        if (taken[i] || !likely || isMark(i) || isOther(i)) {
          continue;
        }
        int end = i + 1 < tokens.size() && !taken[i + 1] ? i + 2 : i + 1;
        for (; end > i; end--) {
          if (groupNamed(tokens.form(i, end)).isPresent()) {
            cut(EntityKind.GROUP, i, end).ifPresent(names::add);
            Arrays.fill(taken, i, end, true);
            i = end - 1;
            break;
          }
        }
      }
    }

    private boolean isOther(int i) {
      return OtherScripts.isOther(tokens.text(), tokens.start(i));
    }

    /** Adds the listed organisations that no span holds. */
    private void addOrganisations(List<Name> names, boolean[] taken) {
      for (int i = 0; i < tokens.size(); i++) {
        if (!taken[i] && tokens.capitalised(i) && !isOther(i)) {
          addLongest(
              names,
              taken,
              i,
              (form, end) -> organisations.named(form).isPresent(),
              EntityKind.ORGANISATION);
        }
      }
    }

    /** Adds the longest run of free tokens from here whose form passes. */
    private void addLongest(
        List<Name> names,
        boolean[] taken,
        int i,
        BiPredicate<String, Integer> listed,
        EntityKind kind) {
      int end = i + 1;
      while (end < tokens.size()
          && end - i < LONGEST_LISTED
          && !taken[end]
          && !tokens.paragraphStart(end)) {
        end++;
      }
      for (; end > i; end--) {
        if (tokens.isWord(end - 1) && listed.test(tokens.form(i, end), end)) {
          Optional<Name> name = cut(kind, i, end);
          name.ifPresent(names::add);
          Arrays.fill(taken, i, end, name.isPresent());
          return;
        }
      }
    }

    /** Adds well-known places in languages that the tagger has not learnt. */
    private void addFromLists(List<Name> names, boolean[] taken) {
      for (int i = 0; i < tokens.size(); i++) {
        if (!taken[i]
            && tokens.capitalised(i)
            && !isOther(i)
            && (!tokens.sentenceStart(i) || isCountry(tokens.word(i)))) {
          int start = i;
          addLongest(
              names,
              taken,
              i,
              (form, end) ->
                  form.length() > 3
                      && tokens.isPhrase(start, end)
                      && !Words.isBodyOpener(form)
                      && !isInitials(form)
                      && others.isPlace(form)
                      && (end - start > 1 || !features.occursInLowerCase(start))
                      && (!romance || romanceNames.isPlace(start, end))
                      && (!german || germanNames.isPlace(start, end)),
              EntityKind.PLACE);
        }
      }
    }

    /** "S.A.", "SAM": what stands for a country in one language stands for a firm in another. */
    private static boolean isInitials(String form) {
      String bare = form.replace(".", "");
      return bare.length() < 4
          && bare.equals(bare.toUpperCase(Locale.ROOT))
          && !INITIALS_OF_COUNTRIES.contains(bare);
    }

    /**
     * Adds persons in languages that the tagger has not learnt: two or three capitalised words
     * within a sentence, none of which the text writes in lower case.
     */
    private void addCapitalisedPairs(List<Name> names, boolean[] taken) {
      if (german) {
        return;
      }
      int i = 0;
      while (i < tokens.size()) {
        int end = i;
        while (end < tokens.size()
            && mayBePartOfPerson(end)
            && !taken[end]
            && (end == i || !tokens.paragraphStart(end))) {
          end++;
        }
        int length = end - i;
        boolean line =
            length > 0
                && tokens.paragraphStart(i)
                && (end == tokens.size() || tokens.paragraphStart(end));
        boolean free = (i == 0 || !taken[i - 1]) && (end == tokens.size() || !taken[end]);
        if (length >= 2 && length <= 3 && !line && free && !tokens.sentenceStart(i)) {
          held(new Span(i, end, Label.PERSON)).forEach(s -> names.addAll(names(s)));
        }
        i = Math.max(i + 1, end);
      }
    }

    private boolean mayBePartOfPerson(int i) {
      String word = tokens.word(i);
      return tokens.capitalised(i)
          && !isOther(i)
          && word.length() > 2
          && Character.isLowerCase(word.charAt(1))
          && !Words.isNever(word)
          && !Words.isInstitution(word)
          && !features.isHeadline(i)
          && !features.occursInLowerCase(i);
    }

    /**
     * Gives one kind to a name that has several in the document: what is a firm or body once is so
     * always, the last word of a person's name is the person, and a place that the gazetteer knows
     * is no person.
     */
    private List<Name> consistent(List<Name> names) {
      Set<String> places = new HashSet<>();
      Set<String> bodies = new HashSet<>();
      Set<String> partsOfPersons = new HashSet<>();
      for (Name name : names) {
        if (name.kind() == EntityKind.PLACE) {
          places.add(Slugs.of(name.form()));
        } else if (name.kind() == EntityKind.ORGANISATION) {
          bodies.add(name.form());
        } else if (name.kind() == EntityKind.PERSON && name.form().indexOf(' ') > 0) {
          partsOfPersons.addAll(List.of(name.form().split(" ", -1)));
          partsOfPersons.add(name.form());
        }
      }
      List<Name> kept = new ArrayList<>();
      for (Name name : names) {
        kept.add(
            new Name(
                consistent(name, places, bodies, partsOfPersons),
                name.start(),
                name.end(),
                name.form()));
      }
      return kept;
    }

    private EntityKind consistent(
        Name name, Set<String> places, Set<String> bodies, Set<String> partsOfPersons) {
      String form = name.form();
      boolean ofPerson = partsOfPersons.contains(form);
      return switch (name.kind()) {
        case PERSON -> {
          if (!ofPerson && places.contains(Slugs.of(form)) && gazetteer.knows(form)) {
            yield EntityKind.PLACE;
          }
          yield !ofPerson && bodies.contains(form) ? EntityKind.ORGANISATION : name.kind();
        }
        case ORGANISATION ->
            ofPerson && organisations.named(form).isEmpty() ? EntityKind.PERSON : name.kind();
        case PLACE -> ofPerson && !gazetteer.knows(form) ? EntityKind.PERSON : name.kind();
        case GROUP -> name.kind();
      };
    }

    /** The group of this form; French and German write peoples with a capital. */
    private Optional<String> groupNamed(String form) {
      Optional<String> group = groups.named(form);
      return group.isPresent() || english
          ? group
          : groups.named(form.substring(0, 1).toLowerCase(Locale.ROOT) + form.substring(1));
    }

    /**
     * Adds countries that no span holds, parts of the world of several words ("Horn of Africa"),
     * and what stands before "-based".
     */
    private void addPlaces(List<Name> names, boolean[] taken) {
      for (int i = 0; i < tokens.size(); i++) {
        if (!taken[i] && tokens.capitalised(i) && !isOther(i) && !Words.isNever(tokens.word(i))) {
          int start = i;
          addLongest(
              names,
              taken,
              i,
              (form, end) ->
                  end - start > 1
                      ? isOf(form, COUNTRIES_AND_AREAS)
                      : isLinked(end)
                          ? gazetteer.knows(form)
                          : isCountry(form) && (!romance || romanceNames.isPlace(start, end)),
              EntityKind.PLACE);
        }
      }
    }

    /** Whether "-based", "-born" or the like stands here. */
    private boolean isLinked(int i) {
      return i + 1 < tokens.size()
          && tokens.word(i).equals("-")
          && Words.isSuffix(tokens.word(i + 1));
    }

    private boolean isCountry(String word) {
      boolean acronym = word.equals(word.toUpperCase(Locale.ROOT));
      return !Words.isNoCountry(language, word)
          && word.length() >= (acronym ? 3 : 4)
          && isOf(word, COUNTRIES);
    }

    private boolean isOf(String name, Set<Gazetteer.Type> types) {
      for (int place : gazetteer.find(name)) {
        if (types.contains(gazetteer.type(place))) {
          return true;
        }
      }
      return false;
    }

    /** Drops what only a title says, where capitals tell little, unless something else knows it. */
    private List<Name> withoutHearsay(List<Name> names) {
      Set<String> words = new HashSet<>();
      for (Name name : names) {
        if (name.start() >= textStart) {
          words.add(Slugs.of(name.form()));
          words.addAll(List.of(Slugs.of(name.form()).split("-", -1)));
        }
      }
      List<Name> kept = new ArrayList<>();
      for (Name name : names) {
        boolean body = name.start() >= textStart;
        boolean known =
            words.contains(Slugs.of(name.form()))
                || words.containsAll(List.of(Slugs.of(name.form()).split("-", -1)));
        boolean listed =
            switch (name.kind()) {
              case PERSON -> false;
              case PLACE -> gazetteer.knows(name.form());
              case ORGANISATION -> organisations.named(name.form()).isPresent();
              case GROUP -> groups.named(name.form()).isPresent();
            };
        if (body || known || listed) {
          kept.add(name);
        }
      }
      return kept;
    }

    private Annotations link(List<Name> names) {
      Linker linker = new Linker(names);
      Map<String, Draft> drafts = new LinkedHashMap<>();
      List<Mention> mentions = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        Name name = names.get(i);
        Optional<Target> target = linker.target(i);
        if (target.isEmpty()) {
          continue;
        }
        Draft draft =
            drafts.computeIfAbsent(target.get().id(), id -> new Draft(name.kind(), target.get()));
        draft.forms.add(name.form());
        if (name.start() >= textStart) {
          mentions.add(
              new Mention(
                  name.kind(),
                  name.start() - textStart,
                  name.end() - textStart,
                  target.get().id()));
        }
      }
      List<Entity> entities = new ArrayList<>();
      drafts.forEach((id, draft) -> entities.add(draft.entity()));
      return new Annotations(entities, mentions);
    }

    /** What a name stands for. */
    private record Target(String id, String name, int place) {}

    private final class Draft {
      private final EntityKind kind;
      private final Target target;
      private final Set<String> forms = new LinkedHashSet<>();

      Draft(EntityKind kind, Target target) {
        this.kind = kind;
        this.target = target;
      }

      Entity entity() {
        forms.remove(target.name());
        Optional<Location> location =
            target.place() < 0 ? Optional.empty() : Optional.of(gazetteer.location(target.place()));
        return new Entity(target.id(), kind, target.name(), List.copyOf(forms), location);
      }
    }

    /** Brings the names of one document together. */
    private final class Linker {
      private final List<Name> names;
      private final People people;
      private final int[] places;
      private final Map<String, String> acronyms = new HashMap<>();

      Linker(List<Name> names) {
        this.names = names;
        people = new People(forms(EntityKind.PERSON));
        places = places();
        findAcronyms();
      }

      private List<String> forms(EntityKind kind) {
        return names.stream().filter(n -> n.kind() == kind).map(Name::form).toList();
      }

      private int[] places() {
        List<PlaceResolver.Toponym> toponyms = new ArrayList<>();
        List<Integer> where = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
          Name name = names.get(i);
          if (name.kind() == EntityKind.PLACE) {
            where.add(i);
            int comma = name.form().indexOf(',');
            toponyms.add(
                comma < 0
                    ? new PlaceResolver.Toponym(spelledOut(i), follower(i))
                    : new PlaceResolver.Toponym(
                        name.form().substring(0, comma).strip(),
                        name.form().substring(comma + 1).strip()));
          }
        }
        int[] meant = new PlaceResolver(gazetteer).resolve(toponyms, nationalities());
        int[] all = new int[names.size()];
        for (int k = 0; k < meant.length; k++) {
          all[where.get(k)] = meant[k];
        }
        return all;
      }

      /** A state behind its town, "Savannah, Ga.", in full. */
      private String spelledOut(int i) {
        String form = names.get(i).form();
        boolean behind =
            i > 0 && names.get(i - 1).kind() == EntityKind.PLACE && follower(i - 1).equals(form);
        return behind ? UsStates.full(form).orElse(form) : form;
      }

      private List<Integer> nationalities() {
        List<Integer> countries = new ArrayList<>();
        for (Name name : names) {
          if (name.kind() == EntityKind.GROUP) {
            groups
                .named(name.form())
                .flatMap(groups::country)
                .map(gazetteer::ofCode)
                .filter(place -> place >= 0)
                .ifPresent(countries::add);
          }
        }
        return countries;
      }

      /** The place name that stands after a comma, or in brackets, behind this one. */
      private String follower(int i) {
        if (i + 1 >= names.size() || names.get(i + 1).kind() != EntityKind.PLACE) {
          return "";
        }
        Name next = names.get(i + 1);
        int gap = next.start() - names.get(i).end();
        boolean near = gap == 2 || gap == 3;
        String between =
            near ? tokens.text().substring(names.get(i).end(), next.start()).strip() : "";
        return between.equals(",") || between.equals("(") ? next.form() : "";
      }

      /** Learns from "Zimbabwe Congress of Trade Unions (ZCTU)". */
      private void findAcronyms() {
        Map<String, String> byInitials = new HashMap<>();
        for (Name name : names) {
          if (name.kind() == EntityKind.ORGANISATION && name.form().indexOf(' ') > 0) {
            byInitials.putIfAbsent(initials(name.form(), false), name.form());
            byInitials.putIfAbsent(initials(name.form(), true), name.form());
          }
        }
        for (Name name : names) {
          String bare = name.form().replace(".", "");
          String full = byInitials.get(bare);
          if (name.kind() == EntityKind.ORGANISATION && bare.length() > 1 && full != null) {
            acronyms.put(name.form(), full);
          }
        }
      }

      private static String initials(String name, boolean all) {
        StringBuilder initials = new StringBuilder();
        for (String word : name.split("[\\s-]+", -1)) {
          char first = word.isEmpty() ? ' ' : word.charAt(0);
          if (Character.isUpperCase(first) || (all && Character.isLetter(first))) {
            initials.append(Character.toUpperCase(first));
          }
        }
        return initials.toString();
      }

      Optional<Target> target(int i) {
        Name name = names.get(i);
        return switch (name.kind()) {
          case PERSON -> people.meant(name.form()).map(full -> named(name.kind(), full));
          case PLACE -> {
            if (Words.isCompass(name.form()) && follower(i).isEmpty()) {
              yield Optional.empty();
            }
            yield Optional.of(
                places[i] < 0
                    ? named(name.kind(), name.form())
                    : new Target(gazetteer.id(places[i]), gazetteer.name(places[i]), places[i]));
          }
          case ORGANISATION -> {
            String full = acronyms.getOrDefault(name.form(), name.form());
            yield Optional.of(named(name.kind(), organisations.chief(full)));
          }
          case GROUP -> {
            String form = name.form();
            String chief =
                groupNamed(form).or(() -> groups.possiblyNamed(form)).orElse(singular(form));
            yield Optional.of(named(name.kind(), chief));
          }
        };
      }

      private String singular(String form) {
        boolean plural = form.length() > 4 && form.endsWith("s") && !form.endsWith("ss");
        return plural && english ? form.substring(0, form.length() - 1) : form;
      }

      private Target named(EntityKind kind, String name) {
        return new Target(kind.path() + "/" + Slugs.of(name), name, -1);
      }
    }
  }
}
