package org.vigil.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final LedgerTable ledger;

  /** One generation, open. */
  private record Source(Directory directory, DirectoryReader reader, LedgerTable ledger) {

    static Optional<Source> open(Generation generation) throws IOException {
      Directory directory = generation.directory();
      try {
        if (!DirectoryReader.indexExists(directory)) {
          directory.close();
          return Optional.empty();
        }
        DirectoryReader reader = DirectoryReader.open(directory);
        try {
          return Optional.of(new Source(directory, reader, Ledger.read(reader)));
        } catch (IOException | RuntimeException e) {
          reader.close();
          throw e;
        }
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

  private KeptReports(List<Source> sources) {
    this.sources = sources;
    if (sources.size() == 1) {
      ledger = sources.getFirst().ledger();
    } else {
      LedgerTable.Builder all = new LedgerTable.Builder();
      sources.reversed().forEach(source -> source.ledger().values().forEach(all::add));
      ledger = all.build();
    }
  }

  /** The best that is kept of the file with this identity. */
  private Optional<Kept> kept(ContentHash identity) {
    return sources.stream()
        .flatMap(source -> source.ledger().entryOf(identity).map(e -> new Kept(e, source)).stream())
        .reduce((one, other) -> LedgerTable.isBetter(other.entry(), one.entry()) ? other : one);
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
  public LedgerTable ledger() {
    return ledger;
  }

  /** What became of the file with this identity, wherever it lay. */
  @Override
  public Optional<LedgerEntry> entry(ContentHash identity) {
    return kept(identity).map(Kept::entry);
  }

  /** The reports of the file with this identity, in its order. */
  @Override
  public List<Report> reports(ContentHash identity) throws IOException {
    Optional<Kept> kept = kept(identity);
    if (kept.isEmpty()) {
      return List.of();
    }
    DirectoryReader reader = kept.get().source().reader();
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
