package org.vigil.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T23:59:00Z"), ZoneOffset.UTC);

  @Test
  void aLineSaysWhoDidWhatAndHidesWhatWasAsked(@TempDir Path index) throws Exception {
    Audit audit = Audit.of(index, CLOCK);
    audit.add("r1", "k1", "GET /api/v1/search", 200, "/api/v1/search?q=informant");
    audit.add("r2", "none", "DELETE /api/v1/reports/{id}", 401, "/api/v1/reports/1?");

    List<String> lines = Files.readAllLines(index.resolve("access/audit/2026-03-01.jsonl"));
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst())
        .isEqualTo(
            "{\"at\":\"2026-03-01T23:59:00Z\",\"request\":\"r1\",\"key\":\"k1\",\"did\":\"GET"
                + " /api/v1/search\",\"status\":200,\"asked\":\""
                + audit.hash("/api/v1/search?q=informant")
                + "\"}");
  }

  @Test
  void theHashIsTheSameAfterARestartAndAnotherElsewhere(@TempDir Path a, @TempDir Path b)
      throws Exception {
    String here = Audit.of(a, CLOCK).hash("q");
    assertThat(Audit.of(a, CLOCK).hash("q")).isEqualTo(here).matches("[0-9a-f]{32}");
    assertThat(Audit.of(b, CLOCK).hash("q")).isNotEqualTo(here);
  }
}
