package org.vigil.entity;

import java.util.ArrayList;
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

/**
 * The tagger, corrected by rules that hold whatever it has learnt, and its names brought together
 * into entities.
 */
final class StandardRecogniser implements Recogniser {

  private static final int BYLINE_WORDS = 14;

  private final Tagger tagger;
  private final Lexicon lexicon;
  private final Gazetteer gazetteer;
  private final Groups groups;
  private final Organisations organisations;
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

  /** A name found in the text, cut to what belongs to it. */
  private record Name(EntityKind kind, int start, int end, String form) {}

  /** The work on one document. */
  private final class Reading {
    private final Tokens tokens;
    private final int textStart;
    private final boolean english;
    private final Features features;

    Reading(Tokens tokens, int textStart, Optional<String> language) {
      this.tokens = tokens;
      this.textStart = textStart;
      this.english = language.isEmpty() || language.get().equals("en");
      this.features = new Features(tokens, lexicon);
    }

    Annotations annotations() {
      List<Name> names = new ArrayList<>();
      boolean[] taken = new boolean[tokens.size()];
      for (Span span : tagger.tag(features)) {
        names.addAll(names(span));
        for (int i = span.start(); i < span.end(); i++) {
          taken[i] = true;
        }
      }
      addGroups(names, taken);
      addPlaces(names, taken);
      names.sort(Comparator.comparingInt(Name::start));
      return link(withoutHearsay(names));
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
          && (span.label() == Label.GROUP || groups.named(whole).isPresent())) {
        return cut(EntityKind.GROUP, start, end);
      }
      if (span.label() != Label.PERSON && isCountry(whole)) {
        return cut(EntityKind.PLACE, start, end);
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

    private Optional<Name> person(int from, int to) {
      int start = from;
      while (start < to && (Words.isTitle(tokens.word(start)) || isMark(start))) {
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
      while (start < to - 1 && !tokens.capitalised(start) && tokens.isWord(start)) {
        start++;
      }
      return cut(EntityKind.PLACE, gazetteer.knows(form(start, to)) ? start : from, to);
    }

    private Optional<Name> organisation(int start, int to) {
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

    /** Whether a short line without a full stop ends with "by" and this name. */
    private boolean isByline(int start, int end) {
      if (start == 0 || !tokens.lower(start - 1).equals("by")) {
        return false;
      }
      boolean lineEnds = end == tokens.size() || tokens.paragraphStart(end);
      int first = start - 1;
      while (first > 0 && !tokens.paragraphStart(first) && start - first < BYLINE_WORDS) {
        first--;
      }
      return lineEnds && tokens.paragraphStart(first);
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
      boolean never = true;
      for (int i = start; i < end; i++) {
        String word = tokens.word(i);
        letters |= word.length() > 1 && Character.isLetter(word.codePointAt(0));
        never &= Words.isNever(word) && !word.equals("US");
      }
      if (!letters || never) {
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
        if (taken[i] || !likely || isMark(i)) {
          continue;
        }
        int end = i + 1 < tokens.size() && !taken[i + 1] ? i + 2 : i + 1;
        for (; end > i; end--) {
          if (groups.named(form(i, end)).isPresent()) {
            cut(EntityKind.GROUP, i, end).ifPresent(names::add);
            i = end - 1;
            break;
          }
        }
      }
    }

    /** Adds countries that no span holds, and what stands before "-based". */
    private void addPlaces(List<Name> names, boolean[] taken) {
      for (int i = 0; i < tokens.size(); i++) {
        if (!taken[i] && tokens.capitalised(i) && !Words.isNever(tokens.word(i))) {
          String word = tokens.word(i);
          if (isLinked(i + 1) ? gazetteer.knows(word) : isCountry(word)) {
            cut(EntityKind.PLACE, i, i + 1).ifPresent(names::add);
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
            toponyms.add(new PlaceResolver.Toponym(name.form(), follower(i)));
          }
        }
        int[] meant = new PlaceResolver(gazetteer).resolve(toponyms);
        int[] all = new int[names.size()];
        for (int k = 0; k < meant.length; k++) {
          all[where.get(k)] = meant[k];
        }
        return all;
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
                groups.named(form).or(() -> groups.possiblyNamed(form)).orElse(singular(form));
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
