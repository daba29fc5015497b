package org.vigil.entity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Spellings and short forms of given names, from {@code given-names.tsv}. */
final class GivenNames {

  private final Map<String, String> spellings = new HashMap<>();
  private final Map<String, Set<String>> fullOfShort = new HashMap<>();

  private final Set<String> full = new HashSet<>();

  GivenNames(List<String> lines) {
    for (String line : lines) {
      String[] cells = line.split("\t", 2);
      List<String> names = new ArrayList<>();
      for (String name : cells[1].split(" ", -1)) {
        names.add(Slugs.of(name));
      }
      switch (cells[0]) {
        case "=" -> names.forEach(name -> spellings.put(name, names.getFirst()));
        case "<" -> {
          full.add(names.getFirst());
          names
              .subList(1, names.size())
              .forEach(
                  name ->
                      fullOfShort
                          .computeIfAbsent(name, n -> new LinkedHashSet<>())
                          .add(names.getFirst()));
        }
        default -> throw new IllegalArgumentException("line of given names begins: " + line);
      }
    }
  }

  static GivenNames shipped() {
    return Shipped.NAMES;
  }

  /** The spelling that stands for all of this name, in lower-case ASCII. */
  String standard(String word) {
    return spellings.getOrDefault(word, word);
  }

  /** The names of which this is a short form, each in its standard spelling. */
  List<String> fullOf(String word) {
    return fullOfShort.getOrDefault(word, Set.of()).stream().map(this::standard).sorted().toList();
  }

  /** Whether a person called only so may be anybody. */
  boolean knows(String word) {
    return spellings.containsKey(word) || fullOfShort.containsKey(word) || full.contains(word);
  }

  private static final class Shipped {
    static final GivenNames NAMES = new GivenNames(Recognisers.lines("given-names.tsv"));
  }
}
