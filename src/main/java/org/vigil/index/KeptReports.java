package org.vigil.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;
import org.vigil.corpus.ContentHash;
import org.vigil.report.Report;

/**
 * What extraction and recognition gave for every file of one generation or several, as of their
 * last commits: from this the reports can be indexed again without either. Safe for use by several
 * threads.
 */
public final class KeptReports implements KeptFiles, AutoCloseable {

  private final List<Source> sources;
  private final Map<String, LedgerEntry> ledger = new TreeMap<>();
  private final Map<ContentHash, Kept> byIdentity = new HashMap<>();

  /** One generation, open. */
  private record Source(Directory directory, DirectoryReader reader) {

    static Optional<Source> open(Generation generation) throws IOException {
      Directory directory = generation.directory();
      try {
        if (!DirectoryReader.indexExists(directory)) {
          directory.close();
          return Optional.empty();
        }
        return Optional.of(new Source(directory, DirectoryReader.open(directory)));
      } catch (IOException | RuntimeException e) {
        directory.close();
        throw e;
      }
    }

    void close() throws IOException {
      IOUtils.close(reader, directory);
    }
  }

  private record Kept(LedgerEntry entry, Source source) {}

  private KeptReports(List<Source> sources) throws IOException {
    this.sources = sources;
    for (Source source : sources) {
      for (LedgerEntry entry : Ledger.read(source.reader()).values()) {
        ledger.putIfAbsent(entry.path(), entry);
        if (entry.outcome() != LedgerEntry.Outcome.DUPLICATE && entry.identity().isPresent()) {
          byIdentity.merge(entry.identity().get(), new Kept(entry, source), KeptReports::better);
        }
      }
    }
  }

  /**
   * Of two files with the same bytes the one that was read, then that whose path sorts first, which
   * stands for both in an index that holds them.
   */
  private static Kept better(Kept one, Kept other) {
    boolean failed = one.entry().failure().isPresent();
    if (failed != other.entry().failure().isPresent()) {
      return failed ? other : one;
    }
    return other.entry().path().compareTo(one.entry().path()) < 0 ? other : one;
  }

  /** What a generation keeps; nothing, while it has no commit. */
  public static KeptReports of(Generation generation) throws IOException {
    return of(List.of(generation));
  }

  /** What several generations keep. Where two know the same path, the first tells. */
  public static KeptReports of(List<Generation> generations) throws IOException {
    List<Source> sources = new ArrayList<>();
    try {
      for (Generation generation : generations) {
        Source.open(generation).ifPresent(sources::add);
      }
      return new KeptReports(sources);
    } catch (IOException | RuntimeException e) {
      for (Source source : sources) {
        source.close();
      }
      throw e;
    }
  }

  /**
   * Reads every byte of a generation against its checksum, so that damage is not copied.
   *
   * @throws IOException if it is damaged
   */
  public static void checkSound(Generation generation) throws IOException {
    try (KeptReports kept = of(generation)) {
      for (Source source : kept.sources) {
        for (LeafReaderContext leaf : source.reader().leaves()) {
          leaf.reader().checkIntegrity();
        }
      }
    }
  }

  /** What became of every file, by path. */
  @Override
  public Map<String, LedgerEntry> ledger() {
    return ledger;
  }

  /** What became of the file with this identity, wherever it lay. */
  @Override
  public Optional<LedgerEntry> entry(ContentHash identity) {
    return Optional.ofNullable(byIdentity.get(identity)).map(Kept::entry);
  }

  /** The reports of the file with this identity, in its order. */
  @Override
  public List<Report> reports(ContentHash identity) throws IOException {
    Kept kept = byIdentity.get(identity);
    if (kept == null) {
      return List.of();
    }
    DirectoryReader reader = kept.source().reader();
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
    for (Source source : sources) {
      source.close();
    }
  }
}
