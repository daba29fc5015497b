package org.vigil.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.vigil.schema.IndexField;

/**
 * Numbers the reports of a snapshot from 0, so that a column about reports has no room for the
 * other documents of the index.
 */
final class ReportNumbers {

  private static final int WORD = 64;

  private final FixedBitSet reports;

  /** How many reports stand before each word of the set. */
  private final int[] before;

  private final int[] documents;

  /** By place among the documents the number of each report; empty where that is its place. */
  private final int[] numbers;

  /**
   * @param ranks by which the reports of these documents are numbered; empty for their order
   */
  private ReportNumbers(FixedBitSet reports, Optional<IntToLongFunction> ranks) {
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
    numbers = new int[ranks.isPresent() ? sum : 0];
    if (ranks.isPresent()) {
      record Ranked(int document, int place, long rank) {}
      Ranked[] all = new Ranked[sum];
      for (int i = 0; i < sum; i++) {
        all[i] = new Ranked(documents[i], i, ranks.get().applyAsLong(documents[i]));
      }
      Arrays.sort(all, Comparator.comparingLong(Ranked::rank));
      for (int i = 0; i < sum; i++) {
        documents[i] = all[i].document();
        numbers[all[i].place()] = i;
      }
    }
  }

  /**
   * Those of the reports that are not deleted.
   *
   * @param byContent to number them in an order that follows from what they are, in place of that
   *     of their documents, which tells of other documents too
   */
  static ReportNumbers of(Snapshot snapshot, boolean byContent) throws IOException {
    Map<Integer, Long> fingerprints = new HashMap<>();
    FixedBitSet reports = new FixedBitSet(Math.max(1, snapshot.reader().maxDoc()));
    for (LeafReaderContext leaf : snapshot.leaves()) {
      if (leaf.reader() instanceof ElsewhereSegment elsewhere) {
        for (int doc : elsewhere.reports()) {
          if (elsewhere.isLive(doc)) {
            reports.set(leaf.docBase + doc);
            fingerprints.put(leaf.docBase + doc, elsewhere.fingerprint(doc));
          }
        }
        continue;
      }
      PostingsEnum each = leaf.reader().postings(QueryCompiler.IS_REPORT, PostingsEnum.NONE);
      if (each == null) {
        continue;
      }
      Bits live = leaf.reader().getLiveDocs();
      NumericDocValues prints =
          DocValues.getNumeric(leaf.reader(), IndexField.FINGERPRINT.fieldName());
      for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
        if (live == null || live.get(doc)) {
          reports.set(leaf.docBase + doc);
          if (byContent && prints.advanceExact(doc)) {
            fingerprints.put(leaf.docBase + doc, prints.longValue());
          }
        }
      }
    }
    return new ReportNumbers(
        reports,
        byContent ? Optional.of(doc -> fingerprints.getOrDefault(doc, 0L)) : Optional.empty());
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
    int place = before[word] + Long.bitCount(reports.getBits()[word] & ((1L << doc) - 1));
    return numbers.length == 0 ? place : numbers[place];
  }

  /** The document of a report. */
  int document(int number) {
    return documents[number];
  }
}
