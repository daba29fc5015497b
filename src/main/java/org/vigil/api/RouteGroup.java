package org.vigil.api;

import java.util.List;

/** Routes that belong together. A new one is named in {@link Routes#groups}. */
@FunctionalInterface
interface RouteGroup {
  List<Route> routes();
}
