package org.vigil.embed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.vigil.report.Report;
import org.vigil.search.LuceneReportSearcher;
import org.vigil.search.ReportSearcher;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchResult;

/**
 * An index, opened to be searched by this program. It is never written to, so that other processes
 * may go on indexing into the same folder. Safe for use by several threads.
 *
 * <pre>{@code
 * try (Vigil vigil = Vigil.open(Path.of("index"))) {
 *   SearchResult found = vigil.search("\"forced labour\" person:\"Liu Xiaoming\"");
 * }
 * }</pre>
 */
public final class Vigil implements AutoCloseable {

  private final ReportSearcher searcher;

  private Vigil(ReportSearcher searcher) {
    this.searcher = searcher;
  }

  /**
   * Opens the index that {@code ./vigil index} wrote.
   *
   * @throws java.nio.file.NoSuchFileException if nothing has been indexed there yet
   * @throws IOException if the index cannot be read
   */
  public static Vigil open(Path index) throws IOException {
    return new Vigil(LuceneReportSearcher.open(index));
  }

  /**
   * The first twenty reports for a query text, which never makes it fail.
   *
   * @throws org.vigil.search.SearchTimeoutException if it takes longer than {@link
   *     LuceneReportSearcher#ALLOWED}
   */
  public SearchResult search(String q) throws IOException {
    return search(SearchRequest.of(q));
  }

  /**
   * Answers a search with everything that the API knows: filters, facets, pages, cursors.
   *
   * @throws IllegalArgumentException if the cursor is not one that was given out
   * @throws org.vigil.search.SearchTimeoutException if it takes too long
   */
  public SearchResult search(SearchRequest request) throws IOException {
    return searcher.search(request);
  }

  /** The report with this id, whole. */
  public Optional<Report> report(String id) throws IOException {
    return searcher.report(id);
  }

  /** How many reports can be found. */
  public long size() throws IOException {
    return searcher.size();
  }

  /** Makes later calls see what was indexed until now; until then all see the same. */
  public void refresh() throws IOException {
    searcher.refresh();
  }

  @Override
  public void close() throws IOException {
    searcher.close();
  }
}
