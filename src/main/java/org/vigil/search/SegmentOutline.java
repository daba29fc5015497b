package org.vigil.search;

import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.vigil.schema.IndexField;

/**
 * What the other shards know of a segment: its terms with their frequencies, and of each report
 * what copies and stories are known by. Where its terms stand only the shard knows that has it. As
 * a segment does, it stays what it is.
 */
final class SegmentOutline {

  /** Fields of which the terms are of no use where their documents are not. */
  private static final Set<IndexField> NOT_TOLD =
      EnumSet.of(
          IndexField.KIND,
          IndexField.ID,
          IndexField.SOURCE_HASH,
          IndexField.QUOTE_REPORT,
          IndexField.QUOTE_ID,
          IndexField.LEDGER_PATH,
          IndexField.LEDGER_HASH);

  private final Map<String, Field> fields;
  private final int[] reports;
  private final long[] fingerprints;
  private final Map<IndexField, Column> columns;

  private SegmentOutline(
      Map<String, Field> fields,
      int[] reports,
      long[] fingerprints,
      Map<IndexField, Column> columns) {
    this.fields = fields;
    this.reports = reports;
    this.fingerprints = fingerprints;
    this.columns = columns;
  }

  /** The terms of a field. */
  record Field(
      SortedTerms terms,
      int documents,
      long documentsOfTerms,
      long times,
      boolean withFrequencies,
      boolean withPositions) {}

  /** The values of reports, by their place among the reports of the segment. */
  static final class Column {

    private final int[] ends;
    private final byte[] bytes;

    Column(int[] ends, byte[] bytes) {
      this.ends = ends;
      this.bytes = bytes;
    }

    /** The value of a report; empty where it has none. */
    BytesRef value(int place) {
      int from = place == 0 ? 0 : ends[place - 1];
      return new BytesRef(bytes, from, ends[place] - from);
    }
  }

  Map<String, Field> fields() {
    return fields;
  }

  /** The documents of its reports, deleted ones among them, ascending. */
  int[] reports() {
    return reports;
  }

  /** The fingerprints of its reports, by their place among them. */
  long[] fingerprints() {
    return fingerprints;
  }

  Map<IndexField, Column> columns() {
    return columns;
  }

  /** Reads a whole segment; takes time that grows with it. */
  static SegmentOutline of(LeafReader segment) throws IOException {
    Map<String, Field> fields = new LinkedHashMap<>();
    for (IndexField each : IndexField.values()) {
      Terms terms = segment.terms(each.fieldName());
      if (terms != null && !NOT_TOLD.contains(each)) {
        fields.put(each.fieldName(), field(segment, each, terms));
      }
    }
    int[] reports = reports(segment);
    NumericDocValues prints = DocValues.getNumeric(segment, IndexField.FINGERPRINT.fieldName());
    long[] fingerprints = new long[reports.length];
    for (int i = 0; i < reports.length; i++) {
      fingerprints[i] = prints.advanceExact(reports[i]) ? prints.longValue() : 0;
    }
    Map<IndexField, Column> columns = new LinkedHashMap<>();
    columns.put(IndexField.SIGNATURE, column(segment, reports, IndexField.SIGNATURE));
    columns.put(IndexField.TELLING, column(segment, reports, IndexField.TELLING));
    return new SegmentOutline(fields, reports, fingerprints, columns);
  }

  private static Field field(LeafReader segment, IndexField field, Terms terms) throws IOException {
    SortedTerms.Builder builder = new SortedTerms.Builder();
    TermsEnum each = terms.iterator();
    for (BytesRef term = each.next(); term != null; term = each.next()) {
      builder.add(term, each.docFreq(), each.totalTermFreq());
    }
    SortedTerms sorted = builder.build();
    SortedSetDocValues values = segment.getSortedSetDocValues(field.fieldName());
    if (values != null && values.getValueCount() != sorted.size()) {
      throw new IllegalStateException(
          field + " has " + sorted.size() + " terms and " + values.getValueCount() + " values");
    }
    return new Field(
        sorted,
        terms.getDocCount(),
        terms.getSumDocFreq(),
        terms.getSumTotalTermFreq(),
        terms.hasFreqs(),
        terms.hasPositions());
  }

  private static int[] reports(LeafReader segment) throws IOException {
    PostingsEnum each = segment.postings(QueryCompiler.IS_REPORT, PostingsEnum.NONE);
    int[] reports = {};
    int size = 0;
    if (each != null) {
      for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
        reports = ArrayUtil.grow(reports, size + 1);
        reports[size++] = doc;
      }
    }
    return ArrayUtil.copyOfSubArray(reports, 0, size);
  }

  private static Column column(LeafReader segment, int[] reports, IndexField field)
      throws IOException {
    BinaryDocValues values = DocValues.getBinary(segment, field.fieldName());
    ByteBuffersDataOutput bytes = new ByteBuffersDataOutput();
    int[] ends = new int[reports.length];
    for (int i = 0; i < reports.length; i++) {
      if (values.advanceExact(reports[i])) {
        BytesRef value = values.binaryValue();
        bytes.writeBytes(value.bytes, value.offset, value.length);
      }
      ends[i] = Math.toIntExact(bytes.size());
    }
    return new Column(ends, bytes.toArrayCopy());
  }

  void write(ByteBuffersDataOutput out) throws IOException {
    out.writeVInt(fields.size());
    for (Map.Entry<String, Field> each : fields.entrySet()) {
      Field field = each.getValue();
      out.writeString(each.getKey());
      out.writeVInt(field.documents());
      out.writeVLong(field.documentsOfTerms());
      out.writeVLong(field.times());
      out.writeByte((byte) ((field.withFrequencies() ? 1 : 0) | (field.withPositions() ? 2 : 0)));
      field.terms().write(out);
    }
    out.writeVInt(reports.length);
    int before = 0;
    for (int i = 0; i < reports.length; i++) {
      out.writeVInt(reports[i] - before);
      before = reports[i];
      out.writeLong(fingerprints[i]);
    }
    out.writeVInt(columns.size());
    for (Map.Entry<IndexField, Column> each : columns.entrySet()) {
      out.writeString(each.getKey().name());
      int end = 0;
      for (int next : each.getValue().ends) {
        out.writeVInt(next - end);
        end = next;
      }
      out.writeBytes(each.getValue().bytes, end);
    }
  }

  static SegmentOutline read(DataInput in) throws IOException {
    Map<String, Field> fields = new LinkedHashMap<>();
    for (int left = in.readVInt(); left > 0; left--) {
      String name = in.readString();
      int documents = in.readVInt();
      long documentsOfTerms = in.readVLong();
      long times = in.readVLong();
      byte has = in.readByte();
      SortedTerms terms = SortedTerms.read(in);
      fields.put(
          name,
          new Field(terms, documents, documentsOfTerms, times, (has & 1) != 0, (has & 2) != 0));
    }
    int[] reports = new int[in.readVInt()];
    long[] fingerprints = new long[reports.length];
    int before = 0;
    for (int i = 0; i < reports.length; i++) {
      before += in.readVInt();
      reports[i] = before;
      fingerprints[i] = in.readLong();
    }
    Map<IndexField, Column> columns = new LinkedHashMap<>();
    for (int left = in.readVInt(); left > 0; left--) {
      IndexField field = IndexField.valueOf(in.readString());
      int[] ends = new int[reports.length];
      int end = 0;
      for (int i = 0; i < ends.length; i++) {
        end += in.readVInt();
        ends[i] = end;
      }
      byte[] bytes = new byte[end];
      in.readBytes(bytes, 0, end);
      columns.put(field, new Column(ends, bytes));
    }
    return new SegmentOutline(fields, reports, fingerprints, columns);
  }
}
