package org.vigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.access.Keys;
import org.vigil.access.Role;

/**
 * What a report said leaves no byte in the folder of the index, in alerts and the audit neither.
 */
class WithdrawnTracesTest {

  @TempDir Path folder;

  @Test
  void wordsOfAWithdrawnReportAreInNoFileThatAlertsOrTheAuditKeep() throws Exception {
    Keys keys = Keys.of(folder.resolve("index"), Clock.systemUTC());
    String key = keys.create("desk", Role.ADMIN, Optional.empty()).text();
    try (ServedIndex served = new ServedIndex(folder, Optional.of(keys))) {
      String alert =
          ServedIndex.json(
                  send(
                      served,
                      key,
                      "POST",
                      "/alerts",
                      "{\"name\":\"Cells\",\"search\":{\"q\":\"cell\"}}"))
              .get("id")
              .asText();
      send(
          served,
          key,
          "PUT",
          "/reports/secret",
          "{\"title\":\"Xylotitle\",\"text\":\"Xylocanthe sings in a cell.\"}");
      send(served, key, "GET", "/search?q=xylocanthe", "");
      send(served, key, "GET", "/reports/secret?q=xylocanthe", "");
      int unused = served.alerts().follow();
      assertThat(send(served, key, "GET", "/alerts/" + alert, "").body()).contains("Xylotitle");
      assertThat(filesHolding("xylo")).isNotEmpty();

      assertThat(send(served, key, "DELETE", "/reports/secret", "").statusCode()).isEqualTo(204);

      assertThat(send(served, key, "GET", "/alerts/" + alert, "").body())
          .doesNotContainIgnoringCase("xylo");
      assertThat(filesHolding("xylo")).isEmpty();
      assertThat(filesHolding("DELETE")).as("the audit was written").isNotEmpty();
    }
  }

  private static HttpResponse<String> send(
      ServedIndex served, String key, String method, String path, String json) throws Exception {
    return served.sendAs(key, method, path, json, "application/json");
  }

  private List<Path> filesHolding(String word) throws IOException {
    List<Path> holding = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder.resolve("index"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (bytes
            .toLowerCase(java.util.Locale.ROOT)
            .contains(word.toLowerCase(java.util.Locale.ROOT))) {
          holding.add(file);
        }
      }
    }
    return holding;
  }
}
