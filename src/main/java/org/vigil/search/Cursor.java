package org.vigil.search;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.document.LongField;
import org.apache.lucene.util.BytesRef;
import org.vigil.schema.IndexField;
import org.vigil.search.SearchRequest.Order;

/**
 * Orders hits, and says where a walk over them goes on: behind the last hit by the values that it
 * was sorted by, then by id. So a walk neither repeats nor skips a report that stays in its place
 * while the index changes.
 */
final class Cursor {

  /** What begins a walk. */
  static final String START = "*";

  private static final String SEPARATOR = " ";

  private Cursor() {}

  /** The order of reports. */
  static Sort sort(Order order) {
    return sort(order, IndexField.FIRST_DAY, IndexField.ID);
  }

  /** The order of documents that have a day and an id. */
  static Sort sort(Order order, IndexField dayField, IndexField idField) {
    SortField byId = new SortField(idField.fieldName(), SortField.Type.STRING);
    String day = dayField.fieldName();
    SortedNumericSelector.Type only = SortedNumericSelector.Type.MIN;
    return switch (order) {
      case RELEVANCE -> new Sort(SortField.FIELD_SCORE, byId);
      // Undated reports come last in both orders.
      case NEWEST -> new Sort(LongField.newSortField(day, true, only, Long.MIN_VALUE), byId);
      case OLDEST -> new Sort(LongField.newSortField(day, false, only, Long.MAX_VALUE), byId);
    };
  }

  /** Where to go on behind this hit. */
  static String behind(Order order, ScoreDoc hit) {
    FieldDoc sorted = (FieldDoc) hit;
    String value =
        switch (order) {
          case RELEVANCE -> Integer.toString(Float.floatToIntBits((Float) sorted.fields[0]));
          case NEWEST, OLDEST -> sorted.fields[0].toString();
        };
    String id = ((BytesRef) sorted.fields[1]).utf8ToString();
    String plain = String.join(SEPARATOR, order.name(), value, id);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The hit that a cursor goes on behind.
   *
   * @throws IllegalArgumentException if the cursor was not given out for this order
   */
  static FieldDoc read(Order order, String cursor) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      String[] parts = plain.split(SEPARATOR, 3);
      if (parts.length == 3 && parts[0].equals(order.name())) {
        Object value =
            switch (order) {
              case RELEVANCE -> Float.intBitsToFloat(Integer.parseInt(parts[1]));
              case NEWEST, OLDEST -> Long.valueOf(parts[1]);
            };
        return new FieldDoc(
            Integer.MAX_VALUE, Float.NaN, new Object[] {value, new BytesRef(parts[2])});
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(problem(order, cursor), e);
    }
    throw new IllegalArgumentException(problem(order, cursor));
  }

  private static String problem(Order order, String cursor) {
    return "cursor was not given out for a search ordered by "
        + order.name().toLowerCase(Locale.ROOT)
        + ": "
        + (cursor.length() <= 100 ? cursor : cursor.substring(0, 100) + "…");
  }
}
