package org.vigil.extract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.vigil.extract.Extraction.Extracted;

/**
 * Reads the words of Pages, Keynote and Numbers documents as they are since 2013: ZIP archives of
 * {@code .iwa} files, which are messages of Protocol Buffers in blocks of Snappy. The format is not
 * published; what is known of it is that texts are storages of type 2001 with their words in field
 * 3, and the words of a table's cells a list of type 6005. In which order slides follow each other
 * it does not tell here: they are read by their numbers.
 */
final class AppleDocuments {

  private static final int TEXT_STORAGE = 2001;
  private static final int TABLE_STRINGS = 6005;
  private static final int MOST_BYTES = 64 << 20;

  /** Which files hold words of the document: neither its styles nor its templates. */
  private static final Pattern WORDS =
      Pattern.compile(
          "Index/(?:(Document)|Slide(?:-(\\d{1,6}))?|Tables/DataList(?:-(\\d{1,6}))?)\\.iwa");

  /** What stands in a text for a picture, a footnote or a break. */
  private static final Pattern PLACEHOLDERS = Pattern.compile("[\uFFFC\u0004\u0005\u000e]");

  private AppleDocuments() {}

  /** Its text, if it is such a document and has some. */
  static Optional<Extracted> read(Input input, String mediaType, int limit, FactContext context)
      throws IOException {
    TreeMap<String, byte[]> files = new TreeMap<>(Comparator.comparing(AppleDocuments::order));
    int left = MOST_BYTES;
    try (InputStream in = input.open();
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry e = zip.getNextEntry(); e != null && left > 0; e = zip.getNextEntry()) {
        if (WORDS.matcher(e.getName()).matches()) {
          byte[] bytes = zip.readNBytes(left);
          left -= bytes.length;
          files.put(e.getName(), bytes);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      // What came before the damage is read.
    }
    List<String> paragraphs = new ArrayList<>();
    for (byte[] file : files.values()) {
      try {
        archives(ByteBuffer.wrap(unpacked(file)), paragraphs);
      } catch (RuntimeException e) {
        // Not as expected, or cut off: the other files are read all the same.
      }
    }
    String text = Characters.clean(String.join("\n\n", paragraphs)).strip();
    String start = Characters.start(text, limit);
    return start.isBlank()
        ? Optional.empty()
        : Optional.of(
            new Extracted(
                mediaType,
                start,
                DocumentFacts.of(
                    start,
                    new DocumentFacts.Declared(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false),
                    context),
                List.of(),
                List.of()));
  }

  /** The document first, then slides and tables by their numbers. */
  private static String order(String name) {
    Matcher matcher = WORDS.matcher(name);
    if (!matcher.matches() || matcher.group(1) != null) {
      return "";
    }
    boolean slide = name.startsWith("Index/Slide");
    String number = Optional.ofNullable(matcher.group(slide ? 2 : 3)).orElse("0");
    return (slide ? "1-" : "2-") + "0".repeat(6 - number.length()) + number;
  }

  /** Blocks with a head of four bytes: a zero, and the length in three. */
  private static byte[] unpacked(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file);
    byte[] out = new byte[0];
    while (in.remaining() > 4 && in.get() == 0) {
      int length = (in.get() & 0xff) | (in.get() & 0xff) << 8 | (in.get() & 0xff) << 16;
      byte[] block = new byte[Math.min(length, in.remaining())];
      in.get(block);
      byte[] plain = snappy(ByteBuffer.wrap(block));
      if (out.length + plain.length > MOST_BYTES) {
        break;
      }
      int end = out.length;
      out = Arrays.copyOf(out, end + plain.length);
      System.arraycopy(plain, 0, out, end, plain.length);
    }
    return out;
  }

  /** One block of Snappy: literals, and copies of what came before. */
  private static byte[] snappy(ByteBuffer in) {
    long size = varint(in);
    if (size > MOST_BYTES) {
      throw new IllegalArgumentException("block of " + size + " bytes");
    }
    byte[] out = new byte[(int) size];
    int at = 0;
    while (in.hasRemaining() && at < out.length) {
      int tag = in.get() & 0xff;
      if ((tag & 3) == 0) {
        int length = tag >> 2;
        if (length >= 60) {
          length = little(in, length - 59);
        }
        in.get(out, at, length + 1);
        at += length + 1;
      } else {
        int length = (tag & 3) == 1 ? (tag >> 2 & 7) + 4 : (tag >> 2) + 1;
        int back =
            switch (tag & 3) {
              case 1 -> (tag >> 5) << 8 | (in.get() & 0xff);
              case 2 -> little(in, 2);
              default -> little(in, 4);
            };
        if (back <= 0 || back > at) {
          throw new IllegalArgumentException("copy from " + back + " bytes before " + at);
        }
        for (int i = 0; i < length; i++, at++) {
          out[at] = out[at - back];
        }
      }
    }
    return out;
  }

  private static int little(ByteBuffer in, int bytes) {
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (in.get() & 0xff) << (8 * i);
    }
    return value;
  }

  /** Objects of a file, each with a head that tells the types and lengths of its messages. */
  private static void archives(ByteBuffer in, List<String> paragraphs) {
    while (in.hasRemaining()) {
      ByteBuffer head = slice(in, varint(in));
      List<long[]> messages = new ArrayList<>();
      fields(
          head,
          (field, content) -> {
            if (field == 2) {
              long[] typeAndLength = new long[2];
              numbers(content, typeAndLength);
              messages.add(typeAndLength);
            }
          });
      for (long[] message : messages) {
        ByteBuffer body = slice(in, message[1]);
        if (message[0] == TEXT_STORAGE) {
          fields(
              body,
              (field, content) -> {
                if (field == 3) {
                  add(UTF_8.decode(content).toString(), paragraphs);
                }
              });
        } else if (message[0] == TABLE_STRINGS) {
          add(cells(body), paragraphs);
        }
      }
    }
  }

  /** The words of a table's cells, each once, by their numbers. */
  private static String cells(ByteBuffer list) {
    TreeMap<Long, String> cells = new TreeMap<>();
    fields(
        list,
        (field, entry) -> {
          if (field == 3) {
            long number = number(entry.duplicate());
            fields(
                entry,
                (inner, words) -> {
                  if (inner == 3) {
                    cells.put(number, Characters.line(UTF_8.decode(words).toString()));
                  }
                });
          }
        });
    return String.join("\t", cells.values());
  }

  /** Field 1, which comes first. */
  private static long number(ByteBuffer message) {
    return message.hasRemaining() && message.get() == 1 << 3 ? varint(message) : 0;
  }

  private static void add(String text, List<String> paragraphs) {
    for (String line : PLACEHOLDERS.matcher(text).replaceAll("").split("[\\n\u2028\u2029]", -1)) {
      if (!line.isBlank()) {
        paragraphs.add(line.strip());
      }
    }
  }

  private interface Field {
    void at(int number, ByteBuffer content);
  }

  /** Hands over each field that has a length. */
  private static void fields(ByteBuffer message, Field taker) {
    while (message.hasRemaining()) {
      long key = varint(message);
      switch ((int) (key & 7)) {
        case 0 -> varint(message);
        case 1 -> message.position(message.position() + 8);
        case 2 -> taker.at((int) (key >> 3), slice(message, varint(message)));
        case 5 -> message.position(message.position() + 4);
        default -> throw new IllegalArgumentException("field of kind " + (key & 7));
      }
    }
  }

  /** The type of a message, field 1, and its length, field 3. */
  private static void numbers(ByteBuffer message, long[] typeAndLength) {
    while (message.hasRemaining()) {
      long key = varint(message);
      if ((key & 7) == 0) {
        long value = varint(message);
        if (key >> 3 == 1 || key >> 3 == 3) {
          typeAndLength[key >> 3 == 1 ? 0 : 1] = value;
        }
      } else if ((key & 7) == 2) {
        slice(message, varint(message));
      } else {
        throw new IllegalArgumentException("field of kind " + (key & 7));
      }
    }
  }

  private static ByteBuffer slice(ByteBuffer in, long length) {
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("length " + length);
    }
    ByteBuffer part = in.slice(in.position(), (int) length);
    in.position(in.position() + (int) length);
    return part;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("number of more than ten bytes");
  }
}
