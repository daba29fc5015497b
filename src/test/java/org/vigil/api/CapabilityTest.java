package org.vigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigil.search.StoreException;

/** What cannot be done where an archive is kept is said, with what to do instead. */
class CapabilityTest extends ServedTest {

  @Test
  void whatThisArchiveCannotDoIsNamedWithTheRemedy() throws Exception {
    lacking = EnumSet.allOf(Capability.class);
    HttpResponse<String> answer = get("/api/v1/alerts");
    assertThat(answer.statusCode()).isEqualTo(501);
    JsonNode problem = json(answer);
    assertThat(problem.path("title").asText()).isEqualTo("Not to be had here");
    assertThat(problem.path("capability").asText()).isEqualTo("alerts");
    assertThat(problem.path("detail").asText())
        .isEqualTo(
            "where this archive is kept searches cannot be saved: ask for the feed of the search in"
                + " place of an alert");
    assertThat(get("/api/v1/alerts/x").statusCode()).isEqualTo(501);
    assertThat(get("/api/v1/search?q=camps").statusCode()).isEqualTo(200);
  }

  @Test
  void theRestIsRefusedByNobodyElse() throws Exception {
    lacking = Set.of(Capability.ALERTS);
    assertThat(get("/api/v1/curation").statusCode()).isEqualTo(200);
  }

  @Test
  void archiveThatCannotBeAskedNowIsBusyAndItsAddressIsNotTold() {
    Problem problem =
        ApiServer.problem(new StoreException("nothing answers at http://10.0.0.7", true) {}, "r");
    assertThat(problem.status()).isEqualTo(503);
    assertThat(problem.headers()).containsEntry("Retry-After", "5");
    assertThat(problem.json().toString()).doesNotContain("10.0.0.7");
  }
}
