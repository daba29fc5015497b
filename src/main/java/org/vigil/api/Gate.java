package org.vigil.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vigil.access.Key;
import org.vigil.access.Keys;
import org.vigil.access.Role;

/**
 * Lets a request in or refuses it: by the host it asks for, the page it comes from, the key it
 * carries and how many came before it.
 */
final class Gate {

  private static final double WRONG_KEYS_PER_SECOND = 0.1;
  private static final int WRONG_KEYS_AT_ONCE = 10;
  private static final int BURST_SECONDS = 5;

  private final ServerSettings settings;
  private final Optional<Keys> keys;
  private final HostCheck hosts;
  private final Optional<RateLimit> limit;
  private final RateLimit guesses =
      new RateLimit(WRONG_KEYS_PER_SECOND, WRONG_KEYS_AT_ONCE, System::nanoTime);

  /**
   * @param keys those that are asked for; empty where whoever reaches the server may do everything
   */
  Gate(ServerSettings settings, Optional<Keys> keys) {
    this.settings = settings;
    this.keys = keys;
    this.hosts = new HostCheck(settings.host(), settings.proxied());
    this.limit =
        settings.perSecond() == 0
            ? Optional.empty()
            : Optional.of(
                new RateLimit(
                    settings.perSecond(),
                    (double) settings.perSecond() * BURST_SECONDS,
                    System::nanoTime));
  }

  /** Looks at what every request has, whether or not there is what it asks for. */
  void admit(Context ctx) throws IOException {
    String address = address(ctx);
    String request = UUID.randomUUID().toString();
    new Visitor(request, Optional.empty(), address).keepIn(ctx);
    ctx.header("X-Request-Id", request);
    Responses.secure(ctx);
    hosts.check(ctx.header("Host"));
    letForeignPageRead(ctx);
    Optional<Key> key = keys.isEmpty() ? Optional.empty() : key(ctx, keys.get(), address);
    new Visitor(request, key, address).keepIn(ctx);
    if (limit.isPresent()) {
      refuseAfter(limit.get().take(key.map(Key::id).orElse(address)), "too many requests");
    }
  }

  /** Looks at what a route needs. */
  void admit(Context ctx, Route route) {
    if (isForeign(ctx)) {
      boolean reads = route.needed().filter(role -> role != Role.READ).isEmpty();
      if (!reads || (changes(ctx) && !isListed(ctx))) {
        throw new Problem(
            403,
            "a page of "
                + Problem.quote(String.valueOf(ctx.header("Origin")))
                + " may not do this; ask from the server's own page or from a program");
      }
    }
    if (keys.isEmpty() || route.needed().isEmpty()) {
      return;
    }
    Role needed = route.needed().get();
    Key key =
        Visitor.of(ctx)
            .key()
            .orElseThrow(() -> unauthorized("this server asks for a key; send it as a bearer"));
    if (!key.role().mayActAs(needed)) {
      throw new Problem(
          403,
          "the key has the role "
              + Parameters.word(key.role())
              + "; expected "
              + Parameters.word(needed));
    }
  }

  private Optional<Key> key(Context ctx, Keys known, String address) throws IOException {
    Optional<String> sent = sent(ctx.header("Authorization"));
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    refuseAfter(guesses.wait(address), "too many wrong keys");
    Optional<Key> key = known.find(sent.get());
    if (key.isEmpty()) {
      long unused = guesses.take(address);
      throw unauthorized("the key is not known, has expired or was revoked");
    }
    return key;
  }

  /** The key as a bearer, or as the password that a browser asks its reader for. */
  private static Optional<String> sent(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    String[] parts = header.strip().split(" +", 2);
    if (parts.length < 2) {
      throw unauthorized("the header Authorization is malformed");
    }
    return switch (parts[0].toLowerCase(Locale.ROOT)) {
      case "bearer" -> Optional.of(parts[1]);
      case "basic" -> Optional.of(password(parts[1]));
      default -> throw unauthorized("the header Authorization is of an unknown kind");
    };
  }

  private static String password(String credentials) {
    try {
      String text =
          new String(Base64.getDecoder().decode(credentials), StandardCharsets.ISO_8859_1);
      return text.substring(text.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      throw unauthorized("the header Authorization is malformed");
    }
  }

  private static Problem unauthorized(String detail) {
    return new Problem(401, detail + "; expected Authorization: Bearer KEY")
        .header("WWW-Authenticate", "Bearer realm=\"vigil\", Basic realm=\"vigil\"");
  }

  private static void refuseAfter(long seconds, String what) {
    if (seconds > 0) {
      throw new Problem(429, what + "; try again in " + seconds + " s")
          .header("Retry-After", Long.toString(seconds));
    }
  }

  private String address(Context ctx) {
    String forwarded = ctx.header("X-Forwarded-For");
    if (settings.proxied().isEmpty() || forwarded == null) {
      return ctx.req().getRemoteAddr();
    }
    // The last one is what our own proxy saw; those before it are what a client says.
    return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
  }

  private void letForeignPageRead(Context ctx) {
    if (!settings.origins().isEmpty()) {
      ctx.header("Vary", "Origin");
    }
    if (!isListed(ctx)) {
      return;
    }
    ctx.header("Access-Control-Allow-Origin", String.valueOf(ctx.header("Origin")));
    ctx.header("Access-Control-Expose-Headers", "ETag, Retry-After, X-Request-Id");
    ctx.header("Cross-Origin-Resource-Policy", "cross-origin");
    if (ctx.method().name().equals("OPTIONS")) {
      ctx.header("Access-Control-Allow-Methods", "GET, POST");
      ctx.header("Access-Control-Allow-Headers", "Authorization, Content-Type, If-None-Match");
      ctx.header("Access-Control-Max-Age", "600");
    }
  }

  private boolean isListed(Context ctx) {
    String origin = ctx.header("Origin");
    return origin != null && settings.origins().contains(origin.toLowerCase(Locale.ROOT));
  }

  /** Whether a browser sent this for a page of somebody else. */
  private boolean isForeign(Context ctx) {
    String origin = ctx.header("Origin");
    if (origin == null) {
      return false;
    }
    String from = origin.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "");
    String host = String.valueOf(ctx.header("Host")).toLowerCase(Locale.ROOT);
    return !from.equals(host) && !settings.proxied().contains(from);
  }

  private static boolean changes(Context ctx) {
    return !Set.of("GET", "HEAD", "OPTIONS").contains(ctx.method().name());
  }
}
