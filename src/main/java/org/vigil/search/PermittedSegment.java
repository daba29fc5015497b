package org.vigil.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.StringHelper;
import org.vigil.schema.IndexField;
import org.vigil.schema.Names;

/**
 * The documents of a segment that belong to the reports of some collections, with what is counted
 * of them. Counted once and kept: a segment never changes, and with the documents deleted in it
 * this is another one.
 */
final class PermittedSegment {

  /** Counts of so many terms are kept; beyond that they are counted anew. */
  private static final int MOST_KEPT = 20_000;

  /** A term in fewer documents is counted faster than it is looked up. */
  private static final int RARE = 32;

  private static final int SEED = 20_250_101;

  /** How often a term occurs. */
  record Occurrences(int documents, long times) {}

  /** What all terms of a field sum up to. */
  record Sums(long documentsOfTerms, long times, int documents) {}

  /** The values of a field that permitted documents have, numbered in their order. */
  static final class Ordinals {
    private final int[] ofAll;
    private final int[] ofPermitted;

    private Ordinals(int[] ofAll, int[] ofPermitted) {
      this.ofAll = ofAll;
      this.ofPermitted = ofPermitted;
    }

    int size() {
      return ofAll.length;
    }

    /** The number among all values of a value with this number here. */
    int amongAll(long ordinal) {
      return ofAll[(int) ordinal];
    }

    /** The number here of a value with this number among all; negative where it is not here. */
    int here(long amongAll) {
      return ofPermitted[(int) amongAll];
    }
  }

  private final FixedBitSet documents;
  private final int size;
  private final long content;
  private final Map<Term, Occurrences> occurrences = new ConcurrentHashMap<>();
  private final Map<String, Sums> sums = new ConcurrentHashMap<>();
  private final Map<String, Ordinals> ordinals = new ConcurrentHashMap<>();

  private PermittedSegment(FixedBitSet documents, long content) {
    this.documents = documents;
    this.size = documents.cardinality();
    this.content = content;
  }

  /**
   * Those of a segment.
   *
   * @param collections whose reports are permitted, see {@link ReportSearcher#limitedTo}
   * @param before that of the same segment a while ago, which is given back if nothing has changed
   */
  static PermittedSegment of(
      LeafReader segment, Set<String> collections, Optional<PermittedSegment> before)
      throws IOException {
    FixedBitSet reports = reports(segment, collections);
    FixedBitSet documents = reports.clone();
    NumericDocValues quotes = DocValues.getNumeric(segment, IndexField.QUOTES.fieldName());
    for (int doc = first(reports, 0);
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = first(reports, doc + 1)) {
      if (quotes.advanceExact(doc) && quotes.longValue() > 0) {
        documents.set(doc - Math.toIntExact(quotes.longValue()), doc);
      }
    }
    if (before.isPresent() && before.get().documents.equals(documents)) {
      return before.get();
    }
    return new PermittedSegment(documents, content(segment, reports));
  }

  private static FixedBitSet reports(LeafReader segment, Set<String> collections)
      throws IOException {
    FixedBitSet reports = new FixedBitSet(segment.maxDoc());
    Bits live = segment.getLiveDocs();
    for (String collection : collections) {
      boolean without = collection.isEmpty();
      Term term =
          without
              ? QueryCompiler.IS_REPORT
              : new Term(IndexField.COLLECTION.fieldName(), Names.cut(collection));
      PostingsEnum each = segment.postings(term, PostingsEnum.NONE);
      SortedSetDocValues of = DocValues.getSortedSet(segment, IndexField.COLLECTION.fieldName());
      if (each == null) {
        continue;
      }
      for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
        if ((live == null || live.get(doc)) && !(without && of.advanceExact(doc))) {
          reports.set(doc);
        }
      }
    }
    return reports;
  }

  /** A number that is the same for the same reports, in whatever order and segments they are. */
  private static long content(LeafReader segment, FixedBitSet reports) throws IOException {
    NumericDocValues fingerprints =
        DocValues.getNumeric(segment, IndexField.FINGERPRINT.fieldName());
    SortedSetDocValues collections =
        DocValues.getSortedSet(segment, IndexField.COLLECTION.fieldName());
    BinaryDocValues cards = DocValues.getBinary(segment, IndexField.CARD.fieldName());
    BinaryDocValues texts = DocValues.getBinary(segment, IndexField.SIGNATURE.fieldName());
    BinaryDocValues tellings = DocValues.getBinary(segment, IndexField.TELLING.fieldName());
    long sum = 0;
    for (int doc = first(reports, 0);
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = first(reports, doc + 1)) {
      long report = fingerprints.advanceExact(doc) ? fingerprints.longValue() : 0;
      for (BinaryDocValues values : new BinaryDocValues[] {cards, texts, tellings}) {
        report = 31 * report + (values.advanceExact(doc) ? hash(values.binaryValue()) : 0);
      }
      if (collections.advanceExact(doc)) {
        report = 31 * report + hash(collections.lookupOrd(collections.nextOrd()));
      }
      sum += report * report * 0x9E3779B97F4A7C15L + report;
    }
    return sum;
  }

  private static long hash(BytesRef bytes) {
    return StringHelper.murmurhash3_x64_128(bytes.bytes, bytes.offset, bytes.length, SEED)[0];
  }

  private static int first(FixedBitSet set, int from) {
    return from >= set.length() ? DocIdSetIterator.NO_MORE_DOCS : set.nextSetBit(from);
  }

  Bits documents() {
    return documents;
  }

  /** How many documents are permitted. */
  int size() {
    return size;
  }

  /** Whether every document of the segment is permitted. */
  boolean isWhole() {
    return size == documents.length();
  }

  /** Stands for what the permitted reports are; to be added up over segments. */
  long content() {
    return content;
  }

  /** Whether any permitted document is among these. */
  boolean permitsAny(PostingsEnum among) throws IOException {
    int doc = among.nextDoc();
    while (doc != DocIdSetIterator.NO_MORE_DOCS) {
      if (documents.get(doc)) {
        return true;
      }
      int next = first(documents, doc + 1);
      doc = next == DocIdSetIterator.NO_MORE_DOCS ? next : among.advance(next);
    }
    return false;
  }

  /** How often the term occurs at which an enumeration of all terms stands. */
  Occurrences occurrences(String field, TermsEnum at, boolean withFrequencies) throws IOException {
    if (at.docFreq() < RARE) {
      return count(at, withFrequencies);
    }
    Occurrences known = occurrences.get(new Term(field, at.term()));
    if (known == null) {
      known = count(at, withFrequencies);
      if (occurrences.size() < MOST_KEPT) {
        occurrences.put(new Term(field, BytesRef.deepCopyOf(at.term())), known);
      }
    }
    return known;
  }

  private Occurrences count(TermsEnum at, boolean withFrequencies) throws IOException {
    PostingsEnum each = at.postings(null, withFrequencies ? PostingsEnum.FREQS : PostingsEnum.NONE);
    int found = 0;
    long times = 0;
    for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
      if (documents.get(doc)) {
        found++;
        times += withFrequencies ? each.freq() : 1;
      }
    }
    return new Occurrences(found, times);
  }

  /** The sums over all terms of a field. */
  Sums sums(String field, Terms all) throws IOException {
    Sums known = sums.get(field);
    if (known == null) {
      known = sum(all);
      sums.put(field, known);
    }
    return known;
  }

  private Sums sum(Terms all) throws IOException {
    FixedBitSet having = new FixedBitSet(documents.length());
    long documentsOfTerms = 0;
    long times = 0;
    boolean withFrequencies = all.hasFreqs();
    TermsEnum each = all.iterator();
    PostingsEnum in = null;
    while (each.next() != null) {
      in = each.postings(in, withFrequencies ? PostingsEnum.FREQS : PostingsEnum.NONE);
      for (int doc = in.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = in.nextDoc()) {
        if (documents.get(doc)) {
          having.set(doc);
          documentsOfTerms++;
          times += withFrequencies ? in.freq() : 1;
        }
      }
    }
    return new Sums(documentsOfTerms, times, having.cardinality());
  }

  /** Which of all values of a field of the segment permitted documents have. */
  Ordinals ordinals(String field, LeafReader segment) throws IOException {
    Ordinals known = ordinals.get(field);
    if (known == null) {
      known = number(DocValues.getSortedSet(segment, field));
      ordinals.put(field, known);
    }
    return known;
  }

  private Ordinals number(SortedSetDocValues all) throws IOException {
    int values = Math.toIntExact(all.getValueCount());
    FixedBitSet had = new FixedBitSet(Math.max(1, values));
    for (int doc = all.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = all.nextDoc()) {
      if (documents.get(doc)) {
        for (int i = 0; i < all.docValueCount(); i++) {
          had.set(Math.toIntExact(all.nextOrd()));
        }
      }
    }
    int[] ofAll = new int[had.cardinality()];
    int[] ofPermitted = new int[values];
    Arrays.fill(ofPermitted, -1);
    int number = 0;
    for (int value = first(had, 0);
        value != DocIdSetIterator.NO_MORE_DOCS;
        value = first(had, value + 1)) {
      ofPermitted[value] = number;
      ofAll[number++] = value;
    }
    return new Ordinals(ofAll, ofPermitted);
  }
}
