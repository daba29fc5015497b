package org.vigil.api;

import io.javalin.http.Context;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.vigil.report.Report;
import org.vigil.search.SearchRequest;
import org.vigil.search.StoryList;

/** Events as several reports tell them. */
final class StoryRoutes implements RouteGroup {

  private final Views views;
  private final WorkPool work;

  StoryRoutes(Views views, WorkPool work) {
    this.views = views;
    this.work = work;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.reading("GET", "/stories", this::stories).fromSnapshot(),
        Route.reading("GET", "/stories/{id}", this::story).fromSnapshot());
  }

  private void stories(Context ctx) throws Exception {
    Parameters given =
        Parameters.of(
            ctx.queryParamMap(), SearchParameters.OF_STORIES, SearchParameters.REPEATABLE);
    StoryList.Order order =
        given.choice("order-by", StoryList.Order.class).orElse(StoryList.Order.NEWEST);
    SearchRequest narrowing = SearchParameters.request(given.without("order-by"));
    long start = System.nanoTime();
    StoryList stories = work.run(() -> views.of(ctx).stories(narrowing, order));
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    Responses.json(ctx, StoryJson.list(narrowing, stories, took));
  }

  private void story(Context ctx) throws Exception {
    Requests.withoutParameters(ctx);
    String id = ctx.pathParam("id");
    List<Report> reports = work.run(() -> views.of(ctx).story(id));
    if (reports.isEmpty()) {
      throw new Problem(
          404, "no report with id " + Problem.quote(id) + " tells a story of several");
    }
    Responses.json(ctx, StoryJson.of(reports));
  }
}
