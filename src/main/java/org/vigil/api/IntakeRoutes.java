package org.vigil.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigil.access.Key;
import org.vigil.corpus.ContentHash;
import org.vigil.extract.Article;
import org.vigil.extract.MalformedArticleException;
import org.vigil.index.HostTrouble;
import org.vigil.index.IndexInUseException;
import org.vigil.index.OtherSchemaException;
import org.vigil.index.Uploads;
import org.vigil.ingest.ReportWriter;
import org.vigil.ingest.QueueFullException;
import org.vigil.search.ReportSearcher;

/** Reports that are handed in: answered when they are durable and searches find them. */
final class IntakeRoutes implements RouteGroup {

  /** In bytes. */
  static final int LARGEST_FILE = 64 << 20;

  private static final String MULTIPART = "multipart/form-data";
  private static final int ID_DIGITS = 24;

  private final Views views;
  private final Optional<Writes> writes;

  IntakeRoutes(Views views, Optional<Writes> writes) {
    this.views = views;
    this.writes = writes;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.writing("POST", "/reports", ctx -> receive(ctx, Optional.empty())),
        Route.writing(
            "PUT", "/reports/{id}", ctx -> receive(ctx, Optional.of(ctx.pathParam("id")))));
  }

  /** What came in, before it is read. */
  private static final class Handed {
    private final Optional<String> fileName;
    private final byte[] bytes;
    private final Optional<String> collection;

    Handed(Optional<String> fileName, byte[] bytes, Optional<String> collection) {
      this.fileName = fileName;
      this.bytes = bytes;
      this.collection = collection;
    }
  }

  private void receive(Context ctx, Optional<String> chosen) throws IOException {
    Requests.withoutParameters(ctx);
    ReportWriter writer = writes.orElseThrow(IntakeRoutes::readOnly).writer();
    if (chosen.isPresent() && !Uploads.mayBeChosen(chosen.get())) {
      throw Problem.parameter(
          "id",
          chosen.get(),
          "1 to 64 letters, digits, - and _ that begin with a letter or digit, and not 32"
              + " hexadecimal digits, which are the ids of files of a corpus");
    }
    Handed handed = handed(ctx);
    ReportSearcher seen = views.of(ctx);
    String prefix = Uploads.prefixOf(handed.collection);
    Optional<Set<String>> limit = Views.collections(ctx);
    if (limit.isPresent() && !limit.get().contains(handed.collection.orElse(Key.IN_NONE))) {
      throw new Problem(
          403,
          "the key may not write to "
              + handed.collection.map(c -> "collection " + Problem.quote(c)).orElse("no collection")
              + "; expected "
              + among(limit.get()));
    }
    String derived = ContentHash.of(handed.bytes).hex().substring(0, ID_DIGITS);
    String id = chosen.orElse(limit.isPresent() ? prefix + derived : "post-" + derived);
    boolean known = seen.report(id).isPresent();
    if (limit.isPresent() && !known && !id.startsWith(prefix)) {
      throw new Problem(
          404,
          "there is no report with id "
              + Problem.quote(id)
              + "; the id of a new one in its collection begins with "
              + prefix);
    }
    if (!Uploads.isFor(id, handed.collection)) {
      throw Problem.parameter(
          "id", id, "one that does not begin so: that is for reports of another collection");
    }
    ReportWriter.Received received = written(() -> store(writer, id, handed));
    if (received.failure().isPresent()) {
      throw new Problem(
              422,
              "the file could not be read ("
                  + received.failure().get().reason()
                  + "): "
                  + received.failure().get().detail())
          .member("reason", received.failure().get().reason());
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id);
    ArrayNode reports = json.putArray("reports");
    received.reports().forEach(reports::add);
    ctx.header("Location", Route.BASE + "/reports/" + id);
    Responses.json(ctx, json);
    ctx.status(known ? 200 : 201);
  }

  private static ReportWriter.Received store(ReportWriter writer, String id, Handed handed)
      throws IOException {
    return handed.fileName.isPresent()
        ? writer.receiveFile(id, handed.fileName.get(), handed.bytes)
        : writer.receiveArticle(id, handed.bytes);
  }

  private static String among(Set<String> collections) {
    return collections.stream()
        .map(name -> name.equals(Key.IN_NONE) ? "none" : Problem.quote(name))
        .collect(Collectors.joining(" or "));
  }

  private static Handed handed(Context ctx) throws IOException {
    String type = Optional.ofNullable(ctx.contentType()).orElse("").toLowerCase(Locale.ROOT);
    if (type.startsWith(MULTIPART)) {
      return file(ctx);
    }
    String unused = Requests.mediaType(ctx, Article.MEDIA_TYPE, MULTIPART);
    byte[] body = ctx.bodyAsBytes();
    try {
      return new Handed(Optional.empty(), body, Article.parse(body).collection());
    } catch (MalformedArticleException e) {
      throw Problem.parameter(e.key(), e.value(), e.expected());
    }
  }

  private static Handed file(Context ctx) throws IOException {
    if (ctx.header("Content-Encoding") != null) {
      throw new Problem(415, "body is compressed; expected it plain");
    }
    List<UploadedFile> files;
    try {
      files = ctx.uploadedFiles();
    } catch (RuntimeException e) {
      throw new Problem(
          400,
          "the multipart body is malformed, or its file larger than " + LARGEST_FILE + " bytes");
    }
    if (files.size() != 1 || ctx.uploadedFile("file") == null) {
      throw new Problem(
          400, "the multipart body holds " + files.size() + " files; expected one, named file");
    }
    UploadedFile file = files.getFirst();
    try (InputStream content = file.content()) {
      byte[] bytes = content.readAllBytes();
      if (bytes.length == 0) {
        throw new Problem(422, "the file is empty").member("reason", "EMPTY");
      }
      return new Handed(Optional.of(file.filename()), bytes, Optional.empty());
    }
  }

  /** Something that writes to the index. */
  interface Write<T> {
    T run() throws IOException;
  }

  /** Does it, and says by a problem why it cannot be done now. */
  static <T> T written(Write<T> write) throws IOException {
    try {
      return write.run();
    } catch (IndexInUseException e) {
      throw new Problem(503, "the index is being written; try again when that is done")
          .header("Retry-After", "10");
    } catch (QueueFullException e) {
      throw new Problem(503, String.valueOf(e.getMessage())).header("Retry-After", "1");
    } catch (OtherSchemaException e) {
      throw new Problem(
              503,
              "the index was made by another version: run './vigil reindex' before it is written")
          .header("Retry-After", "600");
    } catch (IOException e) {
      Optional<HostTrouble> trouble = HostTrouble.behind(e);
      if (trouble.isPresent()) {
        throw new Problem(trouble.get() == HostTrouble.FULL ? 507 : 503, trouble.get().sentence());
      }
      throw e;
    }
  }

  static Problem readOnly() {
    return new Problem(409, "this server only reads; 'vigil serve' writes");
  }
}
