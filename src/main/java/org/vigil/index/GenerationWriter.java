package org.vigil.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogByteSizeMergePolicy;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
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
public final class GenerationWriter implements AutoCloseable {

  /**
   * Enough to write segments of a useful size; Lucene's default of 16 MB costs half as much again.
   */
  private static final double BUFFER_MEGABYTES = 128;

  private final Directory directory;
  private final IndexWriter writer;
  private final Set<ContentHash> written = new HashSet<>();

  /** Of the last commit, once asked for; both are forgotten with the next. */
  private @Nullable DirectoryReader committed;

  private @Nullable Map<String, LedgerEntry> ledger;

  /** Held for reading while a file is written, for writing while all is committed. */
  private final ReadWriteLock wholeFiles = new ReentrantReadWriteLock();

  private GenerationWriter(Directory directory, IndexWriter writer) {
    this.directory = directory;
    this.writer = writer;
  }

  /** Opens a generation, new or not, for writing. */
  public static GenerationWriter open(Generation generation) throws IOException {
    Directory directory = generation.directory();
    try {
      IndexWriterConfig config =
          new IndexWriterConfig().setRAMBufferSizeMB(BUFFER_MEGABYTES).setCommitOnClose(false);
      IndexWriter writer = new IndexWriter(directory, config);
      GenerationWriter opened = new GenerationWriter(directory, writer);
      for (LedgerEntry entry : opened.committedLedger().values()) {
        entry.hash().ifPresent(opened.written::add);
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** Records a file with the reports it gave, in place of those that its bytes gave before. */
  public void put(LedgerEntry entry, ContentHash hash, List<Report> reports) throws IOException {
    List<Document> documents = new ArrayList<>();
    for (Report report : reports) {
      documents.add(ReportDocuments.of(report));
    }
    wholeFiles.readLock().lock();
    try {
      boolean known;
      synchronized (written) {
        known = !written.add(hash);
      }
      if (known) {
        writer.updateDocuments(reportsOf(hash), documents);
      } else {
        writer.addDocuments(documents);
      }
      note(entry);
    } finally {
      wholeFiles.readLock().unlock();
    }
  }

  /** Records what is known of a file; reports stay as they are. */
  public void note(LedgerEntry entry) throws IOException {
    writer.updateDocument(
        new Term(IndexField.LEDGER_PATH.fieldName(), entry.path()), Ledger.document(entry));
  }

  /** Forgets a file; its reports stay. */
  public void forget(String path) throws IOException {
    writer.deleteDocuments(new Term(IndexField.LEDGER_PATH.fieldName(), path));
  }

  /** Takes out every report of the file with these bytes. */
  public void removeReports(ContentHash hash) throws IOException {
    writer.deleteDocuments(reportsOf(hash));
  }

  /** The reports of the file with these bytes, as far as they are committed. */
  public List<Report> committedReports(ContentHash hash) throws IOException {
    return committed(reportsOf(hash));
  }

  private synchronized List<Report> committed(Term term) throws IOException {
    if (committed == null) {
      if (!DirectoryReader.indexExists(directory)) {
        return List.of();
      }
      committed = DirectoryReader.open(directory);
    }
    IndexSearcher searcher = new IndexSearcher(committed);
    TopDocs found = searcher.search(new TermQuery(term), Math.max(1, committed.maxDoc()));
    StoredFields stored = committed.storedFields();
    List<Report> reports = new ArrayList<>();
    for (ScoreDoc hit : found.scoreDocs) {
      reports.add(ReportDocuments.read(stored, hit.doc));
    }
    return reports;
  }

  /** What is known of every file, by path, as far as it is committed. */
  public synchronized Map<String, LedgerEntry> committedLedger() throws IOException {
    if (ledger == null) {
      ledger = DirectoryReader.indexExists(directory) ? Ledger.read(directory) : Map.of();
    }
    return ledger;
  }

  /**
   * Takes one report out, from the files of the index as well, and notes it in the ledger of its
   * file. Durable when this returns.
   *
   * @return whether it was there
   */
  boolean withdraw(String reportId) throws IOException {
    Optional<Report> report =
        committed(new Term(IndexField.ID.fieldName(), reportId)).stream().findFirst();
    if (report.isEmpty()) {
      return false;
    }
    Report.Source source = report.get().source();
    writer.deleteDocuments(new Term(IndexField.ID.fieldName(), reportId));
    for (LedgerEntry entry : committedLedger().values()) {
      if (entry.outcome() == LedgerEntry.Outcome.INDEXED
          && entry.hash().filter(source.hash()::equals).isPresent()) {
        note(entry.withoutReport(source.part()));
      }
    }
    List<Map.Entry<String, String>> notes = new ArrayList<>();
    writer.getLiveCommitData().forEach(notes::add);
    // The default policy leaves a lone segment with deletions as it is; this one rewrites it.
    writer.getConfig().setMergePolicy(new LogByteSizeMergePolicy());
    writer.forceMergeDeletes(true);
    writer.setLiveCommitData(notes);
    writer.commit();
    closeCommitted();
    return true;
  }

  /** Makes everything written until now durable and visible to readers that open afterwards. */
  public void commit(Map<String, String> notes) throws IOException {
    wholeFiles.writeLock().lock();
    try {
      writer.setLiveCommitData(notes.entrySet());
      writer.commit();
    } finally {
      wholeFiles.writeLock().unlock();
    }
    closeCommitted();
  }

  private synchronized void closeCommitted() throws IOException {
    ledger = null;
    if (committed != null) {
      committed.close();
      committed = null;
    }
  }

  /** Drops what was not committed. */
  @Override
  public void close() throws IOException {
    IOUtils.close(this::closeCommitted, writer::rollback, directory);
  }

  private static Term reportsOf(ContentHash hash) {
    return new Term(IndexField.SOURCE_HASH.fieldName(), hash.hex());
  }
}
