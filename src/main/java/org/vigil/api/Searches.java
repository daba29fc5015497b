package org.vigil.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.vigil.entity.Recognisers;
import org.vigil.search.QuoteResult;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchResult;
import org.vigil.search.Suggestions;

/** Answers searches on the bounded pool. */
final class Searches {

  private final Views views;
  private final WorkPool work;

  Searches(Views views, WorkPool work) {
    this.views = views;
    this.work = work;
  }

  /**
   * What the index says.
   *
   * @throws Problem if the cursor was never given out, or too much waits already
   */
  SearchResult result(Context ctx, SearchRequest request) throws Exception {
    return work.run(() -> ask(request, views.of(ctx)::search));
  }

  /** The same as it is sent. */
  ObjectNode json(Context ctx, SearchRequest request) throws Exception {
    long start = System.nanoTime();
    SearchResult result = result(ctx, request);
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    return located(SearchJson.result(request, result, took));
  }

  /** Says of the places that are counted where they lie, as far as the gazetteer knows them. */
  private static ObjectNode located(ObjectNode answer) {
    for (JsonNode term : answer.path("facets").path("place").path("terms")) {
      ObjectNode place = (ObjectNode) term;
      Recognisers.locate(place.path("id").asText(), place.path("label").asText())
          .ifPresent(
              at -> {
                place.put("lat", at.latitude()).put("lon", at.longitude());
                ArrayNode within = place.putArray("within");
                at.within().forEach(around -> within.add(around.id()));
              });
    }
    return answer;
  }

  /** The quotes that answer, as they are sent. */
  ObjectNode quotes(Context ctx, SearchRequest request) throws Exception {
    long start = System.nanoTime();
    QuoteResult result = work.run(() -> ask(request, views.of(ctx)::quotes));
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    return QuoteJson.result(request, result, took);
  }

  /** What somebody who has typed this much may mean. */
  Suggestions suggestions(Context ctx, String typed) throws Exception {
    return work.run(() -> views.of(ctx).suggest(typed));
  }

  private interface Search<T> {
    T of(SearchRequest request) throws IOException;
  }

  private static <T> T ask(SearchRequest request, Search<T> search) throws IOException {
    try {
      return search.of(request);
    } catch (IllegalArgumentException e) {
      throw request
          .cursor()
          .map(cursor -> Problem.parameter("cursor", cursor, "* or the cursor of an answer"))
          .orElseThrow(() -> e);
    }
  }
}
