package org.vigil.api;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which name was meant. */
final class NearestName {

  private NearestName() {}

  /**
   * The known name that fewest edits turn the given one into, case and separators aside; empty when
   * more than a third of it would have to change. Edits are insertions, deletions and substitutions
   * (Levenshtein).
   */
  static Optional<String> to(String given, Collection<String> known) {
    String word = plain(given);
    if (word.isEmpty() || word.length() > 40) {
      return Optional.empty();
    }
    return known.stream()
        .filter(name -> edits(word, plain(name)) <= Math.max(1, word.length() / 3))
        .min(
            Comparator.comparingInt((String name) -> edits(word, plain(name)))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
  }

  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
