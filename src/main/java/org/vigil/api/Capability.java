package org.vigil.api;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What not every place where an archive is kept can do. */
public enum Capability {
  ALERTS("searches cannot be saved", "ask for the feed of the search in place of an alert");

  private final String lack;
  private final String remedy;

  Capability(String lack, String remedy) {
    this.lack = lack;
    this.remedy = remedy;
  }

  /** Routes, or what says to each who asks that they are not to be had here. */
  RouteGroup unless(Set<Capability> lacking, RouteGroup group) {
    return lacking.contains(this) ? () -> refused(group.routes()) : group;
  }

  private List<Route> refused(List<Route> routes) {
    return routes.stream()
        .map(
            route ->
                new Route(
                    route.method(),
                    route.path(),
                    route.needed(),
                    false,
                    ctx -> {
                      throw problem();
                    }))
        .toList();
  }

  private Problem problem() {
    return new Problem(501, "where this archive is kept " + lack + ": " + remedy)
        .member("capability", name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
