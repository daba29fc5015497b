package org.vigil.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.OrdinalMap;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.LongValues;
import org.apache.lucene.util.packed.PackedInts;
import org.vigil.schema.IndexField;
import org.vigil.search.SearchRequest.Facet;

/** The values of one facet over a snapshot, numbered across its segments in order of value. */
final class FacetColumn {

  /** Hits between two looks at the clock. */
  private static final int PATIENCE = 1 << 14;

  private final List<LeafReaderContext> leaves;
  private final IndexField field;
  private final Optional<OrdinalMap> map;
  private final int size;

  private FacetColumn(
      List<LeafReaderContext> leaves, IndexField field, Optional<OrdinalMap> map, int size) {
    this.leaves = leaves;
    this.field = field;
    this.map = map;
    this.size = size;
  }

  /** How many hits have each value, by the number of the value, and how many have none. */
  static final class Counts {
    final int[] byOrdinal;
    final long missing;

    Counts(int[] byOrdinal, long missing) {
      this.byOrdinal = byOrdinal;
      this.missing = missing;
    }
  }

  /** The field of a facet; empty for the one that is counted by time. */
  static Optional<IndexField> fieldOf(Facet facet) {
    return switch (facet) {
      case PERSON -> Optional.of(IndexField.PERSON);
      case PLACE -> Optional.of(IndexField.PLACE);
      case ORGANISATION -> Optional.of(IndexField.ORGANISATION);
      case GROUP -> Optional.of(IndexField.GROUP);
      case OUTLET -> Optional.of(IndexField.OUTLET);
      case AUTHOR -> Optional.of(IndexField.AUTHOR);
      case TOPIC -> Optional.of(IndexField.TOPIC);
      case LANGUAGE -> Optional.of(IndexField.LANGUAGE);
      case TYPE -> Optional.of(IndexField.TYPE);
      case COLLECTION -> Optional.of(IndexField.COLLECTION);
      case DATE -> Optional.empty();
    };
  }

  static FacetColumn open(DirectoryReader reader, IndexField field) throws IOException {
    List<LeafReaderContext> leaves = reader.leaves();
    List<SortedSetDocValues> values = new ArrayList<>();
    for (LeafReaderContext leaf : leaves) {
      values.add(DocValues.getSortedSet(leaf.reader(), field.fieldName()));
    }
    if (leaves.size() == 1) {
      return new FacetColumn(
          leaves, field, Optional.empty(), Math.toIntExact(values.getFirst().getValueCount()));
    }
    OrdinalMap map =
        OrdinalMap.build(null, values.toArray(new SortedSetDocValues[0]), PackedInts.DEFAULT);
    return new FacetColumn(leaves, field, Optional.of(map), Math.toIntExact(map.getValueCount()));
  }

  Counts count(HitSet hits, Deadline deadline) throws IOException {
    int[] counts = new int[size];
    long missing = 0;
    int sinceLook = 0;
    for (LeafReaderContext leaf : leaves) {
      SortedSetDocValues values = DocValues.getSortedSet(leaf.reader(), field.fieldName());
      LongValues global = map.isPresent() ? map.get().getGlobalOrds(leaf.ord) : LongValues.IDENTITY;
      DocIdSetIterator each = hits.of(leaf.ord);
      for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
        if (++sinceLook == PATIENCE) {
          sinceLook = 0;
          deadline.check();
        }
        if (!values.advanceExact(doc)) {
          missing++;
          continue;
        }
        int ofDoc = values.docValueCount();
        for (int i = 0; i < ofDoc; i++) {
          counts[(int) global.get(values.nextOrd())]++;
        }
      }
    }
    return new Counts(counts, missing);
  }

  /** The value of a number. */
  String value(int ordinal) throws IOException {
    if (map.isEmpty()) {
      return DocValues.getSortedSet(leaves.getFirst().reader(), field.fieldName())
          .lookupOrd(ordinal)
          .utf8ToString();
    }
    LeafReaderContext leaf = leaves.get(map.get().getFirstSegmentNumber(ordinal));
    return DocValues.getSortedSet(leaf.reader(), field.fieldName())
        .lookupOrd(map.get().getFirstSegmentOrd(ordinal))
        .utf8ToString();
  }
}
