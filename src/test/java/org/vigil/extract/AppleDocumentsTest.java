package org.vigil.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppleDocumentsTest {

  private static final int TEXT = 2001;
  private static final int TABLE = 6005;

  @TempDir Path folder;

  @Test
  void theParagraphsOfALetterAndTheCellsOfItsTableAreRead() throws IOException {
    byte[] letter =
        zip(
            "Index/Document.iwa",
            object(
                TEXT, field(3, "Nine teachers are held.\nTheir lawyer\u2028was not told.\uFFFC")),
            "Index/Tables/DataList.iwa",
            object(TABLE, joined(field(3, cell(2, "Nine")), field(3, cell(1, "Held")))),
            "Index/DocumentStylesheet.iwa",
            object(TEXT, field(3, "A style that nobody reads.")));

    assertThat(read("letter.pages", letter).readableText())
        .hasValue("Nine teachers are held.\n\nTheir lawyer\n\nwas not told.\n\nHeld\tNine");
  }

  @Test
  void copiesOfWhatCameBeforeAreUnpacked() throws IOException {
    byte[] content = plain(TEXT, field(3, "held held held"));
    // The letters once, then nine bytes from five before.
    byte[] start = Arrays.copyOf(content, content.length - 9);
    byte[] packed = joined(varint(content.length), literal(start), new byte[] {8 << 2 | 2, 5, 0});

    assertThat(read("a.pages", zip("Index/Document.iwa", block(packed))).readableText())
        .hasValue("held held held");
  }

  @Test
  void whateverIsDamagedThereIsAnOutcome() throws IOException {
    byte[] content = object(TEXT, field(3, "Nine teachers are held."));
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      byte[] damaged = content.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);

      assertThat(read("a.pages", zip("Index/Document.iwa", damaged)))
          .as("seed " + seed)
          .isNotNull();
    }
  }

  private Extraction read(String name, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    return new FileExtractor(Limits.standard(), Clock.systemUTC()).extract(file);
  }

  private static byte[] object(int type, byte[] message) {
    byte[] plain = plain(type, message);
    return block(joined(varint(plain.length), literal(plain)));
  }

  private static byte[] plain(int type, byte[] message) {
    byte[] info = joined(number(1, type), number(3, message.length));
    byte[] head = joined(number(1, 1), field(2, info));
    return joined(varint(head.length), head, message);
  }

  /** A block of a file: its kind, and its length in three bytes. */
  private static byte[] block(byte[] packed) {
    return joined(new byte[] {0, (byte) packed.length, (byte) (packed.length >> 8), 0}, packed);
  }

  private static byte[] literal(byte[] bytes) {
    return joined(new byte[] {(byte) (60 << 2), (byte) (bytes.length - 1)}, bytes);
  }

  private static byte[] cell(int number, String words) {
    return joined(number(1, number), field(3, words));
  }

  private static byte[] number(int field, long value) {
    return joined(varint((long) field << 3), varint(value));
  }

  private static byte[] field(int field, String words) {
    return field(field, words.getBytes(UTF_8));
  }

  private static byte[] field(int field, byte[] content) {
    return joined(varint((long) field << 3 | 2), varint(content.length), content);
  }

  private static byte[] varint(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long left = value;
    for (; left > 0x7f; left >>>= 7) {
      out.write((int) ((left & 0x7f) | 0x80));
    }
    out.write((int) left);
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }

  private static byte[] zip(Object... namesAndContents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        out.putNextEntry(new ZipEntry((String) namesAndContents[i]));
        out.write((byte[]) namesAndContents[i + 1]);
      }
    }
    return bytes.toByteArray();
  }
}
