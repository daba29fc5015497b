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
      out.writeString(id);
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
      write(out, people);
      write(out, places);
      return new BytesRef(out.toArrayCopy());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the doc value of {@code CARD}. */
  public static ReportCard decode(BytesRef bytes) throws IOException {
    ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
    return new ReportCard(
        in.readString(),
        optional(in),
        optional(in),
        optional(in),
        strings(in),
        optional(in),
        optional(in),
        in.readString(),
        optional(in),
        entities(in),
        entities(in));
  }

  private static void write(ByteBuffersDataOutput out, Optional<String> value) throws IOException {
    out.writeByte((byte) (value.isPresent() ? 1 : 0));
    if (value.isPresent()) {
      out.writeString(value.get());
    }
  }

  private static void write(ByteBuffersDataOutput out, List<Named> entities) throws IOException {
    out.writeVInt(entities.size());
    for (Named entity : entities) {
      out.writeString(entity.id());
      out.writeString(entity.name());
    }
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

  private static List<Named> entities(ByteArrayDataInput in) throws IOException {
    int size = in.readVInt();
    List<Named> entities = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      entities.add(new Named(in.readString(), in.readString()));
    }
    return entities;
  }
}
