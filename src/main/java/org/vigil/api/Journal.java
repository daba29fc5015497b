package org.vigil.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.access.Audit;
import org.vigil.access.Key;

/**
 * Writes down each request once it is answered: as a number for monitors, as a line in the log, and
 * where keys are asked for in the audit. None of them holds what was asked or from where.
 */
final class Journal {

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final String ROUTE = Journal.class.getName();

  private final Metrics metrics;
  private final Optional<Audit> audit;
  private final boolean logs;

  Journal(Metrics metrics, Optional<Audit> audit, boolean logs) {
    this.metrics = metrics;
    this.audit = audit;
    this.logs = logs;
  }

  /** Notes which route a request came to. */
  static void matched(Context ctx, Route route) {
    ctx.attribute(ROUTE, route.path());
  }

  void write(Context ctx, double millis) {
    Visitor visitor = Visitor.of(ctx);
    String route = Optional.<String>ofNullable(ctx.attribute(ROUTE)).orElse("none");
    String method = method(ctx);
    int status = ctx.statusCode();
    String key = visitor.key().map(Key::id).orElse("none");
    metrics.add(method, route, status, millis / 1000);
    if (logs) {
      LOG.info(
          "request={} method={} route={} status={} millis={} key={}",
          visitor.request(),
          method,
          route,
          status,
          Math.round(millis),
          key);
    }
    if (audit.isPresent() && !route.equals("none")) {
      try {
        audit.get().add(visitor.request(), key, method + " " + route, status, asked(ctx));
      } catch (IOException e) {
        LOG.error("request {} could not be audited: {}", visitor.request(), e.getClass().getName());
      }
    }
  }

  /** A method that a client made up would be a series of its own. */
  private static String method(Context ctx) {
    return switch (ctx.method().name()) {
      case "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH" -> ctx.method().name();
      default -> "other";
    };
  }

  private static String asked(Context ctx) {
    return ctx.path() + "?" + Optional.ofNullable(ctx.queryString()).orElse("");
  }
}
