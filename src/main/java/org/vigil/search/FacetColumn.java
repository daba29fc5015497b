package org.vigil.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.OrdinalMap;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.LongValues;
import org.apache.lucene.util.packed.PackedInts;
import org.vigil.entity.Identities;
import org.vigil.schema.IndexField;
import org.vigil.search.SearchRequest.Facet;

/** The values of one facet over a snapshot, numbered across its segments in order of value. */
final class FacetColumn {

  /** Hits between two looks at the clock. */
  private static final int PATIENCE = 1 << 14;

  /** Stands for having no value. */
  private static final int MISSING = Integer.MAX_VALUE;

  private final List<LeafReaderContext> leaves;
  private final IndexField field;
  private final Optional<OrdinalMap> map;
  private final int size;

  /** Per value the number that it counts as; empty where each counts as itself. */
  private final int[] countsAs;

  /** Of a value that is an entity alone. */
  private static final int ITSELF = -1;

  /** Of a value that is listed nowhere. */
  private static final int NOTHING = -2;

  private FacetColumn(
      List<LeafReaderContext> leaves,
      IndexField field,
      Optional<OrdinalMap> map,
      int size,
      Identities identities)
      throws IOException {
    this.leaves = leaves;
    this.field = field;
    this.map = map;
    this.size = size;
    this.countsAs = countsAs(identities);
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
      case INSTRUMENT -> Optional.of(IndexField.INSTRUMENT);
      case SPEAKER -> Optional.of(IndexField.SPEAKER);
      case STANCE -> Optional.of(IndexField.STANCE);
      case LANGUAGE -> Optional.of(IndexField.LANGUAGE);
      case TYPE -> Optional.of(IndexField.TYPE);
      case COLLECTION -> Optional.of(IndexField.COLLECTION);
      case EVENT_DATE -> Optional.of(IndexField.EVENT_YEAR);
      case DATE -> Optional.empty();
    };
  }

  /**
   * @param identities which values are one entity's and count once
   */
  static FacetColumn open(DirectoryReader reader, IndexField field, Identities identities)
      throws IOException {
    List<LeafReaderContext> leaves = reader.leaves();
    List<SortedSetDocValues> values = new ArrayList<>();
    for (LeafReaderContext leaf : leaves) {
      values.add(DocValues.getSortedSet(leaf.reader(), field.fieldName()));
    }
    if (leaves.size() == 1) {
      int size = Math.toIntExact(values.getFirst().getValueCount());
      return new FacetColumn(leaves, field, Optional.empty(), size, identities);
    }
    OrdinalMap map =
        OrdinalMap.build(null, values.toArray(new SortedSetDocValues[0]), PackedInts.DEFAULT);
    int size = Math.toIntExact(map.getValueCount());
    return new FacetColumn(leaves, field, Optional.of(map), size, identities);
  }

  private int[] countsAs(Identities identities) throws IOException {
    int[] as = {};
    for (String id : identities.changed()) {
      int ordinal = ordinal(id);
      if (ordinal < 0) {
        continue;
      }
      if (as.length == 0) {
        as = new int[size];
        Arrays.fill(as, ITSELF);
      }
      as[ordinal] = identities.isHidden(id) ? NOTHING : first(identities.idsOf(id));
    }
    return as;
  }

  /** The number of the first of these values that is in the index. */
  private int first(List<String> values) throws IOException {
    for (String value : values) {
      int ordinal = ordinal(value);
      if (ordinal >= 0) {
        return ordinal;
      }
    }
    throw new IllegalArgumentException("none is in the index: " + values);
  }

  /** The number of a value; negative if it is not in the index. */
  private int ordinal(String value) throws IOException {
    BytesRef wanted = new BytesRef(value);
    for (LeafReaderContext leaf : leaves) {
      SortedSetDocValues values = DocValues.getSortedSet(leaf.reader(), field.fieldName());
      long ordinal = values.lookupTerm(wanted);
      if (ordinal >= 0) {
        return (int) global(leaf).get(ordinal);
      }
    }
    return -1;
  }

  private LongValues global(LeafReaderContext leaf) {
    return map.isPresent() ? map.get().getGlobalOrds(leaf.ord) : LongValues.IDENTITY;
  }

  Counts count(HitSet hits, Deadline deadline) throws IOException {
    return count(hits, Optional.empty(), deadline);
  }

  /**
   * Counts groups in place of hits: a group once for each value that any of its hits has, so that
   * as many are left when the search is narrowed to that value; once as missing if any has none.
   */
  Counts count(HitSet hits, Optional<Groups> groups, Deadline deadline) throws IOException {
    int[] counts = new int[size];
    long missing = 0;
    Groups.Once once = new Groups.Once(groups);
    int sinceLook = 0;
    for (LeafReaderContext leaf : leaves) {
      SortedSetDocValues values = DocValues.getSortedSet(leaf.reader(), field.fieldName());
      LongValues global = global(leaf);
      DocIdSetIterator each = hits.of(leaf.ord);
      for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
        if (++sinceLook == PATIENCE) {
          sinceLook = 0;
          deadline.check();
        }
        int at = leaf.docBase + doc;
        if (!values.advanceExact(doc)) {
          missing += once.isFirst(at, MISSING) ? 1 : 0;
          continue;
        }
        int ofDoc = values.docValueCount();
        if (countsAs.length == 0) {
          for (int i = 0; i < ofDoc; i++) {
            int value = (int) global.get(values.nextOrd());
            counts[value] += once.isFirst(at, value) ? 1 : 0;
          }
        } else if (!countEntities(values, ofDoc, global, counts, once, at)) {
          missing += once.isFirst(at, MISSING) ? 1 : 0;
        }
      }
    }
    return new Counts(counts, missing);
  }

  /** Counts each entity of a report once; false if none is to be listed. */
  private boolean countEntities(
      SortedSetDocValues values,
      int ofDoc,
      LongValues global,
      int[] counts,
      Groups.Once once,
      int doc)
      throws IOException {
    Set<Integer> joined = new HashSet<>();
    boolean some = false;
    for (int i = 0; i < ofDoc; i++) {
      int ordinal = (int) global.get(values.nextOrd());
      int as = countsAs[ordinal];
      if (as == ITSELF) {
        counts[ordinal] += once.isFirst(doc, ordinal) ? 1 : 0;
      } else if (as != NOTHING && joined.add(as)) {
        counts[as] += once.isFirst(doc, as) ? 1 : 0;
      }
      some |= as != NOTHING;
    }
    return some;
  }

  /** In how many reports any of these values of one entity was counted. */
  int countOf(List<String> values, Counts counts) throws IOException {
    int most = 0;
    for (String value : values) {
      int ordinal = ordinal(value);
      most = ordinal < 0 ? most : Math.max(most, counts.byOrdinal[ordinal]);
    }
    return most;
  }

  /** How many values there are. */
  int size() {
    return size;
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
