package org.vigil.api;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigil.entity.EntityKind;
import org.vigil.search.ReportSearcher;

/** Names of people, places, organisations and groups. */
final class EntityRoutes implements RouteGroup {

  private final ReportSearcher searcher;
  private final WorkPool work;

  EntityRoutes(ReportSearcher searcher, WorkPool work) {
    this.searcher = searcher;
    this.work = work;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.reading("GET", "/entities", this::names).fromSnapshot());
  }

  private void names(Context ctx) throws Exception {
    Parameters given = Parameters.of(ctx.queryParamMap(), List.of("prefix", "kind"), Set.of());
    Optional<String> prefix = given.text("prefix");
    List<EntityKind> kinds =
        given.choice("kind", EntityKind.class).map(List::of).orElse(List.of(EntityKind.values()));
    Responses.json(ctx, work.run(() -> EntityNames.beginning(prefix, kinds, searcher)));
  }
}
