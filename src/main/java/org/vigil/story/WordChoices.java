package org.vigil.story;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the words that an outlet chose where outlets choose differently: {@code camp} or {@code
 * centre}. The sets are those of {@code word-choices.txt}.
 */
final class WordChoices {

  private record Term(String set, String written, List<String> words) {}

  private static final class Shipped {
    static final WordChoices CHOICES = read();
  }

  /** By their first word, longest first. */
  private final Map<String, List<Term>> byFirstWord = new HashMap<>();

  private WordChoices(Map<String, List<String>> sets) {
    sets.forEach(
        (set, terms) -> {
          for (String term : terms) {
            List<String> words = words(term);
            byFirstWord
                .computeIfAbsent(words.getFirst(), w -> new ArrayList<>())
                .add(new Term(set, term, words));
          }
        });
    byFirstWord
        .values()
        .forEach(terms -> terms.sort((a, b) -> b.words().size() - a.words().size()));
  }

  static WordChoices shipped() {
    return Shipped.CHOICES;
  }

  /** The terms of a text in the form of the file, by set. */
  Map<String, Set<String>> in(String text) {
    Map<String, Set<String>> found = new LinkedHashMap<>();
    List<String> words = words(text);
    int i = 0;
    while (i < words.size()) {
      int length = 1;
      for (Term term : byFirstWord.getOrDefault(words.get(i), List.of())) {
        int end = i + term.words().size();
        if (end <= words.size() && words.subList(i, end).equals(term.words())) {
          found.computeIfAbsent(term.set(), s -> new TreeSet<>()).add(term.written());
          length = term.words().size();
          break;
        }
      }
      i += length;
    }
    return found;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && Character.isLetter(text.charAt(i))) {
        word.append(text.charAt(i));
      } else if (!word.isEmpty()) {
        words.add(singular(word.toString().toLowerCase(Locale.ROOT)));
        word.setLength(0);
      }
    }
    return words;
  }

  private static String singular(String word) {
    return word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
        ? word.substring(0, word.length() - 1)
        : word;
  }

  private static WordChoices read() {
    Map<String, List<String>> sets = new LinkedHashMap<>();
    try (InputStream in =
            Objects.requireNonNull(WordChoices.class.getResourceAsStream("word-choices.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int colon = line.indexOf(':');
        if (colon > 0 && !line.startsWith("#")) {
          List<String> terms = List.of(line.substring(colon + 1).strip().split("\\s*,\\s*", -1));
          if (sets.put(line.substring(0, colon), terms) != null) {
            throw new IllegalArgumentException("a set of words to choose from twice: " + line);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new WordChoices(sets);
  }
}
