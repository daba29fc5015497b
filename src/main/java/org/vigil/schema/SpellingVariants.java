package org.vigil.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows other spellings and transliterations of names and words: from {@code variants.txt}, and
 * British for American ones by rule.
 */
public final class SpellingVariants {

  /** Stems that Britain writes with -our and America with -or, also inside longer words. */
  private static final Pattern OUR =
      Pattern.compile(
          "(arm|behavi|cand|clam|col|demean|endeav|fav|ferv|glam|harb|hon|hum|lab|neighb|od|parl"
              + "|ranc|rig|rum|sav|savi|splend|succ|tum|val|vap|vig)(ou?r)(?!i?ous|if|at|is|iz).*");

  private static final Pattern ISE =
      Pattern.compile("(.{3,}[a-z])(is|iz)(e|es|ed|ing|er|ers|ation|ations|ational)");

  private final TermSets sets = new TermSets();

  /** By every form in lower case, as it stands and folded: asked for once a name of an archive. */
  private final Map<String, String> usual = new HashMap<>();

  private SpellingVariants() {}

  private SpellingVariants ready() {
    for (Set<String> set : sets.all()) {
      String first = set.iterator().next();
      for (String form : set) {
        usual.put(TermSets.key(Words.of(form)), first);
        usual.put(form.toLowerCase(Locale.ROOT), first);
      }
    }
    return this;
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

  /**
   * Reads sets, one a line, forms separated by commas; {@code #} begins a comment.
   *
   * @throws IllegalArgumentException if a line cannot be read, naming source and line
   */
  static SpellingVariants read(BufferedReader lines, String source) throws IOException {
    SpellingVariants variants = new SpellingVariants();
    for (TermSets.Line line : lines(lines, source)) {
      variants.sets.add(line, source);
    }
    return variants.ready();
  }

  /**
   * The sets that come with Vigil and those of a file. A set of the file that has a form in common
   * with others becomes one with them.
   *
   * @throws IllegalArgumentException if a line cannot be read, naming file and line
   */
  public static SpellingVariants shippedAnd(List<Path> files) throws IOException {
    SpellingVariants variants = new SpellingVariants();
    shipped().sets.all().forEach(variants.sets::join);
    for (Path file : files) {
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        variants.join(lines, file.toString());
      } catch (CharacterCodingException e) {
        throw new IllegalArgumentException(file + " is not in UTF-8: save it so", e);
      }
    }
    return variants.ready();
  }

  /**
   * The same of texts, by what they are from.
   *
   * @throws IllegalArgumentException if a line cannot be read, naming source and line
   */
  public static SpellingVariants shippedAnd(Map<String, String> texts) {
    SpellingVariants variants = new SpellingVariants();
    shipped().sets.all().forEach(variants.sets::join);
    texts.forEach(
        (source, text) -> {
          try {
            variants.join(new BufferedReader(new StringReader(text)), source);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return variants.ready();
  }

  private void join(BufferedReader lines, String source) throws IOException {
    TermSets ofSource = new TermSets();
    for (TermSets.Line line : lines(lines, source)) {
      ofSource.add(line, source);
      sets.join(line.forms());
    }
  }

  private static List<TermSets.Line> lines(BufferedReader lines, String source) throws IOException {
    List<TermSets.Line> sets = new ArrayList<>();
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      int comment = line.indexOf('#');
      String bare = (comment < 0 ? line : line.substring(0, comment)).strip();
      if (bare.startsWith("\uFEFF")) {
        bare = bare.substring(1).strip();
      }
      if (!bare.isEmpty()) {
        sets.add(TermSets.line(number, bare, source));
      }
    }
    return sets;
  }

  /** Every set, once. */
  List<Set<String>> sets() {
    return List.copyOf(sets.all());
  }

  /** The longest run of words from the first that has other spellings. */
  public Optional<Found> find(List<Words.Word> words) {
    Optional<TermSets.Found> found = sets.find(words);
    if (found.isPresent()) {
      return Optional.of(new Found(found.get().words(), found.get().others()));
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

  /** Read when first asked for. */
  private static final class Shipped {

    static final SpellingVariants VARIANTS = load();

    private static SpellingVariants load() {
      try (BufferedReader lines = TermSets.shipped("variants.txt")) {
        return read(lines, "variants.txt");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
