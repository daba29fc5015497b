package org.vigil.entity;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Labels the tokens of a document with the best-scoring legal sequence of BILOU tags under a linear
 * model (Viterbi), whose weights an averaged perceptron has learnt (Collins 2002; Ratinov and Roth
 * 2009).
 */
final class Tagger {

  /** Long texts are decoded in pieces, so that memory stays bounded. */
  private static final int PIECE = 4096;

  private static final int TAGS = Label.TAGS;
  private static final float IMPOSSIBLE = -1e9f;

  /** Reads eight weights at once. */
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int[][] PREDECESSORS = predecessors();

  private final FingerprintTable features;
  private final byte[] weights;
  private final float[] transitions;

  /** For as many threads as have worked at the same time; each takes one. */
  private final Queue<Recent> recent = new ConcurrentLinkedQueue<>();

  /**
   * Takes a trained model.
   *
   * @param weights one row of {@link Label#TAGS} for each feature, see {@link #room}
   * @param transitions by previous and next tag, on the scale of the weights
   */
  Tagger(FingerprintTable features, byte[] weights, float[] transitions) {
    this.features = features;
    this.weights = weights;
    this.transitions = transitions;
  }

  /** Room for the weights of so many features, and some bytes that are read with the last ones. */
  static byte[] room(int features) {
    return new byte[features * TAGS + Long.BYTES];
  }

  private static int[][] predecessors() {
    int[][] all = new int[TAGS][];
    for (int next = 0; next < TAGS; next++) {
      int[] found = new int[TAGS];
      int n = 0;
      for (int tag = 0; tag < TAGS; tag++) {
        if (Label.mayFollow(tag, next)) {
          found[n++] = tag;
        }
      }
      all[next] = Arrays.copyOf(found, n);
    }
    return all;
  }

  /** The labelled spans, left to right; names have a capital somewhere. */
  List<Span> tag(Features document) {
    List<Span> spans = new ArrayList<>();
    for (int from = 0; from < document.size(); from += PIECE) {
      int to = Math.min(document.size(), from + PIECE);
      spans(decode(scores(document, from, to), to - from, transitions), from, spans);
    }
    return spans;
  }

  private float[] scores(Features document, int from, int to) {
    float[] scores = new float[(to - from) * TAGS];
    long[] buffer = new long[Features.MOST];
    Recent recent = this.recent.poll();
    if (recent == null) {
      recent = new Recent();
    }
    for (int i = from; i < to; i++) {
      int base = (i - from) * TAGS;
      if (document.isNearCapital(i)) {
        recent.sum(buffer, document.of(i, buffer), scores, base);
      } else {
        Arrays.fill(scores, base, base + TAGS, IMPOSSIBLE);
        scores[base + Label.OUTSIDE] = 0;
      }
    }
    this.recent.add(recent);
    return scores;
  }

  /** The sums of the weights of some features by tag; fills them into what is given. */
  void sum(long[] hashes, int count, float[] sums) {
    Recent recent = this.recent.poll();
    if (recent == null) {
      recent = new Recent();
    }
    recent.sum(hashes, count, sums, 0);
    this.recent.add(recent);
  }

  /**
   * The weights of features met a short while ago, in this document or another. Tokens share most
   * of them, while the whole model is far larger than the caches of a processor.
   *
   * <p>The weights of a feature stand in four numbers, a byte for each tag, raised by {@value
   * #RAISED} so that none is negative; the byte after those of the tags is 1. So eight additions
   * add them all, in lanes of 16 bits which the sums of {@link Features#MOST} features do not
   * leave, and the lane after those of the tags counts the features that have weights.
   */
  private final class Recent {

    private static final int PLACES = 1 << 14;

    /** The hash of a feature and its weights. */
    private static final int STRIDE = 5;

    private static final int RAISED = 128;

    /** Raises eight weights: in a byte, adding 128 is to turn the highest bit. */
    private static final long RAISE_EIGHT = 0x8080808080808080L;

    private static final long EVEN = 0x00ff00ff00ff00ffL;

    private final long[] table = new long[PLACES * STRIDE];
    private final long[] missing = new long[Features.MOST];
    private final int[] found = new int[2 * Features.MOST];
    private final long[] lanes = new long[8];

    Recent() {
      for (int place = 0; place < PLACES; place++) {
        // The hash of no feature that belongs here.
        table[place * STRIDE] = ~place;
      }
    }

    /** Sums up the weights of some features by tag. */
    void sum(long[] hashes, int count, float[] sums, int base) {
      Arrays.fill(lanes, 0);
      int misses = 0;
      int hits = 0;
      for (int f = 0; f < count; f++) {
        long hash = hashes[f];
        if (table[place(hash)] == hash) {
          hashes[hits++] = hash;
        } else {
          missing[misses++] = hash;
        }
      }
      add(hashes, 0, hits);
      features.first(missing, misses, found);
      int unused = fetch(misses);
      for (int m = 0; m < misses; m++) {
        put(missing[m], found[m]);
        add(missing, m, m + 1);
      }
      int offset = RAISED * lane(TAGS);
      for (int t = 0; t < TAGS; t++) {
        sums[base + t] = lane(t) - offset;
      }
    }

    /**
     * Reads a weight of each feature found, none of which waits for another: so the processor
     * fetches them from memory all at once.
     */
    private int fetch(int count) {
      int any = 0;
      for (int m = 0; m < count; m++) {
        int row = Math.max(0, found[m]) * TAGS;
        any += weights[row] + weights[row + TAGS - 1];
      }
      return any;
    }

    private static int place(long hash) {
      return ((int) hash & (PLACES - 1)) * STRIDE;
    }

    private void put(long hash, int position) {
      int place = place(hash);
      table[place] = hash;
      Arrays.fill(table, place + 1, place + STRIDE, 0);
      if (position >= 0) {
        int row = position * TAGS;
        for (int number = 0; number < TAGS / 8; number++) {
          table[place + 1 + number] = (long) EIGHT.get(weights, row + 8 * number) ^ RAISE_EIGHT;
        }
        // The byte behind those of the tags, which the next row begins with, becomes 1.
        long rest = (long) EIGHT.get(weights, row + TAGS - TAGS % 8) ^ RAISE_EIGHT;
        long kept = (1L << (TAGS % 8 * 8)) - 1;
        table[place + 1 + TAGS / 8] = (rest & kept) | (kept + 1);
      }
    }

    /** Adds up what stands in the places of some features. */
    private void add(long[] hashes, int from, int to) {
      long[] all = table;
      long even0 = lanes[0];
      long odd0 = lanes[1];
      long even1 = lanes[2];
      long odd1 = lanes[3];
      long even2 = lanes[4];
      long odd2 = lanes[5];
      long even3 = lanes[6];
      long odd3 = lanes[7];
      for (int f = from; f < to; f++) {
        int place = place(hashes[f]);
        long row = all[place + 1];
        even0 += row & EVEN;
        odd0 += row >>> 8 & EVEN;
        row = all[place + 2];
        even1 += row & EVEN;
        odd1 += row >>> 8 & EVEN;
        row = all[place + 3];
        even2 += row & EVEN;
        odd2 += row >>> 8 & EVEN;
        row = all[place + 4];
        even3 += row & EVEN;
        odd3 += row >>> 8 & EVEN;
      }
      lanes[0] = even0;
      lanes[1] = odd0;
      lanes[2] = even1;
      lanes[3] = odd1;
      lanes[4] = even2;
      lanes[5] = odd2;
      lanes[6] = even3;
      lanes[7] = odd3;
    }

    private int lane(int tag) {
      return (int) (lanes[tag / 8 * 2 + tag % 2] >>> (tag % 8 / 2 * 16)) & 0xffff;
    }
  }

  /** The best legal sequence under token scores and transitions, both by tag. */
  static int[] decode(float[] scores, int length, float[] transitions) {
    int[] best = new int[length];
    if (length == 0) {
      return best;
    }
    byte[] back = new byte[length * TAGS];
    float[] previous = new float[TAGS];
    float[] current = new float[TAGS];
    for (int t = 0; t < TAGS; t++) {
      previous[t] = Label.opens(t) ? scores[t] : Float.NEGATIVE_INFINITY;
    }
    for (int i = 1; i < length; i++) {
      // Nothing but OUTSIDE is possible here, and there is always a way that leads to it.
      boolean outside = scores[i * TAGS + TAGS - 1] == IMPOSSIBLE;
      for (int t = 0; t < TAGS; t++) {
        if (outside && t != Label.OUTSIDE) {
          current[t] = Float.NEGATIVE_INFINITY;
          continue;
        }
        float top = Float.NEGATIVE_INFINITY;
        int from = PREDECESSORS[t][0];
        for (int p : PREDECESSORS[t]) {
          float score = previous[p] + transitions[p * TAGS + t];
          if (score > top) {
            top = score;
            from = p;
          }
        }
        current[t] = top + scores[i * TAGS + t];
        back[i * TAGS + t] = (byte) from;
      }
      float[] swap = previous;
      previous = current;
      current = swap;
    }
    int last = Label.OUTSIDE;
    for (int t = 1; t < TAGS; t++) {
      if (Label.closes(t) && previous[t] > previous[last]) {
        last = t;
      }
    }
    best[length - 1] = last;
    for (int i = length - 1; i > 0; i--) {
      best[i - 1] = back[i * TAGS + best[i]];
    }
    return best;
  }

  /** Adds the spans that these tags mark. */
  static void spans(int[] tags, int offset, List<Span> spans) {
    int start = 0;
    for (int i = 0; i < tags.length; i++) {
      if (tags[i] == Label.OUTSIDE) {
        continue;
      }
      int position = Label.position(tags[i]);
      if (position == Label.BEGIN || position == Label.UNIT) {
        start = i;
      }
      if (position == Label.LAST || position == Label.UNIT) {
        spans.add(new Span(offset + start, offset + i + 1, Label.of(tags[i])));
      }
    }
  }

  /** The tags of so many tokens that mark these spans. */
  static int[] tags(List<Span> spans, int size) {
    int[] tags = new int[size];
    for (Span span : spans) {
      for (int i = span.start(); i < span.end(); i++) {
        tags[i] = span.label().tag(i - span.start(), span.end() - span.start());
      }
    }
    return tags;
  }

  void write(DataOutputStream out) throws IOException {
    features.write(out);
    for (float transition : transitions) {
      out.writeFloat(transition);
    }
    for (int row = 0; row < features.size(); row++) {
      int mask = 0;
      for (int t = 0; t < TAGS; t++) {
        mask |= weights[row * TAGS + t] != 0 ? 1 << t : 0;
      }
      out.writeInt(mask);
    }
    for (byte weight : weights) {
      if (weight != 0) {
        out.writeByte(weight);
      }
    }
  }

  static Tagger read(DataInputStream in) throws IOException {
    FingerprintTable features = FingerprintTable.read(in);
    float[] transitions = new float[TAGS * TAGS];
    for (int i = 0; i < transitions.length; i++) {
      transitions[i] = in.readFloat();
    }
    int[] masks = new int[features.size()];
    for (int row = 0; row < masks.length; row++) {
      masks[row] = in.readInt();
    }
    byte[] weights = room(features.size());
    for (int row = 0; row < masks.length; row++) {
      for (int rest = masks[row]; rest != 0; rest &= rest - 1) {
        weights[row * TAGS + Integer.numberOfTrailingZeros(rest)] = in.readByte();
      }
    }
    return new Tagger(features, weights, transitions);
  }
}
