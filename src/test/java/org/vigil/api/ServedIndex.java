package org.vigil.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.access.Audit;
import org.vigil.access.Keys;
import org.vigil.alert.Alerts;
import org.vigil.alert.WebhookHosts;
import org.vigil.entity.FindsNobody;
import org.vigil.entity.Recogniser;
import org.vigil.extract.Extraction;
import org.vigil.extract.Extractor;
import org.vigil.extract.Facts;
import org.vigil.index.Generation;
import org.vigil.index.Acceptance;
import org.vigil.index.IndexHome;
import org.vigil.ingest.IndexRuns;
import org.vigil.ingest.IngestProgress;
import org.vigil.ingest.IngestSummary;
import org.vigil.ingest.Ingestor;
import org.vigil.ingest.LiveWriter;
import org.vigil.search.EntitiesFiles;
import org.vigil.search.LuceneReportSearcher;

/** A real index in a folder, served with everything that belongs to it, and a client. */
final class ServedIndex implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Recogniser NOBODY = new FindsNobody();

  /** Takes every file for plain text. */
  private static final Extractor WORDS =
      new Extractor() {
        @Override
        public Extraction extract(Path file) throws IOException {
          return new Extraction.Extracted(
              "text/plain", Files.readString(file), Facts.NONE, List.of(), List.of());
        }

        @Override
        public Duration timePerFile() {
          return Duration.ofMinutes(1);
        }

        @Override
        public String fingerprint() {
          return "words";
        }

        @Override
        public void close() {}
      };

  private final Path folder;
  private final Recogniser recogniser;
  private final HttpClient client = HttpClient.newHttpClient();
  private final IndexHome home;
  private final LuceneReportSearcher searcher;
  private final LiveWriter writer;
  private final IndexRuns runs;
  private final Alerts alerts;
  private final ApiServer server;

  /**
   * Serves the index in a folder, which is made of the texts in {@code corpus} if there is none.
   */
  ServedIndex(Path folder, Optional<Keys> keys) throws IOException {
    this(folder, keys, WebhookHosts.NONE);
  }

  ServedIndex(Path folder, Optional<Keys> keys, WebhookHosts hosts) throws IOException {
    this(folder, keys, hosts, NOBODY, Clock.systemUTC());
  }

  /**
   * @param clock by which alerts tell when they found something
   */
  ServedIndex(
      Path folder, Optional<Keys> keys, WebhookHosts hosts, Recogniser recogniser, Clock clock)
      throws IOException {
    this.folder = folder;
    this.recogniser = recogniser;
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    home = IndexHome.at(folder.resolve("index"));
    if (home.live().isEmpty()) {
      Generation first = home.begin();
      IngestSummary unused = ingestor().run(home, first, List.of(corpus), IngestProgress.SILENT);
      home.switchTo(first);
    }
    EntitiesFiles decisions = new EntitiesFiles(home, Optional.empty());
    searcher = LuceneReportSearcher.open(home.root(), LuceneReportSearcher.ALLOWED, decisions);
    writer = new LiveWriter(home, WORDS, recogniser, Clock.systemUTC(), folder, searcher::refresh);
    runs = new IndexRuns(home, writer, this::ingestor, Clock.systemUTC(), Acceptance.ANY);
    alerts = alerts(home, searcher, hosts, clock);
    server =
        ApiServer.start(
            new Backend(
                searcher,
                () ->
                    new StatusSource.Status(
                        "1", "g", searcher.size(), 1, Map.of(), Optional.of(Instant.now())),
                writer::withdraw,
                keys,
                keys.isPresent()
                    ? Optional.of(Audit.of(home.root(), Clock.systemUTC()))
                    : Optional.empty(),
                Optional.of(new Writes(writer, runs)),
                Optional.of(decisions),
                Optional.of(alerts)),
            new ServerSettings("127.0.0.1", 0));
  }

  /** The alerts of an index. */
  static Alerts alerts(IndexHome home, LuceneReportSearcher searcher, WebhookHosts hosts)
      throws IOException {
    return alerts(home, searcher, hosts, Clock.systemUTC());
  }

  private static Alerts alerts(
      IndexHome home, LuceneReportSearcher searcher, WebhookHosts hosts, Clock clock)
      throws IOException {
    Alerts.Source source = Alerts.Source.over(searcher);
    return Alerts.open(
        home.root().resolve("alerts"), source, SearchParameters::ofAlert, hosts, clock);
  }

  private Ingestor ingestor() {
    return new Ingestor(WORDS, recogniser, Clock.systemUTC(), 2, Duration.ofSeconds(20), folder);
  }

  IndexHome home() {
    return home;
  }

  LuceneReportSearcher searcher() {
    return searcher;
  }

  Alerts alerts() {
    return alerts;
  }

  int port() {
    return server.port();
  }

  /** Indexes the texts in {@code corpus} as another process would. */
  void update() throws IOException {
    IngestSummary unused =
        ingestor()
            .run(
                home,
                home.live().orElseThrow(),
                List.of(folder.resolve("corpus")),
                IngestProgress.SILENT);
    searcher.refresh();
  }

  /** Builds a fresh generation of the texts in {@code corpus} and switches to it. */
  void rebuild() throws IOException {
    Generation next = home.begin();
    IngestSummary unused =
        ingestor().run(home, next, List.of(folder.resolve("corpus")), IngestProgress.SILENT);
    home.switchTo(next);
    searcher.refresh();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + server.port() + "/api/v1" + path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  HttpResponse<String> delete(String path) throws Exception {
    return send(request(path).DELETE());
  }

  /**
   * Sends what the bearer of a key asks.
   *
   * @param body of this type; none if empty
   */
  HttpResponse<String> sendAs(String key, String method, String path, String body, String type)
      throws Exception {
    HttpRequest.Builder request =
        request(path)
            .header("Authorization", "Bearer " + key)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", type);
    }
    return send(request);
  }

  HttpResponse<String> send(String method, String path, String json) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json)));
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  @Override
  public void close() throws IOException {
    client.shutdownNow();
    server.close();
    alerts.close();
    runs.close();
    writer.close();
    searcher.close();
  }
}
