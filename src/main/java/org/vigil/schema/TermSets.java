package org.vigil.schema;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/** Sets of words, or of runs of words, that are looked up by any of their members, folded. */
final class TermSets {

  private static final Folding FOLDING = Folding.of(Optional.empty());

  /** By the key of each member. */
  private final Map<String, Set<String>> sets = new HashMap<>();

  private int longest = 1;

  /** A set as it was read, and where. */
  record Line(int number, Set<String> forms) {}

  /** The lines of a file that comes with Vigil. */
  static BufferedReader shipped(String name) {
    InputStream in = TermSets.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException(name + " is missing from the program");
    }
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /** Reads a set whose members are separated by commas; what is wrong with it names the line. */
  static Line line(int number, String text, String source) {
    Map<String, String> byKey = new LinkedHashMap<>();
    for (String form : text.split(",", -1)) {
      String stripped = form.strip();
      if (stripped.isEmpty()) {
        throw fault(source, number, "a form is empty: remove a comma");
      }
      if (Words.of(stripped).isEmpty()) {
        throw fault(source, number, "\"" + stripped + "\" has no word");
      }
      byKey.putIfAbsent(stripped, key(Words.of(stripped)));
    }
    if (Set.copyOf(byKey.values()).size() < 2) {
      throw fault(
          source, number, "the forms of the set " + byKey.keySet() + " are one when folded");
    }
    return new Line(number, new LinkedHashSet<>(byKey.keySet()));
  }

  static IllegalArgumentException fault(String source, int line, String what) {
    return new IllegalArgumentException(source + " line " + line + ": " + what);
  }

  /** The set with this member, if there is one. */
  Optional<Set<String>> of(String form) {
    return Optional.ofNullable(sets.get(key(Words.of(form))));
  }

  /** Adds a set none of whose members is in another. */
  void add(Line line, String source) {
    for (String form : line.forms()) {
      Optional<Set<String>> other = of(form);
      if (other.isPresent() && !other.get().equals(line.forms())) {
        throw fault(
            source,
            line.number(),
            "\"" + form + "\" is in the sets " + other.get() + " and " + line.forms());
      }
    }
    put(line.forms());
  }

  /** Adds a set, which becomes one with those that have a member in common with it. */
  void join(Set<String> forms) {
    Set<String> all = new LinkedHashSet<>();
    for (String form : forms) {
      of(form).ifPresent(all::addAll);
    }
    all.addAll(forms);
    put(all);
  }

  private void put(Set<String> forms) {
    for (String form : forms) {
      List<Words.Word> words = Words.of(form);
      longest = Math.max(longest, words.size());
      sets.put(key(words), forms);
    }
  }

  /** Every set, once. */
  Collection<Set<String>> all() {
    return new LinkedHashSet<>(sets.values());
  }

  /**
   * The set with the longest run of words from the first.
   *
   * @param words how many
   * @param others the members that differ from them, as they are written
   */
  record Found(int words, Set<String> set, List<String> others) {}

  Optional<Found> find(List<Words.Word> words) {
    for (int n = Math.min(longest, words.size()); n > 0; n--) {
      String key = key(words.subList(0, n));
      Set<String> set = sets.get(key);
      if (set != null) {
        List<String> others = new ArrayList<>();
        for (String form : set) {
          if (!key(Words.of(form)).equals(key)) {
            others.add(form);
          }
        }
        return Optional.of(new Found(n, set, others));
      }
    }
    return Optional.empty();
  }

  /** What the members that are found by the same words have in common. */
  static String key(List<Words.Word> words) {
    StringJoiner key = new StringJoiner(" ");
    words.forEach(word -> key.add(FOLDING.fold(word.exact())));
    return key.toString();
  }
}
