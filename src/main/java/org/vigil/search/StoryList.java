package org.vigil.search;

import java.util.List;
import java.util.Optional;

/**
 * Stories of which some report answers a search.
 *
 * @param total how many there are
 */
public record StoryList(long total, List<Told> stories) {

  /** The order of stories. */
  public enum Order {
    /** By the date of the last report, the newest first. */
    NEWEST,
    /** By the date of the first report. */
    OLDEST,
    /** By the number of reports, the most first. */
    LARGEST
  }

  /**
   * One story.
   *
   * @param id that of the report that was its first when it was first seen
   * @param title that of its first report
   * @param size how many reports tell it
   * @param matching how many of them answer the search
   * @param first the date of the first report that has one
   * @param last that of the last
   * @param outlets with the number of their reports, most first
   * @param people named by most of its reports, most first
   * @param places likewise
   */
  public record Told(
      String id,
      Optional<String> title,
      int size,
      int matching,
      Optional<String> first,
      Optional<String> last,
      List<SearchResult.Term> outlets,
      List<String> languages,
      List<SearchResult.Named> people,
      List<SearchResult.Named> places) {}
}
