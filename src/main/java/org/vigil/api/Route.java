package org.vigil.api;

import io.javalin.http.Handler;
import java.util.Optional;
import org.vigil.access.Role;

/**
 * A way to ask.
 *
 * @param needed the role that a key must have where keys are asked for; empty where anybody may ask
 * @param ofSnapshot whether the answer follows from the request and from what the searcher says,
 *     and from nothing else: only then may a client keep it while the index is the same
 */
record Route(
    String method, String path, Optional<Role> needed, boolean ofSnapshot, Handler handler) {

  /** The path under which everything of this version of the API lies. */
  static final String BASE = "/api/v1";

  /** Whoever asks is answered, because nothing of any report is told. */
  static Route open(String method, String path, Handler handler) {
    return new Route(method, path, Optional.empty(), false, handler);
  }

  static Route reading(String method, String path, Handler handler) {
    return new Route(method, BASE + path, Optional.of(Role.READ), false, handler);
  }

  static Route writing(String method, String path, Handler handler) {
    return new Route(method, BASE + path, Optional.of(Role.WRITE), false, handler);
  }

  static Route administering(String method, String path, Handler handler) {
    return new Route(method, BASE + path, Optional.of(Role.ADMIN), false, handler);
  }

  /** The same, whose answer follows from the request and the searcher alone. */
  Route fromSnapshot() {
    return new Route(method, path, needed, true, handler);
  }
}
