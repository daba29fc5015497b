package org.vigil.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vigil.query.Query;
import org.vigil.schema.IndexField;
import org.vigil.schema.Words;

/** Puts words right that no report has, by the nearest word that reports have. */
final class DidYouMean {

  /** Shorter words are near to everything. */
  private static final int SHORTEST = 4;

  /** From this length on two edits still leave a word recognisable. */
  private static final int LONG = 7;

  /** Near words looked at, of which one is the likeliest. */
  private static final int MOST_TRIED = 200;

  /** What it says for a word that the slip is of this kind, in doublings of its reports. */
  private static final double SAME_FIRST_LETTER = 4;

  private static final double SAME_LETTERS = 2;
  private static final double DOUBLED = 2;
  private static final double SAME_CONSONANTS = 1;

  private final Snapshot snapshot;
  private final Forms forms;

  DidYouMean(Snapshot snapshot, Forms forms) {
    this.snapshot = snapshot;
    this.forms = forms;
  }

  /** The query with every word put right that can be; empty if nothing changes. */
  Optional<Query> suggest(Query asked) throws IOException {
    Query suggested = corrected(asked);
    return suggested.equals(asked) ? Optional.empty() : Optional.of(suggested);
  }

  private Query corrected(Query asked) throws IOException {
    return switch (asked) {
      case Query.Word(Optional<Query.Field> field, String text) ->
          isText(field) ? new Query.Word(field, word(text)) : asked;
      case Query.Phrase(Optional<Query.Field> field, List<Query.Phrase.Item> items, int slop) ->
          isText(field) ? new Query.Phrase(field, items(items), slop) : asked;
      case Query.And(List<Query> clauses) -> new Query.And(all(clauses));
      case Query.Or(List<Query> clauses) -> new Query.Or(all(clauses));
      case Query.Not not -> not;
      case Query.All all -> all;
      case Query.Wildcard wildcard -> wildcard;
      case Query.Fuzzy fuzzy -> fuzzy;
      case Query.Published published -> published;
    };
  }

  private List<Query> all(List<Query> clauses) throws IOException {
    List<Query> corrected = new ArrayList<>();
    for (Query clause : clauses) {
      corrected.add(corrected(clause));
    }
    return corrected;
  }

  private List<Query.Phrase.Item> items(List<Query.Phrase.Item> items) throws IOException {
    List<Query.Phrase.Item> corrected = new ArrayList<>();
    for (Query.Phrase.Item item : items) {
      corrected.add(
          switch (item) {
            case Query.Phrase.Text(String text) -> new Query.Phrase.Text(word(text));
            case Query.Phrase.Entity entity -> entity;
          });
    }
    return corrected;
  }

  private static boolean isText(Optional<Query.Field> field) {
    return field.map(f -> f == Query.Field.TITLE || f == Query.Field.TEXT).orElse(true);
  }

  private String word(String text) throws IOException {
    List<Words.Word> words = Words.of(text);
    return words.size() == 1 ? nearest(words.getFirst().exact()).orElse(text) : text;
  }

  /** The word of some report that is nearest to one that no report has; empty if none is near. */
  Optional<String> nearest(String exact) throws IOException {
    if (exact.length() < SHORTEST
        || !exact.codePoints().allMatch(Character::isLetter)
        || isKnown(exact)) {
      return Optional.empty();
    }
    List<Patterns.Near> near =
        Patterns.near(snapshot, IndexField.TEXT, exact, 1, MOST_TRIED, forms.deadline());
    if (near.isEmpty() && exact.length() >= LONG) {
      near = Patterns.near(snapshot, IndexField.TEXT, exact, 2, MOST_TRIED, forms.deadline());
    }
    List<Patterns.Near> likeliest = new ArrayList<>(near);
    likeliest.sort(
        Comparator.comparingDouble((Patterns.Near each) -> likelihood(exact, each))
            .reversed()
            .thenComparing(Patterns.Near::term));
    for (Patterns.Near each : likeliest) {
      if (snapshot.hasLive(IndexField.TEXT, each.term())) {
        return Optional.of(each.term());
      }
    }
    return Optional.empty();
  }

  /**
   * How likely it is, as a logarithm to base 2, that who wrote this meant that: by the number of
   * reports with the word and by the kind of slip. The first letter is seldom wrong, and swapped,
   * doubled and halved letters are the commonest slips (Kukich 1992).
   */
  static double likelihood(String written, Patterns.Near meant) {
    String word = meant.term();
    double likelihood = Math.log(meant.reports() + 1.0) / Math.log(2);
    if (written.charAt(0) == word.charAt(0)) {
      likelihood += SAME_FIRST_LETTER;
    }
    if (letters(written).equals(letters(word))) {
      likelihood += SAME_LETTERS;
    } else if (undoubled(written).equals(undoubled(word))) {
      likelihood += DOUBLED;
    } else if (consonants(written).equals(consonants(word))) {
      likelihood += SAME_CONSONANTS;
    }
    return likelihood;
  }

  private static String letters(String word) {
    return word.codePoints()
        .sorted()
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String undoubled(String word) {
    return word.replaceAll("(.)\\1+", "$1");
  }

  private static String consonants(String word) {
    return word.replaceAll("[aeiouy]", "");
  }

  private boolean isKnown(String exact) throws IOException {
    for (String form : forms.of(exact).keySet()) {
      if (snapshot.hasLive(IndexField.TEXT, form) || snapshot.hasLive(IndexField.TITLE, form)) {
        return true;
      }
    }
    return false;
  }
}
