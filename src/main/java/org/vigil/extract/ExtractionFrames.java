package org.vigil.extract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigil.date.PartialDate;
import org.vigil.extract.Extraction.Extracted;
import org.vigil.extract.Extraction.Part;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;

/**
 * The bytes that travel between a pool and its children: frames of a length and so many bytes, and
 * an {@link Extraction} in them.
 *
 * <p>Reading trusts nothing: a child may have been taken over by what it read. Lengths are held to
 * what is there, and records refuse nonsense as they do everywhere.
 */
final class ExtractionFrames {

  private static final int EXTRACTED = 1;
  private static final int UNREADABLE = 2;
  private static final int MOST_STRINGS = 100_000;

  private ExtractionFrames() {}

  static void send(DataOutputStream out, byte[] frame) throws IOException {
    out.writeInt(frame.length);
    out.write(frame);
    out.flush();
  }

  /** Blocks until a whole frame is there. */
  static byte[] receive(DataInputStream in, int mostBytes) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > mostBytes) {
      throw new IOException("frame of " + length + " bytes, the limit is " + mostBytes);
    }
    byte[] frame = in.readNBytes(length);
    if (frame.length < length) {
      throw new IOException("frame of " + length + " bytes ends after " + frame.length);
    }
    return frame;
  }

  static byte[] write(Extraction extraction) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(out, extraction);
    }
    return bytes.toByteArray();
  }

  static Extraction read(byte[] frame) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame))) {
      Extraction extraction = read(in, true);
      if (in.read() >= 0) {
        throw new IOException("bytes left over after an extraction");
      }
      return extraction;
    } catch (IllegalArgumentException e) {
      throw new IOException("no extraction: " + e.getMessage(), e);
    }
  }

  private static void write(DataOutputStream out, Extraction extraction) throws IOException {
    switch (extraction) {
      case Extracted e -> {
        out.writeByte(EXTRACTED);
        write(out, e.mediaType());
        write(out, e.text());
        write(out, e.facts());
        out.writeInt(e.pages().size());
        for (int start : e.pages()) {
          out.writeInt(start);
        }
        write(out, e.warnings());
        out.writeInt(e.parts().size());
        for (Part part : e.parts()) {
          write(out, part.path());
          out.writeLong(part.size());
          write(out, part.content());
        }
      }
      case Unreadable u -> {
        out.writeByte(UNREADABLE);
        write(out, u.mediaType());
        write(out, u.reason().name());
        write(out, u.detail());
      }
    }
  }

  private static Extraction read(DataInputStream in, boolean mayHaveParts) throws IOException {
    int kind = in.readByte();
    if (kind == UNREADABLE) {
      return new Unreadable(readString(in), Reason.valueOf(readString(in)), readString(in));
    }
    if (kind != EXTRACTED) {
      throw new IOException("neither extracted nor unreadable: " + kind);
    }
    String mediaType = readString(in);
    String text = readString(in);
    Facts facts = readFacts(in);
    int pageCount = in.readInt();
    if (pageCount < 0 || pageCount > in.available() / Integer.BYTES) {
      throw new IOException("text of " + pageCount + " pages");
    }
    List<Integer> pages = new ArrayList<>(pageCount);
    for (int i = 0; i < pageCount; i++) {
      pages.add(in.readInt());
    }
    List<String> warnings = readStrings(in);
    int count = in.readInt();
    if (count > 0 && !mayHaveParts) {
      throw new IOException("part of a container holds " + count + " parts itself");
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(new Part(readString(in), in.readLong(), read(in, false)));
    }
    return new Extracted(mediaType, text, facts, pages, parts, warnings);
  }

  private static void write(DataOutputStream out, Facts facts) throws IOException {
    write(out, facts.title(), List::of);
    write(out, facts.outlet(), List::of);
    write(out, facts.authors(), authors -> authors);
    write(out, facts.date(), date -> List.of(date.toString()));
    write(out, facts.dateline(), List::of);
    write(out, facts.url(), List::of);
    write(out, facts.language(), List::of);
    write(out, facts.symbol(), List::of);
    write(out, facts.captured(), at -> List.of(at.toString()));
  }

  private static Facts readFacts(DataInputStream in) throws IOException {
    return new Facts(
        readFact(in, List::getFirst),
        readFact(in, List::getFirst),
        readFact(in, authors -> authors),
        readFact(in, date -> PartialDate.parse(date.getFirst()).orElseThrow()),
        readFact(in, List::getFirst),
        readFact(in, List::getFirst),
        readFact(in, List::getFirst),
        readFact(in, List::getFirst),
        readFact(in, at -> Instant.parse(at.getFirst())));
  }

  private interface ToStrings<T> {
    List<String> of(T value);
  }

  private interface FromStrings<T> {
    T of(List<String> strings);
  }

  private static <T> void write(DataOutputStream out, Optional<Fact<T>> fact, ToStrings<T> value)
      throws IOException {
    out.writeBoolean(fact.isPresent());
    if (fact.isPresent()) {
      write(out, value.of(fact.get().value()));
      write(out, fact.get().rule());
      out.writeDouble(fact.get().confidence());
      write(out, fact.get().text());
    }
  }

  private static <T> Optional<Fact<T>> readFact(DataInputStream in, FromStrings<T> value)
      throws IOException {
    if (!in.readBoolean()) {
      return Optional.empty();
    }
    List<String> strings = readStrings(in);
    if (strings.isEmpty()) {
      throw new IOException("fact without a value");
    }
    return Optional.of(
        new Fact<>(value.of(strings), readString(in), in.readDouble(), readString(in)));
  }

  private static void write(DataOutputStream out, List<String> strings) throws IOException {
    out.writeInt(strings.size());
    for (String s : strings) {
      write(out, s);
    }
  }

  private static List<String> readStrings(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST_STRINGS) {
      throw new IOException("list of " + count + " strings");
    }
    List<String> strings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      strings.add(readString(in));
    }
    return strings;
  }

  private static void write(DataOutputStream out, String string) throws IOException {
    byte[] bytes = string.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readString(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("string of " + length + " bytes where " + in.available() + " are left");
    }
    return new String(in.readNBytes(length), UTF_8);
  }
}
