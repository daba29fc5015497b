package org.vigil.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.apache.lucene.util.automaton.Operations;
import org.vigil.schema.IndexField;
import org.vigil.schema.Names;

/** Finds the values of a field by the beginning of a word of one of their names, or nearly so. */
final class NamesBeginning {

  /** So many values are looked at, the most frequent. */
  private static final int MOST = 200;

  /** Finding fewer than this, a reader may have mistyped. */
  private static final int FEW = 3;

  /** Shorter beginnings are near to everything. */
  private static final int SHORTEST = 4;

  /** From this length on two edits still leave a name recognisable. */
  private static final int LONG = 7;

  private static final int PATIENCE = 1 << 12;
  private static final int MOST_WORK = 100_000;

  private final Snapshot snapshot;
  private final IndexField field;
  private final Deadline deadline;

  NamesBeginning(Snapshot snapshot, IndexField field, Deadline deadline) {
    this.snapshot = snapshot;
    this.field = field;
    this.deadline = deadline;
  }

  private record Value(String value, int reports) {}

  /** The values, those that are spelt so before those that are nearly. */
  Collection<String> find(String beginning) throws IOException {
    String folded = Names.folded(beginning);
    Set<String> values = new LinkedHashSet<>();
    if (folded.isEmpty()) {
      return values;
    }
    values.addAll(find(Automata.makeString(folded)));
    values.addAll(snapshot.identities().called(beginning));
    int length = folded.codePointCount(0, folded.length());
    for (int edits = 1; edits <= (length < LONG ? 1 : 2); edits++) {
      if (values.size() < FEW && length >= SHORTEST) {
        values.addAll(find(near(folded, edits)));
      }
    }
    return values;
  }

  /** The first letter is seldom wrong. */
  private static Automaton near(String folded, int edits) {
    int first = folded.offsetByCodePoints(0, 1);
    return Operations.concatenate(
        List.of(
            Automata.makeString(folded.substring(0, first)),
            new LevenshteinAutomata(folded.substring(first), true).toAutomaton(edits)));
  }

  private List<String> find(Automaton beginning) throws IOException {
    Terms terms = MultiTerms.getTerms(snapshot.reader(), IndexField.NAME_TO_VALUE.fieldName());
    if (terms == null) {
      return List.of();
    }
    Automaton earlierWords =
        Operations.optional(Operations.concatenate(List.of(inName(), Automata.makeChar(' '))));
    Automaton wanted =
        Operations.concatenate(
            List.of(
                Automata.makeString(Names.valuesOf(field)),
                earlierWords,
                beginning,
                Automata.makeAnyString()));
    CompiledAutomaton compiled =
        new CompiledAutomaton(Operations.determinize(wanted, MOST_WORK), false, true);
    TermsEnum each = compiled.getTermsEnum(terms);
    PriorityQueue<Value> best =
        new PriorityQueue<>(
            Comparator.comparingInt(Value::reports)
                .thenComparing(Value::value, Comparator.reverseOrder()));
    int seen = 0;
    for (BytesRef term = each.next(); term != null; term = each.next()) {
      if (++seen % PATIENCE == 0) {
        deadline.check();
      }
      best.add(new Value(Names.valueOf(term.utf8ToString()), each.docFreq()));
      if (best.size() > MOST) {
        best.remove();
      }
    }
    List<Value> ordered = new ArrayList<>(best);
    ordered.sort(Comparator.comparingInt(Value::reports).reversed().thenComparing(Value::value));
    return ordered.stream().map(Value::value).toList();
  }

  private static Automaton inName() {
    return Operations.repeat(
        Automata.makeCharClass(
            new int[] {0, Names.SEPARATOR + 1},
            new int[] {Names.SEPARATOR - 1, Character.MAX_CODE_POINT}));
  }
}
