package org.vigil.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What is asked of every request alike. */
final class Requests {

  /** Of a body that nobody wanted, in bytes. */
  private static final int MOST_DRAINED = 4 << 20;

  private static final Duration MOST_DRAINED_FOR = Duration.ofSeconds(2);

  private Requests() {}

  /** Refuses parameters where none is expected. */
  static void withoutParameters(Context ctx) {
    Parameters unused = Parameters.of(ctx.queryParamMap(), List.of(), Set.of());
  }

  /**
   * Reads what is left of a body that nobody wanted, within bounds. Closed with bytes unread, a
   * connection is reset, and the client may lose the answer that tells why.
   */
  static void drain(Context ctx) {
    boolean hasBody =
        ctx.req().getContentLengthLong() > 0 || ctx.header("Transfer-Encoding") != null;
    if (!hasBody || ctx.header("Expect") != null) {
      return;
    }
    byte[] buffer = new byte[1 << 14];
    long end = System.nanoTime() + MOST_DRAINED_FOR.toNanos();
    try {
      InputStream body = ctx.req().getInputStream();
      int read = 0;
      for (int all = 0; read >= 0 && all < MOST_DRAINED && System.nanoTime() < end; all += read) {
        read = body.read(buffer);
      }
    } catch (IOException | IllegalStateException e) {
      // It was read in another way, or the client is gone.
    }
  }

  /** The address under which the client reached the server, without a path. */
  static String server(Context ctx) {
    return ctx.url().substring(0, ctx.url().indexOf(Route.BASE));
  }

  /** Whether a client would rather have a table than JSON, which it gets if it does not say. */
  static boolean prefersCsv(Context ctx) {
    double csv = 0;
    double json = 0;
    for (String each : Optional.ofNullable(ctx.header("Accept")).orElse("").split(",", -1)) {
      String[] parts = each.toLowerCase(Locale.ROOT).replaceAll("\\s", "").split(";", -1);
      double weight = 1;
      for (String part : parts) {
        if (part.matches("q=[01](\\.[0-9]{0,3})?")) {
          weight = Double.parseDouble(part.substring(2));
        }
      }
      switch (parts[0]) {
        case "text/csv" -> csv = Math.max(csv, weight);
        case "application/json" -> json = Math.max(json, weight);
        default -> {}
      }
    }
    return csv > json;
  }

  /** The media type of a body, which must be one of these, in UTF-8 and plain. */
  static String mediaType(Context ctx, String... expected) {
    String given = Optional.ofNullable(ctx.contentType()).orElse("none");
    String type =
        given.toLowerCase(Locale.ROOT).replaceFirst(" *; *charset=(utf-8|\"utf-8\")$", "");
    if (!List.of(expected).contains(type)) {
      throw new Problem(
          415,
          "body has media type "
              + Problem.quote(given)
              + "; expected "
              + String.join(" or ", expected));
    }
    if (ctx.header("Content-Encoding") != null) {
      throw new Problem(415, "body is compressed; expected it plain");
    }
    return type;
  }
}
