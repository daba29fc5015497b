package org.vigil.api;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where and how to listen.
 *
 * @param host name or address to bind, which is also accepted as the name clients ask for
 * @param port from 0 (any free one) to 65535
 * @param tls speaks HTTPS with this; plain HTTP without
 * @param proxied names under which a proxy in front is asked; with any of them, the proxy's word on
 *     who asks is taken
 * @param origins web pages on other hosts that may search from their readers' browsers, such as
 *     {@code https://desk.example}
 * @param perSecond requests a second for each key, or each address where there is no key; 0 for any
 *     number
 * @param logRequests whether to log a line for each request
 */
public record ServerSettings(
    String host,
    int port,
    Optional<Tls> tls,
    Set<String> proxied,
    Set<String> origins,
    int perSecond,
    boolean logRequests) {

  /** The machine itself and nobody else. */
  public static final String LOOPBACK = "127.0.0.1";

  public static final int DEFAULT_PORT = 7070;

  /**
   * What to speak HTTPS with.
   *
   * @param keystore certificate and private key, PKCS 12 or JKS
   */
  public record Tls(Path keystore, String password) {
    @Override
    public String toString() {
      return "Tls[" + keystore + "]";
    }
  }

  public ServerSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host to listen on is blank");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be from 0 (any free one) to 65535: " + port);
    }
    if (perSecond < 0) {
      throw new IllegalArgumentException(
          "requests a second must be 0 (any number) or more: " + perSecond);
    }
    proxied = lower(proxied);
    origins = lower(origins);
    for (String origin : origins) {
      if (!origin.matches("https?://[a-z0-9.\\-\\[\\]:]+")) {
        throw new IllegalArgumentException(
            "an origin is a scheme and a host, such as https://desk.example, without a path: "
                + origin);
      }
    }
  }

  /** Plain HTTP for whoever reaches the address. */
  public ServerSettings(String host, int port) {
    this(host, port, Optional.empty(), Set.of(), Set.of(), 0, false);
  }

  /** The same with other web pages that may search. */
  public ServerSettings withOrigins(Set<String> others) {
    return new ServerSettings(host, port, tls, proxied, others, perSecond, logRequests);
  }

  /** The same with another limit. */
  public ServerSettings withPerSecond(int limit) {
    return new ServerSettings(host, port, tls, proxied, origins, limit, logRequests);
  }

  /** The same behind a proxy that is asked under these names. */
  public ServerSettings withProxied(Set<String> names) {
    return new ServerSettings(host, port, tls, names, origins, perSecond, logRequests);
  }

  private static Set<String> lower(Set<String> texts) {
    return texts.stream()
        .map(text -> text.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
