package org.vigil.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigil.entity.Curation;
import org.vigil.entity.MalformedCurationException;
import org.vigil.search.Decisions;
import org.vigil.search.ReportSearcher;

/** What people decide about names: answered when it is durable and searches follow it. */
final class CurationRoutes implements RouteGroup {

  /** Decisions of one request. */
  static final int MOST = 1_000;

  private final ReportSearcher searcher;
  private final Optional<Decisions> files;

  CurationRoutes(ReportSearcher searcher, Optional<Decisions> files) {
    this.searcher = searcher;
    this.files = files;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.administering("GET", "/curation", this::list),
        Route.administering("POST", "/curation", this::decide),
        Route.administering("DELETE", "/curation/{id}", this::withdraw));
  }

  private void list(Context ctx) throws IOException {
    Requests.withoutParameters(ctx);
    Responses.json(ctx, CurationJson.content(done(() -> files().content())));
  }

  private void decide(Context ctx) throws IOException {
    Requests.withoutParameters(ctx);
    String unused = Requests.mediaType(ctx, "application/json");
    JsonNode asked = Parameters.list(ctx.bodyAsBytes(), "decisions");
    if (asked.isEmpty() || asked.size() > MOST) {
      throw new Problem(
          400, "body holds " + asked.size() + " decisions; expected from 1 to " + MOST);
    }
    List<Curation.Line> lines = new ArrayList<>();
    for (JsonNode each : asked) {
      lines.add(
          CurationJson.line(Parameters.ofJson("decision", each, CurationJson.MEMBERS, Set.of())));
    }
    List<Decisions.Decision> standing = done(() -> files().add(lines));
    searcher.refresh();
    Responses.json(ctx, CurationJson.content(new Decisions.Content(standing, List.of())));
    ctx.status(201);
  }

  private void withdraw(Context ctx) throws IOException {
    Requests.withoutParameters(ctx);
    String id = ctx.pathParam("id");
    if (!done(() -> files().withdraw(id))) {
      throw new Problem(404, "there is no decision with id " + Problem.quote(id));
    }
    searcher.refresh();
    ctx.status(204);
  }

  private Decisions files() {
    return files.orElseThrow(IntakeRoutes::readOnly);
  }

  private static <T> T done(IntakeRoutes.Write<T> work) throws IOException {
    try {
      return work.run();
    } catch (MalformedCurationException e) {
      throw new Problem(409, e.getMessage() + "; put that right first");
    } catch (IllegalArgumentException e) {
      throw new Problem(400, String.valueOf(e.getMessage()));
    } catch (FileSystemException e) {
      throw new Problem(
          409,
          "the file with decisions about names cannot be used: "
              + Optional.ofNullable(e.getReason()).orElse("no permission, or no such folder"));
    }
  }
}
