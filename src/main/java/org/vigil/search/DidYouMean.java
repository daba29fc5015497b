package org.vigil.search;

import java.io.IOException;
import java.util.ArrayList;
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

  /** Near words looked at: the nearest may be of deleted reports. */
  private static final int MOST_TRIED = 10;

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
    List<Patterns.Near> near = Patterns.near(snapshot, IndexField.TEXT, exact, 1, MOST_TRIED);
    if (near.isEmpty() && exact.length() >= LONG) {
      near = Patterns.near(snapshot, IndexField.TEXT, exact, 2, MOST_TRIED);
    }
    for (Patterns.Near each : near) {
      if (snapshot.hasLive(IndexField.TEXT, each.term())) {
        return Optional.of(each.term());
      }
    }
    return Optional.empty();
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
