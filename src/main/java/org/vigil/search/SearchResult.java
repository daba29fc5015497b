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
 * @param explanations per id of a hit the parts of its score, the greatest first; empty unless
 *     asked for
 */
public record SearchResult(
    long total,
    Optional<String> cursor,
    Understood query,
    List<Hit> hits,
    Map<SearchRequest.Facet, TermCounts> facets,
    Optional<Histogram> dates,
    Map<String, List<Reason>> explanations) {

  /** An answer that explains nothing. */
  public SearchResult(
      long total,
      Optional<String> cursor,
      Understood query,
      List<Hit> hits,
      Map<SearchRequest.Facet, TermCounts> facets,
      Optional<Histogram> dates) {
    this(total, cursor, query, hits, facets, dates, Map.of());
  }

  /**
   * A part of a score.
   *
   * @param field where the words stand; empty for what is asked of fields that are not scored
   * @param words one and its other forms, or those of a phrase
   * @param phrase whether the words stand near each other
   * @param occurrences how often, other forms counting less than one
   * @param reports with the word, 0 for a phrase
   * @param close whether it is for the report's closeness in meaning, which no words stand for
   */
  public record Reason(
      Optional<String> field,
      List<String> words,
      boolean phrase,
      double occurrences,
      long reports,
      double score,
      boolean close) {

    /** The same as a sentence. */
    public String sentence() {
      if (close) {
        return "it is close to the question in meaning";
      }
      if (field.isEmpty()) {
        return "it fits a pattern, a date or another field that was asked for";
      }
      String of = '"' + String.join(phrase ? " " : "\", \"", words) + '"';
      String times = Math.round(occurrences * 100) / 100.0 + " times";
      String where = " in the " + field.get();
      return phrase
          ? of + " near each other " + times + where
          : of + " " + times + where + ", a word of " + reports + " reports";
    }
  }

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
   * Values of one facet, most frequent first, or most unusual where that was asked for, then by id.
   *
   * @param total distinct values among the hits
   * @param missing hits without any value
   */
  public record TermCounts(int total, long missing, List<Term> terms) {}

  /**
   * One value of a facet.
   *
   * @param score how unusual it is for so many hits to have it, where that was asked for: a
   *     log-likelihood ratio (Dunning 1993)
   */
  public record Term(
      String id, String label, long count, boolean selected, Optional<Double> score) {

    public Term(String id, String label, long count, boolean selected) {
      this(id, label, count, selected, Optional.empty());
    }
  }

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
