package org.vigil.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.quote.Stance;

/**
 * The answer to a search for quotes; quotes and facets come from one snapshot.
 *
 * @param total how many quotes answer, exact
 * @param cursor where the next page of a walk begins; empty at its end and outside a walk
 */
public record QuoteResult(
    long total,
    Optional<String> cursor,
    SearchResult.Understood query,
    List<Said> quotes,
    Map<SearchRequest.Facet, SearchResult.TermCounts> facets) {

  /**
   * One quote.
   *
   * @param speaker the name by which the entity goes, or the report's words for one that is none
   * @param speakerId the entity that speaks, under the id of all its names
   * @param text what was said
   * @param marked the same, escaped, with the words that were found in {@code <em>}
   * @param start of the words in the text of the report, in UTF-16 code units
   * @param end exclusive
   */
  public record Said(
      String id,
      Optional<String> speaker,
      Optional<String> speakerId,
      Optional<String> cue,
      Optional<Stance> stance,
      String text,
      String marked,
      int start,
      int end,
      In report) {}

  /** The report that a quote stands in. */
  public record In(
      String id,
      Optional<String> title,
      Optional<String> outlet,
      Optional<String> date,
      Optional<String> language,
      Optional<String> url) {}
}
