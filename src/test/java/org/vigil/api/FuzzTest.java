package org.vigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Asks everything that the OpenAPI document describes with values that it does and does not allow.
 * With {@code -Dvigil.fuzz=10000} so many requests, with {@code -Dvigil.seed=N} those of a former
 * run.
 */
class FuzzTest extends ServedTest {

  private static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "*",
          "-",
          "NaN",
          "-1",
          "99999999999999999999",
          "1e9",
          "true",
          "null",
          "\u0000",
          "\r\nX-Evil: 1",
          "../../etc/passwd",
          "..%2f..%2f",
          "'; DROP TABLE reports; --",
          "<script>alert(1)</script>",
          "\"\"\"(((((",
          "((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((",
          "a++++++++++++++++++++",
          "/(a+)+$/",
          "[2020 TO",
          "\uD83D\uDE00\u202E\u200F",
          "\uFFFF",
          "a".repeat(5000),
          "2020-02-31",
          "person/",
          "=1+1");

  @TempDir Path folder;
  private final long seed = Long.getLong("vigil.seed", System.nanoTime());
  private final Random random = new Random(seed);

  private record Sent(String method, String target, String type, String body) {
    String text(int port) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      String head =
          method
              + " "
              + target
              + " HTTP/1.1\r\nHost: 127.0.0.1:"
              + port
              + "\r\nConnection: close\r\n";
      // With its length whatever the method: what is behind a request is none of it.
      String rest = "Content-Type: " + type + "\r\nContent-Length: " + bytes.length + "\r\n\r\n";
      return head + rest + new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void noRequestMadeFromTheDocumentMakesTheServerFail() throws Exception {
    Files.createDirectory(folder.resolve("corpus"));
    for (int i = 0; i < 50; i++) {
      Files.writeString(
          folder.resolve("corpus/" + i + ".txt"), "Camps were seen on day " + i + ".");
    }
    try (ServedIndex served = new ServedIndex(folder, Optional.empty())) {
      HttpResponse<String> unused =
          served.send("PUT", "/reports/full", "{\"text\":\"Camps were seen.\"}");
      fuzz(served);
    }
  }

  private void fuzz(ServedIndex served) throws Exception {
    JsonNode document = json(served.get("/openapi.json"));
    String base = document.path("servers").path(0).path("url").asText();
    List<Map.Entry<String, JsonNode>> paths = new ArrayList<>(document.path("paths").properties());
    int requests = Integer.getInteger("vigil.fuzz", 400);
    for (int i = 0; i < requests; i++) {
      Map.Entry<String, JsonNode> path = any(paths);
      Map.Entry<String, JsonNode> operation = any(new ArrayList<>(path.getValue().properties()));
      Sent sent = make(base + path.getKey(), operation.getKey(), operation.getValue());
      String answer;
      try {
        answer = raw(served.port(), sent.text(served.port()));
      } catch (IOException e) {
        throw new AssertionError("request " + i + " of seed " + seed + ": " + sent, e);
      }
      assertThat(answer)
          .as("request %d of seed %d: %s", i, seed, sent)
          .matches("(?s)HTTP/1\\.1 [234][0-9][0-9].*")
          .doesNotContain("\nX-Evil")
          .doesNotContain("\tat ")
          .doesNotContain("root:x:");
    }
  }

  private Sent make(String path, String method, JsonNode operation) {
    String target =
        path.replaceAll("\\{[a-z]+}", java.util.regex.Matcher.quoteReplacement(segment()));
    StringBuilder query = new StringBuilder();
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("in").asText().equals("query") && random.nextInt(3) == 0) {
        query.append(query.isEmpty() ? '?' : '&');
        query.append(parameter.path("name").asText()).append('=').append(encoded(value(parameter)));
      }
    }
    if (random.nextInt(20) == 0) {
      query.append(query.isEmpty() ? '?' : '&').append(encoded(any(HOSTILE))).append("=1");
    }
    String body = random.nextBoolean() ? body() : any(HOSTILE);
    String type =
        any(List.of("application/json", "application/json", "text/csv", "text/plain", "x"));
    return new Sent(method.toUpperCase(Locale.ROOT), target + query, type, body);
  }

  private String value(JsonNode parameter) {
    JsonNode allowed = parameter.path("schema").path("enum");
    return switch (random.nextInt(4)) {
      case 0 -> any(HOSTILE);
      case 1 -> parameter.path("example").asText("camps");
      case 2 -> String.valueOf(random.nextInt(40) - 5);
      default ->
          allowed.isEmpty() ? "camps" : allowed.path(random.nextInt(allowed.size())).asText();
    };
  }

  private String segment() {
    return random.nextBoolean() ? "full" : encoded(any(HOSTILE));
  }

  private String body() {
    return any(
        List.of(
            "{}",
            "{\"q\":\"camps\"}",
            "{\"q\":NaN}",
            "{\"q\":1e999}",
            "{\"q\":\"a\",\"q\":\"b\"}",
            "{\"page\":\"x\"}",
            "{\"page\":[1]}",
            "{\"queries\":[{\"q\":\"camps\"},{\"page\":0},7,null,[]]}",
            "{\"queries\":{}}",
            "q,page\ncamps,1\n\"\",x\n",
            "[".repeat(3000),
            "{\"q\":\"" + "a".repeat(20_000) + "\"}",
            "\uFEFF{}",
            "{\"q\":\"\\ud800\"}"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/page/..%2f..%2fetc%2fpasswd",
        "/page/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/page/..;/x",
        "/embed/%2e%2e/keys.tsv",
        "/api/v1/reports/%2e%2e%2fx/source"
      })
  void noPathLeadsOutOfTheServer(String path) throws Exception {
    String answer =
        raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(answer).matches("(?s)HTTP/1\\.1 4[0-9][0-9].*").doesNotContain("root:x:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/search?q=a%0d%0aX-Evil:%201", "/api/v1/reports/a%0d%0aX-Evil:%201"})
  void noHeaderCanBeSmuggledIn(String path) throws Exception {
    String answer =
        raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(answer.substring(0, answer.indexOf("\r\n\r\n"))).doesNotContain("X-Evil");
  }
}
