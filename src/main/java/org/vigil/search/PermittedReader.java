package org.vigil.search;

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FilterDirectoryReader;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOBooleanSupplier;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.jspecify.annotations.Nullable;

/**
 * An index in which there are the reports of some collections and nothing else: other reports,
 * deleted ones and the ledger are in no list of terms or values, in no frequency and in no sum.
 *
 * <p>What it does not hide are numbers that no answer may be made of: those of documents, the
 * greatest of them and what they are grouped in. Postings hold hidden documents too, which count as
 * deleted.
 */
final class PermittedReader extends FilterDirectoryReader {

  /**
   * Takes over a reader, which is released when this is closed.
   *
   * @param permitted of each segment, by the key of its core
   */
  PermittedReader(DirectoryReader all, Map<IndexReader.CacheKey, PermittedSegment> permitted)
      throws IOException {
    super(
        all,
        new SubReaderWrapper() {
          @Override
          public LeafReader wrap(LeafReader segment) {
            PermittedSegment of = permitted.get(segment.getCoreCacheHelper().getKey());
            if (of == null) {
              throw new IllegalArgumentException("nothing is known of segment " + segment);
            }
            return of.isWhole() ? segment : new Segment(segment, of);
          }
        });
  }

  @Override
  protected DirectoryReader doWrapDirectoryReader(DirectoryReader changed) {
    throw new UnsupportedOperationException("what is permitted is found out anew for each reader");
  }

  @Override
  protected void doClose() throws IOException {
    in.decRef();
  }

  @Override
  public @Nullable CacheHelper getReaderCacheHelper() {
    return null;
  }

  private static final class Segment extends FilterLeafReader {

    private final PermittedSegment permitted;

    Segment(LeafReader in, PermittedSegment permitted) {
      super(in);
      this.permitted = permitted;
    }

    @Override
    public Bits getLiveDocs() {
      return permitted.documents();
    }

    @Override
    public int numDocs() {
      return permitted.size();
    }

    /** Nothing is kept for the segment: who sees all of it would be given what was kept. */
    @Override
    public @Nullable CacheHelper getCoreCacheHelper() {
      return null;
    }

    @Override
    public @Nullable CacheHelper getReaderCacheHelper() {
      return null;
    }

    @Override
    public @Nullable Terms terms(String field) throws IOException {
      Terms all = in.terms(field);
      return all == null ? null : new PermittedTerms(field, all, permitted);
    }

    @Override
    public @Nullable SortedSetDocValues getSortedSetDocValues(String field) throws IOException {
      SortedSetDocValues all = in.getSortedSetDocValues(field);
      return all == null ? null : new PermittedValues(all, permitted.ordinals(field, in));
    }
  }

  private static final class PermittedTerms extends FilterLeafReader.FilterTerms {

    private final String field;
    private final PermittedSegment permitted;

    PermittedTerms(String field, Terms in, PermittedSegment permitted) {
      super(in);
      this.field = field;
      this.permitted = permitted;
    }

    @Override
    public TermsEnum iterator() throws IOException {
      return new Each(field, in.iterator(), permitted, in.hasFreqs());
    }

    @Override
    public TermsEnum intersect(CompiledAutomaton compiled, @Nullable BytesRef start)
        throws IOException {
      return new Each(field, in.intersect(compiled, start), permitted, in.hasFreqs());
    }

    @Override
    public long size() {
      return -1;
    }

    @Override
    public long getSumTotalTermFreq() throws IOException {
      return permitted.sums(field, in).times();
    }

    @Override
    public long getSumDocFreq() throws IOException {
      return permitted.sums(field, in).documentsOfTerms();
    }

    @Override
    public int getDocCount() throws IOException {
      return permitted.sums(field, in).documents();
    }
  }

  /** The terms that permitted documents have. */
  private static final class Each extends FilterLeafReader.FilterTermsEnum {

    private final String field;
    private final PermittedSegment permitted;
    private final boolean withFrequencies;
    private @Nullable PostingsEnum postings;

    Each(String field, TermsEnum in, PermittedSegment permitted, boolean withFrequencies) {
      super(in);
      this.field = field;
      this.permitted = permitted;
      this.withFrequencies = withFrequencies;
    }

    private boolean isPermitted() throws IOException {
      postings = in.postings(postings, PostingsEnum.NONE);
      return permitted.permitsAny(postings);
    }

    @Override
    public @Nullable BytesRef next() throws IOException {
      BytesRef term = in.next();
      while (term != null && !isPermitted()) {
        term = in.next();
      }
      return term;
    }

    @Override
    public boolean seekExact(BytesRef term) throws IOException {
      return in.seekExact(term) && isPermitted();
    }

    @Override
    public IOBooleanSupplier prepareSeekExact(BytesRef term) {
      return () -> seekExact(term);
    }

    @Override
    public SeekStatus seekCeil(BytesRef term) throws IOException {
      SeekStatus status = in.seekCeil(term);
      if (status == SeekStatus.END || isPermitted()) {
        return status;
      }
      return next() == null ? SeekStatus.END : SeekStatus.NOT_FOUND;
    }

    @Override
    public void seekExact(long ord) {
      throw new UnsupportedOperationException("permitted terms are not numbered");
    }

    @Override
    public long ord() {
      throw new UnsupportedOperationException("permitted terms are not numbered");
    }

    @Override
    public int docFreq() throws IOException {
      return permitted.occurrences(field, in, withFrequencies).documents();
    }

    @Override
    public long totalTermFreq() throws IOException {
      return permitted.occurrences(field, in, withFrequencies).times();
    }
  }

  /** Values numbered among those that permitted documents have. */
  private static final class PermittedValues extends SortedSetDocValues {

    private final SortedSetDocValues in;
    private final PermittedSegment.Ordinals ordinals;

    PermittedValues(SortedSetDocValues in, PermittedSegment.Ordinals ordinals) {
      this.in = in;
      this.ordinals = ordinals;
    }

    /** Of a permitted document: there is no number for the values of others. */
    @Override
    public long nextOrd() throws IOException {
      return ordinals.here(in.nextOrd());
    }

    @Override
    public int docValueCount() {
      return in.docValueCount();
    }

    @Override
    public BytesRef lookupOrd(long ord) throws IOException {
      return in.lookupOrd(ordinals.amongAll(ord));
    }

    @Override
    public long getValueCount() {
      return ordinals.size();
    }

    @Override
    public boolean advanceExact(int target) throws IOException {
      return in.advanceExact(target);
    }

    @Override
    public int docID() {
      return in.docID();
    }

    @Override
    public int nextDoc() throws IOException {
      return in.nextDoc();
    }

    @Override
    public int advance(int target) throws IOException {
      return in.advance(target);
    }

    @Override
    public long cost() {
      return in.cost();
    }
  }
}
