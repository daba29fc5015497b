package org.vigil.search;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigil.entity.EntityKind;
import org.vigil.report.Report;

/**
 * Answers searches over the live generation. Safe for use by several threads; each call reads one
 * snapshot.
 */
public interface ReportSearcher extends AutoCloseable {

  /**
   * Answers a search. Query text never makes it fail.
   *
   * @throws IllegalArgumentException if the cursor is not one that this searcher gave out
   */
  SearchResult search(SearchRequest request) throws IOException;

  /**
   * Answers a search for quotes: words are looked for in what was said, speaker and stance are
   * those of the quote, all other filters those of its report. Hits are never collapsed.
   *
   * @throws IllegalArgumentException if the cursor is not one that this searcher gave out for
   *     quotes, or a facet is asked for other than speaker and stance
   */
  QuoteResult quotes(SearchRequest request) throws IOException;

  /**
   * Those of some reports that can be found, in the order given, as hits of a search: with its
   * snippets, without a score.
   */
  List<SearchResult.Hit> hits(List<String> ids, SearchRequest request) throws IOException;

  /** The report with this id. */
  Optional<Report> report(String id) throws IOException;

  /** The other reports that are copies of this one, by id, without score and snippets. */
  List<SearchResult.Hit> duplicates(String id) throws IOException;

  /**
   * Reports on the same matter as this one, the nearest first, at most ten; neither its copies nor
   * copies of each other. Empty if there is no such report.
   */
  List<Related> related(String id) throws IOException;

  /**
   * The reports of the story that this one tells, the earliest first, undated ones last, at most
   * 100; empty if nobody else tells it or there is no such report. A story goes by the id of the
   * report that was its earliest when it was first seen and is found by that of any. Entities go by
   * the ids and names that they have in the archive.
   */
  List<Report> story(String id) throws IOException;

  /**
   * The stories of which some report answers a search.
   *
   * @param narrowing gives query text, filters, dates and the page; its order, facets and cursor do
   *     not matter
   */
  StoryList stories(SearchRequest narrowing, StoryList.Order order) throws IOException;

  /**
   * Where in the text of a report the words of a query stand.
   *
   * @return spans in UTF-16 code units, by start, never overlapping
   */
  List<Span> highlights(String id, String q, Wording wording) throws IOException;

  /**
   * The entities of some kinds that most reports name.
   *
   * @param beginning of a word of any of their names, case, accents and a slip aside; empty for all
   */
  List<EntityProfile.Named> entities(Optional<String> beginning, Set<EntityKind> kinds, int most)
      throws IOException;

  /**
   * What the archive says of an entity.
   *
   * @param idOrName an id, also that of one of its other names, or a name
   */
  Optional<EntityProfile> entity(String idOrName) throws IOException;

  /**
   * What somebody who has typed this much may mean; nothing where it is blank or longer than
   * anybody types.
   */
  Suggestions suggest(String typed) throws IOException;

  /**
   * Which of some reports a search finds, however it pages or orders them; a question is not
   * relaxed.
   *
   * @return their ids, in their order
   */
  List<String> matching(SearchRequest request, List<String> ids) throws IOException;

  /** How many reports are searchable. */
  long size() throws IOException;

  /** Names what is searched now: two calls are told the same only if nothing changed between. */
  String edition() throws IOException;

  /**
   * The same archive as if there were no reports but those of these collections: every answer is
   * the one that an archive of them alone would give, down to the scores. Asked for again it is the
   * same; it is closed with this one. The first answer after these reports have changed takes as
   * long as it takes to open them.
   *
   * @param collections by name; {@link #IN_NONE} for the reports that are in no collection
   * @throws IllegalStateException if this one is limited already
   */
  ReportSearcher limitedTo(Set<String> collections) throws IOException;

  /** Stands for the reports that are in no collection. */
  String IN_NONE = "";

  /** Makes later calls see what was committed until now. */
  void refresh() throws IOException;

  @Override
  void close() throws IOException;

  /** A stretch of text. */
  record Span(int start, int end) {}
}
