package org.vigil.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.AttributeSource;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.vigil.schema.Folding;
import org.vigil.schema.IndexField;
import org.vigil.schema.Words;

/** Finds the terms that look like a pattern or nearly like a word. */
final class Patterns {

  /** A fuzzy word stands for at most so many words of the index, the nearest. */
  static final int MOST_FUZZY = 50;

  private static final int MOST_WORK = 100_000;

  /** Terms between two looks at the clock. */
  private static final int PATIENCE = 1 << 8;

  private Patterns() {}

  /**
   * The reports with a word that matches a pattern.
   *
   * @param folded whether accents may differ
   * @param deadline by which the words of the index are looked through, when the query runs
   */
  static Query wildcard(IndexField field, String pattern, boolean folded, Deadline deadline) {
    String exact = Words.exact(pattern);
    Automaton automaton = automaton(exact);
    if (folded) {
      Automaton marked =
          Operations.concatenate(
              List.of(Automata.makeChar(Folding.MARK), automaton(Folding.withoutAccents(exact))));
      automaton =
          Operations.union(List.of(automaton, marked, automaton(Folding.withoutAccents(exact))));
    }
    return new Bounded(
        new Term(field.fieldName(), pattern),
        Operations.determinize(automaton, MOST_WORK),
        deadline);
  }

  /** Matches by an automaton, for which Lucene's own timeout does not look at the clock. */
  private static final class Bounded extends AutomatonQuery {

    private final Deadline deadline;

    Bounded(Term pattern, Automaton automaton, Deadline deadline) {
      super(pattern, automaton);
      this.deadline = deadline;
    }

    @Override
    protected TermsEnum getTermsEnum(Terms terms, AttributeSource attributes) throws IOException {
      deadline.check();
      return new FilterLeafReader.FilterTermsEnum(super.getTermsEnum(terms, attributes)) {
        private int seen;

        @Override
        public BytesRef next() throws IOException {
          if (++seen % PATIENCE == 0) {
            deadline.check();
          }
          return in.next();
        }
      };
    }
  }

  /** Accepts what the pattern matches, apart from terms that are no words. */
  private static Automaton automaton(String pattern) {
    List<Automaton> parts = new ArrayList<>();
    for (int i = 0; i < pattern.length(); ) {
      int cp = pattern.codePointAt(i);
      if (cp == '*') {
        parts.add(
            parts.isEmpty()
                ? Operations.optional(
                    Operations.concatenate(List.of(wordBeginning(), Automata.makeAnyString())))
                : Automata.makeAnyString());
      } else if (cp == '?') {
        parts.add(parts.isEmpty() ? wordBeginning() : Automata.makeAnyChar());
      } else {
        parts.add(Automata.makeChar(cp));
      }
      i += Character.charCount(cp);
    }
    return Operations.concatenate(parts);
  }

  /** Any character but those that mark folded forms and mentions. */
  private static Automaton wordBeginning() {
    return Automata.makeCharClass(
        new int[] {0, '@' + 1, Folding.MARK + 1},
        new int[] {'@' - 1, Folding.MARK - 1, Character.MAX_CODE_POINT});
  }

  /** A word of the index within some edits. */
  record Near(String term, float likeness, int reports) {}

  /** The words nearest to this one, itself among them, the nearest and most frequent first. */
  static List<Near> near(
      Snapshot snapshot, IndexField field, String exact, int edits, int most, Deadline deadline)
      throws IOException {
    Comparator<Near> worstFirst =
        Comparator.comparingDouble(Near::likeness)
            .thenComparingInt(Near::reports)
            .thenComparing(Near::term, Comparator.reverseOrder());
    PriorityQueue<Near> best = new PriorityQueue<>(worstFirst);
    Terms terms = MultiTerms.getTerms(snapshot.reader(), field.fieldName());
    if (terms == null) {
      return List.of();
    }
    FuzzyTermsEnum each =
        new FuzzyTermsEnum(terms, new Term(field.fieldName(), exact), edits, 0, true);
    int seen = 0;
    deadline.check();
    for (BytesRef term = each.next(); term != null; term = each.next()) {
      if (++seen % PATIENCE == 0) {
        deadline.check();
      }
      String text = term.utf8ToString();
      if (text.charAt(0) == Folding.MARK || text.charAt(0) == '@') {
        continue;
      }
      best.add(new Near(text, each.getBoost(), each.docFreq()));
      if (best.size() > most) {
        best.remove();
      }
    }
    List<Near> ordered = new ArrayList<>(best);
    ordered.sort(worstFirst.reversed());
    return ordered;
  }

  /** The terms within some edits of a word with the weight of an occurrence of each. */
  static Map<String, Float> fuzzy(
      Snapshot snapshot, IndexField field, String exact, int edits, Deadline deadline)
      throws IOException {
    Map<String, Float> terms = new LinkedHashMap<>();
    for (Near near : near(snapshot, field, exact, edits, MOST_FUZZY, deadline)) {
      boolean same = near.term().equals(exact);
      terms.put(near.term(), same ? 1f : Math.max(0.05f, Ranking.FUZZY * near.likeness()));
    }
    return terms;
  }
}
