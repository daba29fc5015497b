package org.vigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.access.Audit;
import org.vigil.access.Keys;
import org.vigil.access.Role;

/** What each role may do, route by route, and what a wrong key gets. */
class AccessTest extends ServedTest {

  /** The role that each route asks for; none where anybody may ask. */
  static final String TABLE =
      """
      none   GET    /
      none   GET    /api/v1/docs
      none   GET    /api/v1/healthz
      none   GET    /api/v1/openapi.json
      none   GET    /api/v1/readyz
      none   GET    /docs
      none   GET    /embed/vigil.js
      none   GET    /healthz
      none   GET    /openapi.json
      none   GET    /page/{file}
      none   GET    /readyz
      read   DELETE /api/v1/alerts/{id}
      read   GET    /api/v1/alerts
      read   GET    /api/v1/alerts/{id}
      read   GET    /api/v1/alerts/{id}/feed.atom
      read   GET    /api/v1/entities
      read   GET    /api/v1/entities/{id}
      read   GET    /api/v1/entities/{kind}/{name}
      read   GET    /api/v1/export
      read   GET    /api/v1/feed.atom
      read   GET    /api/v1/quotes
      read   GET    /api/v1/reports/{id}
      read   GET    /api/v1/reports/{id}/related
      read   GET    /api/v1/reports/{id}/source
      read   GET    /api/v1/search
      read   GET    /api/v1/stories
      read   GET    /api/v1/stories/{id}
      read   GET    /api/v1/topics
      read   GET    /api/v1/status
      read   POST   /api/v1/alerts
      read   GET    /api/v1/suggest
      read   POST   /api/v1/batch
      read   POST   /api/v1/search
      write  DELETE /api/v1/reports/{id}
      write  POST   /api/v1/reports
      write  PUT    /api/v1/reports/{id}
      admin  DELETE /api/v1/curation/{id}
      admin  DELETE /api/v1/index-runs/{id}
      admin  GET    /api/v1/curation
      admin  GET    /api/v1/index-runs/{id}
      admin  POST   /api/v1/curation
      admin  POST   /api/v1/index-runs
      admin  POST   /api/v1/index-runs/{id}/pause
      admin  POST   /api/v1/index-runs/{id}/resume
      admin  GET    /api/v1/metrics
      admin  GET    /metrics
      """;

  @TempDir Path index;
  private final Map<Role, String> made = new EnumMap<>(Role.class);

  @BeforeEach
  void makeKeys() throws Exception {
    Keys all = Keys.of(index, Clock.systemUTC());
    for (Role role : Role.values()) {
      made.put(role, all.create("a " + role, role, Optional.empty()).text());
    }
    keys = Optional.of(all);
    audit = Optional.of(Audit.of(index, Clock.systemUTC()));
  }

  private String keyOf(Role role) {
    return Objects.requireNonNull(made.get(role));
  }

  private static Map<String, String> table() {
    Map<String, String> table = new TreeMap<>();
    TABLE
        .lines()
        .map(line -> line.split(" +", -1))
        .forEach(cells -> table.put(cells[1] + " " + cells[2], cells[0]));
    return table;
  }

  private HttpResponse<String> ask(String route, Optional<String> key) throws Exception {
    String[] parts = route.split(" ", -1);
    HttpRequest.Builder request =
        request(
                parts[1]
                    .replace("{id}", "nope")
                    .replace("{file}", "index.html")
                    .replace("{kind}", "person")
                    .replace("{name}", "nope"))
            .method(parts[0], HttpRequest.BodyPublishers.noBody());
    key.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    return send(request);
  }

  @Test
  void everyRouteAsksForTheRoleInTheTableAndForNoOther() throws Exception {
    assertThat(server().routes()).isEqualTo(table().keySet());
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, String> row : table().entrySet()) {
      boolean open = row.getValue().equals("none");
      int without = ask(row.getKey(), Optional.empty()).statusCode();
      if (open ? without != 200 : without != 401) {
        wrong.add(row + " without a key: " + without);
      }
      for (Role role : Role.values()) {
        int status = ask(row.getKey(), Optional.of(keyOf(role))).statusCode();
        boolean may = open || role.mayActAs(Role.valueOf(row.getValue().toUpperCase(Locale.ROOT)));
        if (may == (status == 403) || status == 401) {
          wrong.add(row + " as " + role + ": " + status);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void aWrongKeyIsRefusedAlikeWhateverIsWrongAndGuessingIsSlowed() throws Exception {
    String right = keyOf(Role.READ);
    List<String> wrong =
        List.of(right + "x", right.substring(0, right.length() - 2), "x", "vigil_00000000_x");
    for (String key : wrong) {
      HttpResponse<String> refused = ask("GET /api/v1/search", Optional.of(key));
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(json(refused).path("detail").asText())
          .isEqualTo(
              "the key is not known, has expired or was revoked; expected Authorization: Bearer"
                  + " KEY");
      assertThat(refused.headers().firstValue("WWW-Authenticate").orElse("")).contains("Bearer");
    }
    for (int i = 0; i < 6; i++) {
      ask("GET /api/v1/search", Optional.of("guess" + i));
    }
    HttpResponse<String> slowed = ask("GET /api/v1/search", Optional.of("guess"));
    assertThat(slowed.statusCode()).isEqualTo(429);
    assertThat(slowed.headers().firstValue("Retry-After").orElse("")).matches("[1-9][0-9]?");
  }

  @Test
  void aKeyIsAlsoTakenAsThePasswordABrowserAsksFor() throws Exception {
    String basic =
        Base64.getEncoder()
            .encodeToString(("anybody:" + keyOf(Role.READ)).getBytes(StandardCharsets.ISO_8859_1));
    HttpRequest.Builder request = request("/api/v1/search");
    assertThat(send(request.header("Authorization", "Basic " + basic)).statusCode()).isEqualTo(200);
    for (String header : List.of("Basic !!", "Bearer", "Digest x", "Basic " + basic + "AA")) {
      assertThat(send(request("/api/v1/search").header("Authorization", header)).statusCode())
          .as(header)
          .isEqualTo(401);
    }
  }

  @Test
  void aKeyThatIsRevokedOpensNothingAnyMore() throws Exception {
    String key = keyOf(Role.READ);
    assertThat(ask("GET /api/v1/search", Optional.of(key)).statusCode()).isEqualTo(200);
    assertThat(keys.orElseThrow().revoke(key.split("_", -1)[1])).isTrue();
    assertThat(ask("GET /api/v1/search", Optional.of(key)).statusCode()).isEqualTo(401);
  }

  @Test
  void theAuditSaysWhichKeyDidWhatAndNotWhatWasAsked() throws Exception {
    String key = keyOf(Role.READ);
    HttpResponse<String> answer =
        send(request("/api/v1/search?q=informant").header("Authorization", "Bearer " + key));
    ask("DELETE /api/v1/reports/{id}", Optional.of(key));
    stop();
    String lines;
    try (Stream<Path> files = Files.list(index.resolve("access/audit"))) {
      lines = Files.readString(files.findFirst().orElseThrow());
    }
    String id = key.split("_", -1)[1];
    String request = answer.headers().firstValue("X-Request-Id").orElseThrow();
    assertThat(lines)
        .contains(
            "\"request\":\"" + request + "\",\"key\":\"" + id + "\",\"did\":\"GET /api/v1/search\"")
        .contains("\"did\":\"DELETE /api/v1/reports/{id}\",\"status\":403")
        .doesNotContain("informant")
        .doesNotContain("127.0.0.1");
  }
}
