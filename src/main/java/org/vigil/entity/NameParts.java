package org.vigil.entity;

import com.ibm.icu.text.Transliterator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The name of a person taken apart, so that spellings of it can be compared: in Latin letters
 * whatever its script, the family name told from the rest.
 *
 * @param given what stands before the family name, or behind it where that stands first
 * @param family the family name; the only word of a name of one word
 * @param generation "jr" or "ii", where only that tells two of one name apart; empty as a rule
 * @param script decides how far the letters can be trusted
 */
record NameParts(List<String> given, String family, String generation, Script script) {

  /** How a name was written. */
  enum Script {
    /** Sounds are written out: Latin, Cyrillic, Greek and others. */
    FULL,
    /** Syllables of Chinese, Korean or Vietnamese: each letter tells names apart. */
    SYLLABLES,
    /** Chinese characters: different ones may sound alike. */
    HAN,
    /** Arabic or Hebrew: without short vowels. */
    CONSONANTS
  }

  private static final Transliterator SIMPLIFIED = Transliterator.getInstance("Hant-Hans");

  private static final Set<String> ARTICLES = Words.words("al el ul ad as ash at az ar an");
  private static final Set<String> SERVANT = Words.words("abd abdul abdel abdal abdoul abdol");
  private static final Set<String> SON = Set.of("ibn", "ben", "b");

  /** Stand before the whole name of somebody and are nobody's given name. */
  private static final Set<String> HONOURS =
      Words.words(
          "sheikh shaikh sheik haji hajji hadji qari mullah maulana maulavi mawlawi ayatollah ustad"
              + " dr prof mr mrs ms president prasident presidente");

  /** Stand behind the whole name; "Vi" and "Xi" are names. */
  private static final Set<String> GENERATIONS =
      Words.words(
          "jr sr junior ii iii iv vii viii ix xii xiii xiv xv xvi xvii xviii xix xx xxi xxii"
              + " xxiii");

  private static final Set<String> LONG_FAMILIES = Set.of("欧阳", "司马", "诸葛", "上官", "司徒", "夏侯");

  private static final Map<Character, String> CYRILLIC =
      letters(
          "а a б b в v г g ґ g д d е e ё e є ye ж zh з z и i і i ї yi й y к k л l м m н n о o п p р r"
              + " с s т t у u ў u ф f х kh ц ts ч ch ш sh щ shch ы y э e ю yu я ya ә a ғ g қ k ң n ө o"
              + " ұ u ү u һ h");

  private static final Map<Character, String> ABJAD =
      letters(
          "ب b ت t ث t ج j ح h خ h د d ذ d ر r ز z س s ش sh ص s ض d ط t ظ z غ g ف f ق k ك k ک k گ k"
              + " ل l م m ن n ه h ة h پ b چ j ژ j א a ב b ג j ד d ה h ז z ח h ט t כ k ך k ל l מ m ם m"
              + " נ n ן n ס s פ f ף f צ s ץ s ק k ר r ש sh ת t");

  NameParts {
    given = List.copyOf(given);
    if (family.isEmpty()) {
      throw new IllegalArgumentException("name without a family name: " + given);
    }
  }

  /** Takes a name apart; empty if it holds no letter that can be read. */
  static Optional<NameParts> of(String listed) {
    String name = inOrder(listed);
    Optional<Character.UnicodeScript> script =
        name.codePoints()
            .filter(Character::isLetter)
            .mapToObj(Character.UnicodeScript::of)
            .findFirst();
    if (script.isEmpty()) {
      return Optional.empty();
    }
    return switch (script.get()) {
      case HAN -> han(name);
      case ARABIC, HEBREW -> parts(abjad(name), Script.CONSONANTS);
      case CYRILLIC -> parts(slugWords(written(name, CYRILLIC)), Script.FULL);
      default -> parts(slugWords(name), Script.FULL);
    };
  }

  /** With the family name last that a list has first, before a comma. */
  private static String inOrder(String name) {
    int comma = name.indexOf(',');
    if (comma <= 0 || name.indexOf(',', comma + 1) >= 0) {
      return name;
    }
    String rest = name.substring(comma + 1).strip();
    boolean behind = rest.isEmpty() || GENERATIONS.contains(Slugs.of(rest));
    return behind ? name : rest + " " + name.substring(0, comma).strip();
  }

  private static Optional<NameParts> han(String name) {
    String letters = simplified(name).replaceAll("[^\\p{IsHan}]", "");
    int length = letters.codePointCount(0, letters.length());
    boolean foreign = name.contains("·") || length > 4;
    if (length < 2 || foreign) {
      return Optional.empty();
    }
    boolean isLong = length > 2 && LONG_FAMILIES.contains(letters.substring(0, 2));
    int cut = letters.offsetByCodePoints(0, isLong ? 2 : 1);
    String family = Slugs.of(letters.substring(0, cut)).replace("-", "");
    String given = Slugs.of(letters.substring(cut)).replace("-", "");
    return Optional.of(new NameParts(List.of(given), family, "", Script.HAN));
  }

  /** The characters of a name as mainland China writes them. */
  static String simplified(String name) {
    synchronized (SIMPLIFIED) {
      return SIMPLIFIED.transliterate(name);
    }
  }

  private static List<String> slugWords(String name) {
    return List.of(Slugs.of(name).split("-", -1));
  }

  private static String written(String name, Map<Character, String> letters) {
    StringBuilder written = new StringBuilder();
    String lower = name.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      boolean silent = c == 'ь' || c == 'ъ';
      written.append(silent ? "" : letters.getOrDefault(c, String.valueOf(c)));
    }
    return written.toString();
  }

  /** The consonants of each word, without the article. */
  private static List<String> abjad(String name) {
    List<String> words = new ArrayList<>();
    for (String word : name.split("[^\\p{L}\\p{M}]+", -1)) {
      String bare = word.startsWith("ال") && word.length() > 4 ? word.substring(2) : word;
      StringBuilder consonants = new StringBuilder();
      for (int i = 0; i < bare.length(); i++) {
        consonants.append(ABJAD.getOrDefault(bare.charAt(i), ""));
      }
      if (!consonants.isEmpty()) {
        words.add(consonants.toString());
      }
    }
    return words;
  }

  private static Optional<NameParts> parts(List<String> all, Script script) {
    List<String> words = joined(all);
    while (words.size() > 2 && HONOURS.contains(words.getFirst())) {
      words = words.subList(1, words.size());
    }
    if (words.isEmpty()) {
      return Optional.empty();
    }
    String generation = generation(words);
    if (!generation.isEmpty()) {
      words = words.subList(0, words.size() - 1);
    }
    String first = words.getFirst();
    String last = words.getLast();
    List<String> given = words.subList(0, words.size() - 1);
    if (words.size() == 1 || script == Script.CONSONANTS) {
      return Optional.of(new NameParts(given, last, generation, script));
    }
    if (FamilyNames.standsFirst(first)) {
      List<String> one = List.of(String.join("", words.subList(1, words.size())));
      return Optional.of(new NameParts(one, first, generation, Script.SYLLABLES));
    }
    if (FamilyNames.standsFirst(last) && words.size() == 2) {
      return Optional.of(new NameParts(given, last, generation, Script.SYLLABLES));
    }
    return Optional.of(new NameParts(given, last, generation, script));
  }

  /** That of a name of several words; "Junior" is somebody's own name too. */
  private static String generation(List<String> words) {
    String last = words.getLast();
    boolean full = last.equals("junior");
    boolean behind = words.size() > (full ? 2 : 1) && GENERATIONS.contains(last);
    return behind ? (full ? "jr" : last) : "";
  }

  /** Where in a name of these words the family name stands, if it stands last. */
  static int lastName(List<String> words) {
    return words.size() - (generation(words).isEmpty() ? 1 : 2);
  }

  /** Without articles, with "Abd al-Rahman" and "Abdel Rahman" as one word. */
  private static List<String> joined(List<String> words) {
    List<String> joined = new ArrayList<>();
    boolean servant = false;
    for (int i = 0; i < words.size(); i++) {
      String word = i > 0 && SON.contains(words.get(i)) ? "bin" : words.get(i);
      boolean article =
          i + 1 < words.size() && ARTICLES.contains(word) && (i > 0 || words.size() > 1);
      if (word.isEmpty() || article) {
        continue;
      }
      if (SERVANT.contains(word) && i + 1 < words.size()) {
        servant = true;
        continue;
      }
      joined.add(servant ? "abd" + word : servantCut(word));
      servant = false;
    }
    return joined;
  }

  private static String servantCut(String word) {
    boolean glued =
        word.length() > 7 && word.startsWith("abd") && word.matches("abd[uoea]+[lrsnzt].+");
    return glued ? "abd" + word.replaceFirst("^abd[uoea]+(?:l(?=.{3})|(.)(?=\\1))", "") : word;
  }

  /** The name of which a word is the servant, as Rahman of Abdul Rahman; empty for other words. */
  static Optional<String> served(String word) {
    boolean servant = word.length() > 5 && word.startsWith("abd");
    return servant ? Optional.of(word.substring(3)) : Optional.empty();
  }

  /** All words, in the order given names, family name. */
  List<String> words() {
    List<String> words = new ArrayList<>(given);
    words.add(family);
    return words;
  }

  boolean isBare() {
    return given.isEmpty();
  }

  private static Map<Character, String> letters(String pairs) {
    String[] each = pairs.split(" ", -1);
    Map<Character, String> letters = new HashMap<>();
    for (int i = 0; i + 1 < each.length; i += 2) {
      letters.put(each[i].charAt(0), each[i + 1]);
    }
    return Map.copyOf(letters);
  }
}
