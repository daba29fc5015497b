package org.vigil.api;

import io.javalin.http.Context;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigil.entity.EntityKind;
import org.vigil.search.EntityProfile;
import org.vigil.search.ReportSearcher;

/** Names of people, places, organisations and groups. */
final class EntityRoutes implements RouteGroup {

  private static final int LISTED = 20;

  private final ReportSearcher searcher;
  private final WorkPool work;

  EntityRoutes(ReportSearcher searcher, WorkPool work) {
    this.searcher = searcher;
    this.work = work;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.reading("GET", "/entities", this::names).fromSnapshot(),
        Route.reading("GET", "/entities/{id}", ctx -> profile(ctx, ctx.pathParam("id")))
            .fromSnapshot(),
        Route.reading(
                "GET",
                "/entities/{kind}/{name}",
                ctx -> profile(ctx, ctx.pathParam("kind") + "/" + ctx.pathParam("name")))
            .fromSnapshot());
  }

  private void names(Context ctx) throws Exception {
    Parameters given = Parameters.of(ctx.queryParamMap(), List.of("prefix", "kind"), Set.of());
    Optional<String> prefix = given.text("prefix");
    Set<EntityKind> kinds =
        given
            .choice("kind", EntityKind.class)
            .map(EnumSet::of)
            .orElse(EnumSet.allOf(EntityKind.class));
    Responses.json(ctx, work.run(() -> EntityJson.names(searcher.entities(prefix, kinds, LISTED))));
  }

  private void profile(Context ctx, String idOrName) throws Exception {
    Requests.withoutParameters(ctx);
    Optional<EntityProfile> profile = work.run(() -> searcher.entity(idOrName));
    Responses.json(
        ctx,
        EntityJson.profile(
            profile.orElseThrow(
                () -> new Problem(404, "no report names an entity " + Problem.quote(idOrName)))));
  }
}
