package org.vigil.search;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.StringJoiner;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.vigil.entity.EntityKind;
import org.vigil.index.ReportCard;
import org.vigil.index.ReportDocuments;
import org.vigil.schema.Folding;
import org.vigil.schema.IndexField;
import org.vigil.schema.Names;
import org.vigil.schema.Words;

/**
 * Tables of what the beginning of a word may be completed to, made from one snapshot in bounded
 * memory. They may be used over a later snapshot by whoever makes sure that what they say is still
 * there.
 *
 * @param names terms of {@link IndexField#NAME_TO_VALUE} of entities, by each word of the name
 * @param words of texts, see {@link #shown}
 * @param phrases of two to four words that some reports have in common, see {@link #shown}
 */
record Completions(Beginnings names, Beginnings words, Beginnings phrases) {

  static final Completions NONE =
      new Completions(Beginnings.NONE, Beginnings.NONE, Beginnings.NONE);

  private static final int MOST_NAMES = 100_000;
  private static final int MOST_WORDS = 100_000;
  private static final int MOST_PHRASES = 20_000;

  /** Longer ones are noise such as encoded images. */
  private static final int LONGEST_WORD = 40;

  /** Phrases are counted in so many reports, chosen by chance. */
  private static final int SAMPLE = 3_000;

  /** And in so much of each, in UTF-16 code units. */
  private static final int READ = 20_000;

  private static final int LONGEST_PHRASE = 4;

  /** Fewer reports with a phrase are a chance. */
  private static final int FEWEST = 2;

  /** Phrases counted at a time; beyond that those seen once are forgotten. */
  private static final int MOST_COUNTED = 400_000;

  /** A phrase is part of a longer one if it seldom stands without it. */
  private static final double PART = 0.9;

  private static final int PATIENCE = 1 << 10;

  /** Asked now and then whether to go on. */
  interface Interruption {

    /**
     * Returns to go on.
     *
     * @throws RuntimeException to give up
     */
    void check();
  }

  /**
   * Reads the vocabulary of a snapshot and some of its texts; takes seconds where they are many.
   */
  static Completions of(Snapshot snapshot, Interruption interruption) throws IOException {
    return new Completions(
        names(snapshot, interruption),
        words(snapshot, interruption),
        phrases(snapshot, interruption));
  }

  /** Text that is found by another form of it: the form and the text behind a separator. */
  private static Beginnings.Text found(String by, String text, int weight) {
    return new Beginnings.Text(
        by + Names.SEPARATOR + (by.equals(text) ? "" : text), weight, 0, false);
  }

  /** What to show of a word or phrase. */
  static String shown(Beginnings.Text found) {
    int end = found.text().indexOf(Names.SEPARATOR);
    return end == found.text().length() - 1
        ? found.text().substring(0, end)
        : found.text().substring(end + 1);
  }

  private static Beginnings names(Snapshot snapshot, Interruption interruption) throws IOException {
    Beginnings.Builder names = new Beginnings.Builder(MOST_NAMES);
    for (EntityKind kind : EntityKind.values()) {
      String prefix = Names.valuesOf(EntityProfiles.fieldOf(kind));
      TermsEnum each = terms(snapshot, IndexField.NAME_TO_VALUE);
      int seen = 0;
      boolean more = each.seekCeil(new BytesRef(prefix)) != TermsEnum.SeekStatus.END;
      while (more && each.term().utf8ToString().startsWith(prefix)) {
        if (++seen % PATIENCE == 0) {
          interruption.check();
        }
        if (names.takes(each.docFreq())) {
          String term = each.term().utf8ToString();
          names.add(new Beginnings.Text(term, each.docFreq(), prefix.length(), true));
        }
        more = each.next() != null;
      }
    }
    return names.build();
  }

  private static Beginnings words(Snapshot snapshot, Interruption interruption) throws IOException {
    Beginnings.Builder words = new Beginnings.Builder(MOST_WORDS);
    TermsEnum each = terms(snapshot, IndexField.TEXT);
    int seen = 0;
    for (BytesRef term = each.next(); term != null; term = each.next()) {
      if (++seen % PATIENCE == 0) {
        interruption.check();
      }
      if (words.takes(each.docFreq())) {
        String text = term.utf8ToString();
        boolean word =
            text.length() > 1
                && text.length() <= LONGEST_WORD
                && Character.isLetter(text.codePointAt(0))
                && !FunctionWords.contains(text);
        if (word) {
          words.add(found(Folding.OF_NAMES.fold(text), text, each.docFreq()));
        }
      }
    }
    return words.build();
  }

  private static TermsEnum terms(Snapshot snapshot, IndexField field) throws IOException {
    Terms terms = MultiTerms.getTerms(snapshot.reader(), field.fieldName());
    return terms == null ? TermsEnum.EMPTY : terms.iterator();
  }

  private static Beginnings phrases(Snapshot snapshot, Interruption interruption)
      throws IOException {
    Map<String, Integer> reports = new HashMap<>();
    for (int doc : sample(snapshot)) {
      interruption.check();
      if (!snapshot.isHere(doc)) {
        continue;
      }
      Set<String> ofReport = new HashSet<>();
      ReportCard card = snapshot.card(doc);
      addPhrases(card.title().orElse(""), ofReport);
      String text = ReportDocuments.readText(snapshot.reader().storedFields(), doc);
      addPhrases(text.substring(0, Math.min(text.length(), READ)), ofReport);
      ofReport.forEach(phrase -> reports.merge(phrase, 1, Integer::sum));
      if (reports.size() > MOST_COUNTED) {
        reports.values().removeIf(count -> count < FEWEST);
      }
    }
    if (!snapshot.isAlone()) {
      List<Phrases> all = snapshot.tell(new Phrases(Map.copyOf(reports)), Phrases.class);
      reports.clear();
      for (Phrases told : all) {
        told.reports().forEach((phrase, count) -> reports.merge(phrase, count, Integer::sum));
      }
    }
    reports.values().removeIf(count -> count < FEWEST);
    Set<String> parts = new HashSet<>();
    reports.forEach(
        (phrase, count) -> {
          int first = phrase.indexOf(' ');
          int last = phrase.lastIndexOf(' ');
          if (first == last) {
            return;
          }
          for (String part : List.of(phrase.substring(first + 1), phrase.substring(0, last))) {
            if (reports.getOrDefault(part, Integer.MAX_VALUE) * PART <= count) {
              parts.add(part);
            }
          }
        });
    Beginnings.Builder phrases = new Beginnings.Builder(MOST_PHRASES);
    reports.forEach(
        (phrase, count) -> {
          if (!parts.contains(phrase)) {
            phrases.add(found(Names.folded(phrase), phrase, count));
          }
        });
    return phrases.build();
  }

  /** In how many reports of the sample that a shard has phrases stand. */
  record Phrases(Map<String, Integer> reports) {}

  /** A report that is chosen by a hash of what it is. */
  record Drawn(int doc, long lot) {}

  /** What a shard has drawn. */
  record Lots(List<Drawn> drawn) {}

  /** Documents of reports, chosen by a hash of what they are, and in its order. */
  private static List<Integer> sample(Snapshot snapshot) throws IOException {
    Comparator<Drawn> first = Comparator.comparingLong(Drawn::lot);
    PriorityQueue<Drawn> sample = new PriorityQueue<>(first.reversed());
    for (LeafReaderContext leaf : snapshot.leaves()) {
      Bits live = leaf.reader().getLiveDocs();
      NumericDocValues lots =
          DocValues.getNumeric(leaf.reader(), IndexField.FINGERPRINT.fieldName());
      for (int doc = lots.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = lots.nextDoc()) {
        if (live == null || live.get(doc)) {
          sample.add(new Drawn(leaf.docBase + doc, lots.longValue()));
          if (sample.size() > SAMPLE) {
            sample.remove();
          }
        }
      }
    }
    return snapshot.tell(new Lots(List.copyOf(sample)), Lots.class).stream()
        .flatMap(told -> told.drawn().stream())
        .sorted(first)
        .limit(SAMPLE)
        .map(Drawn::doc)
        .toList();
  }

  /** Adds each run of words with nothing but a space or a hyphen between them. */
  private static void addPhrases(String text, Set<String> phrases) {
    List<Words.Word> words = Words.of(text);
    for (int first = 0; first < words.size(); first++) {
      if (Words.isUnspaced(words.get(first).exact())) {
        first = addUnspaced(text, words, first, phrases);
        continue;
      }
      if (!mayEnd(words.get(first))) {
        continue;
      }
      StringJoiner phrase = new StringJoiner(" ");
      phrase.add(words.get(first).exact());
      int most = Math.min(words.size(), first + LONGEST_PHRASE);
      for (int i = first + 1; i < most && follows(text, words.get(i - 1), words.get(i)); i++) {
        phrase.add(words.get(i).exact());
        if (mayEnd(words.get(i))) {
          phrases.add(phrase.toString());
        }
      }
    }
  }

  /** Adds the words of what is written without spaces from here on; gives its last character. */
  private static int addUnspaced(
      String text, List<Words.Word> words, int first, Set<String> phrases) {
    int last = first;
    while (last + 1 < words.size()
        && words.get(last + 1).start() == words.get(last).end()
        && Words.isUnspaced(words.get(last + 1).exact())) {
      last++;
    }
    String run = text.substring(words.get(first).start(), words.get(last).end());
    for (String word : UnspacedText.words(run)) {
      if (word.length() > 1 && word.length() <= LONGEST_WORD) {
        phrases.add(word);
      }
    }
    return last;
  }

  private static boolean mayEnd(Words.Word word) {
    return word.exact().length() > 1
        && word.exact().length() <= LONGEST_WORD
        && Character.isLetter(word.exact().codePointAt(0))
        && !FunctionWords.contains(word.exact());
  }

  private static boolean follows(String text, Words.Word before, Words.Word word) {
    if (word.start() != before.end() + 1) {
      return false;
    }
    char between = text.charAt(before.end());
    return between == ' ' || between == '-' || between == '\n';
  }

  /** The value in a term of names. */
  static String entity(Beginnings.Text name) {
    return Names.valueOf(name.text());
  }
}
