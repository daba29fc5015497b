package org.vigil.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.vigil.corpus.ContentHash;

/** Spares an answer to whoever has it already: the same question over the same index. */
final class Conditional {

  /** Another program may answer otherwise, so that what an earlier one tagged is not taken. */
  private final String process = UUID.randomUUID().toString();

  private final Views views;

  Conditional(Views views) {
    this.views = views;
  }

  /** Tags the answer to come; true if the client has it, and nothing else is to be done. */
  boolean isKnown(Context ctx) throws IOException {
    String asked =
        String.join(
            "\n",
            process,
            views.of(ctx).edition(),
            ctx.path(),
            Optional.ofNullable(ctx.queryString()).orElse(""));
    String hash = ContentHash.of(asked.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32);
    // Weak, since the time that a search took is told too, and the bytes may be compressed.
    ctx.header("ETag", "W/\"" + hash + '"');
    ctx.header("Cache-Control", "private, no-cache");
    String have = ctx.header("If-None-Match");
    if (have == null || !have.contains('"' + hash + '"')) {
      return false;
    }
    ctx.status(304);
    return true;
  }
}
