package org.vigil.entity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The tagger, corrected by rules that hold whatever it has learnt, and its names brought together
 * into entities.
 */
final class StandardRecogniser implements Recogniser {

  private static final int BYLINE_WORDS = 14;
  private static final int LONGEST_LISTED = 6;

  /** More words are no name but a list or noise. */
  private static final int LONGEST_NAME = 16;

  private final Tagger tagger;
  private final Lexicon lexicon;
  private final Gazetteer gazetteer;
  private final Groups groups;
  private final Organisations organisations;
  private final OtherScripts others;
  private final String version;

  StandardRecogniser(
      Tagger tagger,
      Lexicon lexicon,
      Gazetteer gazetteer,
      Groups groups,
      Organisations organisations,
      String version) {
    this.tagger = tagger;
    this.lexicon = lexicon;
    this.gazetteer = gazetteer;
    this.groups = groups;
    this.organisations = organisations;
    this.others = new OtherScripts(gazetteer, groups, organisations);
    this.version = version;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Annotations recognise(Optional<String> title, String text, Optional<String> language) {
    String head = title.map(t -> t.replace('\n', ' ') + "\n").orElse("");
    Tokens tokens = Tokens.of(head + text);
    return new Reading(tokens, head.length(), language).annotations();
  }

  /** The work on one document. */
  private final class Reading {
    private final Tokens tokens;
    private final int textStart;
    private final boolean english;
    private final String language;
    private final Features features;

    Reading(Tokens tokens, int textStart, Optional<String> language) {
      this.tokens = tokens;
      this.textStart = textStart;
      this.language = language.orElse("en");
      this.english = this.language.equals("en");
      this.features = new Features(tokens, lexicon);
    }

    Annotations annotations() {
      List<Name> names = new ArrayList<>();
      boolean[] taken = new boolean[tokens.size()];
      for (Span span : tagger.tag(features)) {
        if (!isOther(span.start()) && span.end() - span.start() <= LONGEST_NAME) {
          for (Span part : parts(span)) {
            names.addAll(names(part));
          }
        }
        for (int i = span.start(); i < span.end(); i++) {
          taken[i] = true;
        }
      }
      addOrganisations(names, taken);
      addGroups(names, taken);
      addPlaces(names, taken);
      if (!english) {
        addFromLists(names, taken);
        addCapitalisedPairs(names, taken);
      }
      names.addAll(others.find(tokens));
      return link(withoutHearsay(consistent(apart(names))));
    }

    /** The names by start, without those that reach into one before. */
    private List<Name> apart(List<Name> names) {
      names.sort(Comparator.comparingInt(Name::start));
      List<Name> apart = new ArrayList<>();
      int end = 0;
      for (Name name : names) {
        if (name.start() >= end) {
          apart.add(name);
          end = name.end();
        }
      }
      return apart;
    }

    /** The span without brackets, an unknown place also cut at commas: "Goma (Reuters". */
    private List<Span> parts(Span span) {
      List<Span> parts = new ArrayList<>();
      int start = span.start();
      for (int i = span.start(); i <= span.end(); i++) {
        if (i == span.end() || isCut(span, i)) {
          if (i > start) {
            parts.add(new Span(start, i, span.label()));
          }
          start = i + 1;
        }
      }
      return parts;
    }

    private boolean isCut(Span span, int i) {
      return switch (span.label()) {
        case PERSON, GROUP, FACILITY, OTHER -> "()[]".contains(tokens.word(i));
        case PLACE ->
            "()[]".contains(tokens.word(i))
                || (tokens.word(i).equals(",") && !gazetteer.knows(form(span.start(), i)));
        case ORGANISATION -> false;
      };
    }

    /** What a span of the tagger names: nothing, one thing, or several groups in a row. */
    private List<Name> names(Span span) {
      List<Name> inRow = new ArrayList<>();
      for (int i = span.start(); i < span.end(); i++) {
        if (groups.named(tokens.word(i)).isPresent()) {
          cut(EntityKind.GROUP, i, i + 1).ifPresent(inRow::add);
        }
      }
      if (isLinked(span.end()) && gazetteer.knows(form(span.start(), span.end()))) {
        return cut(EntityKind.PLACE, span.start(), span.end()).stream().toList();
      }
      if (inRow.size() == span.end() - span.start()
          && groups.named(form(span.start(), span.end())).isEmpty()) {
        return inRow;
      }
      return name(span).stream().toList();
    }

    private Optional<Name> name(Span span) {
      int start = span.start();
      int end = span.end();
      String whole = form(start, end);
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
      if (language.equals("de") && !holdsInGerman(span)) {
        return Optional.empty();
      }
      return switch (span.label()) {
        case PERSON -> person(start, end);
        case PLACE -> place(start, end);
        case ORGANISATION -> organisation(start, end);
        case GROUP ->
            gazetteer.knows(whole)
                ? cut(EntityKind.PLACE, start, end)
                : cut(EntityKind.GROUP, start, end);
        case FACILITY, OTHER -> Optional.empty();
      };
    }

    /**
     * Whether to believe the tagger in a language that writes all nouns with a capital: places that
     * are well known, persons of two words or more, bodies with a capital inside.
     */
    private boolean holdsInGerman(Span span) {
      String form = form(span.start(), span.end());
      return switch (span.label()) {
        case PLACE -> others.isPlace(form);
        case PERSON -> span.end() - span.start() > 1;
        case ORGANISATION -> form.chars().filter(Character::isUpperCase).count() > 1;
        case GROUP -> groupNamed(form).isPresent();
        case FACILITY, OTHER -> false;
      };
    }

    private Optional<Name> person(int from, int to) {
      int start = from;
      boolean german = language.equals("de");
      while (start < to
          && (Words.isTitle(tokens.word(start))
              || isMark(start)
              || (german && to - start > 2 && !features.isListedPersonWord(start)))) {
        start++;
      }
      boolean byline = isByline(start, to);
      boolean thing =
          to < tokens.size() && tokens.capitalised(to) && Words.isThing(tokens.word(to));
      boolean handle = start > 0 && tokens.word(start - 1).equals("@");
      if (start == to || byline || thing || handle) {
        return Optional.empty();
      }
      return cut(EntityKind.PERSON, start, to);
    }

    private Optional<Name> place(int from, int to) {
      int start = from;
      while (start < to - 1
          && (!tokens.capitalised(start) || Words.isLink(tokens.lower(start)))
          && tokens.isWord(start)) {
        start++;
      }
      start = gazetteer.knows(form(start, to)) ? start : from;
      boolean bracketed = start > 0 && tokens.word(start - 1).equals("(");
      boolean agency =
          (bracketed || Words.isBody(tokens.word(to - 1))) && !gazetteer.knows(form(start, to));
      return cut(agency ? EntityKind.ORGANISATION : EntityKind.PLACE, start, to);
    }

    private Optional<Name> organisation(int from, int to) {
      int start = from;
      while (start < to - 1 && Words.isLink(tokens.lower(start))) {
        start++;
      }
      if (start > from && gazetteer.knows(form(start, to))) {
        return cut(EntityKind.PLACE, start, to);
      }
      String last = tokens.lower(to - 1);
      if (last.equals("show")) {
        return Optional.empty();
      }
      boolean office =
          to < tokens.size() && tokens.capitalised(to) && Words.isTitle(tokens.word(to));
      int end = to;
      while (office && end > start && Words.isTitle(tokens.word(end - 1))) {
        end--;
      }
      if (end < to) {
        return end > start && gazetteer.knows(form(start, end))
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
      boolean upper = kind == EntityKind.GROUP || kind == EntityKind.PLACE;
      boolean never = true;
      for (int i = start; i < end; i++) {
        String word = tokens.word(i);
        upper |= word.chars().anyMatch(Character::isUpperCase);
        letters |= word.length() > 1 && Character.isLetter(word.codePointAt(0));
        never &= Words.isNever(word) && !word.equals("US");
      }
      if (!letters || never || !upper) {
        return Optional.empty();
      }
      return Optional.of(
          new Name(kind, tokens.start(start), tokens.end(end - 1), form(start, end)));
    }

    private String form(int start, int end) {
      return tokens
          .text()
          .substring(tokens.start(start), tokens.end(end - 1))
          .replaceAll("\\s+", " ");
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
          if (groupNamed(form(i, end)).isPresent()) {
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
              form -> organisations.named(form).isPresent(),
              EntityKind.ORGANISATION);
        }
      }
    }

    /** Adds the longest run of free tokens from here whose form passes. */
    private boolean addLongest(
        List<Name> names, boolean[] taken, int i, Predicate<String> listed, EntityKind kind) {
      int end = i + 1;
      while (end < tokens.size()
          && end - i < LONGEST_LISTED
          && !taken[end]
          && !tokens.paragraphStart(end)) {
        end++;
      }
      for (; end > i; end--) {
        if (listed.test(form(i, end))) {
          Optional<Name> name = cut(kind, i, end);
          name.ifPresent(names::add);
          Arrays.fill(taken, i, end, name.isPresent());
          return name.isPresent();
        }
      }
      return false;
    }

    /** Adds well-known places in languages that the tagger has not learnt. */
    private void addFromLists(List<Name> names, boolean[] taken) {
      for (int i = 0; i < tokens.size(); i++) {
        if (!taken[i]
            && tokens.capitalised(i)
            && !isOther(i)
            && tokens.end(i) - tokens.start(i) > 3
            && (!tokens.sentenceStart(i) || isCountry(tokens.word(i)))
            && !features.occursInLowerCase(i)) {
          addLongest(names, taken, i, others::isPlace, EntityKind.PLACE);
        }
      }
    }

    /**
     * Adds persons in languages that the tagger has not learnt: two or three capitalised words
     * within a sentence, none of which the text writes in lower case.
     */
    private void addCapitalisedPairs(List<Name> names, boolean[] taken) {
      if (language.equals("de")) {
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
          person(i, end).ifPresent(names::add);
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

    /** Gives a single word that is a place in one sentence and a person in another one kind. */
    private List<Name> consistent(List<Name> names) {
      Set<String> places = new HashSet<>();
      Set<String> partsOfPersons = new HashSet<>();
      for (Name name : names) {
        if (name.kind() == EntityKind.PLACE) {
          places.add(name.form());
        } else if (name.kind() == EntityKind.PERSON && name.form().indexOf(' ') > 0) {
          partsOfPersons.addAll(List.of(name.form().split(" ", -1)));
        }
      }
      List<Name> kept = new ArrayList<>();
      for (Name name : names) {
        boolean place =
            name.kind() == EntityKind.PERSON
                && places.contains(name.form())
                && !partsOfPersons.contains(name.form())
                && gazetteer.knows(name.form());
        kept.add(place ? new Name(EntityKind.PLACE, name.start(), name.end(), name.form()) : name);
      }
      return kept;
    }

    /** The group of this form; French and German write peoples with a capital. */
    private Optional<String> groupNamed(String form) {
      Optional<String> group = groups.named(form);
      return group.isPresent() || english
          ? group
          : groups.named(form.substring(0, 1).toLowerCase(Locale.ROOT) + form.substring(1));
    }

    /** Adds countries that no span holds, and what stands before "-based". */
    private void addPlaces(List<Name> names, boolean[] taken) {
      for (int i = 0; i < tokens.size(); i++) {
        if (!taken[i] && tokens.capitalised(i) && !isOther(i) && !Words.isNever(tokens.word(i))) {
          String word = tokens.word(i);
          if (isLinked(i + 1) ? gazetteer.knows(word) : isCountry(word)) {
            cut(EntityKind.PLACE, i, i + 1).ifPresent(names::add);
            taken[i] = true;
          }
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
      if (word.length() < (acronym ? 3 : 4)) {
        return false;
      }
      for (int place : gazetteer.find(word)) {
        if (gazetteer.type(place) == Gazetteer.Type.COUNTRY) {
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
                    ? new PlaceResolver.Toponym(name.form(), follower(i))
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
          case PLACE ->
              Optional.of(
                  places[i] < 0
                      ? named(name.kind(), name.form())
                      : new Target(gazetteer.id(places[i]), gazetteer.name(places[i]), places[i]));
          case ORGANISATION -> {
            String full = acronyms.getOrDefault(name.form(), name.form());
            yield Optional.of(named(name.kind(), organisations.named(full).orElse(full)));
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
