package org.vigil.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;
import org.vigil.corpus.ContentHash;
import org.vigil.report.Report;

/**
 * What extraction and recognition gave for every file of a generation, as of its last commit: from
 * this the reports can be indexed again without either. Safe for use by several threads.
 */
public final class KeptReports implements AutoCloseable {

  private final @Nullable Directory directory;
  private final @Nullable DirectoryReader reader;
  private final Map<String, LedgerEntry> ledger;
  private final Map<ContentHash, LedgerEntry> byIdentity = new HashMap<>();

  private KeptReports(
      @Nullable Directory directory,
      @Nullable DirectoryReader reader,
      Map<String, LedgerEntry> ledger) {
    this.directory = directory;
    this.reader = reader;
    this.ledger = ledger;
    for (LedgerEntry entry : ledger.values()) {
      if (entry.outcome() != LedgerEntry.Outcome.DUPLICATE) {
        entry.identity().ifPresent(identity -> byIdentity.put(identity, entry));
      }
    }
  }

  /** Nothing kept. */
  public static KeptReports none() {
    return new KeptReports(null, null, Map.of());
  }

  /** What a generation keeps; nothing, while it has no commit. */
  public static KeptReports of(Generation generation) throws IOException {
    Directory directory = generation.directory();
    try {
      if (!DirectoryReader.indexExists(directory)) {
        directory.close();
        return none();
      }
      DirectoryReader reader = DirectoryReader.open(directory);
      return new KeptReports(directory, reader, Ledger.read(reader));
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /**
   * The same, once every byte was read against its checksum, so that damage is not copied.
   *
   * @throws IOException if it is damaged
   */
  public static KeptReports ofSound(Generation generation) throws IOException {
    KeptReports kept = of(generation);
    if (kept.reader != null) {
      try {
        for (LeafReaderContext leaf : kept.reader.leaves()) {
          leaf.reader().checkIntegrity();
        }
      } catch (IOException | RuntimeException e) {
        kept.close();
        throw e;
      }
    }
    return kept;
  }

  /** What became of every file, by path. */
  public Map<String, LedgerEntry> ledger() {
    return ledger;
  }

  /** What became of the file with this identity, wherever it lay. */
  public Optional<LedgerEntry> entry(ContentHash identity) {
    return Optional.ofNullable(byIdentity.get(identity));
  }

  /** The reports of the file with this identity, in its order. */
  public List<Report> reports(ContentHash identity) throws IOException {
    if (reader == null) {
      return List.of();
    }
    int most = Math.max(1, reader.docFreq(ReportDocuments.fromFile(identity)));
    ScoreDoc[] hits =
        new IndexSearcher(reader)
            .search(ReportDocuments.ofFile(identity), most, Sort.INDEXORDER)
            .scoreDocs;
    StoredFields stored = reader.storedFields();
    List<Report> reports = new ArrayList<>(hits.length);
    for (ScoreDoc hit : hits) {
      reports.add(ReportDocuments.read(stored, hit.doc));
    }
    return reports;
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(reader, directory);
  }
}
