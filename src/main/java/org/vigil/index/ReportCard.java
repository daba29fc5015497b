package org.vigil.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;
import org.vigil.entity.Entity;
import org.vigil.entity.EntityKind;
import org.vigil.report.Report;

/**
 * What a list of hits shows of a report, kept where it is read without unpacking the report.
 *
 * @param date as {@code PartialDate} prints it
 * @param part path inside the source file
 * @param people at most {@value #MOST_LISTED}, in order of appearance
 * @param places likewise
 */
public record ReportCard(
    String id,
    Optional<String> title,
    Optional<String> outlet,
    Optional<String> date,
    List<String> authors,
    Optional<String> language,
    Optional<String> url,
    String path,
    Optional<String> part,
    List<Named> people,
    List<Named> places) {

  private static final int MOST_LISTED = 50;

  /**
   * Stands where cards of an earlier schema have the length of an id. They have the ids of entities
   * whole; now only what an id has that cannot be told from the name is written.
   */
  private static final int WITHOUT_ID = 0;

  /** An entity by id and name. */
  public record Named(String id, String name) {}

  static ReportCard of(Report report) {
    return new ReportCard(
        report.id(),
        report.title(),
        report.outlet(),
        report.date().map(Object::toString),
        report.authors(),
        report.language(),
        report.url(),
        report.source().path(),
        report.source().part(),
        named(report, EntityKind.PERSON),
        named(report, EntityKind.PLACE));
  }

  private static List<Named> named(Report report, EntityKind kind) {
    List<Named> named = new ArrayList<>();
    for (Entity entity : report.annotations().entities()) {
      if (entity.kind() == kind && named.size() < MOST_LISTED) {
        named.add(new Named(entity.id(), entity.name()));
      }
    }
    return named;
  }

  BytesRef encoded() {
    try {
      ByteBuffersDataOutput out = new ByteBuffersDataOutput();
      out.writeVInt(WITHOUT_ID);
      write(out, title);
      write(out, outlet);
      write(out, date);
      out.writeVInt(authors.size());
      for (String author : authors) {
        out.writeString(author);
      }
      write(out, language);
      write(out, url);
      out.writeString(path);
      write(out, part);
      write(out, EntityKind.PERSON, people);
      write(out, EntityKind.PLACE, places);
      return new BytesRef(out.toArrayCopy());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads the doc value of {@code CARD}, also that of an earlier schema.
   *
   * @param id of the report, which has a field of its own
   */
  public static ReportCard decode(String id, BytesRef bytes) throws IOException {
    ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
    int idLength = in.readVInt();
    in.skipBytes(idLength);
    boolean wholeIds = idLength != WITHOUT_ID;
    return new ReportCard(
        id,
        optional(in),
        optional(in),
        optional(in),
        strings(in),
        optional(in),
        optional(in),
        in.readString(),
        optional(in),
        wholeIds ? withWholeIds(in) : entities(in, EntityKind.PERSON),
        wholeIds ? withWholeIds(in) : entities(in, EntityKind.PLACE));
  }

  private static void write(ByteBuffersDataOutput out, Optional<String> value) throws IOException {
    out.writeByte((byte) (value.isPresent() ? 1 : 0));
    if (value.isPresent()) {
      out.writeString(value.get());
    }
  }

  /** Writes names, and of each id what differs from the usual one of an entity of that name. */
  private static void write(ByteBuffersDataOutput out, EntityKind kind, List<Named> entities)
      throws IOException {
    out.writeVInt(entities.size());
    for (Named entity : entities) {
      String usual = usualId(kind, entity.name());
      String id = entity.id();
      int common = 0;
      int most = Math.min(usual.length(), id.length());
      while (common < most && usual.charAt(common) == id.charAt(common)) {
        common++;
      }
      boolean same = common == usual.length() && common == id.length();
      out.writeString(entity.name());
      out.writeVInt(same ? 0 : common + 1);
      if (!same) {
        out.writeString(id.substring(common));
      }
    }
  }

  /** What most ids are; by no rule that another version of Java may have otherwise. */
  private static String usualId(EntityKind kind, String name) {
    StringBuilder id = new StringBuilder(kind.path()).append('/');
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      id.append(c == ' ' ? '-' : c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c);
    }
    return id.toString();
  }

  private static Optional<String> optional(ByteArrayDataInput in) throws IOException {
    return in.readByte() == 1 ? Optional.of(in.readString()) : Optional.empty();
  }

  private static List<String> strings(ByteArrayDataInput in) throws IOException {
    int size = in.readVInt();
    List<String> strings = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      strings.add(in.readString());
    }
    return strings;
  }

  private static List<Named> entities(ByteArrayDataInput in, EntityKind kind) throws IOException {
    int size = in.readVInt();
    List<Named> entities = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      String name = in.readString();
      String usual = usualId(kind, name);
      int common = in.readVInt() - 1;
      entities.add(
          new Named(common < 0 ? usual : usual.substring(0, common) + in.readString(), name));
    }
    return entities;
  }

  private static List<Named> withWholeIds(ByteArrayDataInput in) throws IOException {
    int size = in.readVInt();
    List<Named> entities = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      entities.add(new Named(in.readString(), in.readString()));
    }
    return entities;
  }
}
