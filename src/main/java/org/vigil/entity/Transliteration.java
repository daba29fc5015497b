package org.vigil.entity;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether two words are one name written by other rules of transliteration, where {@link Sounds}
 * differ: Kerimov and Karimov, Selenskyj and Zelenskyy, Tsikhanouskaya and Tikhanovskaya.
 */
final class Transliteration {

  /** A shorter word leaves too much to chance. */
  private static final int SHORTEST = 5;

  private static final int LONG = 6;

  private static final Pattern SOFT_T = Pattern.compile("^ts(?=i)");
  private static final Pattern VSKY = Pattern.compile("(?<=[aeo])[uw](?=sk)");
  private static final Pattern PATRONYMIC = Pattern.compile("(?<=vi)k$");

  private static final Pattern SILENT = Pattern.compile("(?<=[aeiou])h(?![aeiou])");

  /** Letters of {@link Sounds} that systems of transliteration choose between. */
  private static final List<String> EXCHANGED =
      List.of("ae", "ei", "ou", "sz", "fv", "gk", "gh", "sS", "zJ", "ij");

  private Transliteration() {}

  /** The sound of a word with what some languages alone write undone. */
  private static String even(String word) {
    String sound = Sounds.of(word);
    String soft = SOFT_T.matcher(sound).replaceFirst("t");
    String hard = VSKY.matcher(soft).replaceAll("v");
    return PATRONYMIC.matcher(hard).replaceFirst("C");
  }

  /** What all transliterations of a word have in common, and other words too. */
  static String skeleton(String word) {
    StringBuilder skeleton = new StringBuilder();
    String even = even(word);
    for (int i = 0; i < even.length(); i++) {
      char c = even.charAt(i);
      char heard =
          switch (c) {
            case 'z', 'S', 'J', 'C' -> 's';
            case 'v' -> 'f';
            case 'g', 'h' -> 'k';
            case 'a', 'e', 'i', 'o', 'u', 'j' -> 'a';
            default -> c;
          };
      boolean silent = heard == 'a' || c == 'h';
      boolean again = !skeleton.isEmpty() && skeleton.charAt(skeleton.length() - 1) == heard;
      if (i == 0 || (!silent && !again)) {
        skeleton.append(heard);
      }
    }
    return skeleton.toString();
  }

  /** Whether they are; false for words of equal sound that are too short to tell. */
  static boolean is(String one, String other) {
    String a = even(one);
    String b = even(other);
    if (a.equals(b)) {
      return true;
    }
    int shorter = Math.min(one.length(), other.length());
    if (shorter < SHORTEST || isVowel(a.charAt(0)) != isVowel(b.charAt(0))) {
      return false;
    }
    char lastOfA = a.charAt(a.length() - 1);
    char lastOfB = b.charAt(b.length() - 1);
    // Endings tell women from men.
    boolean ends =
        lastOfA == lastOfB
            || (isVowel(lastOfA) == isVowel(lastOfB) && lastOfA != 'a' && lastOfB != 'a');
    return ends && changes(a, b) <= (shorter < LONG ? 1 : 2);
  }

  /** Whether two words differ in an h that no vowel follows, which is not heard. */
  static boolean isSilent(String one, String other) {
    return SILENT.matcher(one).replaceAll("").equals(SILENT.matcher(other).replaceAll(""));
  }

  /** How many letters are exchanged, dropped or put in; many if others than those that may be. */
  private static int changes(String a, String b) {
    int many = 1 << 8;
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 && j == 0) {
          continue;
        }
        int least = many;
        if (i > 0 && isLoose(a, i - 1)) {
          least = Math.min(least, d[i - 1][j] + 1);
        }
        if (j > 0 && isLoose(b, j - 1)) {
          least = Math.min(least, d[i][j - 1] + 1);
        }
        if (i > 0 && j > 0) {
          char x = a.charAt(i - 1);
          char y = b.charAt(j - 1);
          if (x == y) {
            least = Math.min(least, d[i - 1][j - 1]);
          } else if (EXCHANGED.contains("" + x + y) || EXCHANGED.contains("" + y + x)) {
            least = Math.min(least, d[i - 1][j - 1] + 1);
          }
        }
        d[i][j] = least;
      }
    }
    return d[a.length()][b.length()];
  }

  /** Whether a letter may be left out: an h after the first letter, a vowel beside another. */
  private static boolean isLoose(String word, int i) {
    if (i == 0) {
      return false;
    }
    boolean beside =
        isVowel(word.charAt(i - 1)) || (i + 1 < word.length() && isVowel(word.charAt(i + 1)));
    return word.charAt(i) == 'h' || (isVowel(word.charAt(i)) && beside);
  }

  private static boolean isVowel(char c) {
    return "aeiou".indexOf(c) >= 0;
  }
}
