package org.vigil.story;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.Set;

/**
 * The runs of words of a text, as a set of numbers: what two texts share of them says how much of
 * their wording they share (Broder, <i>On the resemblance and containment of documents</i>, 1997).
 * A character of a script written without spaces counts as a word.
 */
final class Shingles {

  /** Words in a run. */
  static final int WIDTH = 5;

  /** Words of a text that are looked at, the first ones: copies of a longer text agree in them. */
  private static final int MOST_WORDS = 100_000;

  private static final Set<UnicodeScript> UNSPACED =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private Shingles() {}

  /** The distinct runs of a text, ascending. A text shorter than a run is one run. */
  static long[] of(String text) {
    long[] words = words(text);
    int runs = Math.max(1, words.length - WIDTH + 1);
    long[] shingles = new long[runs];
    for (int i = 0; i < runs; i++) {
      long hash = 0;
      for (int k = i; k < Math.min(words.length, i + WIDTH); k++) {
        hash = mixed(hash * 31 + words[k]);
      }
      shingles[i] = hash;
    }
    return Arrays.stream(shingles).sorted().distinct().toArray();
  }

  private static long[] words(String text) {
    long[] words = new long[256];
    int size = 0;
    long word = 0;
    boolean within = false;
    for (int i = 0; i <= text.length() && size < MOST_WORDS; ) {
      int c = i < text.length() ? text.codePointAt(i) : ' ';
      boolean letter = Character.isLetterOrDigit(c);
      boolean alone = letter && c > 0xe00 && UNSPACED.contains(UnicodeScript.of(c));
      if (letter && !alone) {
        word = word * 31 + Character.toLowerCase(c);
        within = true;
      } else if (Character.getType(c) != Character.NON_SPACING_MARK || !within) {
        if (within || alone) {
          words = size + 2 > words.length ? Arrays.copyOf(words, words.length * 2) : words;
        }
        if (within) {
          words[size++] = mixed(word);
        }
        if (alone) {
          words[size++] = mixed(c);
        }
        word = 0;
        within = false;
      }
      i += Character.charCount(c);
    }
    return Arrays.copyOf(words, size);
  }

  /** A number that shares no pattern with the one given: the finaliser of SplitMix64. */
  static long mixed(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
