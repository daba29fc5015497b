package org.vigil.search;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.vigil.schema.IndexField;

/**
 * Numbers the reports of a snapshot from 0 in the order of their documents, so that a column about
 * reports has no room for the other documents of the index.
 */
final class ReportNumbers {

  private static final int WORD = 64;

  private final FixedBitSet reports;

  /** How many reports stand before each word of the set. */
  private final int[] before;

  private final int[] documents;

  private ReportNumbers(FixedBitSet reports) {
    this.reports = reports;
    long[] words = reports.getBits();
    before = new int[words.length];
    int sum = 0;
    for (int i = 0; i < words.length; i++) {
      before[i] = sum;
      sum += Long.bitCount(words[i]);
    }
    documents = new int[sum];
    int number = 0;
    for (int i = 0; i < words.length; i++) {
      for (long rest = words[i]; rest != 0; rest &= rest - 1) {
        documents[number++] = i * WORD + Long.numberOfTrailingZeros(rest);
      }
    }
  }

  /** Those of the reports that are not deleted. */
  static ReportNumbers of(Snapshot snapshot) throws IOException {
    FixedBitSet reports = new FixedBitSet(Math.max(1, snapshot.reader().maxDoc()));
    for (LeafReaderContext leaf : snapshot.leaves()) {
      PostingsEnum each = leaf.reader().postings(QueryCompiler.IS_REPORT, PostingsEnum.NONE);
      if (each == null) {
        continue;
      }
      Bits live = leaf.reader().getLiveDocs();
      for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
        if (live == null || live.get(doc)) {
          reports.set(leaf.docBase + doc);
        }
      }
    }
    return new ReportNumbers(reports);
  }

  /** How many there are. */
  int size() {
    return documents.length;
  }

  /** The number of the report in a document. */
  int number(int doc) {
    if (!reports.get(doc)) {
      throw new IllegalArgumentException(
          "document " + doc + " is no " + IndexField.REPORT_KIND + " of this snapshot");
    }
    int word = doc / WORD;
    return before[word] + Long.bitCount(reports.getBits()[word] & ((1L << doc) - 1));
  }

  /** The document of a report. */
  int document(int number) {
    return documents[number];
  }
}
