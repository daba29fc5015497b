package org.vigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.index.WriterLock;

/** Writes to a real index over HTTP. */
class IntakeTest {

  @TempDir Path folder;
  private ServedIndex served;

  @BeforeEach
  void serve() throws IOException {
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    Files.writeString(corpus.resolve("a.txt"), "Camps were seen.");
    served = new ServedIndex(folder, Optional.empty());
  }

  @AfterEach
  void stop() throws IOException {
    served.close();
  }

  @Test
  void articleIsFoundAsSoonAsItIsAnswered() throws Exception {
    HttpResponse<String> first = put("/reports/cms-1", "{\"text\":\"A lawyer was freed.\"}");
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.headers().firstValue("Location")).contains("/api/v1/reports/cms-1");
    assertThat(ServedIndex.json(first).at("/reports/0").asText()).isEqualTo("cms-1");
    assertThat(found("lawyer")).isEqualTo(1);

    assertThat(put("/reports/cms-1", "{\"text\":\"A judge was freed.\"}").statusCode())
        .isEqualTo(200);
    assertThat(found("lawyer")).isZero();
    assertThat(found("judge")).isEqualTo(1);

    assertThat(served.delete("/reports/cms-1").statusCode()).isEqualTo(204);
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
        served.send(
            served
                .request("/reports")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString(body)));

    assertThat(posted.statusCode()).isEqualTo(201);
    String id = ServedIndex.json(posted).path("id").asText();
    assertThat(served.home().uploads().folderOf(id).resolve("e_vil.txt"))
        .hasContent("A lawyer was freed.");
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
    assertThat(ServedIndex.json(answer).path("parameter").asText()).isEqualTo(parameter);
    assertThat(served.home().uploads().folder()).doesNotExist();
  }

  @Test
  void writesAreRefusedWhileACommandWrites() throws Exception {
    WriterLock held = served.home().lock();
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
        served.send(served.request(run).header("Accept", "text/event-stream"));
    assertThat(events.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    assertThat(events.body()).contains("event: end\ndata: {");

    JsonNode standing = ServedIndex.json(served.get(run));
    assertThat(standing.path("state").asText()).isEqualTo("done");
    assertThat(standing.at("/summary/reports").asInt()).isEqualTo(2);
    assertThat(found("lawyer")).isEqualTo(1);
    assertThat(served.delete(run).statusCode()).isEqualTo(202);
    assertThat(
            served.send(served.request(run + "/pause").POST(BodyPublishers.noBody())).statusCode())
        .isEqualTo(202);
    assertThat(served.get("/index-runs/x").statusCode()).isEqualTo(404);
    assertThat(start("everything").statusCode()).isEqualTo(400);
  }

  private HttpResponse<String> start(String mode) throws Exception {
    return served.send("POST", "/index-runs", "{\"mode\":\"" + mode + "\"}");
  }

  private HttpResponse<String> put(String path, String body) throws Exception {
    return served.send("PUT", path, body);
  }

  private int found(String q) throws Exception {
    return ServedIndex.json(served.get("/search?q=" + q)).path("total").asInt();
  }
}
