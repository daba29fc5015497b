package org.vigil.entity;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What is decided about the names of an archive, neighbourhood by neighbourhood. A neighbourhood in
 * which nothing has changed is not decided again: its names, how many reports use them and how many
 * other names have their words are all that the decision depends on.
 */
final class Decisions {

  /** Names that are held at a time while neighbourhoods are decided, about 100 MB. */
  private static final int MOST_HELD = 200_000;

  private final KeyHashes keys;
  private final Map<Long, Linking.Decided> bySignature;
  private final Map<String, String> crowded;
  private final int decided;
  private final int largest;

  private Decisions(
      KeyHashes keys,
      Map<Long, Linking.Decided> bySignature,
      Map<String, String> crowded,
      int decided,
      int largest) {
    this.keys = keys;
    this.bySignature = bySignature;
    this.crowded = crowded;
    this.decided = decided;
    this.largest = largest;
  }

  /**
   * Decides.
   *
   * @param names every id once, in the same order each time; read at least twice
   */
  static Decisions of(Iterable<Attested> names, UnaryOperator<String> spelling, Curation curation) {
    return of(names, curation, Map.of(), new KeyHashes(new NameKeys(spelling)));
  }

  /** What {@link #of} gives with the same spelling and curation, sooner. */
  Decisions after(Iterable<Attested> names, Curation curation) {
    return of(names, curation, bySignature, keys);
  }

  private static Decisions of(
      Iterable<Attested> names,
      Curation curation,
      Map<Long, Linking.Decided> before,
      KeyHashes hashes) {
    synchronized (hashes) {
      return decide(names, curation, before, hashes);
    }
  }

  private static Decisions decide(
      Iterable<Attested> names,
      Curation curation,
      Map<Long, Linking.Decided> before,
      KeyHashes hashes) {
    NameKeys keys = hashes.keys();
    Linking.ByHand byHand = Linking.ByHand.of(curation);
    List<Set<String>> merged =
        byHand.merges().stream().map(line -> Set.of(line.id(), line.other())).toList();
    Neighbourhoods all = Neighbourhoods.of(names, hashes, merged);
    Map<Long, Linking.Decided> decided = new HashMap<>();
    BitSet open = new BitSet(all.size());
    int largest = 0;
    for (int i = 0; i < all.size(); i++) {
      if (all.of(i) == i && all.sizeOf(i) > 1) {
        largest = Math.max(largest, all.sizeOf(i));
        Linking.Decided known = before.get(all.signatureOf(i));
        if (known == null) {
          open.set(i);
        } else {
          decided.put(all.signatureOf(i), known);
        }
      }
    }
    int next = open.nextSetBit(0);
    while (next >= 0) {
      BitSet these = new BitSet(all.size());
      for (int held = 0; next >= 0 && held < MOST_HELD; next = open.nextSetBit(next + 1)) {
        these.set(next);
        held += all.sizeOf(next);
      }
      decide(these, names, all, keys, byHand, decided);
    }
    keys.forget();
    return new Decisions(hashes, decided, all.crowded(), open.cardinality(), largest);
  }

  private static void decide(
      BitSet open,
      Iterable<Attested> names,
      Neighbourhoods all,
      NameKeys keys,
      Linking.ByHand byHand,
      Map<Long, Linking.Decided> decided) {
    Map<Integer, List<NameKeys.Heard>> members = new HashMap<>();
    int number = 0;
    for (Attested name : all.withAbsent(names)) {
      int first = all.of(number++);
      if (open.get(first)) {
        List<NameKeys.Heard> heard = members.computeIfAbsent(first, f -> new ArrayList<>());
        heard.add(keys.hear(name));
        if (heard.size() == all.sizeOf(first)) {
          decided.put(
              all.signatureOf(first), Linking.decide(heard, keys, all, byHand, all.isVast(first)));
          members.remove(first);
        }
      }
    }
  }

  /** How many neighbourhoods were decided anew. */
  int decided() {
    return decided;
  }

  /** How many names are in the largest neighbourhood. */
  int largest() {
    return largest;
  }

  List<List<Attested>> joined() {
    List<List<Attested>> joined = new ArrayList<>();
    bySignature.values().forEach(d -> joined.addAll(d.joined()));
    return joined;
  }

  Map<String, String> ambiguous() {
    Map<String, String> ambiguous = new HashMap<>(crowded);
    bySignature.values().forEach(d -> ambiguous.putAll(d.ambiguous()));
    return ambiguous;
  }

  List<Identities.Join> joins() {
    List<Identities.Join> joins = new ArrayList<>();
    bySignature.values().forEach(d -> joins.addAll(d.joins()));
    return joins;
  }
}
