package org.vigil.api;

import java.util.List;

/** The groups of routes that the server has: the one list to add a new one to. */
final class Routes {

  private Routes() {}

  static List<RouteGroup> groups(Backend backend, WorkPool work, Metrics metrics) {
    return List.of(
        new SearchRoutes(new Searches(backend.searcher(), work), backend.status()),
        new ReportRoutes(backend.searcher(), backend.withdrawal(), work),
        new IntakeRoutes(backend.searcher(), backend.writes()),
        new IndexRunRoutes(backend.writes()),
        new EntityRoutes(backend.searcher(), work),
        new CurationRoutes(backend.searcher(), backend.decisions()),
        new StoryRoutes(backend.searcher(), work),
        new VocabularyRoutes(),
        new AlertRoutes(backend.alerts(), backend.searcher(), work),
        new ServiceRoutes(backend.searcher(), backend.status(), metrics));
  }
}
