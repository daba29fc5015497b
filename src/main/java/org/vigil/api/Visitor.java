package org.vigil.api;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.UUID;
import org.vigil.access.Key;

/**
 * Who sent a request, as far as it matters.
 *
 * @param request the id of the request, which the answer and the log carry
 * @param key what he may do; empty where no keys are asked for, or none was sent
 * @param address of the client, used to share out the service and never logged
 */
record Visitor(String request, Optional<Key> key, String address) {

  private static final String ATTRIBUTE = Visitor.class.getName();

  static Visitor unknown() {
    return new Visitor(UUID.randomUUID().toString(), Optional.empty(), "");
  }

  void keepIn(Context ctx) {
    ctx.attribute(ATTRIBUTE, this);
  }

  /** Who sent this one. */
  static Visitor of(Context ctx) {
    return Optional.<Visitor>ofNullable(ctx.attribute(ATTRIBUTE)).orElseGet(Visitor::unknown);
  }
}
