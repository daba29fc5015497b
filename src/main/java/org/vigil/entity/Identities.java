package org.vigil.entity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Which names of an archive are one entity's. Decided by the set of names alone: neither the order
 * of files nor that of runs changes anything.
 *
 * <p>The id of an entity is that of its best name: in Latin letters before others, whole before a
 * part, then the most used. The ids of all its names lead to it, so an id once given out goes on to
 * be understood.
 */
public final class Identities {

  /** Nothing known: each id is an entity. */
  public static final Identities NONE = of(List.of(), UnaryOperator.identity(), Curation.NONE);

  /**
   * Why two names are one.
   *
   * @param reason in words that go on after "because"
   */
  public record Join(String id, String with, String reason) {}

  /** One entity with more than one id, or with a name that people gave it. */
  private record Group(String id, List<String> members, Optional<String> name) {}

  private final Decisions decisions;
  private final UnaryOperator<String> spelling;
  private final Curation curation;
  private final Map<String, Group> groups;
  private final Map<String, Set<String>> aliases;
  private final Set<String> hidden;
  private final Map<String, String> ambiguous;
  private final List<Join> joins;
  private final List<Curation.Line> splits;

  private Identities(
      Decisions decisions,
      UnaryOperator<String> spelling,
      Curation curation,
      Map<String, Group> groups,
      Map<String, Set<String>> aliases,
      Set<String> hidden,
      List<Curation.Line> splits) {
    this.decisions = decisions;
    this.spelling = spelling;
    this.curation = curation;
    this.groups = groups;
    this.aliases = aliases;
    this.hidden = hidden;
    this.ambiguous = decisions.ambiguous();
    this.joins = decisions.joins();
    this.splits = splits;
  }

  /**
   * Decides.
   *
   * @param names every id once, in the same order each time they are read, which is at least twice:
   *     only names that may have to do with another are held, and those not all at a time
   * @param spelling gives the usual spelling of a name or word of which it knows others
   */
  public static Identities of(
      Iterable<Attested> names, UnaryOperator<String> spelling, Curation curation) {
    return decided(Decisions.of(names, spelling, curation), spelling, curation);
  }

  /**
   * Decides about other names with the same spelling and curation: what {@link #of} gives, but only
   * neighbourhoods of names in which something changed are decided again.
   *
   * @param names every id once, in the same order each time they are read
   */
  public Identities after(Iterable<Attested> names) {
    return decided(decisions.after(names, curation), spelling, curation);
  }

  /** How many neighbourhoods of names were decided for this, and not taken from those before. */
  int decidedAnew() {
    return decisions.decided();
  }

  private static Identities decided(
      Decisions decisions, UnaryOperator<String> spelling, Curation curation) {
    Map<String, String> firstOfMerge = new HashMap<>();
    Map<String, String> renamed = new HashMap<>();
    Map<String, Set<String>> aliases = new HashMap<>();
    Set<String> hidden = new TreeSet<>();
    List<Curation.Line> splits = new ArrayList<>();
    for (Curation.Line line : curation.lines()) {
      switch (line.action()) {
        case MERGE -> firstOfMerge.putIfAbsent(line.other(), line.id());
        case SPLIT -> splits.add(line);
        case RENAME -> renamed.put(line.id(), line.other());
        case HIDE -> hidden.add(line.id());
        case ALIAS ->
            aliases.computeIfAbsent(Slugs.key(line.other()), k -> new TreeSet<>()).add(line.id());
        case LOCK -> {}
      }
    }
    Map<String, Group> groups = new HashMap<>();
    Set<String> allHidden = new TreeSet<>();
    for (List<Attested> members : decisions.joined()) {
      List<String> ids = new ArrayList<>();
      members.forEach(member -> ids.add(member.id()));
      String id =
          ids.stream()
              .filter(m -> firstOfMerge.containsValue(m) && !firstOfMerge.containsKey(m))
              .findFirst()
              .orElseGet(() -> ids.getFirst());
      Optional<String> name =
          ids.stream()
              .filter(renamed::containsKey)
              .map(renamed::get)
              .findFirst()
              .or(
                  () ->
                      members.stream()
                          .filter(m -> m.id().equals(id) && !m.name().isBlank())
                          .map(Attested::name)
                          .findFirst());
      Group group = new Group(id, List.copyOf(ids), name);
      ids.forEach(member -> groups.put(member, group));
      if (ids.stream().anyMatch(hidden::contains)) {
        allHidden.addAll(ids);
      }
    }
    renamed.forEach(
        (id, name) -> groups.putIfAbsent(id, new Group(id, List.of(id), Optional.of(name))));
    allHidden.addAll(hidden);
    return new Identities(decisions, spelling, curation, groups, aliases, allHidden, splits);
  }

  /** How many names were compared with each other at the most. */
  int largest() {
    return decisions.largest();
  }

  /** The id of the entity that any id of its names means. */
  public String idOf(String id) {
    Group group = groups.get(id);
    return group == null ? id : group.id();
  }

  /** The ids of all names of the entity that this id means, its own first; at least this one. */
  public List<String> idsOf(String id) {
    Group group = groups.get(id);
    if (group == null) {
      return List.of(id);
    }
    Set<String> ids = new LinkedHashSet<>();
    ids.add(group.id());
    ids.addAll(group.members());
    return List.copyOf(ids);
  }

  /** The name of the entity that this id means, if it is not just the most frequent of its id. */
  public Optional<String> nameOf(String id) {
    return Optional.ofNullable(groups.get(id)).flatMap(Group::name);
  }

  /** Whether people decided that this entity is listed nowhere. */
  public boolean isHidden(String id) {
    return hidden.contains(id);
  }

  /** The ids that stand for an entity together with others, or that are hidden. */
  public Set<String> changed() {
    Set<String> changed = new TreeSet<>(hidden);
    groups.forEach(
        (id, group) -> {
          if (group.members().size() > 1) {
            changed.add(id);
          }
        });
    return changed;
  }

  /** The ids of the entities to which people gave this name. */
  public Set<String> called(String name) {
    return aliases.getOrDefault(Slugs.key(name), Set.of());
  }

  /** The names that people gave the entity of this id, folded. */
  public List<String> givenTo(String id) {
    List<String> names = new ArrayList<>();
    new TreeMap<>(aliases)
        .forEach(
            (name, ids) -> {
              if (ids.stream().anyMatch(i -> idOf(i).equals(idOf(id)))) {
                names.add(name);
              }
            });
    return names;
  }

  /** Why the names of the entity of this id are one. */
  public List<Join> joins(String id) {
    Set<String> members = new TreeSet<>(idsOf(id));
    return joins.stream()
        .filter(j -> members.contains(j.id()) && members.contains(j.with()))
        .sorted(Comparator.comparing(Join::id).thenComparing(Join::with))
        .toList();
  }

  /** Why this name was joined with no other although some fit; empty if none fits. */
  public Optional<String> apart(String id) {
    for (Curation.Line split : splits) {
      if (split.id().equals(id) || split.other().equals(id)) {
        return Optional.of("line " + split.number() + " of the entities file splits it");
      }
    }
    return Optional.ofNullable(ambiguous.get(id));
  }
}
