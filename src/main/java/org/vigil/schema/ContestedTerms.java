package org.vigil.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Knows what others call a thing for which there is more than one word, each with a position in it:
 * from {@code contested.txt}. Apart from {@link SpellingVariants}, which are the same word.
 */
public final class ContestedTerms {

  private static final List<String> KEYS = List.of("terms", "note", "source");

  private final TermSets sets = new TermSets();
  private final Map<Set<String>, Told> told = new HashMap<>();

  private ContestedTerms() {}

  /** What is told of a set. */
  private record Told(String note, String source) {}

  /**
   * Words for which there are others.
   *
   * @param words how many words, from the first
   * @param others what else the same is called
   * @param note what is disputed
   * @param source where that can be read up
   */
  public record Found(int words, List<String> others, String note, String source) {}

  /** The sets that come with Vigil. */
  public static ContestedTerms shipped() {
    return Shipped.TERMS;
  }

  /** The longest run of words from the first for which there are others. */
  public Optional<Found> find(List<Words.Word> words) {
    return sets.find(words)
        .map(
            found -> {
              Told of = told.getOrDefault(found.set(), new Told("", ""));
              return new Found(found.words(), found.others(), of.note(), of.source());
            });
  }

  /** How many sets there are. */
  int size() {
    return told.size();
  }

  /**
   * Reads sets of three lines each: {@code terms:}, {@code note:}, {@code source:}; {@code #}
   * begins a comment.
   *
   * @throws IllegalArgumentException if a line cannot be read, naming source and line
   */
  static ContestedTerms read(BufferedReader lines, String source) throws IOException {
    ContestedTerms terms = new ContestedTerms();
    List<String> values = new ArrayList<>();
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String key = KEYS.get(values.size());
      if (!line.startsWith(key + ": ") || line.length() == key.length() + 2) {
        throw TermSets.fault(source, number, "\"" + key + ": …\" is expected here");
      }
      values.add(line.substring(key.length() + 2).strip());
      if (values.size() == KEYS.size()) {
        TermSets.Line set = TermSets.line(number - 2, values.getFirst(), source);
        terms.sets.add(set, source);
        terms.told.put(set.forms(), new Told(values.get(1), values.get(2)));
        values.clear();
      }
    }
    if (!values.isEmpty()) {
      throw TermSets.fault(
          source, number, "\"" + KEYS.get(values.size()) + ": …\" is missing at the end");
    }
    return terms;
  }

  /** Read when first asked for. */
  private static final class Shipped {

    static final ContestedTerms TERMS = load();

    private static ContestedTerms load() {
      try (BufferedReader lines = TermSets.shipped("contested.txt")) {
        return read(lines, "contested.txt");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
