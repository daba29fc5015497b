package org.vigil.entity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The keys under which a name meets those that may be the same entity's: two names without a key in
 * common are never one.
 */
final class NameKeys {

  /** Letters of a name, all words together, that are evidence enough where some of them differ. */
  private static final int FEWEST_LETTERS = 10;

  /** Letters of a word of which one may be a slip of the pen. */
  static final int SHORTEST_SLIP = 5;

  /** Fewer consonants are no evidence. */
  private static final int FEWEST_CONSONANTS = 5;

  /** Words of which it is kept what they sound like: names of an archive have many in common. */
  private static final int MOST_REMEMBERED = 1 << 16;

  private static final Set<String> LEGAL_FORMS =
      Words.words(
          "ltd limited inc incorporated corp corporation co company plc llc llp lp gmbh ag sa srl"
              + " kg sarl sas spa bv nv ab oy oyj as asa ooo oao ao pao zao ojsc jsc pjsc cv kft"
              + " aktiengesellschaft");

  private static final Pattern LEGAL_PHRASE =
      Pattern.compile(
          "\\b(?:limited liability|public limited|(?:open |public )?joint stock) company\\b");

  private static final Pattern APOSTROPHE = Pattern.compile("['’ʼ]");
  private static final Pattern BRITISH = Pattern.compile("(?<=\\w{3})is(ations?|ed|ing|ers?)$");

  /** "40 4" for forty-four, each number by itself. */
  private static final Pattern TENS_AND_ONES = Pattern.compile("\\b([2-9])0 ([1-9])\\b");

  private static final Map<String, String> WRITTEN_OTHERWISE = written();

  /**
   * A name as it is compared.
   *
   * @param parts empty for what is no person
   * @param sounds of the words of the parts
   */
  record Heard(Attested name, Optional<NameParts> parts, List<String> sounds) {

    boolean isBare() {
      return parts.isPresent() && parts.get().isBare();
    }

    /** Several words in a script that writes sounds out. */
    boolean isFull() {
      return parts.isPresent()
          && !parts.get().isBare()
          && parts.get().script() == NameParts.Script.FULL;
    }
  }

  private final GivenNames given = GivenNames.shipped();
  private final KnownNames known = KnownNames.shipped();
  private final UnaryOperator<String> spelling;
  private final Map<String, Word> words = new HashMap<>();

  /** What is known of a word of names, whichever name it stands in. */
  private final class Word {
    final String word;
    final String sound;
    final boolean given;
    private @Nullable String consonants;
    private @Nullable String skeleton;

    Word(String word) {
      this.word = word;
      String usual = Slugs.of(spelling.apply(word));
      sound = usual.length() == 1 ? usual : Sounds.of(NameKeys.this.given.standard(usual));
      given = isGiven(word);
    }

    String consonants() {
      String known = consonants;
      if (known == null) {
        known = Sounds.consonants(word);
        consonants = known;
      }
      return known;
    }

    String skeleton() {
      String known = skeleton;
      if (known == null) {
        known = Transliteration.skeleton(word);
        skeleton = known;
      }
      return known;
    }
  }

  NameKeys(UnaryOperator<String> spelling) {
    this.spelling = spelling;
  }

  /** Lets go of what was kept to be faster. */
  void forget() {
    words.clear();
  }

  Heard hear(Attested name) {
    Optional<NameParts> parts =
        name.kind() == EntityKind.PERSON && !name.name().isEmpty()
            ? NameParts.of(spelling.apply(name.name()))
            : Optional.empty();
    return new Heard(name, parts, parts.map(this::sounds).orElse(List.of()));
  }

  private List<String> sounds(NameParts parts) {
    List<String> words = parts.words();
    if (parts.script() != NameParts.Script.FULL) {
      return words;
    }
    List<String> sounds = new ArrayList<>(words.size());
    for (String word : words) {
      sounds.add(word(word).sound);
    }
    return sounds;
  }

  private Word word(String word) {
    if (words.size() > MOST_REMEMBERED) {
      words.clear();
    }
    return words.computeIfAbsent(word, Word::new);
  }

  /** Whether a word is used as a given name. */
  boolean isGiven(String word) {
    return given.knows(word) || known.isGiven(word);
  }

  /** What is equal for spellings of one name only. */
  Set<String> equal(Heard heard) {
    Attested name = heard.name();
    if (name.name().isEmpty()) {
      return Set.of();
    }
    return switch (name.kind()) {
      case PLACE -> Set.of();
      case GROUP -> Set.of("group " + Slugs.key(spelling.apply(name.name())));
      case ORGANISATION -> Set.of("organisation " + organisation(spelling.apply(name.name())));
      case PERSON ->
          heard.parts().map(p -> Set.of(equal(heard, p) + generation(heard))).orElse(Set.of());
    };
  }

  /** Ends every key, so that a father and a son of one name have none in common. */
  private static String generation(Heard heard) {
    String generation = heard.parts().map(NameParts::generation).orElse("");
    return generation.isEmpty() ? "" : ", " + generation;
  }

  private String equal(Heard heard, NameParts parts) {
    return switch (parts.script()) {
      case HAN -> "han " + NameParts.simplified(heard.name().name());
      case CONSONANTS -> "abjad " + String.join(" ", heard.sounds());
      case SYLLABLES -> "person " + parts.family() + "|" + String.join("", parts.given());
      case FULL -> {
        if (parts.isBare() && parts.family().length() < 5) {
          yield "person " + parts.family();
        }
        // Where each word may be one's own or a father's name, their order tells two people apart.
        boolean ordered = true;
        for (String word : parts.words()) {
          ordered &= word(word).given;
        }
        yield "person " + (ordered ? String.join(" ", heard.sounds()) : sorted(heard.sounds()));
      }
    };
  }

  /** In the order of letters, with blanks between. */
  private static String sorted(List<String> words) {
    String[] sorted = words.toArray(String[]::new);
    Arrays.sort(sorted);
    return String.join(" ", sorted);
  }

  private static String organisation(String name) {
    List<String> words = new ArrayList<>();
    String key = Slugs.key(APOSTROPHE.matcher(name).replaceAll("").replace("&", " and "));
    String bare = key.contains(" company") ? LEGAL_PHRASE.matcher(key).replaceAll("").strip() : key;
    for (String word : (bare.isEmpty() ? key : bare).split(" +", -1)) {
      if (!LEGAL_FORMS.contains(word)) {
        words.add(usual(word));
      }
    }
    String joined = words.isEmpty() ? key : String.join(" ", words);
    return TENS_AND_ONES.matcher(joined).replaceAll("$1$2");
  }

  /** A number in figures, and what is spelt otherwise in America as there. */
  private static String usual(String word) {
    String written = WRITTEN_OTHERWISE.get(word);
    return written != null ? written : BRITISH.matcher(word).replaceFirst("iz$1");
  }

  /** From pairs of words. */
  private static Map<String, String> written() {
    Map<String, String> written = new HashMap<>();
    String[] numbers =
        ("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
                + " sixteen seventeen eighteen nineteen")
            .split(" ", -1);
    for (int i = 0; i < numbers.length; i++) {
      written.put(numbers[i], String.valueOf(i + 1));
    }
    String[] tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ", -1);
    for (int i = 0; i < tens.length; i++) {
      written.put(tens[i], String.valueOf(10 * (i + 2)));
    }
    String[] pairs =
        ("fourty 40 labour labor harbour harbor centre center theatre theater defence defense"
                + " programme program colour color neighbour neighbor")
            .split(" ", -1);
    for (int i = 0; i < pairs.length; i += 2) {
      written.put(pairs[i], pairs[i + 1]);
    }
    return Map.copyOf(written);
  }

  /** What is equal for two names that only blanks divide otherwise. */
  Set<String> glued(Heard heard) {
    if (heard.parts().isEmpty() || heard.parts().get().script() != NameParts.Script.FULL) {
      return Set.of();
    }
    String all = String.join("", heard.parts().get().words());
    return all.length() >= FEWEST_LETTERS
        ? Set.of("glued " + Sounds.of(all) + generation(heard))
        : Set.of();
  }

  /** What a name has in common with the same in a script that says less. */
  Set<String> script(Heard heard) {
    if (heard.parts().isEmpty() || heard.isBare()) {
      return Set.of();
    }
    NameParts parts = heard.parts().get();
    return switch (parts.script()) {
      case HAN, SYLLABLES ->
          Set.of(
              "pinyin "
                  + parts.family()
                  + "|"
                  + String.join("", parts.given())
                  + generation(heard));
      case FULL, CONSONANTS -> {
        List<String> consonants = new ArrayList<>();
        for (String word : parts.words()) {
          consonants.add(word(word).consonants());
        }
        String key = sorted(consonants);
        yield key.length() - heard.sounds().size() + 1 < FEWEST_CONSONANTS
            ? Set.of()
            : Set.of("consonants " + key + generation(heard));
      }
    };
  }

  /** What is equal for transliterations of a name, and for other names too. */
  Set<String> loose(Heard heard) {
    if (!heard.isFull()) {
      return Set.of();
    }
    int letters = 0;
    List<String> skeletons = new ArrayList<>();
    for (String word : heard.parts().orElseThrow().words()) {
      letters += word.length();
      skeletons.add(word(word).skeleton());
    }
    return letters < FEWEST_LETTERS
        ? Set.of()
        : Set.of("loose " + sorted(skeletons) + generation(heard));
  }

  /** The family name with the first given name, and with what that may be short for. */
  Set<String> first(Heard heard) {
    if (!heard.isFull()) {
      return Set.of();
    }
    Set<String> keys = new TreeSet<>();
    String family = "first " + heard.sounds().getLast() + generation(heard) + "|";
    String first = heard.sounds().getFirst();
    keys.add(family + first);
    NameParts.served(first).ifPresent(served -> keys.add(family + served));
    for (String full : given.fullOf(heard.parts().orElseThrow().given().getFirst())) {
      keys.add(family + Sounds.of(full));
    }
    return keys;
  }

  /** The family name with the first letter of the given name. */
  Set<String> initial(Heard heard) {
    return heard.isFull()
        ? Set.of(
            "initial "
                + heard.sounds().getLast()
                + generation(heard)
                + "|"
                + heard.sounds().getFirst().charAt(0))
        : Set.of();
  }

  /** Whether the given name is its first letter only. */
  boolean isInitial(Heard heard) {
    return heard.isFull() && heard.sounds().getFirst().length() == 1;
  }

  /** Whether this is a family name without a given one, and not a name that anybody may have. */
  boolean isAlone(Heard heard) {
    return heard.isBare()
        && generation(heard).isEmpty()
        && !given.knows(heard.parts().orElseThrow().family());
  }

  /** A key in common for two names of which one word differs in one letter. */
  Set<String> slips(Heard heard) {
    if (!heard.isFull()) {
      return Set.of();
    }
    Set<String> keys = new TreeSet<>();
    List<String> sounds = heard.sounds();
    for (int i = 0; i < sounds.size(); i++) {
      String word = sounds.get(i);
      if (word.length() >= SHORTEST_SLIP - 1) {
        List<String> others = new ArrayList<>(sounds);
        others.set(i, "");
        String rest = "slip " + String.join(" ", others) + generation(heard) + "|";
        keys.add(rest + word);
        for (int letter = 0; letter < word.length(); letter++) {
          keys.add(rest + word.substring(0, letter) + word.substring(letter + 1));
        }
      }
    }
    return keys;
  }
}
