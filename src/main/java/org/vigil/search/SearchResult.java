package org.vigil.search;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to a search; hits and facets come from one snapshot.
 *
 * @param total how many reports answer, exact; how many groups of them, where hits are collapsed
 * @param cursor where the next page of a walk begins; empty at its end and outside a walk
 */
public record SearchResult(
    long total,
    Optional<String> cursor,
    Understood query,
    List<Hit> hits,
    Map<SearchRequest.Facet, TermCounts> facets,
    Optional<Histogram> dates) {

  /**
   * How the query text was understood.
   *
   * @param parsed the query printed back
   * @param escaped whether some of the text could not be parsed and was searched literally
   * @param variants per word of the query the other spellings that were searched too
   * @param contested per word or run of words what others call the same and was searched too
   * @param relaxed whether too few reports had all words, so that some of them were enough
   * @param suggestion the query with a misspelt word put right, when little was found
   */
  public record Understood(
      String parsed,
      boolean escaped,
      Map<String, List<String>> variants,
      Map<String, Contested> contested,
      boolean relaxed,
      Optional<String> suggestion) {}

  /**
   * What others call a thing.
   *
   * @param note what is disputed
   * @param source where that can be read up
   */
  public record Contested(List<String> terms, String note, String source) {}

  /**
   * One report that answers.
   *
   * @param duplicates how many other reports of the index are copies of it
   * @param story the id of the story that it tells, if others tell it too
   */
  public record Hit(
      String id,
      float score,
      Optional<String> title,
      Optional<String> outlet,
      Optional<String> date,
      List<String> authors,
      Optional<String> language,
      Optional<String> url,
      String path,
      Optional<String> part,
      List<Named> people,
      List<Named> places,
      List<Snippet> snippets,
      int duplicates,
      Optional<String> story) {}

  /** An entity by id and name. */
  public record Named(String id, String name) {}

  /**
   * A passage with the words that were found.
   *
   * @param field {@code title} or {@code text}
   * @param html escaped text whose only markup is {@code <em>}
   * @param start of the passage in the field, in UTF-16 code units
   * @param end exclusive
   */
  public record Snippet(String field, String html, int start, int end) {}

  /**
   * Values of one facet, most frequent first, then by id.
   *
   * @param total distinct values among the hits
   * @param missing hits without any value
   */
  public record TermCounts(int total, long missing, List<Term> terms) {}

  /** One value of a facet. */
  public record Term(String id, String label, long count, boolean selected) {}

  /** Hits over time, without gaps: empty buckets between the first and the last are listed. */
  public record Histogram(Interval interval, long missing, List<Bucket> buckets) {}

  /** The width of the buckets of a histogram. */
  public enum Interval {
    DAY,
    MONTH,
    YEAR,
    DECADE
  }

  /** Hits published from one day to another, both inclusive. */
  public record Bucket(LocalDate from, LocalDate to, long count) {}
}
