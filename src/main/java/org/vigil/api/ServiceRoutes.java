package org.vigil.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.vigil.access.Key;
import org.vigil.access.Role;
import org.vigil.search.ReportSearcher;

/** How the service is, what it offers, and its page. */
final class ServiceRoutes implements RouteGroup {

  private final ReportSearcher searcher;
  private final Views views;
  private final StatusSource status;
  private final Metrics metrics;
  private final PageAssets assets = PageAssets.load();

  ServiceRoutes(ReportSearcher searcher, Views views, StatusSource status, Metrics metrics) {
    this.searcher = searcher;
    this.views = views;
    this.status = status;
    this.metrics = metrics;
  }

  @Override
  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.reading("GET", "/status", this::status));
    Route watched = Route.administering("GET", "/metrics", this::metrics);
    routes.add(watched);
    routes.add(new Route("GET", "/metrics", watched.needed(), false, watched.handler()));
    // Where monitors and tools look by habit, and where the rest of the API lies.
    for (String base : List.of(Route.BASE, "")) {
      routes.add(Route.open("GET", base + "/healthz", ServiceRoutes::healthy));
      routes.add(Route.open("GET", base + "/readyz", this::ready));
      routes.add(
          Route.open("GET", base + "/openapi.json", ctx -> Responses.asset(ctx, assets.openApi())));
      routes.add(Route.open("GET", base + "/docs", ctx -> page(ctx, "docs.html")));
    }
    routes.add(Route.open("GET", "/", ctx -> page(ctx, "index.html")));
    routes.add(Route.open("GET", "/page/{file}", ctx -> page(ctx, ctx.pathParam("file"))));
    routes.add(Route.open("GET", "/embed/vigil.js", ctx -> Responses.asset(ctx, assets.embed())));
    return routes;
  }

  private void status(Context ctx) throws IOException {
    Requests.withoutParameters(ctx);
    StatusSource.Status now = status.status();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", now.version());
    json.put("role", Parameters.word(Visitor.of(ctx).key().map(Key::role).orElse(Role.ADMIN)));
    Optional<Set<String>> collections = Views.collections(ctx);
    if (collections.isPresent()) {
      // All else is counted over files, whoever's they are.
      json.put("reports", views.of(ctx).size());
      collections.get().forEach(json.putArray("collections")::add);
      Responses.json(ctx, json);
      return;
    }
    json.put("generation", now.generation());
    json.put("reports", now.reports());
    json.put("files", now.files());
    ObjectNode unreadable = json.putObject("unreadable");
    new TreeMap<>(now.unreadable()).forEach(unreadable::put);
    now.updated().ifPresent(time -> json.put("updated", time.toString()));
    status
        .damage()
        .ifPresent(
            scrub -> {
              ObjectNode look = json.putObject("scrub");
              look.put("passes", scrub.passes());
              scrub.finished().ifPresent(time -> look.put("finished", time.toString()));
              look.put("damagedFiles", scrub.damagedFiles());
              look.put("damagedOriginals", scrub.damagedOriginals());
            });
    Responses.json(ctx, json);
  }

  private static void healthy(Context ctx) {
    Requests.withoutParameters(ctx);
    Responses.json(ctx, JsonNodeFactory.instance.objectNode().put("status", "up"));
  }

  private void ready(Context ctx) {
    Requests.withoutParameters(ctx);
    try {
      long unused = searcher.size();
      Responses.json(ctx, JsonNodeFactory.instance.objectNode().put("status", "ready"));
    } catch (IOException e) {
      throw new Problem(503, "the index cannot be read; ./vigil verify says more")
          .header("Retry-After", "5");
    }
  }

  private void metrics(Context ctx) {
    Requests.withoutParameters(ctx);
    ctx.contentType(Metrics.MEDIA_TYPE).result(metrics.text());
  }

  private void page(Context ctx, String file) {
    Responses.asset(
        ctx,
        assets
            .file(file)
            .orElseThrow(() -> new Problem(404, "the page has no file " + Problem.quote(file))));
  }
}
