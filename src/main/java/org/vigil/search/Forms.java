package org.vigil.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigil.schema.ContestedTerms;
import org.vigil.schema.Folding;
import org.vigil.schema.IndexField;
import org.vigil.schema.SpellingVariants;
import org.vigil.schema.Words;
import org.vigil.search.SearchRequest.Spelling;

/**
 * The terms of the index that a word of a query stands for under one spelling, with the weight of
 * an occurrence of each.
 *
 * <p>A term is a folded form {@code x} of a word of the query if and only if it reads {@code x} or
 * {@code ~x}: see {@link Folding}.
 */
final class Forms {

  private final Snapshot snapshot;
  private final Deadline deadline;
  private final Wording wording;
  private final Spelling spelling;
  private final Map<String, List<String>> expanded = new LinkedHashMap<>();
  private final Map<String, SearchResult.Contested> contested = new LinkedHashMap<>();

  /**
   * @param deadline by which looking through the words of the index ends
   */
  Forms(Snapshot snapshot, Wording wording, Deadline deadline) {
    this.deadline = deadline;
    this.snapshot = snapshot;
    this.wording = wording;
    this.spelling = wording.spelling();
  }

  /** Per word or run of words the other spellings that were looked up and are in the index. */
  Map<String, List<String>> expanded() {
    return expanded;
  }

  /** Per word or run of words what others call the same, looked up likewise. */
  Map<String, SearchResult.Contested> contested() {
    return contested;
  }

  Deadline deadline() {
    return deadline;
  }

  Spelling spelling() {
    return spelling;
  }

  /** The terms of a word without its other spellings. */
  Map<String, Float> of(String exact) {
    Map<String, Float> terms = new LinkedHashMap<>();
    if (spelling == Spelling.EXACT) {
      terms.put(exact, 1f);
      return terms;
    }
    Set<String> folded = Folding.foldings(exact, snapshot.languages());
    // Where it differs from its folded form, the index has both: together they count one.
    terms.put(exact, folded.contains(exact) ? 1f : 1f - Ranking.FOLDED);
    addFolded(terms, folded, Ranking.FOLDED);
    return terms;
  }

  /** The terms of a compound written as one word. */
  Map<String, Float> ofJoined(String exact) {
    Map<String, Float> terms = new LinkedHashMap<>();
    terms.put(exact, 1f);
    if (spelling != Spelling.EXACT) {
      addFolded(terms, Folding.foldings(exact, snapshot.languages()), Ranking.FOLDED);
    }
    return terms;
  }

  /** The terms of a name in the fields that hold words of names. */
  static Map<String, Float> ofName(String exact) {
    Map<String, Float> terms = new LinkedHashMap<>();
    terms.put(exact, 1f);
    addFolded(terms, Set.of(Folding.OF_NAMES.fold(exact)), 1f);
    return terms;
  }

  private static void addFolded(Map<String, Float> terms, Set<String> folded, float weight) {
    for (String form : folded) {
      terms.putIfAbsent(form, weight);
      terms.putIfAbsent(Folding.MARK + form, weight);
    }
  }

  /**
   * Other spellings in the index of the words that a list begins with.
   *
   * @param words how many words of the list, from the first, they stand for
   */
  record Variants(int words, List<List<Words.Word>> others) {}

  /**
   * The other spellings of the first words, and what others call the same; empty unless they were
   * asked for and some exist.
   */
  Optional<Variants> variants(List<Words.Word> words) throws IOException {
    Optional<Variants> spellings = spellings(words);
    Optional<Variants> names = contested(words);
    int ofSpellings = spellings.map(Variants::words).orElse(0);
    int ofNames = names.map(Variants::words).orElse(0);
    if (ofSpellings != ofNames || spellings.isEmpty() || names.isEmpty()) {
      return ofNames > ofSpellings ? names : spellings;
    }
    List<List<Words.Word>> both = new ArrayList<>(spellings.get().others());
    both.addAll(names.get().others());
    return Optional.of(new Variants(ofNames, both));
  }

  private Optional<Variants> spellings(List<Words.Word> words) throws IOException {
    if (spelling != Spelling.VARIANTS) {
      return Optional.empty();
    }
    Optional<SpellingVariants.Found> found = snapshot.variants().find(words);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<String> inIndex = inIndex(found.get().others());
    if (!inIndex.isEmpty()) {
      expanded.put(text(words, found.get().words()), inIndex);
    }
    return variants(found.get().words(), inIndex);
  }

  /** What others call the same as the first words; empty unless asked for. */
  Optional<Variants> contested(List<Words.Word> words) throws IOException {
    if (!wording.contested()) {
      return Optional.empty();
    }
    Optional<ContestedTerms.Found> found = ContestedTerms.shipped().find(words);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<String> inIndex = inIndex(found.get().others());
    if (!inIndex.isEmpty()) {
      contested.put(
          text(words, found.get().words()),
          new SearchResult.Contested(inIndex, found.get().note(), found.get().source()));
    }
    return variants(found.get().words(), inIndex);
  }

  private static Optional<Variants> variants(int words, List<String> others) {
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(new Variants(words, others.stream().map(Words::of).toList()));
  }

  private static String text(List<Words.Word> words, int first) {
    return String.join(" ", words.subList(0, first).stream().map(Words.Word::exact).toList());
  }

  private List<String> inIndex(List<String> forms) throws IOException {
    List<String> inIndex = new ArrayList<>();
    for (String form : forms) {
      if (isInIndex(Words.of(form))) {
        inIndex.add(form);
      }
    }
    return inIndex;
  }

  private boolean isInIndex(List<Words.Word> words) throws IOException {
    for (Words.Word word : words) {
      if (reportsWith(word.exact()) == 0) {
        return false;
      }
    }
    return true;
  }

  /** At least how many reports have this word in some form. */
  int reportsWith(String exact) throws IOException {
    int most = 0;
    for (String term : of(exact).keySet()) {
      most = Math.max(most, snapshot.reportsWith(IndexField.TEXT, term));
      most = Math.max(most, snapshot.reportsWith(IndexField.TITLE, term));
    }
    return most;
  }
}
