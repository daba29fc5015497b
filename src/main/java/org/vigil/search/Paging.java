package org.vigil.search;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.ScoreDoc;
import org.vigil.query.Query;
import org.vigil.search.SearchRequest.Order;

/**
 * Which of the hits of a search are answered: a page by its number, or the next ones of a walk.
 *
 * @param order of the hits
 * @param after the hit that the walk goes on behind
 * @param skipped hits before the first that is answered
 * @param wanted hits to find, those skipped included
 * @param walks whether by a cursor
 */
record Paging(Order order, Optional<FieldDoc> after, int skipped, int wanted, boolean walks) {

  /**
   * Best first where something is asked for, else newest first, unless the request says otherwise.
   *
   * @throws IllegalArgumentException if the cursor was not given out for this order, or pages do
   *     not reach so far
   */
  static Paging of(SearchRequest request, Query asked) {
    Order order =
        request.order().orElse(asked instanceof Query.All ? Order.NEWEST : Order.RELEVANCE);
    boolean walks = request.cursor().isPresent();
    Optional<FieldDoc> after =
        request.cursor().filter(c -> !c.equals(Cursor.START)).map(c -> Cursor.read(order, c));
    int skipped = walks ? 0 : request.skippedByPage();
    return new Paging(order, after, skipped, skipped + request.pageSize(), walks);
  }

  /** The same page, for which so many hits are found at least. */
  Paging among(int least) {
    return new Paging(order, after, skipped, Math.max(wanted, least), walks);
  }

  /** The hits to answer of all that were found. */
  List<ScoreDoc> page(ScoreDoc[] found) {
    int end = Math.min(wanted, found.length);
    return Arrays.asList(found).subList(Math.min(skipped, end), end);
  }

  /** Where the walk goes on, if the page is full. */
  Optional<String> cursor(List<ScoreDoc> page) {
    return walks && page.size() == wanted
        ? Optional.of(Cursor.behind(order, page.getLast()))
        : Optional.empty();
  }
}
