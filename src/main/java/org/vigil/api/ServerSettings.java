package org.vigil.api;

/**
 * Where to listen.
 *
 * @param host name or address to bind, which is also accepted as the name clients ask for
 * @param port from 0 (any free one) to 65535
 */
public record ServerSettings(String host, int port) {

  /** The machine itself and nobody else. */
  public static final String LOOPBACK = "127.0.0.1";

  public static final int DEFAULT_PORT = 7070;

  public ServerSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host to listen on is blank");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be from 0 (any free one) to 65535: " + port);
    }
  }
}
