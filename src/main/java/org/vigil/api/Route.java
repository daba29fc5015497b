package org.vigil.api;

import io.javalin.http.Handler;
import java.util.Optional;
import org.vigil.access.Role;

/**
 * A way to ask.
 *
 * @param needed the role that a key must have where keys are asked for; empty where anybody may ask
 */
record Route(String method, String path, Optional<Role> needed, Handler handler) {

  /** The path under which everything of this version of the API lies. */
  static final String BASE = "/api/v1";

  /** Whoever asks is answered, because nothing of any report is told. */
  static Route open(String method, String path, Handler handler) {
    return new Route(method, path, Optional.empty(), handler);
  }

  static Route reading(String method, String path, Handler handler) {
    return new Route(method, BASE + path, Optional.of(Role.READ), handler);
  }

  static Route writing(String method, String path, Handler handler) {
    return new Route(method, BASE + path, Optional.of(Role.WRITE), handler);
  }

  static Route administering(String method, String path, Handler handler) {
    return new Route(method, BASE + path, Optional.of(Role.ADMIN), handler);
  }
}
