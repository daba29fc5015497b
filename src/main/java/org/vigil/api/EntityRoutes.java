package org.vigil.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigil.entity.EntityKind;
import org.vigil.search.EntityProfile;
import org.vigil.query.Query;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchRequest.Facet;

/** Names of people, places, organisations and groups. */
final class EntityRoutes implements RouteGroup {

  private static final int LISTED = 20;

  /** Quotes shown of one entity; a search for quotes finds the others. */
  private static final int QUOTED = 5;

  private final Views views;
  private final WorkPool work;

  EntityRoutes(Views views, WorkPool work) {
    this.views = views;
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
    Responses.json(
        ctx, work.run(() -> EntityJson.names(views.of(ctx).entities(prefix, kinds, LISTED))));
  }

  private void profile(Context ctx, String idOrName) throws Exception {
    Requests.withoutParameters(ctx);
    Optional<EntityProfile> profile = work.run(() -> views.of(ctx).entity(idOrName));
    ObjectNode json =
        EntityJson.profile(
            profile.orElseThrow(
                () -> new Problem(404, "no report names an entity " + Problem.quote(idOrName))));
    EntityProfile.Named entity = profile.get().entity();
    QuoteJson.some(json.putObject("quotes"), work.run(() -> views.of(ctx).quotes(by(entity))));
    QuoteJson.some(
        json.putObject("quotesAbout"), work.run(() -> views.of(ctx).quotes(about(entity))));
    Responses.json(ctx, json);
  }

  /** What the entity says, the newest first. */
  private static SearchRequest by(EntityProfile.Named entity) {
    return newest("")
        .with(Facet.SPEAKER, new SearchRequest.Filter(List.of(entity.id()), List.of()));
  }

  /** What others say that names the entity, the newest first. */
  private static SearchRequest about(EntityProfile.Named entity) {
    Query named =
        new Query.Phrase(
            Optional.empty(),
            List.of(new Query.Phrase.Entity(entity.kind().path(), Optional.of(entity.id()))),
            0);
    return newest(named.toString())
        .with(Facet.SPEAKER, new SearchRequest.Filter(List.of(), List.of(entity.id())));
  }

  private static SearchRequest newest(String q) {
    return SearchRequest.of(q).orderedBy(SearchRequest.Order.NEWEST).ofSize(QUOTED);
  }
}
