package org.vigil.entity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The work of {@link Identities#of}, in steps. Names that are spellings of each other are one,
 * which is an equality of keys and so has no order. A rare name is the frequent one of which it is
 * a slip of the pen. A name that says less (a family name, initials, a short form, consonants only)
 * is the one fuller name that it fits, and nobody's if it fits two.
 */
final class Linking {

  /** Letters at either end of a word. */
  private static final int SLIP_END = 3;

  /** A spelling is taken for a slip of the pen if another one is so many times as frequent. */
  private static final int USUAL = 8;

  /** More full names with one family name and initial are not told apart by pairs. */
  private static final int LARGEST_BLOCK = 64;

  /** Words whose sounds are kept: names of an archive have many in common. */
  private static final int MOST_REMEMBERED = 1 << 17;

  /** Fewer consonants are no evidence. */
  private static final int FEWEST_CONSONANTS = 5;

  /** A bare name is taken for a full one only if that is at least one such part as frequent. */
  private static final int SHARE = 8;

  /**
   * Where several have a family name, it alone means the one who is so many times as frequent as
   * all others together, from so many reports on.
   */
  private static final int FAMOUS = 6;

  private static final int FAMOUS_REPORTS = 10;

  private static final Set<String> LEGAL_FORMS =
      Words.words(
          "ltd limited inc incorporated corp corporation co company plc llc llp lp gmbh ag sa srl kg"
              + " sarl sas spa bv nv ab oy oyj as asa ooo oao ao pao zao ojsc jsc pjsc cv kft"
              + " aktiengesellschaft");

  private static final Pattern LEGAL_PHRASE =
      Pattern.compile(
          "\\b(?:limited liability|public limited|(?:open |public )?joint stock) company\\b");

  /** Letters of a name, all words together, that are evidence enough where some of them differ. */
  private static final int FEWEST_LETTERS = 10;

  /** Letters of a word of which one may be a slip of the pen. */
  private static final int SHORTEST_SLIP = 5;

  private final GivenNames given = GivenNames.shipped();
  private final KnownNames known = KnownNames.shipped();
  private final NameSimilarity similarity = new NameSimilarity();
  private final UnaryOperator<String> spelling;
  private final Curation curation;
  private final Set<String> curated = new HashSet<>();
  private final Set<String> locked = new HashSet<>();
  private final Map<String, String> soundOf = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Node> byId = new HashMap<>();
  private final Map<String, String> ambiguous = new HashMap<>();
  private final List<Identities.Join> joins = new ArrayList<>();
  private final Map<String, Set<String>> splitFrom = new HashMap<>();

  /** A name among those that may have to do with each other. */
  private static final class Node {
    final Attested name;
    final Optional<NameParts> parts;
    final List<String> sounds;
    Node parent = this;
    List<Node> members = new ArrayList<>(List.of(this));

    Node(Attested name, Optional<NameParts> parts, List<String> sounds) {
      this.name = name;
      this.parts = parts;
      this.sounds = sounds;
    }

    Node root() {
      Node root = this;
      while (root.parent != root) {
        root = root.parent;
      }
      return root;
    }
  }

  Linking(UnaryOperator<String> spelling, Curation curation) {
    this.spelling = spelling;
    this.curation = curation;
    for (Curation.Line line : curation.lines()) {
      switch (line.action()) {
        case MERGE, SPLIT -> {
          curated.add(line.id());
          curated.add(line.other());
          if (line.action() == Curation.Action.SPLIT) {
            splitFrom.computeIfAbsent(line.id(), i -> new TreeSet<>()).add(line.other());
            splitFrom.computeIfAbsent(line.other(), i -> new TreeSet<>()).add(line.id());
          }
        }
        case LOCK -> locked.add(line.id());
        case RENAME, HIDE, ALIAS -> {}
      }
    }
  }

  Identities link(Iterable<Attested> names) {
    Meetings meetings = meetings(names);
    for (Attested name : names) {
      Optional<NameParts> parts = parts(name);
      List<String> sounds = sounds(parts);
      boolean meets =
          keys(name, parts, sounds).stream().anyMatch(meetings::shared)
              || sounds.stream().anyMatch(s -> meetings.partAndBare(s));
      if (meets || curated.contains(name.id())) {
        Node node = new Node(name, parts, sounds);
        nodes.add(node);
        byId.put(name.id(), node);
      }
    }
    nodes.sort(Comparator.comparing(n -> n.name.id()));
    joinEqual();
    joinGlued();
    joinScripts();
    joinTransliterations();
    joinSlips(meetings);
    joinLess();
    joinBare();
    joinByHand();
    Map<Node, List<Attested>> joined = new LinkedHashMap<>();
    for (Node node : nodes) {
      joined.computeIfAbsent(node.root(), r -> new ArrayList<>()).add(node.name);
    }
    joined.values().removeIf(members -> members.size() < 2);
    joined.values().forEach(members -> members.sort(BEST_FIRST));
    return Identities.linked(joined.values(), curation, ambiguous, joins);
  }

  /** Latin letters first, then whole names, then by order of magnitude of use, then the shorter. */
  private static final Comparator<Attested> BEST_FIRST =
      Comparator.comparing((Attested a) -> !isLatin(a.name()))
          .thenComparing(a -> a.name().indexOf(' ') < 0)
          .thenComparing(a -> hasInitial(a.name()))
          .thenComparingInt(a -> Integer.numberOfLeadingZeros(a.reports()))
          .thenComparingInt(a -> a.id().length())
          .thenComparing(Attested::id);

  private static boolean isLatin(String name) {
    return name.codePoints()
        .filter(Character::isLetter)
        .allMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN);
  }

  private static boolean hasInitial(String name) {
    return List.of(Slugs.of(name).split("-", -1)).stream().anyMatch(w -> w.length() == 1);
  }

  private Optional<NameParts> parts(Attested name) {
    return name.kind() == EntityKind.PERSON
        ? NameParts.of(spelling.apply(name.name()))
        : Optional.empty();
  }

  private List<String> sounds(Optional<NameParts> parts) {
    if (parts.isEmpty()) {
      return List.of();
    }
    List<String> sounds = new ArrayList<>();
    for (String word : parts.get().words()) {
      sounds.add(sound(word, parts.get().script()));
    }
    return sounds;
  }

  private String sound(String word, NameParts.Script script) {
    return switch (script) {
      case SYLLABLES, HAN, CONSONANTS -> word;
      case FULL -> {
        if (soundOf.size() > MOST_REMEMBERED) {
          soundOf.clear();
        }
        yield soundOf.computeIfAbsent(word, this::soundOf);
      }
    };
  }

  private String soundOf(String word) {
    String usual = Slugs.of(spelling.apply(word));
    return usual.length() == 1 ? usual : Sounds.of(given.standard(usual));
  }

  private Meetings meetings(Iterable<Attested> names) {
    Meetings meetings = new Meetings();
    for (Attested name : names) {
      Optional<NameParts> parts = parts(name);
      List<String> sounds = sounds(parts);
      keys(name, parts, sounds).forEach(meetings::key);
      boolean bare = parts.isPresent() && parts.get().isBare();
      sounds.forEach(sound -> meetings.word(sound, bare));
    }
    meetings.close();
    return meetings;
  }

  /** All keys under which a name may meet one that has to do with it. */
  private Set<String> keys(Attested name, Optional<NameParts> parts, List<String> sounds) {
    Set<String> keys = new TreeSet<>();
    equalKey(name, parts, sounds).ifPresent(keys::add);
    parts.flatMap(Linking::gluedKey).ifPresent(keys::add);
    if (parts.isPresent() && !parts.get().isBare()) {
      keys.addAll(lessKeys(parts.get(), sounds));
      keys.addAll(slipKeys(parts.get(), sounds));
      keys.addAll(looseKeys(parts.get()));
      scriptKey(parts.get(), sounds).ifPresent(keys::add);
    }
    return keys;
  }

  /** What is equal for spellings of one name only. */
  private Optional<String> equalKey(Attested name, Optional<NameParts> parts, List<String> sounds) {
    return switch (name.kind()) {
      case PLACE -> Optional.empty();
      case GROUP -> Optional.of("group " + Slugs.key(spelling.apply(name.name())));
      case ORGANISATION -> Optional.of("organisation " + organisation(spelling.apply(name.name())));
      case PERSON -> parts.map(p -> equalKey(name.name(), p, sounds));
    };
  }

  /** Whether each word may be either of a given and a father's name, so that their order tells. */
  private boolean isOrdered(NameParts parts) {
    return parts.words().stream().allMatch(this::isGiven);
  }

  private String equalKey(String name, NameParts parts, List<String> sounds) {
    return switch (parts.script()) {
      case HAN -> "han " + NameParts.simplified(name);
      case CONSONANTS -> "abjad " + String.join(" ", sounds);
      case SYLLABLES -> "person " + parts.family() + "|" + String.join("", parts.given());
      case FULL ->
          parts.isBare() && parts.family().length() < 5
              ? "person " + parts.family()
              : "person "
                  + String.join(" ", isOrdered(parts) ? sounds : sounds.stream().sorted().toList());
    };
  }

  private static String organisation(String name) {
    List<String> words = new ArrayList<>();
    String key = Slugs.key(name.replace("&", " and "));
    String bare = LEGAL_PHRASE.matcher(key).replaceAll("").strip();
    for (String word : (bare.isEmpty() ? key : bare).split(" +", -1)) {
      if (!LEGAL_FORMS.contains(word)) {
        words.add(word);
      }
    }
    return words.isEmpty() ? key : String.join(" ", words);
  }

  /** What is equal for two names that only blanks divide otherwise. */
  private static Optional<String> gluedKey(NameParts parts) {
    String all = String.join("", parts.words());
    return parts.script() == NameParts.Script.FULL && all.length() >= FEWEST_LETTERS
        ? Optional.of("glued " + Sounds.of(all))
        : Optional.empty();
  }

  /** What is equal for transliterations of a name, and for other names too. */
  private static Set<String> looseKeys(NameParts parts) {
    boolean told =
        parts.script() == NameParts.Script.FULL
            && !parts.isBare()
            && letters(parts) >= FEWEST_LETTERS;
    return told
        ? Set.of(
            "loose "
                + String.join(
                    " ", parts.words().stream().map(Transliteration::skeleton).sorted().toList()))
        : Set.of();
  }

  private static int letters(NameParts parts) {
    return parts.words().stream().mapToInt(String::length).sum();
  }

  /** Family name with first letter, of the name and of what it may be short for. */
  private Set<String> lessKeys(NameParts parts, List<String> sounds) {
    Set<String> keys = new TreeSet<>();
    if (parts.script() == NameParts.Script.FULL && !parts.isBare()) {
      String family = sounds.getLast();
      keys.add("less " + family + "|" + sounds.getFirst().charAt(0));
      NameParts.served(sounds.getFirst())
          .ifPresent(served -> keys.add("less " + family + "|" + served.charAt(0)));
      for (String full : given.fullOf(parts.given().getFirst())) {
        keys.add("less " + family + "|" + Sounds.of(full).charAt(0));
      }
    }
    return keys;
  }

  /** The other words with either end of one word, of which a slip of the pen leaves one whole. */
  private static Set<String> slipKeys(NameParts parts, List<String> sounds) {
    Set<String> keys = new TreeSet<>();
    if (parts.script() == NameParts.Script.FULL && !parts.isBare()) {
      for (int i = 0; i < sounds.size(); i++) {
        String word = sounds.get(i);
        if (word.length() >= SHORTEST_SLIP - 1) {
          List<String> others = new ArrayList<>(sounds);
          others.set(i, "");
          String rest = String.join(" ", others);
          int end = Math.min(SLIP_END, word.length() / 2 - 1);
          keys.add("slip " + rest + "|" + word.substring(0, end) + "-");
          keys.add("slip " + rest + "|-" + word.substring(word.length() - end));
        }
      }
    }
    return keys;
  }

  /** What a name has in common with the same in a script that says less. */
  private static Optional<String> scriptKey(NameParts parts, List<String> sounds) {
    return switch (parts.script()) {
      case HAN, SYLLABLES ->
          Optional.of("pinyin " + parts.family() + "|" + String.join("", parts.given()));
      case FULL, CONSONANTS -> {
        List<String> consonants = new ArrayList<>();
        for (String word : parts.words()) {
          consonants.add(Sounds.consonants(word));
        }
        String key = String.join(" ", consonants.stream().sorted().toList());
        yield key.length() - sounds.size() + 1 < FEWEST_CONSONANTS
            ? Optional.empty()
            : Optional.of("consonants " + key);
      }
    };
  }

  private Map<String, List<Node>> blocks(Function<Node, Set<String>> keys) {
    Map<String, List<Node>> blocks = new TreeMap<>();
    for (Node node : nodes) {
      for (String key : keys.apply(node)) {
        blocks.computeIfAbsent(key, k -> new ArrayList<>()).add(node);
      }
    }
    return blocks;
  }

  /** Hands over, in both orders, each two names that share a key and are not one yet. */
  private void eachPair(
      BiFunction<NameParts, List<String>, Set<String>> keys, BiConsumer<Node, Node> pair) {
    Map<String, List<Node>> blocks =
        blocks(n -> n.parts.map(p -> keys.apply(p, n.sounds)).orElse(Set.of()));
    for (List<Node> block : blocks.values()) {
      if (block.size() > LARGEST_BLOCK) {
        continue;
      }
      for (Node one : block) {
        for (Node other : block) {
          if (one.root() != other.root()) {
            pair.accept(one, other);
          }
        }
      }
    }
  }

  private void joinEqual() {
    Map<String, List<Node>> blocks =
        blocks(n -> equalKey(n.name, n.parts, n.sounds).map(Set::of).orElse(Set.of()));
    for (List<Node> block : blocks.values()) {
      for (Node node : block.subList(1, block.size())) {
        join(node, block.getFirst(), "they are spellings of one name");
      }
    }
  }

  private void joinScripts() {
    Map<String, List<Node>> blocks =
        blocks(
            n ->
                n.parts
                    .filter(p -> !p.isBare())
                    .flatMap(p -> scriptKey(p, n.sounds))
                    .map(Set::of)
                    .orElse(Set.of()));
    for (List<Node> block : blocks.values()) {
      Set<Node> trusted = new LinkedHashSet<>();
      Set<Node> other = new LinkedHashSet<>();
      for (Node node : block) {
        NameParts.Script script = node.parts.orElseThrow().script();
        boolean full = script == NameParts.Script.FULL || script == NameParts.Script.SYLLABLES;
        (full ? trusted : other).add(node.root());
      }
      if (trusted.size() == 1 && other.size() == 1) {
        join(
            other.iterator().next(),
            trusted.iterator().next(),
            "the one is how the other is read, and nobody else in the archive is read so");
      } else if (!other.isEmpty() && !trusted.isEmpty()) {
        other.forEach(n -> ambiguous.put(n.name.id(), "it reads like several names"));
      }
    }
  }

  /** Joins names that only blanks divide otherwise. */
  private void joinGlued() {
    Map<String, List<Node>> blocks =
        blocks(n -> n.parts.flatMap(Linking::gluedKey).map(Set::of).orElse(Set.of()));
    for (List<Node> block : blocks.values()) {
      for (Node node : block.subList(1, block.size())) {
        join(node, block.getFirst(), "they are one name but for its blanks");
      }
    }
  }

  /**
   * Joins names of which each word is that of the other by other rules of transliteration. Where
   * such names are not all alike in pairs, none is joined.
   */
  private void joinTransliterations() {
    Map<Node, Set<Node>> alike = new LinkedHashMap<>();
    eachPair(
        (parts, sounds) -> looseKeys(parts),
        (one, other) -> {
          if (isTransliteration(one, other)) {
            alike.computeIfAbsent(one.root(), r -> new LinkedHashSet<>()).add(other.root());
            alike.computeIfAbsent(other.root(), r -> new LinkedHashSet<>()).add(one.root());
          }
        });
    List<Runnable> decided = new ArrayList<>();
    alike.forEach(
        (one, others) -> {
          Set<Node> all = new HashSet<>(others);
          all.add(one);
          boolean closed =
              others.stream()
                  .allMatch(
                      o -> {
                        Set<Node> theirs = new HashSet<>(alike.getOrDefault(o, Set.of()));
                        theirs.add(o);
                        return theirs.equals(all);
                      });
          if (closed) {
            others.forEach(
                o -> decided.add(() -> join(one, o, "they are transliterations of one name")));
          } else {
            one.members.forEach(
                m -> ambiguous.put(m.name.id(), "it reads like several names that are not one"));
          }
        });
    decided.forEach(Runnable::run);
  }

  private boolean isTransliteration(Node one, Node other) {
    List<String> a = one.parts.orElseThrow().words();
    List<String> b = other.parts.orElseThrow().words();
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      String x = a.get(i);
      String y = b.get(i);
      boolean same = one.sounds.get(i).equals(other.sounds.get(i));
      boolean apart = (i < a.size() - 1 && isGiven(x) && isGiven(y)) || areListedApart(x, y);
      if (!same && (apart || !Transliteration.is(x, y))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the registers of one country have both words. */
  private boolean areListedApart(String x, String y) {
    return known.isListed(x) && known.isListed(y) && !Transliteration.isSilent(x, y);
  }

  private boolean isGiven(String word) {
    return given.knows(word) || known.isGiven(word);
  }

  /**
   * Joins a rare spelling with the one frequent name that reads almost like it. That two names read
   * alike is not enough in an archive, where it may be two people's: the one must be rare beside
   * the other, the word in which they differ must be in no other name, and nobody else read so. Two
   * words that are known as names are two names, unless two letters changed places and nobody else
   * shares the rest of the name.
   */
  private void joinSlips(Meetings meetings) {
    Map<Node, Set<Node>> usual = new LinkedHashMap<>();
    eachPair(
        Linking::slipKeys,
        (rare, other) -> {
          if (isSlip(rare, other, meetings)) {
            usual.computeIfAbsent(rare.root(), r -> new LinkedHashSet<>()).add(other.root());
          }
        });
    List<Runnable> decided = new ArrayList<>();
    usual.forEach(
        (rare, candidates) -> {
          if (candidates.size() == 1) {
            decided.add(
                () ->
                    join(
                        rare,
                        candidates.iterator().next(),
                        "it reads like a slip of the pen in a name that is far more frequent"));
          }
        });
    decided.forEach(Runnable::run);
  }

  private boolean isSlip(Node rare, Node usual, Meetings meetings) {
    List<String> a = rare.sounds;
    List<String> b = usual.sounds;
    if (a.size() != b.size() || reports(usual.root()) < USUAL * reports(rare.root())) {
      return false;
    }
    int differing = -1;
    for (int i = 0; i < a.size(); i++) {
      if (!a.get(i).equals(b.get(i))) {
        if (differing >= 0) {
          return false;
        }
        differing = i;
      }
    }
    if (differing < 0 || meetings.partOfSeveral(a.get(differing))) {
      return false;
    }
    NameParts parts = rare.parts.orElseThrow();
    String x = parts.words().get(differing);
    String y = usual.parts.orElseThrow().words().get(differing);
    boolean unknown = !known.isName(x) && !given.knows(x);
    return Math.min(x.length(), y.length()) >= SHORTEST_SLIP
        && a.get(differing).charAt(0) == b.get(differing).charAt(0)
        && haveLikeEnds(x, y, unknown)
        && (unknown || (areSwapped(x, y) && isAlone(a, differing, meetings)))
        && similarity.of(rare.name.name(), usual.name.name()) >= NameSimilarity.SAME;
  }

  /** Whether two words differ in two neighbouring letters that changed places. */
  private static boolean areSwapped(String x, String y) {
    int i = 0;
    while (i < x.length() && i < y.length() && x.charAt(i) == y.charAt(i)) {
      i++;
    }
    return x.length() == y.length()
        && i + 1 < x.length()
        && x.charAt(i) == y.charAt(i + 1)
        && x.charAt(i + 1) == y.charAt(i)
        && x.substring(i + 2).equals(y.substring(i + 2));
  }

  /** Whether nobody but the two has the rest of this name. */
  private static boolean isAlone(List<String> sounds, int differing, Meetings meetings) {
    for (int i = 0; i < sounds.size(); i++) {
      if (i != differing && !meetings.partOfMany(sounds.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Endings tell women from men, and one people's names from another's. */
  private static boolean haveLikeEnds(String x, String y, boolean unknown) {
    char a = x.charAt(x.length() - 1);
    char b = y.charAt(y.length() - 1);
    return a == b || (unknown && a != 'a' && b != 'a');
  }

  /** Joins names with initials, short forms or fewer middle names with the one that they fit. */
  private void joinLess() {
    Map<Node, Set<Node>> fuller = new LinkedHashMap<>();
    eachPair(
        this::lessKeys,
        (less, more) -> {
          if (fits(less, more)) {
            fuller.computeIfAbsent(less.root(), r -> new LinkedHashSet<>()).add(more.root());
          }
        });
    List<Runnable> decided = new ArrayList<>();
    fuller.forEach(
        (less, candidates) -> {
          List<Node> fullest = new ArrayList<>();
          for (Node candidate : candidates) {
            Set<Node> beyond = fuller.getOrDefault(candidate, Set.of());
            boolean passed = beyond.stream().anyMatch(b -> b != less && candidates.contains(b));
            if (!passed) {
              fullest.add(candidate);
            }
          }
          if (fullest.size() == 1) {
            decided.add(
                () ->
                    join(
                        less,
                        fullest.getFirst(),
                        "it is the only fuller name that the shorter one fits"));
          } else {
            less.members.forEach(
                m -> ambiguous.put(m.name.id(), "it fits " + list(fullest) + " alike"));
          }
        });
    decided.forEach(Runnable::run);
  }

  private static String list(List<Node> nodes) {
    List<String> ids = nodes.stream().map(n -> n.name.id()).sorted().limit(5).toList();
    return String.join(", ", ids) + (nodes.size() > ids.size() ? ", …" : "");
  }

  /** Whether one name is the other with less of it. */
  private boolean fits(Node less, Node more) {
    List<String> a = less.sounds;
    List<String> b = more.sounds;
    if (a.size() < 2 || b.size() < a.size() || !a.getLast().equals(b.getLast())) {
      return false;
    }
    boolean lessSaid = a.size() < b.size();
    String first = less.parts.orElseThrow().given().getFirst();
    if (!a.getFirst().equals(b.getFirst())) {
      boolean shortForm =
          given.fullOf(first).stream().map(Sounds::of).anyMatch(b.getFirst()::equals);
      if (!isLess(a.getFirst(), b.getFirst()) && !shortForm) {
        return false;
      }
      lessSaid = true;
    }
    // What stands between may leave out names, of a father or grandfather too, but no order.
    int j = 1;
    for (int i = 1; i < a.size() - 1; i++) {
      String x = a.get(i);
      boolean whole = x.length() > 1;
      while (whole && j < b.size() - 1 && !isLess(x, b.get(j)) && b.get(j).length() > 1) {
        j++;
      }
      if (j >= b.size() - 1 || !isLess(x, b.get(j))) {
        return false;
      }
      lessSaid |= !x.equals(b.get(j));
      j++;
    }
    return lessSaid;
  }

  /** Whether one sound is the other, its initial, or the other without "servant of". */
  private static boolean isLess(String x, String of) {
    return x.equals(of)
        || (x.length() == 1 && of.startsWith(x))
        || NameParts.served(of).filter(x::equals).isPresent();
  }

  /** Joins a name of one word with the one person who has it among hers. */
  private void joinBare() {
    Map<String, Set<Node>> bearers = new HashMap<>();
    for (Node node : nodes) {
      if (node.parts.isPresent() && !node.parts.get().isBare()) {
        for (String sound : node.sounds) {
          bearers.computeIfAbsent(sound, s -> new HashSet<>()).add(node.root());
        }
      }
    }
    List<Runnable> decided = new ArrayList<>();
    for (Node node : nodes) {
      if (node.parts.isEmpty()
          || !node.parts.get().isBare()
          || given.knows(node.parts.get().family())) {
        continue;
      }
      Set<Node> fitting = new HashSet<>(bearers.getOrDefault(node.sounds.getFirst(), Set.of()));
      fitting.remove(node.root());
      Optional<Node> famous = famous(fitting);
      if (fitting.size() > 1 && famous.isPresent()) {
        decided.add(
            () ->
                join(
                    node,
                    famous.get(),
                    "of all who have that name hardly any report names another"));
      } else if (fitting.size() > 1) {
        List<Node> sorted = new ArrayList<>(fitting);
        sorted.sort(Comparator.comparing(n -> n.name.id()));
        ambiguous.put(node.name.id(), "it may be " + list(sorted));
      } else if (fitting.size() == 1
          && reports(fitting.iterator().next()) * SHARE >= node.name.reports()) {
        decided.add(
            () ->
                join(node, fitting.iterator().next(), "nobody else in the archive has that name"));
      }
    }
    decided.forEach(Runnable::run);
  }

  private static Optional<Node> famous(Set<Node> bearers) {
    long all = bearers.stream().mapToLong(Linking::reports).sum();
    return bearers.stream()
        .filter(b -> reports(b) >= FAMOUS_REPORTS && reports(b) >= FAMOUS * (all - reports(b)))
        .findFirst();
  }

  private static long reports(Node root) {
    return root.members.stream().mapToLong(m -> m.name.reports()).sum();
  }

  private void joinByHand() {
    for (Curation.Line line : curation.lines()) {
      if (line.action() == Curation.Action.MERGE) {
        unite(
            handled(line.other()),
            handled(line.id()),
            "line " + line.number() + " of the entities file says so");
      }
    }
  }

  private Node handled(String id) {
    return byId.computeIfAbsent(
        id,
        i -> {
          EntityKind kind = EntityKind.ofPath(i.substring(0, i.indexOf('/'))).orElseThrow();
          Node node = new Node(new Attested(i, kind, "", 0), Optional.empty(), List.of());
          nodes.add(node);
          return node;
        });
  }

  /** Joins two names unless people decided otherwise. */
  private void join(Node a, Node b, String reason) {
    boolean held =
        a.root().members.stream().anyMatch(m -> locked.contains(m.name.id()))
            || b.root().members.stream().anyMatch(m -> locked.contains(m.name.id()));
    if (!held && !areSplit(a.root(), b.root())) {
      unite(a, b, reason);
    }
  }

  private boolean areSplit(Node a, Node b) {
    if (splitFrom.isEmpty()) {
      return false;
    }
    for (Node member : a.members) {
      Set<String> others = splitFrom.getOrDefault(member.name.id(), Set.of());
      if (b.members.stream().anyMatch(m -> others.contains(m.name.id()))) {
        return true;
      }
    }
    return false;
  }

  private void unite(Node a, Node b, String reason) {
    Node left = a.root();
    Node right = b.root();
    if (left == right) {
      return;
    }
    joins.add(new Identities.Join(a.name.id(), b.name.id(), reason));
    Node large = left.members.size() > right.members.size() ? left : right;
    Node small = large == left ? right : left;
    small.parent = large;
    large.members.addAll(small.members);
    small.members = List.of();
  }
}
