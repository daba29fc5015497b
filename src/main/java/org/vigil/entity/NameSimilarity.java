package org.vigil.entity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How far two names of persons read like one, slips of the pen included: words are paired, whatever
 * their order, and what is left over on both sides speaks against it.
 *
 * <p>It knows nothing of the archive. {@link Linking} asks for more before it takes two names for
 * one.
 */
final class NameSimilarity {

  /** From here on two names read like one. */
  static final double SAME = 0.84;

  private static final double SAME_SOUND = 0.97;
  private static final double SHORT_FORM = 0.92;
  private static final double INITIAL = 0.9;

  /** What each word that one name has more than the other takes away. */
  private static final double LEFT_OVER = 0.015;

  private static final double HALF_AN_EDIT = 0.5;

  /** More edits are not counted. */
  private static final double MOST_EDITS = 2;

  private static final int LONG_WORD = 8;
  private static final int SHORT_WORD = 4;
  private static final int MOST_WORDS = 12;

  private static final Set<String> PARTICLES =
      Words.words(
          "al el ul ad as ash at az an bin ibn ben bint de da do di del van von der den y e");

  private static final List<String> NEAR =
      List.of("sz", "bp", "dt", "gk", "vf", "vb", "hk", "SC", "JC", "sS", "zJ", "CJ", "gh");

  private final GivenNames given = GivenNames.shipped();

  /** From 0, nothing in common, to 1, the same words. */
  double of(String one, String other) {
    if (Slugs.key(one).equals(Slugs.key(other))) {
      return 1;
    }
    NameParts a = NameParts.of(one).orElse(null);
    NameParts b = NameParts.of(other).orElse(null);
    if (a == null || b == null) {
      return 0;
    }
    if (!a.generation().isEmpty()
        && !b.generation().isEmpty()
        && !a.generation().equals(b.generation())) {
      return 0;
    }
    boolean han = a.script() == NameParts.Script.HAN || b.script() == NameParts.Script.HAN;
    boolean syllables =
        a.script() == NameParts.Script.SYLLABLES && b.script() == NameParts.Script.SYLLABLES;
    if (han || syllables) {
      return syllables(one, a, other, b);
    }
    boolean abjad = a.script() == NameParts.Script.CONSONANTS;
    if (abjad != (b.script() == NameParts.Script.CONSONANTS)) {
      return paired(skeleton(a), skeleton(b), true);
    }
    return Math.max(paired(words(a), words(b), false), glued(words(a), words(b)));
  }

  /** Each syllable tells names apart; characters that differ may sound alike. */
  private static double syllables(String one, NameParts a, String other, NameParts b) {
    if (a.script() == NameParts.Script.HAN && b.script() == NameParts.Script.HAN) {
      return NameParts.simplified(one).equals(NameParts.simplified(other)) ? 1 : 0;
    }
    boolean read =
        a.family().equals(b.family())
            && String.join("", a.given()).equals(String.join("", b.given()));
    return read ? SAME_SOUND : 0;
  }

  private static List<String> words(NameParts parts) {
    List<String> words = new ArrayList<>();
    List<String> all = parts.words();
    for (String word : all.subList(0, Math.min(MOST_WORDS, all.size()))) {
      if (!PARTICLES.contains(word) && !Words.isTitle(word)) {
        words.add(word);
      }
    }
    return words.isEmpty() ? all : words;
  }

  private static List<String> skeleton(NameParts parts) {
    List<String> words = new ArrayList<>();
    for (String word : words(parts)) {
      String consonants = Sounds.consonants(word);
      if (!consonants.isEmpty() && !consonants.equals("bn")) {
        words.add(consonants);
      }
    }
    return words;
  }

  /** Two names that only blanks divide otherwise. */
  private double glued(List<String> a, List<String> b) {
    if (a.size() == b.size() || a.isEmpty() || b.isEmpty()) {
      return 0;
    }
    String left = String.join("", a);
    String right = String.join("", b);
    double edits = edits(left, right);
    return edits <= 1 ? 1 - edits / Math.max(left.length(), right.length()) : 0;
  }

  private record Pair(int left, int right, double similarity) {}

  private double paired(List<String> a, List<String> b, boolean skeletons) {
    List<String> left = joined(a, b);
    List<String> right = joined(b, a);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      for (int j = 0; j < right.size(); j++) {
        double similarity =
            skeletons ? same(left.get(i), right.get(j)) : word(left.get(i), right.get(j));
        if (similarity > 0) {
          pairs.add(new Pair(i, j, similarity));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::similarity).reversed());
    Set<Integer> leftDone = new HashSet<>();
    Set<Integer> rightDone = new HashSet<>();
    double sum = 0;
    double weights = 0;
    int whole = 0;
    for (Pair pair : pairs) {
      if (!leftDone.contains(pair.left()) && !rightDone.contains(pair.right())) {
        leftDone.add(pair.left());
        rightDone.add(pair.right());
        int weight = Math.max(left.get(pair.left()).length(), right.get(pair.right()).length());
        sum += pair.similarity() * weight;
        weights += weight;
        whole += weight > 1 ? 1 : 0;
      }
    }
    int leftOver = left.size() - leftDone.size();
    int rightOver = right.size() - rightDone.size();
    boolean single = left.size() == 1 && right.size() == 1;
    if (weights == 0 || (leftOver > 0 && rightOver > 0) || (leftDone.size() < 2 && !single)) {
      return 0;
    }
    return whole == 0 ? 0 : Math.max(0, sum / weights - LEFT_OVER * (leftOver + rightOver));
  }

  /** Neighbours as one word where the other name has them so. */
  private static List<String> joined(List<String> words, List<String> other) {
    List<String> joined = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (i + 1 < words.size() && other.contains(words.get(i) + words.get(i + 1))) {
        joined.add(words.get(i) + words.get(i + 1));
        i++;
      } else {
        joined.add(words.get(i));
      }
    }
    return joined;
  }

  private static double same(String a, String b) {
    return a.equals(b) ? SAME_SOUND : 0;
  }

  private double word(String a, String b) {
    if (a.equals(b)) {
      return 1;
    }
    if (a.length() == 1 || b.length() == 1) {
      return a.charAt(0) == b.charAt(0) ? INITIAL : 0;
    }
    String left = Sounds.of(given.standard(a));
    String right = Sounds.of(given.standard(b));
    if (left.equals(right)) {
      return SAME_SOUND;
    }
    if (given.fullOf(a).contains(given.standard(b))
        || given.fullOf(b).contains(given.standard(a))) {
      return SHORT_FORM;
    }
    double edits = Math.min(edits(a, b), edits(left, right));
    int length = Math.max(a.length(), b.length());
    double allowed = length < SHORT_WORD ? 0 : length < LONG_WORD ? 1 : 1 + HALF_AN_EDIT;
    return edits <= allowed ? 1 - edits / length : 0;
  }

  /** Letters changed, left out, added or swapped; a near sound counts half. */
  private static double edits(String a, String b) {
    if (Math.abs(a.length() - b.length()) > MOST_EDITS) {
      return MOST_EDITS + 1;
    }
    double[][] d = new double[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        char x = a.charAt(i - 1);
        char y = b.charAt(j - 1);
        double best = Math.min(d[i - 1][j], d[i][j - 1]) + 1;
        best = Math.min(best, d[i - 1][j - 1] + changed(x, y));
        boolean swapped = i > 1 && j > 1 && x == b.charAt(j - 2) && y == a.charAt(i - 2) && x != y;
        d[i][j] = swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
      }
    }
    return d[a.length()][b.length()];
  }

  private static double changed(char x, char y) {
    if (x == y) {
      return 0;
    }
    boolean vowels = "aeiouy".indexOf(x) >= 0 && "aeiouy".indexOf(y) >= 0;
    boolean near = NEAR.contains("" + x + y) || NEAR.contains("" + y + x);
    return vowels || near ? HALF_AN_EDIT : 1;
  }
}
