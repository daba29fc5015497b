package org.vigil.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
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
   * Enough to write segments of a useful size; Lucene's default of 16 MB costs half as much again.
   */
  private static final double BUFFER_MEGABYTES = 128;

  private final Directory directory;
  private final IndexWriter writer;

  /** Told of the id of a report; whether it was withdrawn. */
  private final Predicate<String> withdrawn;

  /** The files that have reports here; null while that is not known, as each may have then. */
  private @Nullable HashSketch present;

  /** Held for reading while a file is written, for writing while all is committed. */
  private final ReadWriteLock wholeFiles = new ReentrantReadWriteLock();

  private GenerationWriter(Directory directory, IndexWriter writer, Predicate<String> withdrawn) {
    this.directory = directory;
    this.writer = writer;
    this.withdrawn = withdrawn;
  }

  /**
   * Opens a generation, new or not, for writing.
   *
   * @throws OtherSchemaException if it was written under another schema: one generation never holds
   *     two
   */
  public static GenerationWriter open(Generation generation) throws IOException {
    return open(generation, new IndexWriterConfig(), id -> false);
  }

  /**
   * The same where reports are withdrawn while others are written: none of them comes in by a file
   * that was read before.
   *
   * @param withdrawn told of the id of a report; says so before the report is taken out here
   */
  public static GenerationWriter open(Generation generation, Predicate<String> withdrawn)
      throws IOException {
    return open(generation, new IndexWriterConfig(), withdrawn);
  }

  /** The same with other settings of the writer. */
  static GenerationWriter open(
      Generation generation, IndexWriterConfig config, Predicate<String> withdrawn)
      throws IOException {
    SchemaVersion.check(generation);
    return openAny(generation, config, withdrawn);
  }

  /** Opens a generation of any schema, to take something out of it. */
  private static GenerationWriter openAny(
      Generation generation, IndexWriterConfig config, Predicate<String> withdrawn)
      throws IOException {
    Directory directory = generation.directory();
    try {
      config.setRAMBufferSizeMB(BUFFER_MEGABYTES).setCommitOnClose(false);
      boolean isNew = !DirectoryReader.indexExists(directory);
      GenerationWriter opened =
          new GenerationWriter(directory, new IndexWriter(directory, config), withdrawn);
      if (isNew) {
        opened.present = new HashSketch();
      }
      return opened;
    } catch (IOException | RuntimeException | Error e) {
      directory.close();
      throw e;
    }
  }

  /** Tells which files have reports here, which makes writing those of all others cheaper. */
  public synchronized void holdsOnly(Stream<ContentHash> identities) {
    HashSketch all = new HashSketch();
    identities.forEach(all::add);
    present = all;
  }

  /**
   * Records a file with the reports it gave, in place of those that were here of this identity.
   *
   * @param identity of the file, as {@link LedgerEntry#identity()} has it
   */
  @Override
  public void put(LedgerEntry entry, ContentHash identity, List<Report> reports)
      throws IOException {
    List<Document> documents = documents(reports, identity);
    LedgerEntry written = entry;
    wholeFiles.readLock().lock();
    try {
      // Whoever withdraws says so first and then waits for what is written here.
      List<Report> gone = reports.stream().filter(r -> withdrawn.test(r.id())).toList();
      if (!gone.isEmpty()) {
        documents = documents(reports.stream().filter(r -> !gone.contains(r)).toList(), identity);
        for (Report report : gone) {
          written = written.withoutReport(report.source().part());
        }
      }
      if (mayHold(identity)) {
        writer.updateDocuments(ReportDocuments.fromFile(identity), documents);
      } else {
        writer.addDocuments(documents);
      }
      note(written);
    } finally {
      wholeFiles.readLock().unlock();
    }
  }

  private static List<Document> documents(List<Report> reports, ContentHash identity) {
    List<Document> documents = new ArrayList<>();
    for (Report report : reports) {
      documents.addAll(ReportDocuments.of(report, identity));
    }
    return documents;
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

  /** Which of these reports are here, committed or not. */
  public Set<String> held(Collection<String> reportIds) throws IOException {
    Set<String> held = new TreeSet<>();
    try (DirectoryReader reader = DirectoryReader.open(writer)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      for (String id : reportIds) {
        if (searcher.count(new TermQuery(new Term(IndexField.ID.fieldName(), id))) > 0) {
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
   * Takes reports out of a generation of any schema, from the files of the index as well, and notes
   * it in the ledger of their files. What a process that died has left beside the index goes too.
   * Durable when this returns.
   *
   * @return those that were there
   */
  static Set<String> withdraw(Generation generation, Collection<String> reportIds)
      throws IOException {
    try (GenerationWriter writer = openAny(generation, new IndexWriterConfig(), id -> false)) {
      return writer.withdraw(reportIds);
    }
  }

  /**
   * The same in the generation that is open; what was written before is made durable with it. All
   * of them together cost one pass over the segments that hold them.
   *
   * <p>Reports that were taken out before, or whose file was, are taken from the files of the index
   * where they still lie in them.
   */
  public Set<String> withdraw(Collection<String> reportIds) throws IOException {
    try (Erasure erasure = new Erasure(writer, Erasure.termsOf(reportIds))) {
      Set<String> found = new TreeSet<>();
      wholeFiles.writeLock().lock();
      try {
        try (DirectoryReader reader = DirectoryReader.open(writer)) {
          if (!erasure.isNeeded(reader)) {
            return found;
          }
          takeOut(reportIds, reader, found).forEach(erasure::and);
        }
      } finally {
        wholeFiles.writeLock().unlock();
      }
      erasure.rewrite();
      commitWith(Map.of());
      return found;
    }
  }

  /**
   * What searches do not find any more after the next commit, but what lies in the files still.
   *
   * @param reports those that were here
   */
  public record Hidden(Set<String> reports, Collection<Term> terms) {

    /** All of these together. */
    public static Hidden all(Collection<Hidden> some) {
      Set<String> reports = new TreeSet<>();
      Set<Term> terms = new TreeSet<>();
      for (Hidden each : some) {
        reports.addAll(each.reports());
        terms.addAll(each.terms());
      }
      return new Hidden(reports, terms);
    }
  }

  /**
   * The first half of {@link #withdraw(Collection)}: takes reports out, from the next commit on,
   * and notes it in the ledger of their files. It takes no longer for a large index than for a
   * small one.
   */
  public Hidden hide(Collection<String> reportIds) throws IOException {
    Set<String> found = new TreeSet<>();
    List<Term> terms = Erasure.termsOf(reportIds);
    wholeFiles.writeLock().lock();
    try (DirectoryReader reader = DirectoryReader.open(writer)) {
      terms.addAll(takeOut(reportIds, reader, found));
    } finally {
      wholeFiles.writeLock().unlock();
    }
    return new Hidden(found, terms);
  }

  /**
   * The second half, once that is committed: takes what was hidden from the files of the index.
   * Others may write and commit meanwhile, but not these reports. Durable when this returns.
   */
  public void erase(Hidden hidden) throws IOException {
    try (Erasure erasure = new Erasure(writer, hidden.terms())) {
      try (DirectoryReader reader = DirectoryReader.open(writer)) {
        if (!erasure.isNeeded(reader)) {
          return;
        }
      }
      erasure.rewrite();
      commitWith(Map.of());
    }
  }

  /**
   * Takes reports out, with the files of which nothing is to be known any more.
   *
   * @param found takes those that are here
   * @return what finds the ledger's entries of those files
   */
  private List<Term> takeOut(
      Collection<String> reportIds, DirectoryReader reader, Set<String> found) throws IOException {
    List<Term> files = new ArrayList<>();
    for (String path : noteWithout(reportIds, reader, found)) {
      forget(path);
      files.add(new Term(IndexField.LEDGER_PATH.fieldName(), path));
    }
    writer.deleteDocuments(Erasure.termsOf(reportIds).toArray(Term[]::new));
    return files;
  }

  /**
   * Notes in the ledger which reports leave.
   *
   * @param found takes those that are here
   * @return the files of which nothing is to be known any more
   */
  private Set<String> noteWithout(
      Collection<String> reportIds, DirectoryReader reader, Set<String> found) throws IOException {
    List<Report> reports = new ArrayList<>();
    for (String id : new TreeSet<>(reportIds)) {
      find(reader, new Term(IndexField.ID.fieldName(), id)).ifPresent(reports::add);
    }
    Map<String, LedgerEntry> files = filesOf(reports, reader);
    Map<String, LedgerEntry> changed = new TreeMap<>();
    Set<String> forgotten = new TreeSet<>();
    for (Report report : reports) {
      found.add(report.id());
      LedgerEntry file = files.get(report.id());
      if (file == null) {
        continue;
      }
      LedgerEntry entry = changed.getOrDefault(file.path(), file);
      if (entry.chosenId().filter(report.id()::equals).isPresent()) {
        forgotten.add(entry.path());
      } else {
        changed.put(entry.path(), entry.withoutReport(report.source().part()));
      }
    }
    for (LedgerEntry entry : changed.values()) {
      note(entry);
    }
    return forgotten;
  }

  /** The files that gave these reports, by the ids of these. */
  private static Map<String, LedgerEntry> filesOf(List<Report> reports, DirectoryReader reader)
      throws IOException {
    Map<String, LedgerEntry> files = new HashMap<>();
    Map<ContentHash, List<Report>> left = new HashMap<>();
    for (Report report : reports) {
      ContentHash hash = report.source().hash();
      Optional<LedgerEntry> file =
          Ledger.withContent(reader, hash).stream().filter(e -> gave(e, report)).findFirst();
      if (file.isPresent()) {
        files.put(report.id(), file.get());
      } else {
        left.computeIfAbsent(hash, each -> new ArrayList<>()).add(report);
      }
    }
    if (!left.isEmpty()) {
      // As an earlier program noted them.
      Ledger.forEach(
          reader,
          entry ->
              entry.hash().map(hash -> left.getOrDefault(hash, List.of())).stream()
                  .flatMap(List::stream)
                  .filter(report -> gave(entry, report))
                  .forEach(report -> files.put(report.id(), entry)));
    }
    return files;
  }

  private static boolean gave(LedgerEntry file, Report report) {
    return file.outcome() == LedgerEntry.Outcome.INDEXED
        && file.isReport(report.id(), report.source().part());
  }

  private static Optional<Report> find(DirectoryReader reader, Term id) throws IOException {
    ScoreDoc[] hits = new IndexSearcher(reader).search(new TermQuery(id), 1).scoreDocs;
    return hits.length == 0
        ? Optional.empty()
        : Optional.of(ReportDocuments.read(reader.storedFields(), hits[0].doc));
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
