package org.vigil.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;

/** What every answer has in common. */
final class Responses {

  /** Nothing inline, nothing from elsewhere, no frame, no plug-in. */
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Responses() {}

  static byte[] bytes(JsonNode json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  /** Headers that keep foreign pages out and scripts from being found where there are none. */
  static void secure(Context ctx) {
    ctx.header("Content-Security-Policy", PAGE_POLICY);
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Referrer-Policy", "no-referrer");
    ctx.header("Cross-Origin-Opener-Policy", "same-origin");
    ctx.header("Cross-Origin-Resource-Policy", "same-origin");
    ctx.header("Cache-Control", "no-store");
  }

  static void json(Context ctx, JsonNode json) {
    ctx.contentType("application/json").result(bytes(json));
  }

  static void problem(Context ctx, Problem problem) {
    ctx.res().setHeader("ETag", null);
    ctx.header("Cache-Control", "no-store");
    problem.headers().forEach(ctx::header);
    ctx.status(problem.status()).contentType(Problem.MEDIA_TYPE).result(bytes(problem.json()));
  }

  /** Sends the file, or word that the reader's copy is still the same. */
  static void asset(Context ctx, PageAssets.Asset asset) {
    ctx.header("Cache-Control", "no-cache");
    ctx.header("ETag", asset.etag());
    String have = ctx.header("If-None-Match");
    if (have != null && (have.contains(asset.etag()) || have.strip().equals("*"))) {
      ctx.status(304);
    } else {
      ctx.contentType(asset.mediaType()).result(asset.text());
    }
  }
}
