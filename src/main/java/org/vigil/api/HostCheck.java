package org.vigil.api;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests for a name that is not ours. A foreign page can point a name of its own at this
 * machine and so ask in the reader's browser (DNS rebinding), but then the name is in the request.
 */
final class HostCheck {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> ALL_INTERFACES = Set.of("0.0.0.0", "::", "[::]");

  private final String configured;
  private final boolean anyAddress;
  private final Set<String> proxied;

  /**
   * @param configured the name or address that the server is bound to
   * @param proxied names in lower case under which a proxy in front is asked
   */
  HostCheck(String configured, Set<String> proxied) {
    this.proxied = proxied;
    String host = configured.toLowerCase(Locale.ROOT);
    this.configured = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    this.anyAddress = ALL_INTERFACES.contains(host);
  }

  /** Throws a {@link Problem} if the header {@code Host} names somebody else. */
  void check(@Nullable String header) {
    if (header == null) {
      throw new Problem(421, "request without the header Host");
    }
    String host = header.strip().toLowerCase(Locale.ROOT).replaceFirst(":[0-9]{0,5}$", "");
    boolean ours =
        LOOPBACK.contains(host)
            || host.equals(configured)
            || proxied.contains(host)
            || (anyAddress && isAddress(host));
    if (!ours) {
      throw new Problem(
          421,
          "this server does not answer for host "
              + Problem.quote(host)
              + "; ask localhost or the host that it was started with");
    }
  }

  /** Numbers cannot be rebound: only names can. */
  private static boolean isAddress(String host) {
    return host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") || host.matches("\\[[0-9a-f:.]{2,45}]");
  }
}
