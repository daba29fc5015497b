package org.vigil.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigil.report.Report;
import org.vigil.report.ReportJson;
import org.vigil.search.Related;
import org.vigil.search.ReportSearcher;
import org.vigil.search.SearchRequest;
import org.vigil.search.Wording;

/** One report: read, its original, and how it is taken out. */
final class ReportRoutes implements RouteGroup {

  private final Views views;
  private final Withdrawal withdrawal;
  private final Optional<Writes> writes;
  private final WorkPool work;

  ReportRoutes(Views views, Withdrawal withdrawal, Optional<Writes> writes, WorkPool work) {
    this.views = views;
    this.withdrawal = withdrawal;
    this.writes = writes;
    this.work = work;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.reading("GET", "/reports/{id}", this::report).fromSnapshot(),
        Route.writing("DELETE", "/reports/{id}", this::withdraw),
        Route.reading("GET", "/reports/{id}/related", this::related).fromSnapshot(),
        Route.reading("GET", "/reports/{id}/source", this::source).fromSnapshot());
  }

  private void report(Context ctx) throws Exception {
    Parameters given =
        Parameters.of(ctx.queryParamMap(), List.of("q", "spelling", "contested"), Set.of());
    SearchRequest.Spelling spelling =
        given
            .choice("spelling", SearchRequest.Spelling.class)
            .orElse(SearchRequest.Spelling.VARIANTS);
    Wording wording = new Wording(spelling, given.flag("contested", false));
    ObjectNode json =
        work.run(
            () -> {
              ReportSearcher searcher = views.of(ctx);
              Report report = find(ctx);
              ObjectNode tree = ReportJson.toJson(report);
              ArrayNode copies = tree.putArray("duplicates");
              searcher.duplicates(report.id()).forEach(c -> copies.add(SearchJson.copy(c)));
              ArrayNode story = tree.putArray("story");
              searcher.story(report.id()).stream()
                  .filter(other -> !other.id().equals(report.id()))
                  .forEach(other -> story.add(SearchJson.copy(other)));
              if (given.one("q").isPresent()) {
                ArrayNode spans = tree.putArray("highlights");
                for (ReportSearcher.Span span :
                    searcher.highlights(report.id(), given.one("q").get(), wording)) {
                  spans.addObject().put("start", span.start()).put("end", span.end());
                }
              }
              return tree;
            });
    Responses.json(ctx, json);
  }

  private void related(Context ctx) throws Exception {
    Requests.withoutParameters(ctx);
    String id = ctx.pathParam("id");
    ObjectNode json =
        work.run(
            () -> {
              ReportSearcher searcher = views.of(ctx);
              List<Related> related = searcher.related(id);
              if (related.isEmpty() && searcher.report(id).isEmpty()) {
                throw unknown(id);
              }
              return SearchJson.related(related);
            });
    Responses.json(ctx, json);
  }

  private void withdraw(Context ctx) throws IOException {
    Requests.withoutParameters(ctx);
    String id = ctx.pathParam("id");
    boolean isSeen = !Views.isLimited(ctx) || views.of(ctx).report(id).isPresent();
    if (!isSeen || !IntakeRoutes.written(() -> withdrawal.withdraw(id))) {
      throw unknown(id);
    }
    ctx.status(204);
  }

  private void source(Context ctx) throws Exception {
    Requests.withoutParameters(ctx);
    Report.Source of = work.run(() -> find(ctx)).source();
    if (Views.isLimited(ctx) && of.part().isPresent()) {
      throw new Problem(
          403,
          "the original of a part holds other reports too; a key that is limited to collections"
              + " may not have it");
    }
    Original original = work.run(() -> original(of));
    ctx.header("Content-Disposition", original.disposition());
    ctx.header("Content-Security-Policy", "default-src 'none'; sandbox");
    ctx.contentType("application/octet-stream").result(original.bytes());
  }

  private Original original(Report.Source of) throws IOException {
    Optional<byte[]> kept =
        writes.isPresent() ? writes.get().writer().original(of) : Optional.empty();
    return kept.isPresent() ? Original.of(of, kept.get()) : Original.open(of);
  }

  private Report find(Context ctx) throws IOException {
    String id = ctx.pathParam("id");
    return views.of(ctx).report(id).orElseThrow(() -> unknown(id));
  }

  private static Problem unknown(String id) {
    return new Problem(404, "there is no report with id " + Problem.quote(id));
  }
}
