package org.vigil.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.vigil.entity.EntityKind;
import org.vigil.index.IndexInUseException;
import org.vigil.report.Report;
import org.vigil.report.ReportJson;
import org.vigil.search.ReportSearcher;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchResult;

/** The routes and what each answers. */
final class Routes {

  /** The path under which everything of this version of the API lies. */
  static final String BASE = "/api/v1";

  /** A way to ask. */
  record Route(String method, String path, Handler handler) {}

  private final ReportSearcher searcher;
  private final StatusSource status;
  private final Withdrawal withdrawal;
  private final WorkPool work;
  private final PageAssets assets;

  Routes(
      ReportSearcher searcher,
      StatusSource status,
      Withdrawal withdrawal,
      WorkPool work,
      PageAssets assets) {
    this.searcher = searcher;
    this.status = status;
    this.withdrawal = withdrawal;
    this.work = work;
    this.assets = assets;
  }

  List<Route> all() {
    List<Route> routes = new ArrayList<>();
    routes.add(new Route("GET", BASE + "/search", this::search));
    routes.add(new Route("POST", BASE + "/search", this::searchByBody));
    routes.add(new Route("POST", BASE + "/batch", this::batch));
    routes.add(new Route("GET", BASE + "/feed.atom", this::feed));
    routes.add(new Route("GET", BASE + "/reports/{id}", this::report));
    routes.add(new Route("DELETE", BASE + "/reports/{id}", this::withdraw));
    routes.add(new Route("GET", BASE + "/reports/{id}/source", this::source));
    routes.add(new Route("GET", BASE + "/entities", this::entities));
    routes.add(new Route("GET", BASE + "/export", this::export));
    routes.add(new Route("GET", BASE + "/status", this::status));
    // Where monitors and tools look by habit, and where the rest of the API lies.
    for (String base : List.of(BASE, "")) {
      routes.add(new Route("GET", base + "/healthz", this::healthy));
      routes.add(new Route("GET", base + "/readyz", this::ready));
      routes.add(
          new Route("GET", base + "/openapi.json", ctx -> Responses.asset(ctx, assets.openApi())));
      routes.add(new Route("GET", base + "/docs", ctx -> page(ctx, "docs.html")));
    }
    routes.add(new Route("GET", "/", ctx -> page(ctx, "index.html")));
    routes.add(new Route("GET", "/page/{file}", ctx -> page(ctx, ctx.pathParam("file"))));
    return routes;
  }

  private void search(Context ctx) throws Exception {
    Responses.json(ctx, answer(SearchParameters.ofQuery(ctx.queryParamMap())));
  }

  private void searchByBody(Context ctx) throws Exception {
    none(ctx);
    String unused = mediaType(ctx, List.of("application/json"));
    Responses.json(ctx, answer(SearchParameters.ofJson(ctx.bodyAsBytes())));
  }

  private void batch(Context ctx) throws IOException {
    none(ctx);
    String type = mediaType(ctx, List.of("application/json", "text/csv"));
    byte[] body = ctx.bodyAsBytes();
    Batch batch = type.equals("text/csv") ? Batch.ofCsv(body) : Batch.ofJson(body);
    batch.send(ctx, this::answer);
  }

  /** The media type of a body, which must be one of these, in UTF-8 and plain. */
  private static String mediaType(Context ctx, List<String> expected) {
    String given = Optional.ofNullable(ctx.contentType()).orElse("none");
    String type =
        given.toLowerCase(Locale.ROOT).replaceFirst(" *; *charset=(utf-8|\"utf-8\")$", "");
    if (!expected.contains(type)) {
      throw new Problem(
          415,
          "body has media type "
              + Problem.quote(given)
              + "; expected "
              + String.join(" or ", expected));
    }
    if (ctx.header("Content-Encoding") != null) {
      throw new Problem(415, "body is compressed; expected it plain");
    }
    return type;
  }

  private ObjectNode answer(SearchRequest request) throws Exception {
    long start = System.nanoTime();
    SearchResult result = work.run(() -> ask(request));
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    return SearchJson.result(request, result, took);
  }

  private void feed(Context ctx) throws Exception {
    Parameters given =
        Parameters.of(ctx.queryParamMap(), SearchParameters.OF_FEED, SearchParameters.REPEATABLE);
    SearchRequest request = SearchParameters.request(given).orderedBy(SearchRequest.Order.NEWEST);
    List<SearchResult.Hit> hits = work.run(() -> ask(request)).hits();
    Instant updated = status.status().updated().orElseGet(Instant::now);
    String path = BASE + "/feed.atom";
    String base = ctx.url().substring(0, ctx.url().indexOf(path));
    String self = Optional.ofNullable(ctx.queryString()).map(q -> path + "?" + q).orElse(path);
    String feed = Feed.of(base, self, request.q(), hits, updated);
    ctx.contentType(Feed.MEDIA_TYPE).result(feed.getBytes(StandardCharsets.UTF_8));
  }

  private SearchResult ask(SearchRequest request) throws IOException {
    try {
      return searcher.search(request);
    } catch (IllegalArgumentException e) {
      throw request
          .cursor()
          .map(cursor -> Problem.parameter("cursor", cursor, "* or the cursor of an answer"))
          .orElseThrow(() -> e);
    }
  }

  private void report(Context ctx) throws Exception {
    Parameters given = Parameters.of(ctx.queryParamMap(), List.of("q", "spelling"), Set.of());
    SearchRequest.Spelling spelling =
        given
            .choice("spelling", SearchRequest.Spelling.class)
            .orElse(SearchRequest.Spelling.VARIANTS);
    ObjectNode json =
        work.run(
            () -> {
              Report report = find(ctx);
              ObjectNode tree = ReportJson.toJson(report);
              if (given.one("q").isPresent()) {
                ArrayNode spans = tree.putArray("highlights");
                for (ReportSearcher.Span span :
                    searcher.highlights(report.id(), given.one("q").get(), spelling)) {
                  spans.addObject().put("start", span.start()).put("end", span.end());
                }
              }
              return tree;
            });
    Responses.json(ctx, json);
  }

  private void withdraw(Context ctx) throws IOException {
    none(ctx);
    String id = ctx.pathParam("id");
    try {
      if (!withdrawal.withdraw(id)) {
        throw unknown(id);
      }
    } catch (IndexInUseException e) {
      throw new Problem(503, "the index is being written; try again when that is done")
          .header("Retry-After", "10");
    }
    ctx.status(204);
  }

  private void source(Context ctx) throws Exception {
    none(ctx);
    Original original = work.run(() -> Original.open(find(ctx).source()));
    ctx.header("Content-Disposition", original.disposition());
    ctx.header("Content-Security-Policy", "default-src 'none'; sandbox");
    ctx.contentType("application/octet-stream").result(original.bytes());
  }

  private void entities(Context ctx) throws Exception {
    Parameters given = Parameters.of(ctx.queryParamMap(), List.of("prefix", "kind"), Set.of());
    Optional<String> prefix = given.text("prefix");
    List<EntityKind> kinds =
        given.choice("kind", EntityKind.class).map(List::of).orElse(List.of(EntityKind.values()));
    Responses.json(ctx, work.run(() -> EntityNames.beginning(prefix, kinds, searcher)));
  }

  private void export(Context ctx) throws Exception {
    Set<String> known = new LinkedHashSet<>(SearchParameters.OF_EXPORT);
    known.add("format");
    Parameters given = Parameters.of(ctx.queryParamMap(), known, SearchParameters.REPEATABLE);
    Export export =
        new Export(
            given.choice("format", Export.Format.class).orElse(Export.Format.CSV),
            SearchParameters.request(given),
            request -> work.run(() -> ask(request)));
    export.send(ctx);
  }

  private Report find(Context ctx) throws IOException {
    String id = ctx.pathParam("id");
    return searcher.report(id).orElseThrow(() -> unknown(id));
  }

  private static Problem unknown(String id) {
    return new Problem(404, "there is no report with id " + Problem.quote(id));
  }

  private void status(Context ctx) throws IOException {
    none(ctx);
    StatusSource.Status now = status.status();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", now.version());
    json.put("generation", now.generation());
    json.put("reports", now.reports());
    json.put("files", now.files());
    ObjectNode unreadable = json.putObject("unreadable");
    new TreeMap<>(now.unreadable()).forEach(unreadable::put);
    now.updated().ifPresent(time -> json.put("updated", time.toString()));
    Responses.json(ctx, json);
  }

  private void healthy(Context ctx) {
    none(ctx);
    Responses.json(ctx, JsonNodeFactory.instance.objectNode().put("status", "up"));
  }

  private void ready(Context ctx) {
    none(ctx);
    try {
      long reports = searcher.size();
      Responses.json(
          ctx,
          JsonNodeFactory.instance.objectNode().put("status", "ready").put("reports", reports));
    } catch (IOException e) {
      throw new Problem(503, "the index cannot be read; ./vigil verify says more")
          .header("Retry-After", "5");
    }
  }

  private void page(Context ctx, String file) {
    Responses.asset(
        ctx,
        assets
            .file(file)
            .orElseThrow(() -> new Problem(404, "the page has no file " + Problem.quote(file))));
  }

  private static void none(Context ctx) {
    Parameters.of(ctx.queryParamMap(), List.of(), Set.of());
  }
}
