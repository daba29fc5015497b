package org.vigil.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.BaseTermsEnum;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.DocValuesSkipper;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.ImpactsEnum;
import org.apache.lucene.index.LeafMetaData;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SlowImpactsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.TermVectors;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.Version;
import org.jspecify.annotations.Nullable;
import org.vigil.schema.IndexField;

/**
 * A segment that another shard has: in lists of terms and values, in frequencies and in the numbers
 * of documents it counts as if it were here; nothing is found in it.
 *
 * <p>Of a name as many stand-ins are found as reports that are not deleted have it, so that it can
 * be seen how many that are, though not which.
 */
final class ElsewhereSegment extends LeafReader {

  private static final LeafMetaData META =
      new LeafMetaData(Version.LATEST.major, Version.LATEST, null, true);

  private final SegmentOutline outline;
  private final int maxDoc;
  private final int numDocs;
  private final Optional<Bits> live;

  /** By field, of the terms that deleted documents have, how many of these. */
  private final Map<String, Map<Integer, Integer>> gone;

  ElsewhereSegment(
      SegmentOutline outline,
      int maxDoc,
      int numDocs,
      Optional<Bits> live,
      Map<String, Map<Integer, Integer>> gone) {
    this.outline = outline;
    this.maxDoc = maxDoc;
    this.numDocs = numDocs;
    this.live = live;
    this.gone = gone;
  }

  /** The documents of its reports, deleted ones among them, ascending. */
  int[] reports() {
    return outline.reports();
  }

  /** Whether a document is not deleted. */
  boolean isLive(int doc) {
    return live.isEmpty() || live.get().get(doc);
  }

  @Override
  public @Nullable Terms terms(String field) {
    SegmentOutline.Field of = outline.fields().get(field);
    return of == null
        ? null
        : new OutlinedTerms(of, Optional.ofNullable(gone.get(field)), isName(field));
  }

  private static boolean isName(String field) {
    return WholeReader.NAMES.stream().anyMatch(name -> name.fieldName().equals(field));
  }

  private static final class OutlinedTerms extends Terms {

    private final SegmentOutline.Field field;
    private final Optional<Map<Integer, Integer>> gone;
    private final boolean named;

    OutlinedTerms(SegmentOutline.Field field, Optional<Map<Integer, Integer>> gone, boolean named) {
      this.field = field;
      this.gone = gone;
      this.named = named;
    }

    @Override
    public TermsEnum iterator() {
      return new Each(field, gone, named);
    }

    @Override
    public long size() {
      return field.terms().size();
    }

    @Override
    public long getSumTotalTermFreq() {
      return field.times();
    }

    @Override
    public long getSumDocFreq() {
      return field.documentsOfTerms();
    }

    @Override
    public int getDocCount() {
      return field.documents();
    }

    @Override
    public boolean hasFreqs() {
      return field.withFrequencies();
    }

    @Override
    public boolean hasOffsets() {
      return false;
    }

    @Override
    public boolean hasPositions() {
      return field.withPositions();
    }

    @Override
    public boolean hasPayloads() {
      return false;
    }
  }

  private static final class Each extends BaseTermsEnum {

    private final SortedTerms.Reading reading;
    private final Optional<Map<Integer, Integer>> gone;
    private final boolean named;

    Each(SegmentOutline.Field field, Optional<Map<Integer, Integer>> gone, boolean named) {
      this.reading = field.terms().new Reading();
      this.gone = gone;
      this.named = named;
    }

    @Override
    public @Nullable BytesRef next() {
      return reading.next() ? reading.term() : null;
    }

    @Override
    public SeekStatus seekCeil(BytesRef text) {
      if (!reading.toFirst(text)) {
        return SeekStatus.END;
      }
      return reading.term().equals(text) ? SeekStatus.FOUND : SeekStatus.NOT_FOUND;
    }

    @Override
    public void seekExact(long ord) {
      reading.to(Math.toIntExact(ord));
    }

    @Override
    public BytesRef term() {
      return reading.term();
    }

    @Override
    public long ord() {
      return reading.ordinal();
    }

    @Override
    public int docFreq() {
      return reading.docFreq();
    }

    @Override
    public long totalTermFreq() {
      return reading.times();
    }

    @Override
    public PostingsEnum postings(@Nullable PostingsEnum reuse, int flags) {
      int deleted = gone.map(of -> of.getOrDefault(reading.ordinal(), 0)).orElse(0);
      return new StandIns(named ? reading.docFreq() - deleted : 0);
    }

    @Override
    public ImpactsEnum impacts(int flags) {
      return new SlowImpactsEnum(new StandIns(0));
    }
  }

  /** So many documents. */
  private static final class StandIns extends PostingsEnum {

    private final int size;
    private int doc = -1;

    StandIns(int size) {
      this.size = size;
    }

    @Override
    public int docID() {
      return doc;
    }

    @Override
    public int nextDoc() {
      return advance(doc + 1);
    }

    @Override
    public int advance(int target) {
      doc = target < size ? target : NO_MORE_DOCS;
      return doc;
    }

    @Override
    public long cost() {
      return size;
    }

    @Override
    public int freq() {
      return 1;
    }

    @Override
    public int nextPosition() {
      return -1;
    }

    @Override
    public int startOffset() {
      return -1;
    }

    @Override
    public int endOffset() {
      return -1;
    }

    @Override
    public @Nullable BytesRef getPayload() {
      return null;
    }
  }

  @Override
  public @Nullable NumericDocValues getNumericDocValues(String field) {
    return null;
  }

  /** The fingerprint of a report. */
  long fingerprint(int doc) {
    return outline.fingerprints()[Arrays.binarySearch(outline.reports(), doc)];
  }

  @Override
  public @Nullable BinaryDocValues getBinaryDocValues(String field) {
    for (Map.Entry<IndexField, SegmentOutline.Column> each : outline.columns().entrySet()) {
      if (each.getKey().fieldName().equals(field)) {
        return new Bytes(outline.reports(), each.getValue());
      }
    }
    return null;
  }

  private static final class Bytes extends BinaryDocValues {

    private final int[] reports;
    private final SegmentOutline.Column column;
    private int place = -1;

    Bytes(int[] reports, SegmentOutline.Column column) {
      this.reports = reports;
      this.column = column;
    }

    @Override
    public BytesRef binaryValue() {
      return column.value(place);
    }

    @Override
    public boolean advanceExact(int target) {
      place = Arrays.binarySearch(reports, target);
      return place >= 0 && column.value(place).length > 0;
    }

    @Override
    public int docID() {
      return place < 0 ? -1 : place < reports.length ? reports[place] : NO_MORE_DOCS;
    }

    @Override
    public int nextDoc() {
      place++;
      return docID();
    }

    @Override
    public int advance(int target) {
      int found = Arrays.binarySearch(reports, target);
      place = found < 0 ? -found - 1 : found;
      return docID();
    }

    @Override
    public long cost() {
      return reports.length;
    }
  }

  @Override
  public @Nullable SortedDocValues getSortedDocValues(String field) {
    return null;
  }

  @Override
  public @Nullable SortedNumericDocValues getSortedNumericDocValues(String field) {
    return null;
  }

  /** The values of the field, which no document has. */
  @Override
  public @Nullable SortedSetDocValues getSortedSetDocValues(String field) {
    SegmentOutline.Field of = outline.fields().get(field);
    return of == null ? null : new Values(of.terms());
  }

  private static final class Values extends SortedSetDocValues {

    private final SortedTerms.Reading reading;
    private final int size;
    private int doc = -1;

    Values(SortedTerms terms) {
      this.reading = terms.new Reading();
      this.size = terms.size();
    }

    @Override
    public BytesRef lookupOrd(long ord) {
      reading.to(Math.toIntExact(ord));
      return reading.term();
    }

    @Override
    public long getValueCount() {
      return size;
    }

    @Override
    public long nextOrd() {
      throw new IllegalStateException("no document has values here");
    }

    @Override
    public int docValueCount() {
      return 0;
    }

    @Override
    public boolean advanceExact(int target) {
      doc = target;
      return false;
    }

    @Override
    public int docID() {
      return doc;
    }

    @Override
    public int nextDoc() {
      doc = NO_MORE_DOCS;
      return doc;
    }

    @Override
    public int advance(int target) {
      return nextDoc();
    }

    @Override
    public long cost() {
      return 0;
    }
  }

  @Override
  public @Nullable NumericDocValues getNormValues(String field) {
    return null;
  }

  @Override
  public @Nullable DocValuesSkipper getDocValuesSkipper(String field) {
    return null;
  }

  @Override
  public @Nullable FloatVectorValues getFloatVectorValues(String field) {
    return null;
  }

  @Override
  public @Nullable ByteVectorValues getByteVectorValues(String field) {
    return null;
  }

  @Override
  public void searchNearestVectors(
      String field, float[] target, KnnCollector collector, AcceptDocs accepted) {
    // There are none.
  }

  @Override
  public void searchNearestVectors(
      String field, byte[] target, KnnCollector collector, AcceptDocs accepted) {
    // There are none.
  }

  @Override
  public FieldInfos getFieldInfos() {
    return FieldInfos.EMPTY;
  }

  /** Nothing: stand-ins are not deleted. */
  @Override
  public @Nullable Bits getLiveDocs() {
    return null;
  }

  @Override
  public @Nullable PointValues getPointValues(String field) {
    return null;
  }

  @Override
  public void checkIntegrity() {
    // It is no file.
  }

  @Override
  public LeafMetaData getMetaData() {
    return META;
  }

  @Override
  public TermVectors termVectors() {
    return TermVectors.EMPTY;
  }

  @Override
  public StoredFields storedFields() throws IOException {
    throw new IOException("the document is in another shard");
  }

  @Override
  public int numDocs() {
    return numDocs;
  }

  @Override
  public int maxDoc() {
    return maxDoc;
  }

  @Override
  protected void doClose() {
    // It holds nothing.
  }

  @Override
  public @Nullable CacheHelper getCoreCacheHelper() {
    return null;
  }

  @Override
  public @Nullable CacheHelper getReaderCacheHelper() {
    return null;
  }
}
