package org.vigil.dense;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * The vectors of the beginnings of reports, by the reports' fingerprints, in one file that is
 * replaced as a whole. Each number of a vector is one byte. Fingerprints are in memory, 8 bytes a
 * report; vectors are mapped. Safe for use by several threads.
 */
public final class LeadVectors {

  private static final long MAGIC = 0x766967_696c_7665_63L;
  private static final int ID_BYTES = 32;
  private static final int HEAD = Long.BYTES + ID_BYTES + 2 * Integer.BYTES;
  private static final int SCALE = 127;

  private final String encoder;
  private final int dimensions;
  private final long[] fingerprints;
  private final ByteBuffer vectors;

  private LeadVectors(String encoder, int dimensions, long[] fingerprints, ByteBuffer vectors) {
    this.encoder = encoder;
    this.dimensions = dimensions;
    this.fingerprints = fingerprints;
    this.vectors = vectors;
  }

  /** None, of an encoder. */
  static LeadVectors none(String encoder) {
    return new LeadVectors(encoder, 0, new long[0], ByteBuffer.allocate(0));
  }

  /**
   * Reads those in a file; empty if there is no such file.
   *
   * @throws IOException if it is damaged; the message says what to do
   */
  static Optional<LeadVectors> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < HEAD || size > Integer.MAX_VALUE) {
        throw damaged(file);
      }
      ByteBuffer all = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
      if (all.getLong() != MAGIC) {
        throw damaged(file);
      }
      byte[] id = new byte[ID_BYTES];
      all.get(id);
      int dimensions = all.getInt();
      int count = all.getInt();
      if (dimensions < 0
          || count < 0
          || size != HEAD + (long) count * Long.BYTES + (long) count * dimensions) {
        throw damaged(file);
      }
      long[] fingerprints = new long[count];
      all.asLongBuffer().get(fingerprints);
      all.position(HEAD + count * Long.BYTES);
      return Optional.of(
          new LeadVectors(HexFormat.of().formatHex(id), dimensions, fingerprints, all.slice()));
    }
  }

  private static IOException damaged(Path file) {
    return new IOException(
        file + " is damaged: delete it and run 'vigil encode', which makes it anew");
  }

  /** The {@link SentenceEncoder#id} of the encoder that made them. */
  String encoder() {
    return encoder;
  }

  /** How many reports have one. */
  int size() {
    return fingerprints.length;
  }

  /** Whether the report with this fingerprint has one. */
  boolean contains(long fingerprint) {
    return Arrays.binarySearch(fingerprints, fingerprint) >= 0;
  }

  /**
   * The cosine of the angle between the vector of a report and one of length 1; NaN if the report
   * has none.
   */
  float closeness(long fingerprint, float[] vector) {
    int at = Arrays.binarySearch(fingerprints, fingerprint);
    if (at < 0 || vector.length != dimensions) {
      return Float.NaN;
    }
    float product = 0;
    long squares = 0;
    for (int i = 0; i < dimensions; i++) {
      byte value = vectors.get(at * dimensions + i);
      product += value * vector[i];
      squares += value * value;
    }
    return squares == 0 ? Float.NaN : product / (float) Math.sqrt((double) squares);
  }

  /** A vector as it is kept: its greatest number is 127 or -127. */
  static byte[] rounded(float[] vector) {
    float greatest = Float.MIN_NORMAL;
    for (float each : vector) {
      greatest = Math.max(greatest, Math.abs(each));
    }
    byte[] rounded = new byte[vector.length];
    for (int i = 0; i < vector.length; i++) {
      rounded[i] = (byte) Math.round(vector[i] / greatest * SCALE);
    }
    return rounded;
  }

  /**
   * Writes those of these that are kept, and some more, in place of a file, in one step.
   *
   * @param more rounded vectors of one length by fingerprint
   */
  void write(Path file, SortedMap<Long, byte[]> more, LongPredicate kept) throws IOException {
    SortedMap<Long, Integer> old = new TreeMap<>();
    for (int i = 0; i < fingerprints.length; i++) {
      if (kept.test(fingerprints[i]) && !more.containsKey(fingerprints[i])) {
        old.put(fingerprints[i], i);
      }
    }
    SortedMap<Long, byte[]> all = new TreeMap<>(more);
    old.keySet().forEach(fingerprint -> all.put(fingerprint, new byte[0]));
    int length = more.values().stream().findFirst().map(v -> v.length).orElse(dimensions);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (OutputStream raw = Files.newOutputStream(fresh);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(raw))) {
      out.writeLong(MAGIC);
      out.write(HexFormat.of().parseHex(encoder));
      out.writeInt(length);
      out.writeInt(all.size());
      for (long fingerprint : all.keySet()) {
        out.writeLong(fingerprint);
      }
      byte[] vector = new byte[length];
      for (var each : all.entrySet()) {
        Integer at = old.get(each.getKey());
        if (at != null) {
          vectors.get(at * dimensions, vector);
          out.write(vector);
        } else {
          out.write(each.getValue());
        }
      }
    }
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
