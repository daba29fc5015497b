package org.vigil.index;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.vigil.corpus.ContentHash;
import org.vigil.schema.IndexField;

/** Reads the ledger: what became of every source file of a generation. */
public final class Ledger {

  private Ledger() {}

  /** The whole ledger of the last commit, by path. */
  public static LedgerTable read(Generation generation) throws IOException {
    try (Directory directory = generation.directory()) {
      return read(directory);
    }
  }

  static LedgerTable read(Directory directory) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      return read(reader);
    }
  }

  static LedgerTable read(DirectoryReader reader) throws IOException {
    if (!reader.getIndexCommit().getUserData().containsKey(SchemaVersion.NOTE)) {
      throw new DamagedIndexException(
          "the index was made by a version of Vigil too old for this one");
    }
    LedgerTable.Builder entries = new LedgerTable.Builder();
    forEach(reader, entries::add);
    return entries.build();
  }

  /** Goes through the whole ledger, in no order. */
  static void forEach(DirectoryReader reader, Consumer<LedgerEntry> each) throws IOException {
    for (LeafReaderContext leaf : reader.leaves()) {
      BinaryDocValues values =
          leaf.reader().getBinaryDocValues(IndexField.LEDGER_ENTRY.fieldName());
      if (values == null) {
        continue;
      }
      Bits live = leaf.reader().getLiveDocs();
      for (int doc = values.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = values.nextDoc()) {
        if (live == null || live.get(doc)) {
          each.accept(decode(values.binaryValue()));
        }
      }
    }
  }

  /**
   * The files with this content that gave reports, without reading the rest of the ledger. Those
   * that were noted by a program before {@link IndexField#LEDGER_HASH} are not found.
   */
  static List<LedgerEntry> withContent(DirectoryReader reader, ContentHash hash)
      throws IOException {
    Term term = new Term(IndexField.LEDGER_HASH.fieldName(), beginning(hash));
    List<LedgerEntry> entries = new ArrayList<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      PostingsEnum documents = leaf.reader().postings(term, PostingsEnum.NONE);
      if (documents == null) {
        continue;
      }
      BinaryDocValues values =
          DocValues.getBinary(leaf.reader(), IndexField.LEDGER_ENTRY.fieldName());
      Bits live = leaf.reader().getLiveDocs();
      for (int doc = documents.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = documents.nextDoc()) {
        if ((live == null || live.get(doc)) && values.advanceExact(doc)) {
          entries.add(decode(values.binaryValue()));
        }
      }
    }
    entries.removeIf(entry -> !entry.hash().equals(Optional.of(hash)));
    return entries;
  }

  /** Enough to find few others besides, in a quarter of the space. */
  private static String beginning(ContentHash hash) {
    return hash.hex().substring(0, 16);
  }

  /** The notes kept with the last commit of a generation; none before the first. */
  public static Map<String, String> notes(Generation generation) throws IOException {
    try (Directory directory = generation.directory()) {
      return DirectoryReader.indexExists(directory)
          ? SegmentInfos.readLatestCommit(directory).getUserData()
          : Map.of();
    }
  }

  /** Changes with each commit of a generation. */
  public static long version(Generation generation) throws IOException {
    try (Directory directory = generation.directory()) {
      return SegmentInfos.readLatestCommit(directory).getVersion();
    }
  }

  static Document document(LedgerEntry entry) {
    Document document = new Document();
    document.add(
        new StringField(IndexField.KIND.fieldName(), IndexField.LEDGER_KIND, Field.Store.NO));
    document.add(new StringField(IndexField.LEDGER_PATH.fieldName(), entry.path(), Field.Store.NO));
    if (entry.outcome() == LedgerEntry.Outcome.INDEXED && entry.hash().isPresent()) {
      document.add(
          new StringField(
              IndexField.LEDGER_HASH.fieldName(), beginning(entry.hash().get()), Field.Store.NO));
    }
    document.add(
        new BinaryDocValuesField(
            IndexField.LEDGER_ENTRY.fieldName(), new BytesRef(encoded(entry))));
    return document;
  }

  /** An entry as bytes. */
  public static byte[] encoded(LedgerEntry entry) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(200);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      text(out, entry.path());
      text(out, entry.chosenId().orElse(""));
      text(out, entry.hash().map(ContentHash::hex).orElse(""));
      out.writeLong(entry.size());
      instant(out, entry.modified());
      text(out, entry.settings().extraction());
      text(out, entry.settings().recognition());
      result(out, entry);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /** The entry that {@link #encoded} made bytes of. */
  public static LedgerEntry decoded(byte[] bytes) throws IOException {
    return decode(new BytesRef(bytes));
  }

  private static LedgerEntry decode(BytesRef bytes) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(bytes.bytes, bytes.offset, bytes.length))) {
      String path = text(in);
      Optional<String> chosenId = Optional.of(text(in)).filter(id -> !id.isEmpty());
      String hash = text(in);
      long size = in.readLong();
      Instant modified = instant(in);
      Settings settings = new Settings(text(in), text(in));
      return entry(
          path,
          chosenId,
          hash.isEmpty() ? Optional.empty() : Optional.of(new ContentHash(hash)),
          size,
          modified,
          settings,
          in);
    }
  }

  /** Writes what became of a file, and when. */
  static void result(DataOutputStream out, LedgerEntry entry) throws IOException {
    text(out, entry.outcome().name());
    out.writeInt(entry.reports());
    out.writeBoolean(entry.failure().isPresent());
    if (entry.failure().isPresent()) {
      failure(out, entry.failure().get());
    }
    out.writeInt(entry.parts().size());
    for (LedgerEntry.PartFailure part : entry.parts()) {
      text(out, part.part());
      failure(out, part.failure());
    }
    instant(out, entry.at());
    out.writeLong(entry.millis());
  }

  /** The entry of a file that is known, with what {@link #result} has written of it. */
  static LedgerEntry entry(
      String path,
      Optional<String> chosenId,
      Optional<ContentHash> hash,
      long size,
      Instant modified,
      Settings settings,
      DataInputStream in)
      throws IOException {
    LedgerEntry.Outcome outcome = LedgerEntry.Outcome.valueOf(text(in));
    int reports = in.readInt();
    Optional<LedgerEntry.Failure> failure =
        in.readBoolean() ? Optional.of(failure(in)) : Optional.empty();
    int count = in.readInt();
    List<LedgerEntry.PartFailure> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(new LedgerEntry.PartFailure(text(in), failure(in)));
    }
    return new LedgerEntry(
        path,
        chosenId,
        hash,
        size,
        modified,
        settings,
        outcome,
        reports,
        failure,
        parts,
        instant(in),
        in.readLong());
  }

  private static void failure(DataOutputStream out, LedgerEntry.Failure failure)
      throws IOException {
    text(out, failure.reason());
    text(out, failure.detail());
  }

  private static LedgerEntry.Failure failure(DataInputStream in) throws IOException {
    return new LedgerEntry.Failure(text(in), text(in));
  }

  private static void instant(DataOutputStream out, Instant instant) throws IOException {
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  private static Instant instant(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  /** Not {@code writeUTF}, which ends at 64 kB. */
  static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }
}
