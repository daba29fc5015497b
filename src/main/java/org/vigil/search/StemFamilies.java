package org.vigil.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.vigil.schema.Folding;
import org.vigil.schema.IndexField;

/**
 * The words of a snapshot that a coarse stemmer brings together: {@code organise} and {@code
 * organisation}. Too coarse to find by, they tell which of the reports found is about the matter.
 */
final class StemFamilies {

  /** Terms looked at for one family; stems of two letters begin more words than that. */
  private static final int MOST_LOOKED_AT = 2_000;

  private static final int SHORTEST_STEM = 3;

  /** Families kept; beyond that they are found anew. */
  private static final int MOST_KEPT = 10_000;

  private final DirectoryReader reader;
  private final Map<String, List<String>> byStem = new ConcurrentHashMap<>();

  StemFamilies(DirectoryReader reader) {
    this.reader = reader;
  }

  /** The exact forms in the texts that share the stem of this one; empty where it has none. */
  List<String> of(String exact) throws IOException {
    String stem = Folding.coarse(exact);
    if (stem.length() < SHORTEST_STEM) {
      return List.of();
    }
    List<String> known = byStem.get(stem);
    if (known == null) {
      known = read(stem);
      if (byStem.size() < MOST_KEPT) {
        byStem.put(stem, known);
      }
    }
    return known;
  }

  private List<String> read(String stem) throws IOException {
    List<String> family = new ArrayList<>();
    Terms terms = MultiTerms.getTerms(reader, IndexField.TEXT.fieldName());
    if (terms == null) {
      return family;
    }
    // The stemmer writes a final y as i.
    String prefix = stem.endsWith("i") ? stem.substring(0, stem.length() - 1) : stem;
    BytesRef beginning = new BytesRef(prefix);
    TermsEnum each = terms.iterator();
    if (each.seekCeil(beginning) == TermsEnum.SeekStatus.END) {
      return family;
    }
    int looked = 0;
    for (BytesRef term = each.term(); term != null && looked < MOST_LOOKED_AT; term = each.next()) {
      String text = term.utf8ToString();
      if (!text.startsWith(prefix)) {
        break;
      }
      if (Folding.coarse(text).equals(stem)) {
        family.add(text);
      }
      looked++;
    }
    return family;
  }
}
