package org.vigil.search;

import java.util.Objects;
import java.util.Arrays;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.util.BytesRef;
import org.vigil.entity.EntityKind;
import org.vigil.index.ReportCard;
import org.vigil.schema.Folding;
import org.vigil.schema.IndexField;
import org.vigil.schema.Names;
import org.vigil.schema.Words;
import org.vigil.search.SearchRequest.Spelling;

/**
 * Completes what is being typed. What it says holds in its snapshot, even where its tables were
 * made from an earlier one.
 */
final class Completer {

  /** More is no beginning any more. */
  static final int LONGEST = 500;

  private static final int MOST_NAMES = 8;
  private static final int MOST_TITLES = 5;
  private static final int MOST_PHRASES = 8;

  /** Of the words typed so many, the last, are tried as the beginning of something. */
  private static final int WORDS = 6;

  /** Names looked at for one beginning: several may be one entity's, or gone. */
  private static final int LOOKED_AT = 40;

  /** Words that are shown in place of one that was mistyped. */
  private static final int FEW = 3;

  /** Shorter beginnings are near to everything. */
  private static final int SHORTEST = 4;

  /** From this length on two edits still leave a name recognisable. */
  private static final int LONG = 7;

  /** Terms that a word at the end of a title may stand for. */
  private static final int MOST_ENDINGS = 64;

  private final Snapshot snapshot;
  private final Completions tables;
  private final Deadline deadline;
  private final String typed;
  private final List<Words.Word> words;

  /** What the words from each on begin, folded. */
  private final List<String> beginnings = new ArrayList<>();

  /** Whether the last word is not left yet. */
  private final boolean inWord;

  Completer(Snapshot snapshot, Completions tables, Deadline deadline, String typed) {
    this.snapshot = snapshot;
    this.tables = tables;
    this.deadline = deadline;
    this.typed = typed;
    List<Words.Word> all = Words.of(typed);
    this.words = all.subList(firstOfLastRun(all), all.size());
    this.inWord = !words.isEmpty() && words.getLast().end() == typed.length();
    for (int i = 0; i < words.size(); i++) {
      StringJoiner beginning = new StringJoiner(" ", "", inWord ? "" : " ");
      for (Words.Word word : words.subList(i, words.size())) {
        beginning.add(Folding.OF_NAMES.fold(word.exact()));
      }
      beginnings.add(beginning.toString());
    }
  }

  /** The first of the last words between which nothing of the query syntax stands. */
  private int firstOfLastRun(List<Words.Word> all) {
    int first = all.size();
    while (first > 0
        && all.size() - first < WORDS
        && (first == all.size() || isPlain(all.get(first - 1).end(), all.get(first).start()))) {
      first--;
    }
    return first;
  }

  private boolean isPlain(int from, int to) {
    return typed.substring(from, to).chars().noneMatch(c -> "\"“”„«»:()".indexOf(c) >= 0);
  }

  Suggestions suggest() throws IOException {
    if (words.isEmpty()) {
      return Suggestions.NONE;
    }
    return new Suggestions(names(), titles(), phrases(), variants(), putRight());
  }

  private static int edits(String beginning) {
    int length = beginning.codePointCount(0, beginning.length());
    return length < SHORTEST ? 0 : length < LONG ? 1 : 2;
  }

  private List<Suggestions.Name> names() throws IOException {
    Map<String, Suggestions.Name> named = new LinkedHashMap<>();
    for (int i = 0; i < words.size() && named.size() < MOST_NAMES; i++) {
      String beginning = beginnings.get(i);
      addNames(tables.names().find(beginning, LOOKED_AT), i, named);
      for (String given :
          snapshot.identities().called(typed.substring(words.get(i).start()).strip())) {
        addName(given, i, named);
      }
    }
    for (int i = 0; i < words.size() && named.isEmpty(); i++) {
      String beginning = beginnings.get(i);
      for (int edits = 1; edits <= edits(beginning) && named.isEmpty(); edits++) {
        addNames(tables.names().near(beginning, edits, LOOKED_AT), i, named);
      }
      deadline.check();
    }
    return List.copyOf(named.values()).subList(0, Math.min(MOST_NAMES, named.size()));
  }

  private void addNames(List<Beginnings.Text> found, int word, Map<String, Suggestions.Name> named)
      throws IOException {
    Map<String, Suggestions.Name> these = new LinkedHashMap<>();
    for (Beginnings.Text name : found) {
      if (these.size() < 2 * MOST_NAMES
          && snapshot.hasLive(IndexField.NAME_TO_VALUE, name.text())) {
        addName(Completions.entity(name), word, these);
      }
    }
    these.values().stream()
        .sorted((a, b) -> Long.compare(b.reports(), a.reports()))
        .forEach(name -> named.putIfAbsent(name.id(), name));
  }

  private void addName(String value, int word, Map<String, Suggestions.Name> named)
      throws IOException {
    String id = snapshot.identities().idOf(value);
    int slash = id.indexOf('/');
    Optional<EntityKind> kind =
        slash < 0 ? Optional.empty() : EntityKind.ofPath(id.substring(0, slash));
    if (kind.isEmpty() || named.containsKey(id)) {
      return;
    }
    EntityProfile.Named entity = new EntityProfiles(snapshot, deadline).named(id, kind.get());
    if (entity.reports() > 0) {
      named.put(
          id,
          new Suggestions.Name(
              id, kind.get(), entity.name(), entity.reports(), words.get(word).start()));
    }
  }

  /** Phrases that begin with most of what was typed first, then words and phrases by frequency. */
  private List<Suggestions.Phrase> phrases() throws IOException {
    Map<String, Suggestions.Phrase> phrases = new LinkedHashMap<>();
    int last = words.size() - 1;
    for (int i = 0; i < words.size() && phrases.size() < MOST_PHRASES; i++) {
      int room = i < last ? MOST_PHRASES : MOST_PHRASES / 2;
      addPhrases(tables.phrases().find(beginnings.get(i), room), i, phrases);
    }
    if (inWord) {
      addWords(tables.words().find(beginnings.get(last), MOST_PHRASES), phrases);
      if (phrases.isEmpty() && edits(beginnings.get(last)) > 0) {
        addWords(tables.words().near(beginnings.get(last), 1, FEW), phrases);
      }
    }
    deadline.check();
    return List.copyOf(phrases.values()).subList(0, Math.min(MOST_PHRASES, phrases.size()));
  }

  private void addPhrases(
      List<Beginnings.Text> found, int word, Map<String, Suggestions.Phrase> phrases)
      throws IOException {
    int start = words.get(word).start();
    for (Beginnings.Text text : found) {
      String shown = Completions.shown(text);
      if (!isTyped(shown, start) && isInReports(shown)) {
        phrases.putIfAbsent(shown, new Suggestions.Phrase(shown, start));
      }
    }
  }

  private void addWords(List<Beginnings.Text> found, Map<String, Suggestions.Phrase> phrases)
      throws IOException {
    int start = words.getLast().start();
    for (Beginnings.Text text : found) {
      String shown = Completions.shown(text);
      if (!isTyped(shown, start) && snapshot.hasLive(IndexField.TEXT, shown)) {
        phrases.putIfAbsent(shown, new Suggestions.Phrase(shown, start));
      }
    }
  }

  private boolean isTyped(String text, int start) {
    return Words.exact(typed.substring(start)).equals(text);
  }

  private boolean isInReports(String phrase) throws IOException {
    for (IndexField field : List.of(IndexField.TEXT, IndexField.TITLE)) {
      PhraseQuery.Builder query = new PhraseQuery.Builder();
      for (Words.Word word : Words.of(phrase)) {
        query.add(new Term(field.fieldName(), word.exact()));
      }
      if (snapshot.hasLive(query.build())) {
        return true;
      }
    }
    return false;
  }

  /** Titles with all words, the last of which may go on. */
  private List<Suggestions.Title> titles() throws IOException {
    String field = IndexField.TITLE.fieldName();
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    for (Words.Word word : words) {
      boolean goesOn = inWord && word.equals(words.getLast());
      SynonymQuery.Builder forms = new SynonymQuery.Builder(field);
      Set<String> terms = new LinkedHashSet<>(Forms.ofName(word.exact()).keySet());
      if (goesOn) {
        terms.addAll(endings(word.exact()));
        terms.addAll(endings(Folding.MARK + Folding.OF_NAMES.fold(word.exact())));
      }
      terms.forEach(term -> forms.addTerm(new Term(field, term)));
      all.add(forms.build(), BooleanClause.Occur.MUST);
    }
    Query query = all.build();
    List<Suggestions.Title> titles = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    ScoreDoc[] best = snapshot.best(query, 2 * MOST_TITLES, deadline);
    Map<Integer, ReportCard> cards =
        snapshot.cards(Arrays.stream(best).map(found -> found.doc).toList());
    for (ScoreDoc found : best) {
      ReportCard card = Objects.requireNonNull(cards.get(found.doc));
      String title = card.title().orElse("");
      if (titles.size() < MOST_TITLES && seen.add(Names.folded(title))) {
        titles.add(new Suggestions.Title(card.id(), title));
      }
    }
    deadline.check();
    return titles;
  }

  /** The terms of titles that begin so, the first in order. */
  private List<String> endings(String beginning) throws IOException {
    List<String> endings = new ArrayList<>();
    Terms terms = MultiTerms.getTerms(snapshot.reader(), IndexField.TITLE.fieldName());
    if (terms == null) {
      return endings;
    }
    TermsEnum each = terms.iterator();
    boolean more = each.seekCeil(new BytesRef(beginning)) != TermsEnum.SeekStatus.END;
    while (more && endings.size() < MOST_ENDINGS) {
      String term = each.term().utf8ToString();
      if (!term.startsWith(beginning)) {
        break;
      }
      endings.add(term);
      more = each.next() != null;
    }
    return endings;
  }

  private Map<String, List<String>> variants() throws IOException {
    Forms forms = new Forms(snapshot, Wording.of(Spelling.VARIANTS), deadline);
    Map<String, List<String>> variants = new LinkedHashMap<>();
    int i = 0;
    while (i < words.size()) {
      Optional<Forms.Variants> found = forms.variants(words.subList(i, words.size()));
      i += found.map(Forms.Variants::words).orElse(1);
    }
    forms
        .expanded()
        .forEach(
            (asked, others) -> {
              List<String> there = others.stream().filter(this::isThere).toList();
              if (!there.isEmpty()) {
                variants.put(asked, there);
              }
            });
    return variants;
  }

  private boolean isThere(String text) {
    try {
      return isInReports(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was typed with its last word put right. */
  private Optional<String> putRight() throws IOException {
    Words.Word last = words.getLast();
    if (inWord && isBegun()) {
      return Optional.empty();
    }
    Forms forms = new Forms(snapshot, Wording.of(Spelling.FOLDED), deadline);
    Optional<String> better = new DidYouMean(snapshot, forms).nearest(last.exact());
    return better.map(
        word -> typed.substring(0, last.start()) + word + typed.substring(last.end()));
  }

  /** Whether a word of a report begins with the last one. */
  private boolean isBegun() throws IOException {
    for (Beginnings.Text text : tables.words().find(beginnings.getLast(), LOOKED_AT)) {
      if (snapshot.hasLive(IndexField.TEXT, Completions.shown(text))) {
        return true;
      }
    }
    return false;
  }
}
