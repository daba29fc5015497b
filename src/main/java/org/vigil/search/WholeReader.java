package org.vigil.search;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;
import org.vigil.schema.IndexField;

/**
 * All shards of an archive as one of them sees them: its own segments, and {@linkplain
 * ElsewhereSegment outlines} of those of the others, shard by shard. So whatever follows from the
 * terms of the archive, from their frequencies or from the numbers of documents is the same in each
 * shard and as it would be in one, and a document has the same number in all of them.
 */
final class WholeReader extends DirectoryReader {

  /** Fields of which it is told in how many reports that are not deleted each term stands. */
  static final List<IndexField> NAMES =
      List.of(IndexField.NAME_TO_VALUE, IndexField.ID_TO_NAME, IndexField.ID_TO_FORM);

  /** So many bytes are told at a time by all shards together. */
  private static final int AT_A_TIME = 24 << 20;

  private final DirectoryReader own;

  private WholeReader(DirectoryReader own, LeafReader[] segments) throws IOException {
    super(own.directory(), segments, null);
    this.own = own;
  }

  /** What is known of the segments of others, kept from one reader to the next. */
  static final class Outlines {

    private Map<String, SegmentOutline> byKey = new HashMap<>();
    private Map<IndexReader.CacheKey, String> ownKeys = new HashMap<>();

    private synchronized String keyOf(LeafReader segment, String fresh) {
      IndexReader.CacheHelper core = segment.getCoreCacheHelper();
      return core == null ? fresh : ownKeys.computeIfAbsent(core.getKey(), unknown -> fresh);
    }

    private synchronized Optional<SegmentOutline> of(String key) {
      return Optional.ofNullable(byKey.get(key));
    }

    private synchronized void keep(
        Map<String, SegmentOutline> outlines, DirectoryReader own, boolean forget) {
      if (forget) {
        byKey = new HashMap<>();
        Map<IndexReader.CacheKey, String> present = new HashMap<>();
        for (LeafReaderContext leaf : own.leaves()) {
          IndexReader.CacheHelper core = leaf.reader().getCoreCacheHelper();
          String key = core == null ? null : ownKeys.get(core.getKey());
          if (core != null && key != null) {
            present.put(core.getKey(), key);
          }
        }
        ownKeys = present;
      }
      byKey.putAll(outlines);
    }
  }

  /** What a shard says of its segments. */
  record Segments(List<Segment> segments) {}

  /**
   * A segment of a shard.
   *
   * @param live a bit for each document that is not deleted; empty where none is
   * @param gone see {@link ElsewhereSegment}
   */
  record Segment(String key, int maxDoc, int numDocs, ByteBuffer live, ByteBuffer gone) {}

  /** Segments that a shard knows nothing of. */
  record Unknown(Set<String> keys) {}

  /** Part of what a shard tells of its segments, and whether more follows. */
  record Part(ByteBuffer bytes, boolean more) {}

  /**
   * Puts what this shard has together with outlines of what the others have. All shards do so at
   * once.
   *
   * @param own taken over: it is released when this is closed
   * @param names gives a name that no other segment has
   * @param isAll whether it is all that the shard has, of which outlines are kept
   */
  static WholeReader of(
      DirectoryReader own,
      Exchange exchange,
      Outlines outlines,
      Supplier<String> names,
      boolean isAll)
      throws IOException {
    List<Segment> ours = new ArrayList<>();
    for (LeafReaderContext leaf : own.leaves()) {
      String key = outlines.keyOf(leaf.reader(), names.get());
      ours.add(
          new Segment(
              key,
              leaf.reader().maxDoc(),
              leaf.reader().numDocs(),
              ByteBuffer.wrap(live(leaf.reader())),
              ByteBuffer.wrap(gone(leaf.reader()))));
    }
    List<Segments> all = exchange.all(new Segments(ours), Segments.class);
    Map<String, SegmentOutline> known = new HashMap<>();
    Set<String> unknown = new HashSet<>();
    for (int shard = 0; shard < all.size(); shard++) {
      for (Segment segment : all.get(shard).segments()) {
        Optional<SegmentOutline> kept = outlines.of(segment.key());
        kept.ifPresent(outline -> known.put(segment.key(), outline));
        if (shard != exchange.own() && kept.isEmpty()) {
          unknown.add(segment.key());
        }
      }
    }
    Set<String> asked = new HashSet<>();
    exchange.all(new Unknown(unknown), Unknown.class).forEach(each -> asked.addAll(each.keys()));
    if (!asked.isEmpty()) {
      tell(own, ours, asked, exchange, known);
    }
    outlines.keep(known, own, isAll);
    List<LeafReader> segments = new ArrayList<>();
    for (int shard = 0; shard < all.size(); shard++) {
      if (shard == exchange.own()) {
        own.leaves().forEach(leaf -> segments.add(leaf.reader()));
        continue;
      }
      for (Segment segment : all.get(shard).segments()) {
        SegmentOutline outline = known.get(segment.key());
        if (outline == null) {
          throw new IllegalStateException("nobody told of segment " + segment.key());
        }
        segments.add(elsewhere(segment, outline));
      }
    }
    return new WholeReader(own, segments.toArray(LeafReader[]::new));
  }

  /** Tells of those of our segments that are asked for, and takes in what is told of others. */
  private static void tell(
      DirectoryReader own,
      List<Segment> ours,
      Set<String> asked,
      Exchange exchange,
      Map<String, SegmentOutline> known)
      throws IOException {
    ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    for (int i = 0; i < ours.size(); i++) {
      if (asked.contains(ours.get(i).key())) {
        out.writeByte((byte) 1);
        out.writeString(ours.get(i).key());
        SegmentOutline.of(own.leaves().get(i).reader()).write(out);
      }
    }
    out.writeByte((byte) 0);
    byte[] bytes = out.toArrayCopy();
    List<ByteBuffersDataOutput> told = new ArrayList<>();
    for (int shard = 0; shard < exchange.shards(); shard++) {
      told.add(new ByteBuffersDataOutput());
    }
    int atATime = AT_A_TIME / exchange.shards();
    int from = 0;
    boolean more = true;
    while (more) {
      int to = (int) Math.min(bytes.length, (long) from + atATime);
      Part part = new Part(ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, to)), to < bytes.length);
      from = to;
      List<Part> parts = exchange.all(part, Part.class);
      more = false;
      for (int shard = 0; shard < parts.size(); shard++) {
        more |= parts.get(shard).more();
        if (shard != exchange.own()) {
          byte[] next = parts.get(shard).bytes().array();
          told.get(shard).writeBytes(next, next.length);
        }
      }
    }
    for (int shard = 0; shard < told.size(); shard++) {
      if (shard != exchange.own()) {
        ByteArrayDataInput in = new ByteArrayDataInput(told.get(shard).toArrayCopy());
        while (in.readByte() != 0) {
          String key = in.readString();
          known.put(key, SegmentOutline.read(in));
        }
      }
    }
  }

  private static ElsewhereSegment elsewhere(Segment segment, SegmentOutline outline)
      throws IOException {
    Optional<Bits> live = Optional.empty();
    if (segment.live().hasRemaining()) {
      FixedBitSet bits = new FixedBitSet(segment.maxDoc());
      ByteArrayDataInput in = new ByteArrayDataInput(segment.live().array());
      for (int i = 0; i < bits.getBits().length; i++) {
        bits.getBits()[i] = in.readLong();
      }
      live = Optional.of(bits);
    }
    return new ElsewhereSegment(
        outline, segment.maxDoc(), segment.numDocs(), live, readGone(segment.gone().array()));
  }

  private static byte[] live(LeafReader segment) {
    Bits live = segment.getLiveDocs();
    if (live == null) {
      return new byte[0];
    }
    FixedBitSet bits = new FixedBitSet(segment.maxDoc());
    for (int doc = 0; doc < segment.maxDoc(); doc++) {
      if (live.get(doc)) {
        bits.set(doc);
      }
    }
    ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    for (long word : bits.getBits()) {
      out.writeLong(word);
    }
    return out.toArrayCopy();
  }

  /** Of each field of names the terms that deleted documents have, by number, with how many. */
  private static byte[] gone(LeafReader segment) throws IOException {
    Bits live = segment.getLiveDocs();
    if (live == null) {
      return new byte[0];
    }
    ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    for (IndexField field : NAMES) {
      Terms terms = segment.terms(field.fieldName());
      Map<Integer, Integer> deleted = new LinkedHashMap<>();
      TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
      int ordinal = 0;
      for (BytesRef term = each.next(); term != null; term = each.next()) {
        PostingsEnum docs = each.postings(null, PostingsEnum.NONE);
        int alive = 0;
        for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
          alive += live.get(doc) ? 1 : 0;
        }
        if (alive < each.docFreq()) {
          deleted.put(ordinal, each.docFreq() - alive);
        }
        ordinal++;
      }
      out.writeString(field.fieldName());
      out.writeVInt(deleted.size());
      for (Map.Entry<Integer, Integer> of : deleted.entrySet()) {
        out.writeVInt(of.getKey());
        out.writeVInt(of.getValue());
      }
    }
    return out.toArrayCopy();
  }

  private static Map<String, Map<Integer, Integer>> readGone(byte[] bytes) throws IOException {
    Map<String, Map<Integer, Integer>> gone = new HashMap<>();
    ByteArrayDataInput in = new ByteArrayDataInput(bytes);
    while (in.getPosition() < bytes.length) {
      Map<Integer, Integer> deleted = new HashMap<>();
      gone.put(in.readString(), deleted);
      for (int left = in.readVInt(); left > 0; left--) {
        deleted.put(in.readVInt(), in.readVInt());
      }
    }
    return gone;
  }

  @Override
  protected DirectoryReader doOpenIfChanged() {
    throw new UnsupportedOperationException("shards open together");
  }

  @Override
  protected DirectoryReader doOpenIfChanged(@Nullable ExecutorService executor) {
    return doOpenIfChanged();
  }

  @Override
  protected DirectoryReader doOpenIfChanged(@Nullable IndexCommit commit) {
    return doOpenIfChanged();
  }

  @Override
  protected DirectoryReader doOpenIfChanged(
      @Nullable IndexCommit commit, @Nullable ExecutorService executor) {
    return doOpenIfChanged();
  }

  @Override
  protected DirectoryReader doOpenIfChanged(IndexWriter writer, boolean applyAllDeletes) {
    return doOpenIfChanged();
  }

  @Override
  protected DirectoryReader doOpenIfChanged(
      IndexWriter writer, boolean applyAllDeletes, @Nullable ExecutorService executor) {
    return doOpenIfChanged();
  }

  @Override
  public long getVersion() {
    return own.getVersion();
  }

  @Override
  public boolean isCurrent() throws IOException {
    return own.isCurrent();
  }

  @Override
  public IndexCommit getIndexCommit() throws IOException {
    return own.getIndexCommit();
  }

  @Override
  protected void doClose() throws IOException {
    own.decRef();
  }

  @Override
  public @Nullable CacheHelper getReaderCacheHelper() {
    return null;
  }
}
