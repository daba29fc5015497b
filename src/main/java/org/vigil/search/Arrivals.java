package org.vigil.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongPredicate;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.ConjunctionUtils;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.vigil.index.ReportDocuments;
import org.vigil.schema.IndexField;

/**
 * The reports of one snapshot that somebody has not seen yet, to be matched with saved searches.
 *
 * <p>A saved search is compiled over the whole snapshot, as any search is, so that names mean the
 * same entities; it is run over the segments that hold something new, led by the new reports.
 */
public final class Arrivals implements NewReports {

  private final Snapshot snapshot;
  private final SeenReports seen;
  private final List<Segment> segments = new ArrayList<>();
  private final long[] fingerprints;
  private final IndexSearcher searcher;

  /** A segment and its new reports. */
  private record Segment(LeafReader reader, int base, FixedBitSet arrived) {}

  /** So much of a text is its beginning, in UTF-16 code units. */
  private static final int READ = 2_000;

  /** Takes over a snapshot that is released when this is closed. */
  Arrivals(Snapshot snapshot, SeenReports seen) throws IOException {
    this.snapshot = snapshot;
    this.seen = seen;
    try {
      List<Long> found = new ArrayList<>();
      for (LeafReaderContext leaf : snapshot.leaves()) {
        IndexReader.CacheHelper core = leaf.reader().getCoreCacheHelper();
        if (core == null || !seen.segments().contains(core.getKey())) {
          look(leaf.reader(), leaf.docBase, found);
        }
      }
      fingerprints = found.stream().mapToLong(Long::longValue).toArray();
      IndexReader[] readers = segments.stream().map(Segment::reader).toArray(IndexReader[]::new);
      searcher = new IndexSearcher(new MultiReader(readers, false));
      searcher.setQueryCache(null);
    } catch (IOException | RuntimeException e) {
      snapshot.release();
      throw e;
    }
  }

  private void look(LeafReader reader, int base, List<Long> found) throws IOException {
    NumericDocValues each = DocValues.getNumeric(reader, IndexField.FINGERPRINT.fieldName());
    Bits live = reader.getLiveDocs();
    FixedBitSet arrived = new FixedBitSet(reader.maxDoc());
    boolean some = false;
    for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
      if ((live == null || live.get(doc)) && !seen.contains(each.longValue())) {
        arrived.set(doc);
        found.add(each.longValue());
        some = true;
      }
    }
    if (some) {
      segments.add(new Segment(reader, base, arrived));
    }
  }

  @Override
  public int size() {
    return fingerprints.length;
  }

  @Override
  public long[] fingerprints() {
    return fingerprints.clone();
  }

  /** Takes how a report begins. */
  public interface Beginnings {

    /**
     * Takes one.
     *
     * @param beginning title first, some hundred words
     */
    void take(long fingerprint, String beginning) throws IOException;
  }

  /** Gives the beginnings of the new reports, but for those whose fingerprint is left out. */
  public void beginnings(LongPredicate leftOut, Beginnings taker) throws IOException {
    StoredFields stored = snapshot.reader().storedFields();
    for (Segment segment : segments) {
      NumericDocValues each =
          DocValues.getNumeric(segment.reader(), IndexField.FINGERPRINT.fieldName());
      DocIdSetIterator docs = new BitSetIterator(segment.arrived(), 0);
      for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
        if (each.advanceExact(doc) && !leftOut.test(each.longValue())) {
          int of = segment.base() + doc;
          String title = snapshot.card(of).title().orElse("");
          String text = ReportDocuments.readText(stored, of);
          taker.take(
              each.longValue(), title + "\n" + text.substring(0, Math.min(READ, text.length())));
        }
      }
    }
  }

  @Override
  public long reports() {
    return snapshot.size();
  }

  @Override
  public boolean holds(String id) throws IOException {
    return snapshot
            .searcher(Deadline.in(LuceneReportSearcher.ALLOWED))
            .count(new TermQuery(new Term(IndexField.ID.fieldName(), id)))
        > 0;
  }

  @Override
  public List<String> matching(SearchRequest request) throws IOException {
    List<String> ids = new ArrayList<>();
    if (segments.isEmpty()) {
      return ids;
    }
    Query query = searcher.rewrite(QueryCompiler.matching(snapshot, request));
    Weight weight = searcher.createWeight(query, ScoreMode.COMPLETE_NO_SCORES, 1);
    for (LeafReaderContext leaf : searcher.getLeafContexts()) {
      FixedBitSet arrived = segments.get(leaf.ord).arrived();
      ScorerSupplier found = weight.scorerSupplier(leaf);
      if (found != null) {
        long few = arrived.cardinality();
        addIds(
            leaf.reader(),
            ConjunctionUtils.intersectIterators(
                List.of(new BitSetIterator(arrived, few), found.get(few).iterator())),
            ids);
      }
    }
    Collections.sort(ids);
    return ids;
  }

  private static void addIds(LeafReader reader, DocIdSetIterator docs, List<String> ids)
      throws IOException {
    SortedDocValues each = DocValues.getSorted(reader, IndexField.ID.fieldName());
    for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
      if (each.advanceExact(doc)) {
        ids.add(each.lookupOrd(each.ordValue()).utf8ToString());
      }
    }
  }

  @Override
  public void markSeen() {
    for (long fingerprint : fingerprints) {
      seen.add(fingerprint);
    }
    for (LeafReaderContext leaf : snapshot.leaves()) {
      IndexReader.CacheHelper core = leaf.reader().getCoreCacheHelper();
      boolean unused = core != null && seen.segments().add(core.getKey());
    }
  }

  @Override
  public void close() throws IOException {
    snapshot.release();
  }
}
