package org.vigil.search;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.OrdinalMap;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.LongValues;
import org.apache.lucene.util.packed.PackedInts;
import org.vigil.entity.Identities;
import org.vigil.schema.IndexField;
import org.vigil.search.SearchRequest.Facet;

/** The values of one facet over a snapshot, numbered across its segments in order of value. */
final class FacetColumn {

  /** Hits between two looks at the clock. */
  private static final int PATIENCE = 1 << 14;

  /** So many values a hit in a segment are too many to look through all of them afterwards. */
  private static final int FEW = 4;

  /** Stands for having no value. */
  private static final int MISSING = Integer.MAX_VALUE;

  private final List<LeafReaderContext> leaves;
  private final IndexField field;
  private final Optional<OrdinalMap> map;
  private final int size;

  /** Per value the number that it counts as; empty where each counts as itself. */
  private final int[] countsAs;

  /** Per segment the values in it that do not count as themselves; empty where all do. */
  private final List<FixedBitSet> joined;

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
    this.joined = joined();
  }

  /** How many hits have each value, by the number of the value, and how many have none. */
  static final class Counts {
    final int[] byOrdinal;
    final long missing;

    Counts(int[] byOrdinal, long missing) {
      this.byOrdinal = byOrdinal;
      this.missing = missing;
    }

    private Told told() throws IOException {
      ByteBuffersDataOutput out = new ByteBuffersDataOutput();
      int before = 0;
      for (int i = 0; i < byOrdinal.length; i++) {
        if (byOrdinal[i] != 0) {
          out.writeVInt(i - before);
          out.writeVInt(byOrdinal[i]);
          before = i;
        }
      }
      return new Told(ByteBuffer.wrap(out.toArrayCopy()), missing);
    }

    private static Counts sum(List<Told> all, int size) {
      int[] sum = new int[size];
      long missing = 0;
      for (Told told : all) {
        missing += told.missing();
        ByteArrayDataInput in = new ByteArrayDataInput(told.bytes().array());
        int ordinal = 0;
        while (!in.eof()) {
          ordinal += in.readVInt();
          sum[ordinal] += in.readVInt();
        }
      }
      return new Counts(sum, missing);
    }

    /** What is left without the counts of some of the hits. */
    Counts without(Counts some) {
      int[] left = byOrdinal.clone();
      for (int i = 0; i < left.length; i++) {
        left[i] -= some.byOrdinal[i];
      }
      return new Counts(left, missing - some.missing);
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
    Numbers numbers = new Numbers();
    for (String id : identities.changed()) {
      int ordinal = numbers.of(id);
      if (ordinal < 0) {
        continue;
      }
      if (as.length == 0) {
        as = new int[size];
        Arrays.fill(as, ITSELF);
      }
      as[ordinal] = identities.isHidden(id) ? NOTHING : numbers.ofFirst(identities.idsOf(id));
    }
    return as;
  }

  private List<FixedBitSet> joined() throws IOException {
    List<FixedBitSet> joined = new ArrayList<>();
    for (LeafReaderContext leaf : countsAs.length == 0 ? List.<LeafReaderContext>of() : leaves) {
      long values = DocValues.getSortedSet(leaf.reader(), field.fieldName()).getValueCount();
      FixedBitSet here = new FixedBitSet(Math.toIntExact(values));
      LongValues global = global(leaf);
      for (int i = 0; i < values; i++) {
        if (countsAs[(int) global.get(i)] != ITSELF) {
          here.set(i);
        }
      }
      joined.add(here);
    }
    return joined;
  }

  /** Looks up the numbers of many values. */
  private final class Numbers {

    private final List<SortedSetDocValues> segments = new ArrayList<>();
    private final BytesRef least;
    private final BytesRef greatest;

    Numbers() throws IOException {
      for (LeafReaderContext leaf : leaves) {
        segments.add(DocValues.getSortedSet(leaf.reader(), field.fieldName()));
      }
      least = new BytesRef(size == 0 ? "" : value(0));
      greatest = new BytesRef(size == 0 ? "" : value(size - 1));
    }

    /** The number of a value; negative if it is not in the index. */
    int of(String value) throws IOException {
      BytesRef wanted = new BytesRef(value);
      if (size == 0 || wanted.compareTo(least) < 0 || wanted.compareTo(greatest) > 0) {
        return -1;
      }
      for (int i = 0; i < segments.size(); i++) {
        long ordinal = segments.get(i).lookupTerm(wanted);
        if (ordinal >= 0) {
          return (int) global(leaves.get(i)).get(ordinal);
        }
      }
      return -1;
    }

    /** The number of the first of these values that is in the index. */
    int ofFirst(List<String> values) throws IOException {
      for (String value : values) {
        int ordinal = of(value);
        if (ordinal >= 0) {
          return ordinal;
        }
      }
      throw new IllegalArgumentException("none is in the index: " + values);
    }
  }

  private LongValues global(LeafReaderContext leaf) {
    return map.isPresent() ? map.get().getGlobalOrds(leaf.ord) : LongValues.IDENTITY;
  }

  /**
   * Counts the hits of all shards.
   *
   * @param groups counted in place of hits: a group once for each value that any of its hits has,
   *     so that as many are left when the search is narrowed to that value; once as missing if any
   *     has none
   */
  Counts count(HitSet hits, Optional<Groups> groups, Deadline deadline, Exchange exchange)
      throws IOException {
    return count(List.of(new Asked(this, hits, groups)), deadline, exchange).getFirst();
  }

  /** Some values and the hits that they are counted over, see {@link #count}. */
  record Asked(FacetColumn column, HitSet hits, Optional<Groups> groups) {}

  /** Counts several things, of which shards tell each other at once. */
  static List<Counts> count(List<Asked> asked, Deadline deadline, Exchange exchange)
      throws IOException {
    List<Counting> each = new ArrayList<>();
    for (Asked of : asked) {
      each.add(of.column().counting(of.hits(), of.groups(), deadline, exchange));
    }
    Groups.Once.countOthers(
        each.stream().map(counting -> counting.once).toList(),
        (i, value) -> each.get(i).countGroup(value),
        exchange);
    List<Counts> own = each.stream().map(of -> new Counts(of.counts, of.missing)).toList();
    if (exchange.isAlone()) {
      return own;
    }
    List<Told> tells = new ArrayList<>();
    for (Counts of : own) {
      tells.add(of.told());
    }
    List<AllTold> all = exchange.all(new AllTold(tells), AllTold.class);
    List<Counts> sums = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      int number = i;
      sums.add(
          Counts.sum(
              all.stream().map(told -> told.counts().get(number)).toList(),
              asked.get(i).column().size));
    }
    return sums;
  }

  /** What a shard has counted. */
  record AllTold(List<Told> counts) {}

  private Counting counting(
      HitSet hits, Optional<Groups> groups, Deadline deadline, Exchange exchange)
      throws IOException {
    Counting counting = new Counting(new Groups.Once(groups, exchange), groups.isEmpty(), deadline);
    for (LeafReaderContext leaf : leaves) {
      SortedSetDocValues values = DocValues.getSortedSet(leaf.reader(), field.fieldName());
      SortedDocValues single = DocValues.unwrapSingleton(values);
      DocIdSetIterator each = hits.of(leaf.ord);
      counting.begin(leaf, Math.toIntExact(values.getValueCount()), hits.size(leaf.ord));
      if (single != null) {
        counting.count(each, single);
      } else {
        counting.count(each, values);
      }
      counting.end();
    }
    return counting;
  }

  /** The counts of a shard that are not 0: steps between the numbers of values, and counts. */
  record Told(ByteBuffer bytes, long missing) {}

  /** Counts in the making. */
  private final class Counting {

    private final Groups.Once once;
    private final boolean eachHit;
    private final Deadline deadline;
    private final int[] counts = new int[size];
    private long missing;
    private int sinceLook;

    /** Per value the document that it was last counted for, so that each counts an entity once. */
    private final int[] lastFor = new int[countsAs.length];

    /** Whether a segment has so few hits that their values are numbered across segments at once. */
    private boolean atOnce;

    /** Else its counts, by the numbers of values in it. */
    private int[] inSegment = {};

    private int base;
    private LongValues global = LongValues.IDENTITY;
    private Optional<FixedBitSet> joinedHere = Optional.empty();

    Counting(Groups.Once once, boolean eachHit, Deadline deadline) {
      this.once = once;
      this.eachHit = eachHit;
      this.deadline = deadline;
      Arrays.fill(lastFor, -1);
    }

    void begin(LeafReaderContext leaf, int values, int hits) {
      base = leaf.docBase;
      global = global(leaf);
      joinedHere = joined.isEmpty() ? Optional.empty() : Optional.of(joined.get(leaf.ord));
      atOnce = hits < values / FEW;
      inSegment = new int[atOnce ? 0 : values];
    }

    void count(DocIdSetIterator each, SortedDocValues values) throws IOException {
      for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
        look();
        if (!values.advanceExact(doc) || !count(base + doc, values.ordValue())) {
          missing += once.isFirst(base + doc, MISSING) ? 1 : 0;
        }
      }
    }

    void count(DocIdSetIterator each, SortedSetDocValues values) throws IOException {
      for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
        look();
        boolean some = false;
        int ofDoc = values.advanceExact(doc) ? values.docValueCount() : 0;
        for (int i = 0; i < ofDoc; i++) {
          some |= count(base + doc, (int) values.nextOrd());
        }
        if (!some) {
          missing += once.isFirst(base + doc, MISSING) ? 1 : 0;
        }
      }
    }

    /** Counts a value of a document, by its number here; false if it is listed nowhere. */
    private boolean count(int doc, int here) {
      if (joinedHere.isEmpty() || !joinedHere.get().get(here)) {
        if (eachHit && !atOnce) {
          inSegment[here]++;
        } else {
          int value = (int) global.get(here);
          counts[value] += once.isFirst(doc, value) ? 1 : 0;
        }
        return true;
      }
      int as = countsAs[(int) global.get(here)];
      if (as == NOTHING) {
        return false;
      }
      if (lastFor[as] != doc) {
        lastFor[as] = doc;
        counts[as] += once.isFirst(doc, as) ? 1 : 0;
      }
      return true;
    }

    /** Counts a group that has a value. */
    void countGroup(int value) {
      if (value == MISSING) {
        missing++;
      } else {
        counts[value]++;
      }
    }

    void end() {
      for (int here = 0; here < inSegment.length; here++) {
        if (inSegment[here] > 0) {
          counts[(int) global.get(here)] += inSegment[here];
        }
      }
    }

    private void look() {
      if (++sinceLook == PATIENCE) {
        sinceLook = 0;
        deadline.check();
      }
    }
  }

  /** In how many reports any of these values of one entity was counted. */
  int countOf(List<String> values, Counts counts) throws IOException {
    int most = 0;
    Numbers numbers = new Numbers();
    for (String value : values) {
      int ordinal = numbers.of(value);
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
    return new Values().of(ordinal);
  }

  /** Reads many values. For one thread at a time. */
  final class Values {

    private final SortedSetDocValues[] segments = new SortedSetDocValues[leaves.size()];

    /** The value of a number. */
    String of(int ordinal) throws IOException {
      int segment = map.isEmpty() ? 0 : map.get().getFirstSegmentNumber(ordinal);
      if (segments[segment] == null) {
        segments[segment] = DocValues.getSortedSet(leaves.get(segment).reader(), field.fieldName());
      }
      long here = map.isEmpty() ? ordinal : map.get().getFirstSegmentOrd(ordinal);
      return segments[segment].lookupOrd(here).utf8ToString();
    }
  }
}
