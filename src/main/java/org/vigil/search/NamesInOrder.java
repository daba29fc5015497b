package org.vigil.search;

import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;
import org.vigil.schema.IndexField;
import org.vigil.schema.Names;

/**
 * The names of ids. Asked for many ids in their order, it reads on through the terms of the index
 * instead of looking each up.
 */
final class NamesInOrder {

  /** More names of one id than anybody looks at. */
  private static final int MOST_NAMES = 1_000;

  /** Terms read on to the next id before it is looked up. */
  private static final int NEAR = 8;

  private final Snapshot snapshot;
  private final TermsEnum terms;
  private @Nullable BytesRef term;
  private boolean begun;

  NamesInOrder(Snapshot snapshot) throws IOException {
    this.snapshot = snapshot;
    Terms all = MultiTerms.getTerms(snapshot.reader(), IndexField.ID_TO_NAME.fieldName());
    this.terms = all == null ? TermsEnum.EMPTY : all.iterator();
  }

  /**
   * The name that people decided on for an id, else the most frequent one, or the id where there is
   * none.
   *
   * @param id behind those asked for before
   */
  String of(String id) throws IOException {
    Optional<String> decided = snapshot.identities().nameOf(id);
    return decided.isPresent() ? decided.get() : mostFrequent(id);
  }

  private String mostFrequent(String id) throws IOException {
    BytesRef wanted = new BytesRef(Names.idToName(id));
    advance(wanted);
    String best = id;
    int most = 0;
    for (int i = 0; i < MOST_NAMES && term != null && StringHelper.startsWith(term, wanted); i++) {
      int reports = snapshot.liveReports(terms);
      if (reports > most) {
        most = reports;
        best = Names.ofIdToName(term.utf8ToString()).name();
      }
      term = terms.next();
    }
    return best;
  }

  private void advance(BytesRef wanted) throws IOException {
    for (int i = 0; begun && i < NEAR && term != null && term.compareTo(wanted) < 0; i++) {
      term = terms.next();
    }
    if (!begun || (term != null && term.compareTo(wanted) < 0)) {
      begun = true;
      boolean found = terms.seekCeil(wanted) != TermsEnum.SeekStatus.END;
      term = found ? terms.term() : null;
    }
  }
}
