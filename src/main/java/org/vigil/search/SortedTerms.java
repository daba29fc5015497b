package org.vigil.search;

import java.io.IOException;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefBuilder;

/**
 * Terms in their order, each with two numbers, in little memory: of a term there is what differs
 * from the one before, but for each {@value #BLOCK}th, at which reading can begin.
 */
final class SortedTerms {

  private static final int BLOCK = 16;

  private final int size;
  private final int[] starts;
  private final byte[] bytes;

  private SortedTerms(int size, int[] starts, byte[] bytes) {
    this.size = size;
    this.starts = starts;
    this.bytes = bytes;
  }

  /** Takes terms in, in their order. */
  static final class Builder {

    private final ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    private final BytesRefBuilder before = new BytesRefBuilder();
    private int[] starts = new int[8];
    private int size;

    void add(BytesRef term, int docFreq, long times) throws IOException {
      int shared = 0;
      if (size % BLOCK == 0) {
        starts = ArrayUtil.grow(starts, size / BLOCK + 1);
        starts[size / BLOCK] = Math.toIntExact(out.size());
      } else {
        int most = Math.min(before.length(), term.length);
        while (shared < most && before.byteAt(shared) == term.bytes[term.offset + shared]) {
          shared++;
        }
      }
      out.writeVInt(shared);
      out.writeVInt(term.length - shared);
      out.writeBytes(term.bytes, term.offset + shared, term.length - shared);
      out.writeVInt(docFreq);
      out.writeVLong(times);
      before.copyBytes(term);
      size++;
    }

    SortedTerms build() {
      return new SortedTerms(
          size, ArrayUtil.copyOfSubArray(starts, 0, blocks(size)), out.toArrayCopy());
    }
  }

  private static int blocks(int size) {
    return (size + BLOCK - 1) / BLOCK;
  }

  int size() {
    return size;
  }

  void write(DataOutput out) throws IOException {
    out.writeVInt(size);
    int before = 0;
    for (int start : starts) {
      out.writeVInt(start - before);
      before = start;
    }
    out.writeVInt(bytes.length);
    out.writeBytes(bytes, bytes.length);
  }

  static SortedTerms read(DataInput in) throws IOException {
    int size = in.readVInt();
    int[] starts = new int[blocks(size)];
    int before = 0;
    for (int i = 0; i < starts.length; i++) {
      before += in.readVInt();
      starts[i] = before;
    }
    byte[] bytes = new byte[in.readVInt()];
    in.readBytes(bytes, 0, bytes.length);
    return new SortedTerms(size, starts, bytes);
  }

  /** Reads the terms. For one thread at a time. */
  final class Reading {

    private final ByteArrayDataInput in = new ByteArrayDataInput(bytes);
    private final BytesRefBuilder term = new BytesRefBuilder();
    private int ordinal = -1;
    private int docFreq;
    private long times;

    /** The number of the term that was read last. */
    int ordinal() {
      return ordinal;
    }

    BytesRef term() {
      return term.get();
    }

    int docFreq() {
      return docFreq;
    }

    long times() {
      return times;
    }

    /** Reads the next; false if there is none. */
    boolean next() {
      if (ordinal + 1 >= size) {
        ordinal = size;
        return false;
      }
      ordinal++;
      if (ordinal % BLOCK == 0) {
        in.setPosition(starts[ordinal / BLOCK]);
      }
      int shared = in.readVInt();
      int rest = in.readVInt();
      term.grow(shared + rest);
      in.readBytes(term.bytes(), shared, rest);
      term.setLength(shared + rest);
      docFreq = in.readVInt();
      times = in.readVLong();
      return true;
    }

    /** Reads the term of a number. */
    void to(int wanted) {
      if (wanted < ordinal || wanted / BLOCK != ordinal / BLOCK || ordinal < 0) {
        ordinal = wanted / BLOCK * BLOCK - 1;
      }
      while (ordinal < wanted) {
        next();
      }
    }

    /** Reads the first term that is no less; false if all are. */
    boolean toFirst(BytesRef least) {
      int low = 0;
      int high = starts.length - 1;
      while (low < high) {
        int middle = (low + high + 1) >>> 1;
        to(middle * BLOCK);
        if (term.get().compareTo(least) <= 0) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      ordinal = low * BLOCK - 1;
      while (next()) {
        if (term.get().compareTo(least) >= 0) {
          return true;
        }
      }
      return false;
    }
  }
}
