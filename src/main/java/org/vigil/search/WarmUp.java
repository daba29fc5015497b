package org.vigil.search;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.vigil.search.SearchRequest.Facet;

/**
 * Asks what readers ask, so that the first of them meets a snapshot whose tables are made and a
 * program that is loaded.
 */
final class WarmUp {

  private static final List<Facet> FACETS =
      List.of(
          Facet.PERSON,
          Facet.PLACE,
          Facet.ORGANISATION,
          Facet.OUTLET,
          Facet.TOPIC,
          Facet.LANGUAGE,
          Facet.DATE);

  /** Of a title that is searched for. */
  private static final int MOST_WORDS = 3;

  private WarmUp() {}

  /**
   * Goes on until a round of searches takes no longer than one search may, or for so long.
   *
   * @param searcher that lets a search take that long
   */
  static void with(ReportSearcher searcher, Duration quick, Duration most) throws IOException {
    long end = System.nanoTime() + most.toNanos();
    long start;
    do {
      start = System.nanoTime();
      round(searcher, end);
    } while (System.nanoTime() - start > quick.toNanos() && System.nanoTime() < end);
  }

  private static void round(ReportSearcher searcher, long end) throws IOException {
    List<SearchResult.Hit> newest = searcher.search(request("")).hits();
    String title = newest.stream().flatMap(h -> h.title().stream()).findFirst().orElse("report");
    String[] words = title.replaceAll("[^\\p{L}\\p{N} ]", " ").strip().split("\\s+", -1);
    String some = String.join(" ", List.of(words).subList(0, Math.min(words.length, MOST_WORDS)));
    for (String query :
        List.of(words[0], some, '"' + some + '"', '"' + some + "\"~8", "title:" + words[0])) {
      if (System.nanoTime() < end) {
        SearchResult unused = searcher.search(request(query));
      }
    }
  }

  private static SearchRequest request(String query) {
    return SearchRequest.of(query).counting(FACETS);
  }
}
