package org.vigil.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.vigil.entity.Attested;
import org.vigil.entity.EntityKind;
import org.vigil.schema.IndexField;
import org.vigil.schema.Names;

/** The names of entities in an index, read from its terms one after the other, by id. */
final class AttestedNames implements Iterable<Attested> {

  private final IndexReader reader;

  AttestedNames(IndexReader reader) {
    this.reader = reader;
  }

  @Override
  public Iterator<Attested> iterator() {
    try {
      Terms terms = MultiTerms.getTerms(reader, IndexField.ID_TO_NAME.fieldName());
      return new Each(terms == null ? TermsEnum.EMPTY : terms.iterator());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Each implements Iterator<Attested> {

    private final TermsEnum terms;
    private Optional<Attested> next = Optional.empty();
    private @Nullable BytesRef term;

    Each(TermsEnum terms) throws IOException {
      this.terms = terms;
      this.term = terms.next();
      read();
    }

    /** Reads the terms of one id: its names, of which the most frequent counts. */
    private void read() throws IOException {
      next = Optional.empty();
      while (term != null && next.isEmpty()) {
        Names.Named first = Names.ofIdToName(term.utf8ToString());
        String best = first.name();
        int most = 0;
        int all = 0;
        Names.Named named = first;
        while (named.id().equals(first.id())) {
          int reports = terms.docFreq();
          all += reports;
          if (reports > most) {
            most = reports;
            best = named.name();
          }
          term = terms.next();
          if (term == null) {
            break;
          }
          named = Names.ofIdToName(term.utf8ToString());
        }
        next = attested(first.id(), best, all);
      }
    }

    /** Empty for a topic. */
    private static Optional<Attested> attested(String id, String name, int reports) {
      int slash = id.indexOf('/');
      return slash < 0
          ? Optional.empty()
          : EntityKind.ofPath(id.substring(0, slash))
              .map(kind -> new Attested(id, kind, name, reports));
    }

    @Override
    public boolean hasNext() {
      return next.isPresent();
    }

    @Override
    public Attested next() {
      Attested attested = next.orElseThrow(NoSuchElementException::new);
      try {
        read();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return attested;
    }
  }
}
