package org.vigil.api;

import io.javalin.http.Context;
import java.util.List;
import org.vigil.report.Report;
import org.vigil.search.ReportSearcher;

/** Events as several reports tell them. */
final class StoryRoutes implements RouteGroup {

  private final ReportSearcher searcher;
  private final WorkPool work;

  StoryRoutes(ReportSearcher searcher, WorkPool work) {
    this.searcher = searcher;
    this.work = work;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.reading("GET", "/stories/{id}", this::story).fromSnapshot());
  }

  private void story(Context ctx) throws Exception {
    Requests.withoutParameters(ctx);
    String id = ctx.pathParam("id");
    List<Report> reports = work.run(() -> searcher.story(id));
    if (reports.isEmpty()) {
      throw new Problem(
          404, "no report with id " + Problem.quote(id) + " tells a story of several");
    }
    Responses.json(ctx, StoryJson.of(reports));
  }
}
