package org.vigil.entity;

import java.util.Set;

/**
 * What spellings and transliterations of a word of a name have in common: equal sounds are the same
 * name, spelt otherwise. Made for names of people; by rules, so that equality is transitive.
 */
final class Sounds {

  /** In this order; what is written in capitals is not touched again. */
  private static final String[][] RULES = {
    {"shch", "S"},
    {"tsch", "C"},
    {"tch", "C"},
    {"sch", "S"},
    {"sh", "S"},
    {"ch", "C"},
    {"zh", "J"},
    {"dj", "J"},
    {"dzh", "J"},
    {"kh", "h"},
    {"gh", "g"},
    {"dh", "d"},
    {"ph", "f"},
    {"th", "t"},
    {"ck", "k"},
    {"q", "k"},
    {"x", "ks"},
    {"w", "v"},
    {"tz", "ts"},
    {"ou", "u"},
    {"oo", "u"},
    {"ee", "i"},
    {"yi", "i"},
    {"ye", "e"},
    {"y", "i"},
    {"ce", "se"},
    {"ci", "si"},
    {"c", "k"}
  };

  private static final String VOWELS = "aeiou";
  private static final Set<Character> WEAK = Set.of('a', 'e', 'i', 'o', 'u', 'v', 'h');

  private Sounds() {}

  /** The sound of a word in lower-case ASCII. */
  static String of(String word) {
    String sound = word;
    for (String[] rule : RULES) {
      sound = sound.replace(rule[0], rule[1]);
    }
    StringBuilder folded = new StringBuilder();
    for (int i = 0; i < sound.length(); i++) {
      char c = sound.charAt(i);
      boolean afterVowel = i > 0 && VOWELS.indexOf(sound.charAt(i - 1)) >= 0;
      char heard = c == 'j' && afterVowel ? 'i' : c;
      if (folded.isEmpty() || folded.charAt(folded.length() - 1) != heard) {
        folded.append(heard);
      }
    }
    return folded.toString();
  }

  /** The consonants of a word that every script writes. */
  static String consonants(String word) {
    StringBuilder consonants = new StringBuilder();
    String sound = of(word);
    for (int i = 0; i < sound.length(); i++) {
      char c = sound.charAt(i);
      char heard =
          switch (c) {
            case 'g', 'J', 'C' -> 'j';
            case 'p' -> 'b';
            case 'k' -> 'k';
            default -> c;
          };
      boolean again = !consonants.isEmpty() && consonants.charAt(consonants.length() - 1) == heard;
      if (!WEAK.contains(heard) && !again) {
        consonants.append(heard);
      }
    }
    return consonants.toString();
  }
}
