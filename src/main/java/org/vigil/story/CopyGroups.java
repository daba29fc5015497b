package org.vigil.story;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The groups of copies among many texts.
 *
 * <p>Texts that agree in a band of their signatures are compared; copies of a copy are of one
 * group. The outcome does not depend on the order of the texts. Time is that of reading all
 * signatures a few times; memory is two numbers a text and a fixed buffer.
 */
public final class CopyGroups {

  /** Bands looked at in one pass over the texts. */
  private static final int BUFFER = 1 << 22;

  /** Texts that agree in a band are compared each with each up to this many. */
  private static final int MANY = 64;

  /** The texts, by number. */
  public interface Texts {

    /** How many numbers there are. */
    int size();

    /** The signature of a text, empty if there is none of this number. */
    Optional<Signature> signature(int text) throws IOException;
  }

  private final int[] parent;

  private CopyGroups(int size) {
    parent = new int[size];
    Arrays.setAll(parent, i -> i);
  }

  /** Groups these texts. */
  public static CopyGroups of(Texts texts) throws IOException {
    CopyGroups groups = new CopyGroups(texts.size());
    long bands = (long) texts.size() * Signature.BANDS;
    int passes = (int) (bands / BUFFER) + 1;
    long[] buffer = new long[(int) Math.min(bands, BUFFER * 5L / 4)];
    for (int pass = 0; pass < passes; pass++) {
      int filled = 0;
      for (int text = 0; text < texts.size(); text++) {
        Optional<Signature> signature = texts.signature(text);
        for (int b = 0; signature.isPresent() && b < Signature.BANDS; b++) {
          int band = signature.get().band(b);
          if (Integer.remainderUnsigned(band, passes) == pass) {
            buffer = filled == buffer.length ? Arrays.copyOf(buffer, filled * 2) : buffer;
            buffer[filled++] = (long) band << 32 | text;
          }
        }
      }
      groups.compare(texts, buffer, filled);
    }
    return groups;
  }

  private void compare(Texts texts, long[] bands, int size) throws IOException {
    Arrays.sort(bands, 0, size);
    int from = 0;
    while (from < size) {
      int to = from + 1;
      while (to < size && bands[to] >> 32 == bands[from] >> 32) {
        to++;
      }
      if (to - from > 1) {
        compare(texts, bands, from, to);
      }
      from = to;
    }
  }

  private void compare(Texts texts, long[] bands, int from, int to) throws IOException {
    Candidate[] candidates = new Candidate[to - from];
    for (int i = from; i < to; i++) {
      candidates[i - from] = candidate(texts, (int) bands[i]);
    }
    // In an order of their own, so that it is the same whatever the order of the texts.
    Arrays.sort(candidates);
    for (int i = 0; i < candidates.length; i++) {
      for (int k = i + 1; k < Math.min(candidates.length, i + MANY); k++) {
        Candidate a = candidates[i];
        Candidate b = candidates[k];
        if (group(a.text) != group(b.text) && a.signature.isCopyOf(b.signature)) {
          join(candidate(texts, group(a.text)), candidate(texts, group(b.text)));
        }
      }
    }
  }

  /** Two groups are one if their heads are copies too: no chain leads from a text to another. */
  private void join(Candidate a, Candidate b) {
    if (a.text != b.text && a.signature.isCopyOf(b.signature)) {
      Candidate head = a.compareTo(b) <= 0 ? a : b;
      parent[a.text] = head.text;
      parent[b.text] = head.text;
    }
  }

  private static Candidate candidate(Texts texts, int text) throws IOException {
    return new Candidate(text, texts.signature(text).orElseThrow());
  }

  private record Candidate(int text, Signature signature) implements Comparable<Candidate> {
    @Override
    public int compareTo(Candidate other) {
      return Long.compare(signature.rank(), other.signature.rank());
    }
  }

  /** The number of the text that heads the group of this one; its own if that has no copies. */
  public int group(int text) {
    int root = text;
    while (parent[root] != root) {
      root = parent[root];
    }
    int at = text;
    while (parent[at] != root) {
      int next = parent[at];
      parent[at] = root;
      at = next;
    }
    return root;
  }
}
