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
import java.util.function.Function;

/**
 * The work of {@link Identities#of} within one neighbourhood, in steps. Names that are spellings of
 * each other are one, which is an equality of keys and so has no order. A rare name is the frequent
 * one of which it is a slip of the pen. A name that says less (a family name, initials, a short
 * form, consonants only) is the one fuller name that it fits, and nobody's if it fits two.
 */
final class Linking {

  /** A spelling is taken for a slip of the pen if another one is so many times as frequent. */
  static final int USUAL = 8;

  /** A bare name is taken for a full one only if that is at least one such part as frequent. */
  private static final int SHARE = 8;

  /**
   * Where several have a family name, it alone means the one who is so many times as frequent as
   * all others together, from so many reports on.
   */
  private static final int FAMOUS = 6;

  private static final int FAMOUS_REPORTS = 10;

  private static final String OF_THE_FAMOUS =
      "of all who have that name hardly any report names another";

  /**
   * What was decided about the names of a neighbourhood.
   *
   * @param joined names that are one entity's, the best first; only where there are several
   * @param ambiguous ids that fit several entities, with the reason
   */
  record Decided(
      List<List<Attested>> joined, Map<String, String> ambiguous, List<Identities.Join> joins) {

    static final Decided NOTHING = new Decided(List.of(), Map.of(), List.of());
  }

  /** What people decided about names that are to be joined. */
  record ByHand(
      List<Curation.Line> merges, Map<String, Set<String>> splitFrom, Set<String> locked) {

    static ByHand of(Curation curation) {
      List<Curation.Line> merges = new ArrayList<>();
      Map<String, Set<String>> splitFrom = new HashMap<>();
      Set<String> locked = new HashSet<>();
      for (Curation.Line line : curation.lines()) {
        switch (line.action()) {
          case MERGE -> merges.add(line);
          case SPLIT -> {
            splitFrom.computeIfAbsent(line.id(), i -> new TreeSet<>()).add(line.other());
            splitFrom.computeIfAbsent(line.other(), i -> new TreeSet<>()).add(line.id());
          }
          case LOCK -> locked.add(line.id());
          case RENAME, HIDE, ALIAS -> {}
        }
      }
      return new ByHand(merges, splitFrom, locked);
    }
  }

  private final GivenNames given = GivenNames.shipped();
  private final KnownNames known = KnownNames.shipped();
  private final NameSimilarity similarity = new NameSimilarity();
  private final NameKeys keys;
  private final Neighbourhoods all;
  private final Neighbourhoods.WordCounts words;
  private final ByHand byHand;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Node> byId = new HashMap<>();
  private final Map<String, String> ambiguous = new HashMap<>();
  private final List<Identities.Join> joins = new ArrayList<>();

  /** A name of the neighbourhood. */
  private static final class Node {
    final NameKeys.Heard heard;
    final Attested name;
    final Optional<NameParts> parts;
    final List<String> sounds;
    Node parent = this;
    List<Node> members = new ArrayList<>(List.of(this));

    Node(NameKeys.Heard heard) {
      this.heard = heard;
      this.name = heard.name();
      this.parts = heard.parts();
      this.sounds = heard.sounds();
    }

    Node root() {
      Node root = this;
      while (root.parent != root) {
        root = root.parent;
      }
      return root;
    }
  }

  private Linking(NameKeys keys, Neighbourhoods all, ByHand byHand) {
    this.keys = keys;
    this.all = all;
    this.words = all.words();
    this.byHand = byHand;
  }

  /**
   * Decides about the names of one neighbourhood.
   *
   * @param all the neighbourhoods of the archive
   * @param spelt whether only names that are spelt alike are among them, and others elsewhere
   */
  static Decided decide(
      List<NameKeys.Heard> names, NameKeys keys, Neighbourhoods all, ByHand byHand, boolean spelt) {
    return new Linking(keys, all, byHand).decide(names, spelt);
  }

  private Decided decide(List<NameKeys.Heard> names, boolean spelt) {
    for (NameKeys.Heard heard : names) {
      Node node = new Node(heard);
      nodes.add(node);
      byId.put(node.name.id(), node);
    }
    nodes.sort(Comparator.comparing(n -> n.name.id()));
    joinAll(keys::equal, "they are spellings of one name");
    joinAll(keys::glued, "they are one name but for its blanks");
    joinScripts();
    if (!spelt) {
      joinTransliterations();
      joinSlips();
      joinLess();
      joinBare();
    }
    joinByHand();
    Map<Node, List<Attested>> joined = new LinkedHashMap<>();
    for (Node node : nodes) {
      joined.computeIfAbsent(node.root(), r -> new ArrayList<>()).add(node.name);
    }
    joined.values().removeIf(members -> members.size() < 2);
    joined.values().forEach(members -> members.sort(BEST_FIRST));
    return joined.isEmpty() && ambiguous.isEmpty()
        ? Decided.NOTHING
        : new Decided(List.copyOf(joined.values()), Map.copyOf(ambiguous), List.copyOf(joins));
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

  private Map<String, List<Node>> blocks(Function<NameKeys.Heard, Set<String>> by) {
    Map<String, List<Node>> blocks = new TreeMap<>();
    for (Node node : nodes) {
      for (String key : by.apply(node.heard)) {
        blocks.computeIfAbsent(key, k -> new ArrayList<>()).add(node);
      }
    }
    return blocks;
  }

  /** Hands over, in both orders, each two names that share a key and are not one yet. */
  private void eachPair(Function<NameKeys.Heard, Set<String>> by, BiConsumer<Node, Node> pair) {
    for (Map.Entry<String, List<Node>> of : blocks(by).entrySet()) {
      List<Node> block = of.getValue();
      if (block.size() < 2 || !all.isWhole(of.getKey())) {
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

  private void joinAll(Function<NameKeys.Heard, Set<String>> equal, String reason) {
    for (List<Node> block : blocks(equal).values()) {
      for (Node node : block.subList(1, block.size())) {
        join(node, block.getFirst(), reason);
      }
    }
  }

  private void joinScripts() {
    for (List<Node> block : blocks(keys::script).values()) {
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

  /**
   * Joins names of which each word is that of the other by other rules of transliteration. Where
   * such names are not all alike in pairs, none is joined.
   */
  private void joinTransliterations() {
    Map<Node, Set<Node>> alike = new LinkedHashMap<>();
    eachPair(
        keys::loose,
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
      boolean apart =
          (i < a.size() - 1 && keys.isGiven(x) && keys.isGiven(y)) || areListedApart(x, y);
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

  /**
   * Joins a rare spelling with the one frequent name that reads almost like it. That two names read
   * alike is not enough in an archive, where it may be two people's: the one must be rare beside
   * the other, the word in which they differ must be in no other name, and nobody else read so. Two
   * words that are known as names are two names, unless two letters changed places and nobody else
   * shares the rest of the name.
   */
  private void joinSlips() {
    Map<Node, Set<Node>> usual = new LinkedHashMap<>();
    eachPair(
        keys::slips,
        (rare, other) -> {
          if (isSlip(rare, other)) {
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

  private boolean isSlip(Node rare, Node usual) {
    List<String> a = rare.sounds;
    List<String> b = usual.sounds;
    if (a.size() != b.size() || usual.name.reports() < USUAL * reports(rare.root())) {
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
    if (differing < 0 || words.of(a.get(differing)) > 1) {
      return false;
    }
    NameParts parts = rare.parts.orElseThrow();
    String x = parts.words().get(differing);
    String y = usual.parts.orElseThrow().words().get(differing);
    boolean unknown = !known.isName(x) && !given.knows(x);
    return Math.min(x.length(), y.length()) >= NameKeys.SHORTEST_SLIP
        && a.get(differing).charAt(0) == b.get(differing).charAt(0)
        && haveLikeEnds(x, y, unknown)
        && (unknown || (areSwapped(x, y) && isAlone(a, differing)))
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
  private boolean isAlone(List<String> sounds, int differing) {
    for (int i = 0; i < sounds.size(); i++) {
      if (i != differing && words.of(sounds.get(i)) < 3) {
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
        heard -> {
          Set<String> both = new TreeSet<>(keys.first(heard));
          both.addAll(keys.initial(heard));
          return both;
        },
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
      if (!keys.isAlone(node.heard)) {
        continue;
      }
      if (words.of(node.sounds.getFirst()) > Neighbourhoods.MOST_BEARERS) {
        Node famous = byId.get(all.famous(node.sounds.getFirst()));
        if (famous != null) {
          decided.add(() -> join(node, famous, OF_THE_FAMOUS));
        }
        continue;
      }
      Set<Node> fitting = new HashSet<>(bearers.getOrDefault(node.sounds.getFirst(), Set.of()));
      fitting.remove(node.root());
      Optional<Node> famous = famous(fitting);
      if (fitting.size() > 1 && famous.isPresent()) {
        decided.add(() -> join(node, famous.get(), OF_THE_FAMOUS));
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
    return bearers.stream().filter(b -> isFamous(reports(b), all)).findFirst();
  }

  /** Whether hardly any of these reports name another one. */
  static boolean isFamous(long reports, long all) {
    return reports >= FAMOUS_REPORTS && reports >= FAMOUS * (all - reports);
  }

  private static long reports(Node root) {
    return root.members.stream().mapToLong(m -> m.name.reports()).sum();
  }

  private void joinByHand() {
    for (Curation.Line line : byHand.merges()) {
      Node merged = byId.get(line.other());
      Node with = byId.get(line.id());
      if (merged != null && with != null) {
        unite(merged, with, "line " + line.number() + " of the entities file says so");
      }
    }
  }

  /** Joins two names unless people decided otherwise. */
  private void join(Node a, Node b, String reason) {
    boolean held =
        a.root().members.stream().anyMatch(m -> byHand.locked().contains(m.name.id()))
            || b.root().members.stream().anyMatch(m -> byHand.locked().contains(m.name.id()));
    if (!held && !areSplit(a.root(), b.root())) {
      unite(a, b, reason);
    }
  }

  private boolean areSplit(Node a, Node b) {
    if (byHand.splitFrom().isEmpty()) {
      return false;
    }
    for (Node member : a.members) {
      Set<String> others = byHand.splitFrom().getOrDefault(member.name.id(), Set.of());
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
