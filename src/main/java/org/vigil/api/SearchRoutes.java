package org.vigil.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchResult;

/** Searches, one or many at a time, and all that they find. */
final class SearchRoutes implements RouteGroup {

  private final Searches searches;
  private final StatusSource status;

  SearchRoutes(Searches searches, StatusSource status) {
    this.searches = searches;
    this.status = status;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.reading("GET", "/search", this::search).fromSnapshot(),
        Route.reading("POST", "/search", this::searchByBody).fromSnapshot(),
        Route.reading("GET", "/quotes", this::quotes).fromSnapshot(),
        Route.reading("POST", "/batch", this::batch).fromSnapshot(),
        Route.reading("GET", "/export", this::export).fromSnapshot(),
        Route.reading("GET", "/feed.atom", this::feed).fromSnapshot(),
        // Not from the snapshot alone: what completions are looked for in is made behind it.
        Route.reading("GET", "/suggest", this::suggest));
  }

  private void search(Context ctx) throws Exception {
    Responses.json(ctx, searches.json(ctx, SearchParameters.ofQuery(ctx.queryParamMap())));
  }

  private void searchByBody(Context ctx) throws Exception {
    Requests.withoutParameters(ctx);
    String unused = Requests.mediaType(ctx, "application/json");
    Responses.json(ctx, searches.json(ctx, SearchParameters.ofJson(ctx.bodyAsBytes())));
  }

  private void quotes(Context ctx) throws Exception {
    Responses.json(ctx, searches.quotes(ctx, SearchParameters.ofQuotes(ctx.queryParamMap())));
  }

  private void batch(Context ctx) throws IOException {
    Requests.withoutParameters(ctx);
    String type = Requests.mediaType(ctx, "application/json", "text/csv");
    byte[] body = ctx.bodyAsBytes();
    Batch batch = type.equals("text/csv") ? Batch.ofCsv(body) : Batch.ofJson(body);
    ctx.header("Vary", "Accept");
    if (Requests.prefersCsv(ctx)) {
      batch.sendTable(ctx, request -> searches.result(ctx, request));
    } else {
      batch.send(ctx, request -> searches.json(ctx, request));
    }
  }

  private void export(Context ctx) throws Exception {
    Set<String> known = new LinkedHashSet<>(SearchParameters.OF_EXPORT);
    known.add("format");
    Parameters given = Parameters.of(ctx.queryParamMap(), known, SearchParameters.REPEATABLE);
    Export export =
        new Export(
            given.choice("format", Export.Format.class).orElse(Export.Format.CSV),
            SearchParameters.request(given),
            request -> searches.result(ctx, request));
    export.send(ctx);
  }

  private void suggest(Context ctx) throws Exception {
    Parameters given = Parameters.of(ctx.queryParamMap(), List.of("q"), Set.of());
    String typed =
        given
            .one("q")
            .orElseThrow(() -> new Problem(400, "parameter q is missing; expected what was typed"));
    Responses.json(ctx, SearchJson.suggestions(searches.suggestions(ctx, typed)));
  }

  private void feed(Context ctx) throws Exception {
    Parameters given =
        Parameters.of(ctx.queryParamMap(), SearchParameters.OF_FEED, SearchParameters.REPEATABLE);
    SearchRequest request = SearchParameters.request(given).orderedBy(SearchRequest.Order.NEWEST);
    List<SearchResult.Hit> hits = searches.result(ctx, request).hits();
    // When the index was updated tells of reports that a limited key does not see.
    Instant updated =
        Views.isLimited(ctx) ? Instant.EPOCH : status.status().updated().orElseGet(Instant::now);
    String self =
        Optional.ofNullable(ctx.queryString()).map(q -> ctx.path() + "?" + q).orElse(ctx.path());
    String feed = Feed.of(Requests.server(ctx), self, request.q(), hits, updated);
    ctx.contentType(Feed.MEDIA_TYPE).result(feed.getBytes(StandardCharsets.UTF_8));
  }
}
