package org.vigil.alert;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hosts that may be told of matches. There are none unless whoever runs the server names them,
 * so that nobody else can make it connect to anything.
 */
public final class WebhookHosts {

  /** No connection is ever made. */
  public static final WebhookHosts NONE = new WebhookHosts(Set.of());

  private static final int LONGEST = 2_000;

  private final Set<String> hosts;

  private WebhookHosts(Set<String> hosts) {
    this.hosts = hosts;
  }

  /**
   * These and no others.
   *
   * @param hosts each a name or an address, with a port where that is not the usual one
   * @throws IllegalArgumentException if one is none of that
   */
  public static WebhookHosts of(Set<String> hosts) {
    for (String host : hosts) {
      if (!host.matches("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?")) {
        throw new IllegalArgumentException(
            "a host is a name such as desk.example or desk.example:8443: '" + host + "'");
      }
    }
    return new WebhookHosts(
        hosts.stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** The address, if it is one that may be told; without user, fragment or surprises. */
  public Optional<URI> allowed(String address) {
    if (address.length() > LONGEST) {
      return Optional.empty();
    }
    URI uri;
    try {
      uri = new URI(address);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
    String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    String host = Optional.ofNullable(uri.getHost()).orElse("").toLowerCase(Locale.ROOT);
    boolean plain = uri.getRawUserInfo() == null && uri.getRawFragment() == null;
    if (!plain || host.isEmpty() || !Set.of("http", "https").contains(scheme)) {
      return Optional.empty();
    }
    int usual = scheme.equals("http") ? 80 : 443;
    int port = uri.getPort() == -1 ? usual : uri.getPort();
    boolean known = hosts.contains(host + ":" + port) || (port == usual && hosts.contains(host));
    return known ? Optional.of(uri) : Optional.empty();
  }
}
