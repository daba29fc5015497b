package org.vigil.api;

import java.util.List;

/** The groups of routes that the server has: the one list to add a new one to. */
final class Routes {

  private Routes() {}

  static List<RouteGroup> groups(Backend backend, WorkPool work, Metrics metrics) {
    Views views = new Views(backend.searcher());
    return List.of(
        new SearchRoutes(new Searches(views, work), backend.status()),
        new ReportRoutes(views, backend.withdrawal(), backend.writes(), work),
        new IntakeRoutes(views, backend.writes()),
        new IndexRunRoutes(backend.writes()),
        new EntityRoutes(views, work),
        new CurationRoutes(backend.searcher(), backend.decisions()),
        new StoryRoutes(views, work),
        new VocabularyRoutes(),
        new AlertRoutes(backend.alerts(), views, work),
        new ServiceRoutes(backend.searcher(), views, backend.status(), metrics));
  }
}
