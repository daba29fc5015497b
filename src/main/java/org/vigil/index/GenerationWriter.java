package org.vigil.index;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogByteSizeMergePolicy;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;
import org.vigil.corpus.ContentHash;
import org.vigil.report.Report;
import org.vigil.schema.IndexField;

/**
 * Writes reports, and the ledger of the files they came from, into one generation.
 *
 * <p>A file's reports and its ledger entry become durable in the same commit: whatever is cut off
 * in between, the ledger never claims a report that is not there. Safe for use by several threads;
 * the calls for one file must not overlap.
 */
public final class GenerationWriter implements ArchiveWriter, AutoCloseable {

  /**
   * How often merges under way are waited for when a report is to leave the files, and how long.
   */
  private static final int MOST_MERGES = 200;

  private static final Duration PAUSE = Duration.ofMillis(50);

  /**
   * Enough to write segments of a useful size; Lucene's default of 16 MB costs half as much again.
   */
  private static final double BUFFER_MEGABYTES = 128;

  private final Directory directory;
  private final IndexWriter writer;

  /** The files that have reports here; null while that is not known, as each may have then. */
  private @Nullable Set<ContentHash> present;

  /** Held for reading while a file is written, for writing while all is committed. */
  private final ReadWriteLock wholeFiles = new ReentrantReadWriteLock();

  private GenerationWriter(Directory directory, IndexWriter writer) {
    this.directory = directory;
    this.writer = writer;
  }

  /**
   * Opens a generation, new or not, for writing.
   *
   * @throws OtherSchemaException if it was written under another schema: one generation never holds
   *     two
   */
  public static GenerationWriter open(Generation generation) throws IOException {
    Optional<String> schema = SchemaVersion.of(generation);
    if (generation.committed() && !schema.equals(Optional.of(SchemaVersion.current()))) {
      throw new OtherSchemaException(generation);
    }
    return openAny(generation);
  }

  /** Opens a generation of any schema, to take something out of it. */
  private static GenerationWriter openAny(Generation generation) throws IOException {
    Directory directory = generation.directory();
    try {
      IndexWriterConfig config =
          new IndexWriterConfig().setRAMBufferSizeMB(BUFFER_MEGABYTES).setCommitOnClose(false);
      boolean isNew = !DirectoryReader.indexExists(directory);
      GenerationWriter opened = new GenerationWriter(directory, new IndexWriter(directory, config));
      if (isNew) {
        opened.present = new HashSet<>();
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** Tells which files have reports here, which makes writing those of all others cheaper. */
  public synchronized void holdsOnly(Set<ContentHash> identities) {
    present = new HashSet<>(identities);
  }

  /**
   * Records a file with the reports it gave, in place of those that were here of this identity.
   *
   * @param identity of the file, as {@link LedgerEntry#identity()} has it
   */
  @Override
  public void put(LedgerEntry entry, ContentHash identity, List<Report> reports)
      throws IOException {
    List<Document> documents = new ArrayList<>();
    for (Report report : reports) {
      documents.addAll(ReportDocuments.of(report, identity));
    }
    wholeFiles.readLock().lock();
    try {
      if (mayHold(identity)) {
        writer.updateDocuments(ReportDocuments.fromFile(identity), documents);
      } else {
        writer.addDocuments(documents);
      }
      note(entry);
    } finally {
      wholeFiles.readLock().unlock();
    }
  }

  private synchronized boolean mayHold(ContentHash identity) {
    return present == null || !present.add(identity);
  }

  /** Records what is known of a file; reports stay as they are. */
  @Override
  public void note(LedgerEntry entry) throws IOException {
    writer.updateDocument(
        new Term(IndexField.LEDGER_PATH.fieldName(), entry.path()), Ledger.document(entry));
  }

  /** Forgets a file; its reports stay. */
  @Override
  public void forget(String path) throws IOException {
    writer.deleteDocuments(new Term(IndexField.LEDGER_PATH.fieldName(), path));
  }

  /** Forgets all files below a folder; their reports stay. */
  public void forgetBelow(Path folder) throws IOException {
    String prefix = folder + folder.getFileSystem().getSeparator();
    writer.deleteDocuments(new PrefixQuery(new Term(IndexField.LEDGER_PATH.fieldName(), prefix)));
  }

  /** Whether a report is here, committed or not. */
  public boolean holds(String reportId) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(writer)) {
      return holds(new IndexSearcher(reader), reportId);
    }
  }

  private static boolean holds(IndexSearcher searcher, String reportId) throws IOException {
    return searcher.count(new TermQuery(new Term(IndexField.ID.fieldName(), reportId))) > 0;
  }

  /**
   * Which of these reports are in a generation, whatever its schema; none where it cannot be read,
   * as nobody can search it then.
   */
  static List<String> held(Generation generation, Set<String> reportIds) throws IOException {
    if (reportIds.isEmpty() || !generation.isWhole()) {
      return List.of();
    }
    List<String> held = new ArrayList<>();
    try (Directory directory = generation.directory();
        DirectoryReader reader = DirectoryReader.open(directory)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      for (String id : reportIds) {
        if (holds(searcher, id)) {
          held.add(id);
        }
      }
    }
    return held;
  }

  /** Takes out every report of the file with this identity. */
  @Override
  public void removeReports(ContentHash identity) throws IOException {
    writer.deleteDocuments(ReportDocuments.fromFile(identity));
  }

  /**
   * Takes one report out of a generation of any schema, from the files of the index as well, and
   * notes it in the ledger of its file. Durable when this returns.
   *
   * @return whether it was there
   */
  static boolean withdraw(Generation generation, String reportId) throws IOException {
    try (GenerationWriter writer = openAny(generation)) {
      return writer.withdraw(reportId);
    }
  }

  /** The same in the generation that is open; what was written before is made durable with it. */
  public boolean withdraw(String reportId) throws IOException {
    Optional<Report> report;
    Optional<LedgerEntry> file;
    try (DirectoryReader reader = DirectoryReader.open(writer)) {
      report = find(reader, new Term(IndexField.ID.fieldName(), reportId));
      file = report.isPresent() ? fileOf(report.get(), reader) : Optional.empty();
    }
    if (report.isEmpty()) {
      return false;
    }
    writer.deleteDocuments(ReportDocuments.withId(reportId));
    if (file.isPresent()) {
      if (file.get().chosenId().filter(reportId::equals).isPresent()) {
        forget(file.get().path());
        removeReports(file.get().identity().orElseThrow());
      } else {
        note(file.get().withoutReport(report.get().source().part()));
      }
    }
    // The default policy leaves a lone segment with deletions as it is; this one rewrites it.
    MergePolicy usual = writer.getConfig().getMergePolicy();
    writer.getConfig().setMergePolicy(new LogByteSizeMergePolicy());
    writer.forceMergeDeletes(true);
    // A merge that was under way takes the report along, marked as deleted, into its segment.
    for (int i = 0; writer.hasDeletions() && i < MOST_MERGES; i++) {
      LockSupport.parkNanos(PAUSE.toNanos());
      writer.forceMergeDeletes(true);
    }
    writer.getConfig().setMergePolicy(usual);
    commitWith(Map.of());
    return true;
  }

  private static Optional<Report> find(DirectoryReader reader, Term id) throws IOException {
    ScoreDoc[] hits = new IndexSearcher(reader).search(new TermQuery(id), 1).scoreDocs;
    return hits.length == 0
        ? Optional.empty()
        : Optional.of(ReportDocuments.read(reader.storedFields(), hits[0].doc));
  }

  private static Optional<LedgerEntry> fileOf(Report report, DirectoryReader reader)
      throws IOException {
    return Ledger.read(reader).values().stream()
        .filter(e -> e.outcome() == LedgerEntry.Outcome.INDEXED)
        .filter(e -> e.isReport(report.id(), report.source().part()))
        .findFirst();
  }

  /** How many reports are here, those included that are not committed yet. */
  @Override
  public long reports() throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(writer)) {
      return new IndexSearcher(reader)
          .count(new TermQuery(new Term(IndexField.KIND.fieldName(), IndexField.REPORT_KIND)));
    }
  }

  /** Makes everything written until now durable, and keeps the notes of the commit before. */
  public void commit() throws IOException {
    commit(Map.of());
  }

  /**
   * Makes everything written until now durable and visible to readers that open afterwards.
   *
   * @param notes kept with the commit beside those of the commits before
   */
  @Override
  public void commit(Map<String, String> notes) throws IOException {
    Map<String, String> all = new TreeMap<>(notes);
    all.put(SchemaVersion.NOTE, SchemaVersion.current());
    commitWith(all);
  }

  /** Commits with these notes beside those of the commits before, even if nothing else changed. */
  private void commitWith(Map<String, String> notes) throws IOException {
    wholeFiles.writeLock().lock();
    try {
      Map<String, String> all = new TreeMap<>();
      Iterable<Map.Entry<String, String>> before = writer.getLiveCommitData();
      if (before != null) {
        before.forEach(note -> all.put(note.getKey(), note.getValue()));
      }
      all.putAll(notes);
      writer.setLiveCommitData(all.entrySet());
      writer.commit();
    } finally {
      wholeFiles.writeLock().unlock();
    }
  }

  /** Drops what was not committed. */
  @Override
  public void close() throws IOException {
    IOUtils.close(writer::rollback, directory);
  }
}
