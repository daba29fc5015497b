package org.vigil.corpus;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What is known of a file in some 150 bytes, for lists of millions: its path as text, hash, size
 * and time, and whatever else somebody keeps with it. Ordered as the paths are as text.
 */
public final class PackedFile implements Comparable<PackedFile> {

  private static final int HASH_BYTES = 32;
  private static final byte[] NOTHING = {};

  /**
   * The number of bytes of the path and these (as in {@link #bytes}), whether there is a hash, the
   * hash, size, seconds and nanoseconds of the time, and the rest.
   */
  private final byte[] row;

  private PackedFile(byte[] row) {
    this.row = row;
  }

  /**
   * Packs what is known.
   *
   * @param hash of the content, if it could be read
   * @param size in bytes
   * @param more kept with it
   */
  public static PackedFile of(
      String path, Optional<ContentHash> hash, long size, Instant modified, byte[] more) {
    byte[] name = bytes(path);
    int length =
        Integer.BYTES
            + name.length
            + 1
            + (hash.isPresent() ? HASH_BYTES : 0)
            + 2 * Long.BYTES
            + Integer.BYTES
            + more.length;
    ByteBuffer out = ByteBuffer.allocate(length);
    out.putInt(name.length).put(name).put((byte) (hash.isPresent() ? 1 : 0));
    hash.ifPresent(h -> out.put(HexFormat.of().parseHex(h.hex())));
    out.putLong(size).putLong(modified.getEpochSecond()).putInt(modified.getNano()).put(more);
    return new PackedFile(out.array());
  }

  /** Packs a file that was read, and nothing else. */
  public static PackedFile of(SourceFile file) {
    return of(
        PathText.of(file.path()), Optional.of(file.hash()), file.size(), file.modified(), NOTHING);
  }

  /** A path to compare others with. */
  public static PackedFile named(String path) {
    return of(path, Optional.empty(), 0, Instant.EPOCH, NOTHING);
  }

  /** The path as text. */
  public String path() {
    return text(row, Integer.BYTES, pathEnd());
  }

  /** The hash of its content, if it could be read. */
  public Optional<ContentHash> hash() {
    int at = pathEnd() + 1;
    return row[at - 1] == 0
        ? Optional.empty()
        : Optional.of(new ContentHash(HexFormat.of().formatHex(row, at, at + HASH_BYTES)));
  }

  /** In bytes. */
  public long size() {
    return ByteBuffer.wrap(row).getLong(afterHash());
  }

  /** When its bytes last changed, as the file system said. */
  public Instant modified() {
    ByteBuffer in = ByteBuffer.wrap(row).position(afterHash() + Long.BYTES);
    return Instant.ofEpochSecond(in.getLong(), in.getInt());
  }

  /** What was kept with it. */
  public byte[] more() {
    return Arrays.copyOfRange(row, afterHash() + 2 * Long.BYTES + Integer.BYTES, row.length);
  }

  private int pathEnd() {
    return Integer.BYTES + ByteBuffer.wrap(row).getInt();
  }

  private int afterHash() {
    int end = pathEnd();
    return end + 1 + (row[end] == 0 ? 0 : HASH_BYTES);
  }

  @Override
  public int compareTo(PackedFile other) {
    return Arrays.compareUnsigned(
        row, Integer.BYTES, pathEnd(), other.row, Integer.BYTES, other.pathEnd());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PackedFile packed && Arrays.equals(row, packed.row);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(row);
  }

  /**
   * UTF-8 for each UTF-16 unit by itself (CESU-8, Unicode Technical Report 26): so bytes sort as
   * strings do, and nothing is lost of names that are no valid text.
   */
  private static byte[] bytes(String path) {
    byte[] bytes = new byte[3 * path.length()];
    int n = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c < 0x80) {
        bytes[n++] = (byte) c;
      } else {
        if (c < 0x800) {
          bytes[n++] = (byte) (0xc0 + (c >> 6));
        } else {
          bytes[n++] = (byte) (0xe0 + (c >> 12));
          bytes[n++] = (byte) (0x80 + ((c >> 6) & 0x3f));
        }
        bytes[n++] = (byte) (0x80 + (c & 0x3f));
      }
    }
    return Arrays.copyOf(bytes, n);
  }

  private static String text(byte[] bytes, int from, int to) {
    char[] text = new char[to - from];
    int n = 0;
    for (int i = from; i < to; ) {
      int unit = bytes[i++];
      if (unit < 0) {
        boolean three = (unit & 0xe0) == 0xe0;
        unit = ((unit & (three ? 0x0f : 0x1f)) << 6) + (bytes[i++] & 0x3f);
        if (three) {
          unit = (unit << 6) + (bytes[i++] & 0x3f);
        }
      }
      text[n++] = (char) unit;
    }
    return new String(text, 0, n);
  }
}
