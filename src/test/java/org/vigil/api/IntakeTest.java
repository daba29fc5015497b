package org.vigil.api;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.entity.FindsNobody;
import org.vigil.entity.Recogniser;
import org.vigil.extract.Extraction;
import org.vigil.extract.Extractor;
import org.vigil.extract.Facts;
import org.vigil.index.Generation;
import org.vigil.index.Acceptance;
import org.vigil.index.IndexHome;
import org.vigil.index.WriterLock;
import org.vigil.ingest.IndexRuns;
import org.vigil.ingest.IngestProgress;
import org.vigil.ingest.IngestSummary;
import org.vigil.ingest.Ingestor;
import org.vigil.ingest.LiveWriter;
import org.vigil.search.LuceneReportSearcher;

/** Writes to a real index over HTTP. */
class IntakeTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private IndexHome home;
  private LuceneReportSearcher searcher;
  private LiveWriter writer;
  private IndexRuns runs;
  private ApiServer server;

  @BeforeEach
  void serve() throws IOException {
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    Files.writeString(corpus.resolve("a.txt"), "Camps were seen.");
    home = IndexHome.at(folder.resolve("index"));
    Generation first = home.begin();
    IngestSummary unused = ingestor().run(home, first, List.of(corpus), IngestProgress.SILENT);
    home.switchTo(first);
    searcher = LuceneReportSearcher.open(home.root());
    writer = new LiveWriter(home, WORDS, NOBODY, Clock.systemUTC(), folder, searcher::refresh);
    runs =
        new IndexRuns(home, writer, IntakeTest.this::ingestor, Clock.systemUTC(), Acceptance.ANY);
    StatusSource.Status status =
        new StatusSource.Status("1", "g", 1, 1, Map.of(), Optional.of(Instant.EPOCH));
    server =
        ApiServer.start(
            new Backend(
                searcher,
                () -> status,
                writer::withdraw,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Writes(writer, runs)),
                Optional.empty(),
                Optional.empty()),
            new ServerSettings("127.0.0.1", 0));
  }

  @AfterEach
  void stop() throws IOException {
    client.shutdownNow();
    server.close();
    runs.close();
    writer.close();
    searcher.close();
  }

  @Test
  void articleIsFoundAsSoonAsItIsAnswered() throws Exception {
    HttpResponse<String> first = put("/reports/cms-1", "{\"text\":\"A lawyer was freed.\"}");
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.headers().firstValue("Location")).contains("/api/v1/reports/cms-1");
    assertThat(JSON.readTree(first.body()).at("/reports/0").asText()).isEqualTo("cms-1");
    assertThat(found("lawyer")).isEqualTo(1);

    assertThat(put("/reports/cms-1", "{\"text\":\"A judge was freed.\"}").statusCode())
        .isEqualTo(200);
    assertThat(found("lawyer")).isZero();
    assertThat(found("judge")).isEqualTo(1);

    assertThat(send("DELETE", "/reports/cms-1", BodyPublishers.noBody()).statusCode())
        .isEqualTo(204);
    assertThat(found("judge")).isZero();
  }

  @Test
  void postedFileIsAReportWhoseOriginalIsGivenOut() throws Exception {
    String body =
        String.join(
            "\r\n",
            "--x",
            "Content-Disposition: form-data; name=\"file\"; filename=\"../e vil.txt\"",
            "Content-Type: text/plain",
            "",
            "A lawyer was freed.",
            "--x--",
            "");
    HttpResponse<String> posted =
        client.send(
            request("/reports")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(posted.statusCode()).isEqualTo(201);
    String id = JSON.readTree(posted.body()).path("id").asText();
    assertThat(home.uploads().folderOf(id).resolve("e_vil.txt")).hasContent("A lawyer was freed.");
    assertThat(found("lawyer")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /reports/a.b                              | {"text":"x"}                       | 400 | id
          /reports/0123456789abcdef0123456789abcdef | {"text":"x"}                       | 400 | id
          /reports/a                                | {"title":"x"}                      | 400 | text
          /reports/a                                | {"text":"x","date":"yesterday"}    | 400 | date
          /reports/a                                | {"text":"x","author":"y"}          | 400 | body
          /reports/a                                | {"text":"x","url":"javascript:x"}  | 400 | url
          /reports/a                                | {"text":"x","text":"y"}            | 400 | body
          /reports/a                                | [                                  | 400 | body
          /reports/a?x=1                            | {"text":"x"}                       | 400 | x
          """)
  void wrongArticleIsRefusedNamingWhatIsWrong(
      String path, String body, int status, String parameter) throws Exception {
    HttpResponse<String> answer = put(path, body);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).path("parameter").asText()).isEqualTo(parameter);
    assertThat(home.uploads().folder()).doesNotExist();
  }

  @Test
  void writesAreRefusedWhileACommandWrites() throws Exception {
    WriterLock held = home.lock();
    try {
      HttpResponse<String> answer = put("/reports/a", "{\"text\":\"A lawyer was freed.\"}");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(start("update").statusCode()).isEqualTo(503);
    } finally {
      held.close();
    }
  }

  @Test
  void runIsStartedFollowedAsEventsAndRemembered() throws Exception {
    Files.writeString(folder.resolve("corpus/b.txt"), "A lawyer was freed.");
    HttpResponse<String> started = start("rebuild");
    assertThat(started.statusCode()).isEqualTo(202);
    String run = started.headers().firstValue("Location").orElseThrow().substring(7);

    HttpResponse<String> events =
        client.send(
            request(run).header("Accept", "text/event-stream").build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(events.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    assertThat(events.body()).contains("event: end\ndata: {");

    JsonNode standing = JSON.readTree(send("GET", run, BodyPublishers.noBody()).body());
    assertThat(standing.path("state").asText()).isEqualTo("done");
    assertThat(standing.at("/summary/reports").asInt()).isEqualTo(2);
    assertThat(found("lawyer")).isEqualTo(1);
    assertThat(send("DELETE", run, BodyPublishers.noBody()).statusCode()).isEqualTo(202);
    assertThat(send("POST", run + "/pause", BodyPublishers.noBody()).statusCode()).isEqualTo(202);
    assertThat(send("GET", "/index-runs/x", BodyPublishers.noBody()).statusCode()).isEqualTo(404);
    assertThat(start("everything").statusCode()).isEqualTo(400);
  }

  private HttpResponse<String> start(String mode) throws Exception {
    return client.send(
        request("/index-runs")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"mode\":\"" + mode + "\"}"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> put(String path, String body) throws Exception {
    return client.send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body)
      throws Exception {
    return client.send(
        request(path).method(method, body).build(), HttpResponse.BodyHandlers.ofString());
  }

  private int found(String q) throws Exception {
    return JSON.readTree(send("GET", "/search?q=" + q, BodyPublishers.noBody()).body())
        .path("total")
        .asInt();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + server.port() + "/api/v1" + path));
  }

  private Ingestor ingestor() {
    return new Ingestor(WORDS, NOBODY, Clock.systemUTC(), 2, Duration.ofSeconds(20), folder);
  }

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

  private static final Recogniser NOBODY = new FindsNobody();
}
