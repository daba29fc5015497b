package org.vigil.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows other spellings and transliterations of names and words: from {@code variants.txt}, and
 * British for American ones by rule.
 */
public final class SpellingVariants {

  private static final Folding FOLDING = Folding.of(Optional.empty());

  /** Stems that Britain writes with -our and America with -or, also inside longer words. */
  private static final Pattern OUR =
      Pattern.compile(
          "(arm|behavi|cand|clam|col|demean|endeav|fav|ferv|glam|harb|hon|hum|lab|neighb|od|parl"
              + "|ranc|rig|rum|sav|savi|splend|succ|tum|val|vap|vig)(ou?r)(?!i?ous|if|at|is|iz).*");

  private static final Pattern ISE =
      Pattern.compile("(.{3,}[a-z])(is|iz)(e|es|ed|ing|er|ers|ation|ations|ational)");

  private final Map<String, Set<String>> sets;
  private final int longest;

  /** By every form in lower case, as it stands and folded: asked for once a name of an archive. */
  private final Map<String, String> usual = new HashMap<>();

  private SpellingVariants(Map<String, Set<String>> sets) {
    this.sets = sets;
    sets.forEach(
        (key, set) -> {
          String first = set.iterator().next();
          usual.put(key, first);
          set.forEach(form -> usual.put(form.toLowerCase(Locale.ROOT), first));
        });
    this.longest =
        sets.keySet().stream()
            .mapToInt(k -> (int) k.chars().filter(c -> c == ' ').count() + 1)
            .max()
            .orElse(1);
  }

  /**
   * Words that have other spellings.
   *
   * @param words how many words, from the first
   * @param others the other spellings, as they are written
   */
  public record Found(int words, List<String> others) {}

  /** The sets that come with Vigil. */
  public static SpellingVariants shipped() {
    return Shipped.VARIANTS;
  }

  /** Reads sets, one a line, forms separated by commas; {@code #} begins a comment. */
  static SpellingVariants read(BufferedReader lines) throws IOException {
    Map<String, Set<String>> sets = new HashMap<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String bare = line.replaceFirst("#.*", "").strip();
      if (bare.isEmpty()) {
        continue;
      }
      Set<String> forms = new LinkedHashSet<>();
      for (String form : bare.split(",", -1)) {
        forms.add(form.strip());
      }
      Set<String> keys = new HashSet<>();
      for (String form : forms) {
        String key = key(Words.of(form));
        Set<String> other = sets.get(key);
        if (other != null && !other.equals(forms)) {
          throw new IllegalArgumentException(
              "\"" + form + "\" is in the sets " + other + " and " + forms);
        }
        sets.put(key, forms);
        keys.add(key);
      }
      if (keys.size() < 2) {
        throw new IllegalArgumentException(
            "the forms of the set " + forms + " are one when folded");
      }
    }
    return new SpellingVariants(sets);
  }

  /** Every set, once. */
  List<Set<String>> sets() {
    return List.copyOf(new LinkedHashSet<>(sets.values()));
  }

  /** The longest run of words from the first that has other spellings. */
  public Optional<Found> find(List<Words.Word> words) {
    for (int n = Math.min(longest, words.size()); n > 0; n--) {
      List<Words.Word> run = words.subList(0, n);
      String key = key(run);
      Set<String> set = sets.get(key);
      if (set != null) {
        List<String> others = new ArrayList<>();
        for (String form : set) {
          if (!key(Words.of(form)).equals(key)) {
            others.add(form);
          }
        }
        return Optional.of(new Found(n, others));
      }
    }
    return words.isEmpty()
        ? Optional.empty()
        : overTheOcean(words.getFirst().exact()).map(other -> new Found(1, List.of(other)));
  }

  /**
   * The first spelling of the set that a name or word belongs to, case aside; itself if it is in
   * none.
   */
  public String usual(String name) {
    return usual.getOrDefault(name.toLowerCase(Locale.ROOT), name);
  }

  /** Swaps -ise with -ize and -our with -or. */
  private static Optional<String> overTheOcean(String word) {
    Matcher ise = ISE.matcher(word);
    if (ise.matches()) {
      return Optional.of(ise.group(1) + (ise.group(2).equals("is") ? "iz" : "is") + ise.group(3));
    }
    Matcher our = OUR.matcher(word);
    if (our.matches()) {
      return Optional.of(
          our.group(1) + (our.group(2).equals("our") ? "or" : "our") + word.substring(our.end(2)));
    }
    return Optional.empty();
  }

  private static String key(List<Words.Word> words) {
    StringJoiner key = new StringJoiner(" ");
    words.forEach(word -> key.add(FOLDING.fold(word.exact())));
    return key.toString();
  }

  /** Read when first asked for. */
  private static final class Shipped {

    static final SpellingVariants VARIANTS = load();

    private static SpellingVariants load() {
      try (InputStream in = SpellingVariants.class.getResourceAsStream("variants.txt")) {
        if (in == null) {
          throw new IllegalStateException("variants.txt is missing from the program");
        }
        return read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
