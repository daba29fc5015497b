package org.vigil.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vigil.ingest.IndexRun;
import org.vigil.ingest.IndexRuns;

/** Runs of the index: started, followed, held up and cancelled; they go on when nobody looks. */
final class IndexRunRoutes implements RouteGroup {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final long BETWEEN_EVENTS_MILLIS = 250;

  private final Optional<Writes> writes;

  IndexRunRoutes(Optional<Writes> writes) {
    this.writes = writes;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.administering("POST", "/index-runs", this::start),
        Route.administering("GET", "/index-runs/{id}", this::follow),
        Route.administering("DELETE", "/index-runs/{id}", ctx -> change(ctx, IndexRun::cancel)),
        Route.administering("POST", "/index-runs/{id}/pause", ctx -> change(ctx, IndexRun::pause)),
        Route.administering(
            "POST", "/index-runs/{id}/resume", ctx -> change(ctx, IndexRun::resume)));
  }

  private void start(Context ctx) throws IOException {
    Requests.withoutParameters(ctx);
    IndexRun.Mode mode = mode(ctx);
    IndexRuns runs = runs();
    IndexRun run =
        IntakeRoutes.written(() -> runs.start(mode))
            .orElseThrow(
                () ->
                    new Problem(
                            409,
                            "run "
                                + runs.latest().map(IndexRun::id).orElse("")
                                + " goes on; follow it, or cancel it first")
                        .member("run", runs.latest().map(IndexRun::id).orElse("")));
    ctx.header("Location", Route.BASE + "/index-runs/" + run.id());
    Responses.json(ctx, json(run.standing()));
    ctx.status(202);
  }

  private static IndexRun.Mode mode(Context ctx) {
    String unused = Requests.mediaType(ctx, "application/json");
    JsonNode body;
    try {
      body = JSON.readTree(ctx.body());
    } catch (JsonProcessingException e) {
      throw new Problem(400, "body is no JSON; expected {\"mode\":\"update\"}");
    }
    for (IndexRun.Mode mode : IndexRun.Mode.values()) {
      if (body.size() == 1 && body.path("mode").asText().equals(Parameters.word(mode))) {
        return mode;
      }
    }
    throw Problem.parameter(
        "mode", body.toString(), "an object with mode update or rebuild, and nothing else");
  }

  private void follow(Context ctx) throws IOException {
    Requests.withoutParameters(ctx);
    IndexRun run = run(ctx);
    String accept = Optional.ofNullable(ctx.header("Accept")).orElse("");
    if (!accept.contains("text/event-stream")) {
      Responses.json(ctx, json(run.standing()));
      return;
    }
    ctx.contentType("text/event-stream");
    // Not the stream of the framework, which holds back what it might compress.
    OutputStream out = ctx.res().getOutputStream();
    try {
      IndexRun.Standing standing = run.standing();
      send(out, standing);
      while (!standing.state().isOver()) {
        Thread.sleep(BETWEEN_EVENTS_MILLIS);
        IndexRun.Standing next = run.after(standing.change(), HEARTBEAT);
        if (next.change() == standing.change()) {
          out.write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
          out.flush();
        } else {
          send(out, next);
        }
        standing = next;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(OutputStream out, IndexRun.Standing standing) throws IOException {
    String event =
        "id: "
            + standing.change()
            + "\nevent: "
            + (standing.state().isOver() ? "end" : "progress")
            + "\ndata: "
            + json(standing)
            + "\n\n";
    out.write(event.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private interface Change {
    void to(IndexRun run);
  }

  private void change(Context ctx, Change change) {
    Requests.withoutParameters(ctx);
    IndexRun run = run(ctx);
    change.to(run);
    Responses.json(ctx, json(run.standing()));
    ctx.status(202);
  }

  private IndexRun run(Context ctx) {
    String id = ctx.pathParam("id");
    return writes
        .flatMap(w -> w.runs().find(id))
        .orElseThrow(
            () ->
                new Problem(
                    404,
                    "there is no index run "
                        + Problem.quote(id)
                        + "; the last "
                        + IndexRuns.REMEMBERED
                        + " since the server started are remembered"));
  }

  private IndexRuns runs() {
    return writes.orElseThrow(IntakeRoutes::readOnly).runs();
  }

  private static ObjectNode json(IndexRun.Standing run) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", run.id());
    json.put("mode", Parameters.word(run.mode()));
    json.put("state", Parameters.word(run.state()));
    json.put("started", run.started().toString());
    json.put("tookMillis", run.took().toMillis());
    json.put("looked", run.looked());
    run.toRead().ifPresent(n -> json.put("toRead", n));
    json.put("done", run.done());
    json.put("unreadable", run.unreadable());
    json.put("perSecond", Math.round(run.perSecond() * 10) / 10.0);
    run.left().ifPresent(left -> json.put("leftMillis", left.toMillis()));
    run.current().ifPresent(path -> json.put("current", path));
    run.notices().forEach(json.putArray("notices")::add);
    run.summary().ifPresent(summary -> json.set("summary", SummaryJson.of(summary)));
    run.error().ifPresent(why -> json.put("error", why));
    return json;
  }
}
