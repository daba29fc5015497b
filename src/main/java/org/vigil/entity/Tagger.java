package org.vigil.entity;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
  private static final int[][] PREDECESSORS = predecessors();

  private final FingerprintTable features;
  private final byte[] weights;
  private final float[] transitions;

  /**
   * Takes a trained model.
   *
   * @param weights one row of {@link Label#TAGS} for each feature
   * @param transitions by previous and next tag, on the scale of the weights
   */
  Tagger(FingerprintTable features, byte[] weights, float[] transitions) {
    this.features = features;
    this.weights = weights;
    this.transitions = transitions;
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
    int[] sum = new int[TAGS];
    Recent recent = new Recent();
    for (int i = from; i < to; i++) {
      if (!document.isNearCapital(i)) {
        int base = (i - from) * TAGS;
        Arrays.fill(scores, base, base + TAGS, IMPOSSIBLE);
        scores[base + Label.OUTSIDE] = 0;
        continue;
      }
      int count = document.of(i, buffer);
      Arrays.fill(sum, 0);
      recent.add(buffer, count, sum);
      for (int t = 0; t < TAGS; t++) {
        scores[(i - from) * TAGS + t] = sum[t];
      }
    }
    return scores;
  }

  /**
   * The weights of features met a short while ago. Tokens of one document share nine of ten, while
   * the whole model is far larger than the caches of a processor.
   */
  private final class Recent {

    private static final int PLACES = 1 << 13;
    private static final byte HAS_WEIGHTS = 1;
    private static final byte HAS_NONE = 2;

    private final long[] keys = new long[PLACES];
    private final byte[] states = new byte[PLACES];
    private final byte[] rows = new byte[PLACES * TAGS];
    private final long[] missing = new long[Features.MOST];
    private final int[] found = new int[2 * Features.MOST];

    /** Adds the weights of some features to a sum by tag. */
    void add(long[] hashes, int count, int[] sum) {
      int misses = 0;
      for (int f = 0; f < count; f++) {
        long hash = hashes[f];
        int place = place(hash);
        if (states[place] == 0 || keys[place] != hash) {
          missing[misses++] = hash;
        } else if (states[place] == HAS_WEIGHTS) {
          add(rows, place * TAGS, sum);
        }
      }
      features.first(missing, misses, found);
      for (int m = 0; m < misses; m++) {
        int place = place(missing[m]);
        keys[place] = missing[m];
        if (found[m] < 0) {
          states[place] = HAS_NONE;
        } else {
          states[place] = HAS_WEIGHTS;
          System.arraycopy(weights, found[m] * TAGS, rows, place * TAGS, TAGS);
          add(rows, place * TAGS, sum);
        }
      }
    }

    private static int place(long hash) {
      return (int) hash & (PLACES - 1);
    }

    private static void add(byte[] rows, int base, int[] sum) {
      for (int t = 0; t < TAGS; t++) {
        sum[t] += rows[base + t];
      }
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
    byte[] weights = new byte[features.size() * TAGS];
    for (int row = 0; row < masks.length; row++) {
      for (int rest = masks[row]; rest != 0; rest &= rest - 1) {
        weights[row * TAGS + Integer.numberOfTrailingZeros(rest)] = in.readByte();
      }
    }
    return new Tagger(features, weights, transitions);
  }
}
