package org.vigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decides about names over HTTP. */
class CurationTest extends ServedTest {

  private final AtomicInteger refreshed = new AtomicInteger();

  @BeforeEach
  void count() {
    searcher.onRefresh = refreshed::incrementAndGet;
  }

  @Test
  void decisionsAreAppendedListedAndTakenBack() throws Exception {
    Files.writeString(entitiesFile(), "# ours\nhide,person/daily-mail");

    HttpResponse<String> posted =
        decide(
            "{'action':'merge','entity':'person/a','other':'person/b'},"
                + "{'action':'rename','entity':'person/a','name':' Odera, A. '}");

    assertThat(posted.statusCode()).isEqualTo(201);
    assertThat(refreshed).hasValue(1);
    assertThat(entitiesFile())
        .hasContent(
            """
            # ours
            hide,person/daily-mail
            merge,person/a,person/b
            rename,person/a,"Odera, A."
            """);
    JsonNode all = json(get("/api/v1/curation"));
    assertThat(all.path("decisions")).hasSize(3);
    assertThat(all.at("/decisions/2/name").asText()).isEqualTo("Odera, A.");
    assertThat(all.at("/decisions/2/line").asInt()).isEqualTo(4);
    String merge = all.at("/decisions/1/id").asText();
    assertThat(merge).isEqualTo(json(posted).at("/decisions/0/id").asText());

    String first = all.at("/decisions/0/id").asText();
    assertThat(withdraw(first).statusCode()).isEqualTo(204);
    assertThat(withdraw(merge).statusCode()).isEqualTo(204);
    assertThat(withdraw(merge).statusCode()).isEqualTo(404);
    assertThat(refreshed).hasValue(3);
    assertThat(entitiesFile()).hasContent("# ours\nrename,person/a,\"Odera, A.\"\n");
  }

  @Test
  void whatStandsThereIsNotAddedAgain() throws Exception {
    String hide = "{'action':'hide','entity':'person/a'}";
    decide(hide);
    assertThat(json(decide(hide)).path("decisions")).hasSize(1);
    assertThat(entitiesFile()).hasContent("hide,person/a\n");
  }

  @Test
  void linesThatCannotBeReadAreNamedAndKeepOthersOut() throws Exception {
    Files.writeString(entitiesFile(), "hide,person/a\nmerge,person/b\n");

    JsonNode all = json(get("/api/v1/curation"));
    assertThat(all.path("decisions")).hasSize(1);
    assertThat(all.at("/errors/0/line").asInt()).isEqualTo(2);
    assertThat(all.at("/errors/0/detail").asText()).isEqualTo("merge takes 2 values, not 1");

    HttpResponse<String> refused = decide("{'action':'hide','entity':'person/c'}");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(json(refused).path("detail").asText())
        .endsWith("entities.csv line 2: merge takes 2 values, not 1; put that right first");
    assertThat(entitiesFile()).hasContent("hide,person/a\nmerge,person/b\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'entity':'person/a'}                                          | action is missing
          {'action':'join','entity':'person/a'}                          | expected one of merge
          {'action':'hide','entity':'a'}                                 | no id of an entity
          {'action':'hide','entity':'person/a b'}                        | no id of an entity
          {'action':'hide','entity':'person/a','name':'b'}               | hide takes no name
          {'action':'rename','entity':'person/a','other':'person/b'}     | rename takes no other
          {'action':'rename','entity':'person/a'}                        | needs a name
          {'action':'rename','entity':'person/a','name':'b\\nhide,person/c'} | of one line
          {'action':'merge','entity':'person/a','other':'place/b'}       | two ids of one kind
          {'action':'merge','entity':'person/a','other':'person/a'}      | two ids
          {'action':'split','entity':'person/x','other':'person/z'}      | splits what merge lines
          {'action':'hide','entity':'person/a','why':'x'}                | unknown parameter
          """)
  void whatIsNoDecisionIsRefusedAndNothingWritten(String decision, String why) throws Exception {
    Files.writeString(entitiesFile(), "merge,person/x,person/y\nmerge,person/y,person/z\n");
    HttpResponse<String> refused = decide("{'action':'hide','entity':'person/ok'}," + decision);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).path("detail").asText()).contains(why);
    assertThat(entitiesFile()).hasContent("merge,person/x,person/y\nmerge,person/y,person/z\n");
    assertThat(refreshed).hasValue(0);
  }

  private HttpResponse<String> decide(String decisions) throws Exception {
    return post("/api/v1/curation", "{\"decisions\":[" + decisions.replace('\'', '"') + "]}");
  }

  private HttpResponse<String> withdraw(String id) throws Exception {
    return send(request("/api/v1/curation/" + id).DELETE());
  }
}
