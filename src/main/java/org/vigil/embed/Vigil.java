package org.vigil.embed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigil.entity.EntityKind;
import org.vigil.report.Report;
import org.vigil.search.EntityProfile;
import org.vigil.search.LuceneReportSearcher;
import org.vigil.search.QuoteResult;
import org.vigil.search.Related;
import org.vigil.search.ReportSearcher;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchResult;
import org.vigil.search.StoryList;
import org.vigil.search.Suggestions;

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
    LuceneReportSearcher searcher = LuceneReportSearcher.open(index);
    searcher.prepareSuggestions();
    return new Vigil(searcher);
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

  /** Where the words of a query stand in the text of a report. */
  public List<ReportSearcher.Span> highlights(String id, String q) throws IOException {
    return searcher.highlights(id, q, SearchRequest.of(q).wording());
  }

  /** The other reports that are copies of this one. */
  public List<SearchResult.Hit> duplicates(String id) throws IOException {
    return searcher.duplicates(id);
  }

  /** Reports on the same matter as this one, the nearest first. */
  public List<Related> related(String id) throws IOException {
    return searcher.related(id);
  }

  /**
   * The reports of the story that this one tells, the earliest first; empty if nobody else does.
   */
  public List<Report> story(String id) throws IOException {
    return searcher.story(id);
  }

  /** The stories of which some report answers a search. */
  public StoryList stories(SearchRequest narrowing, StoryList.Order order) throws IOException {
    return searcher.stories(narrowing, order);
  }

  /**
   * Who said what: words are looked for in what was said, and filters may name speaker and stance.
   *
   * @throws IllegalArgumentException if the cursor is not one that was given out for quotes, or a
   *     facet is asked for other than speaker and stance
   */
  public QuoteResult quotes(SearchRequest request) throws IOException {
    return searcher.quotes(request);
  }

  /**
   * The entities of some kinds that most reports name.
   *
   * @param beginning of a word of any of their names, case, accents and a slip aside; empty for all
   */
  public List<EntityProfile.Named> entities(
      Optional<String> beginning, Set<EntityKind> kinds, int most) throws IOException {
    return searcher.entities(beginning, kinds, most);
  }

  /** What the archive says of an entity, by an id or name of it. */
  public Optional<EntityProfile> entity(String idOrName) throws IOException {
    return searcher.entity(idOrName);
  }

  /** What somebody who has typed this much may mean. */
  public Suggestions suggest(String typed) throws IOException {
    return searcher.suggest(typed);
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
