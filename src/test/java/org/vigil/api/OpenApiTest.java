package org.vigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.alert.WebhookHosts;
import org.vigil.index.Generation;
import org.vigil.index.GenerationWriter;
import org.vigil.index.IndexHome;
import org.vigil.search.LuceneReportSearcher;

/** Holds the OpenAPI document to the running server and the server to the document. */
class OpenApiTest extends ServedTest {

  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  @TempDir Path folder;
  private LuceneReportSearcher index;

  @BeforeEach
  void keepAlerts() throws Exception {
    IndexHome home = IndexHome.at(folder);
    Generation empty = home.begin();
    try (GenerationWriter writer = GenerationWriter.open(empty)) {
      writer.commit();
    }
    home.switchTo(empty);
    index = LuceneReportSearcher.open(folder);
    alerts = Optional.of(ServedIndex.alerts(home, index, WebhookHosts.NONE));
  }

  @AfterEach
  void closeAlerts() throws Exception {
    alerts.orElseThrow().close();
    index.close();
  }

  private JsonNode document() throws Exception {
    return json(get("/openapi.json"));
  }

  private static Set<ValidationMessage> validate(
      JsonNode document, JsonNode schema, JsonNode value) {
    ObjectNode whole = JSON.createObjectNode();
    whole.set("allOf", JSON.createArrayNode().add(schema));
    whole.set("components", document.path("components"));
    JsonSchema compiled = SCHEMAS.getSchema(whole);
    return compiled.validate(value);
  }

  @Test
  void documentAndServerHaveTheSameRoutes() throws Exception {
    JsonNode document = document();
    String base = document.path("servers").path(0).path("url").asText();
    Set<String> documented = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            documented.add(
                                method.toUpperCase(Locale.ROOT) + " " + base + path.getKey())));

    Set<String> served = new TreeSet<>(server().routes());
    Set<String> atRootToo = Set.of("/healthz", "/readyz", "/openapi.json", "/docs", "/metrics");
    atRootToo.forEach(path -> assertThat(served.remove("GET " + path)).as(path).isTrue());
    Set<String> ofThePage = Set.of("/", "/page/{file}", "/embed/vigil.js");
    ofThePage.forEach(path -> assertThat(served.remove("GET " + path)).as(path).isTrue());
    assertThat(served).isEqualTo(documented);
  }

  @Test
  void documentAndServerHaveTheSameSearchParameters() throws Exception {
    JsonNode document = document();
    List<String> names = new ArrayList<>();
    Set<String> lists = new TreeSet<>();
    for (JsonNode parameter :
        document.path("paths").path("/search").path("get").path("parameters")) {
      names.add(parameter.path("name").asText());
      if (parameter.path("schema").path("type").asText().equals("array")) {
        lists.add(parameter.path("name").asText());
      }
    }
    assertThat(names).containsExactlyElementsOf(SearchParameters.NAMES);
    assertThat(lists).containsExactlyInAnyOrderElementsOf(SearchParameters.REPEATABLE);
    assertThat(
            document
                .path("components")
                .path("schemas")
                .path("SearchParameters")
                .path("properties")
                .fieldNames())
        .toIterable()
        .containsExactlyElementsOf(SearchParameters.NAMES);
  }

  @Test
  void documentAndServerHaveTheSameExportParameters() throws Exception {
    List<String> names = new ArrayList<>();
    for (JsonNode parameter :
        document().path("paths").path("/export").path("get").path("parameters")) {
      names.add(parameter.path("name").asText());
    }
    List<String> expected = new ArrayList<>(List.of("format"));
    expected.addAll(SearchParameters.OF_EXPORT);
    assertThat(names).containsExactlyElementsOf(expected);
  }

  @Test
  void documentAndServerHaveTheSameParametersOfQuotes() throws Exception {
    List<String> names = new ArrayList<>();
    for (JsonNode parameter :
        document().path("paths").path("/quotes").path("get").path("parameters")) {
      names.add(parameter.path("name").asText());
    }
    assertThat(names).containsExactlyElementsOf(SearchParameters.OF_QUOTES);
  }

  @Test
  void documentAndServerHaveTheSameParametersOfSavedSearches() throws Exception {
    assertThat(document().at("/components/schemas/SavedSearch/properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(SearchParameters.OF_ALERT);
  }

  @Test
  void documentAndServerHaveTheSameParametersOfStories() throws Exception {
    List<String> names = new ArrayList<>();
    for (JsonNode parameter :
        document().path("paths").path("/stories").path("get").path("parameters")) {
      names.add(parameter.path("name").asText());
    }
    assertThat(names).containsExactlyElementsOf(SearchParameters.OF_STORIES);
  }

  @Test
  void documentAndServerHaveTheSameFeedParameters() throws Exception {
    List<String> names = new ArrayList<>();
    for (JsonNode parameter :
        document().path("paths").path("/feed.atom").path("get").path("parameters")) {
      names.add(parameter.path("name").asText());
    }
    assertThat(names).containsExactlyElementsOf(SearchParameters.OF_FEED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /search              | /search?q=camps&facets=outlet,person,place,organisation,date | 200
          /search              | /search?q=                       | 200
          /search              | /search?q=camps&explain=true&facets=place&facet-order=significance | 200
          /search              | /search?facet-order=significance&collapse=story | 400
          /search              | /search?page=0                   | 400
          /search              | /search?facets=speaker,stance    | 200
          /quotes              | /quotes?q=camps&stance=claims    | 200
          /quotes              | /quotes?stance=shouts            | 400
          /reports/{id}        | /reports/full?q=camps            | 200
          /reports/{id}        | /reports/bare                    | 200
          /reports/{id}        | /reports/nope                    | 404
          /reports/{id}        | /reports/full?page=1             | 400
          /reports/{id}/related | /reports/full/related           | 200
          /reports/{id}/related | /reports/nope/related           | 404
          /reports/{id}/related | /reports/full/related?x=1       | 400
          /reports/{id}/source | /reports/nope/source             | 404
          /reports/{id}/source | /reports/full/source             | 410
          /entities            | /entities?kind=person            | 200
          /entities            | /entities?kind=river             | 400
          /topics              | /topics                          | 200
          /topics              | /topics?q=x                      | 400
          /stories             | /stories?q=camps&order-by=largest | 200
          /stories             | /stories?order-by=relevance      | 400
          /stories/{id}        | /stories/told                    | 200
          /stories/{id}        | /stories/nope                    | 404
          /stories/{id}        | /stories/told?x=1                | 400
          /entities/{id}       | /entities/Nobody                 | 404
          /entities/{id}       | /entities/Ada%20Morrow           | 200
          /entities/{kind}/{name} | /entities/person/ada-morrow   | 200
          /entities/{kind}/{name} | /entities/person/nobody       | 404
          /entities/{kind}/{name} | /entities/person/nobody?x=1   | 400
          /export              | /export?format=xls               | 400
          /feed.atom           | /feed.atom?page=2                | 400
          /curation            | /curation                        | 200
          /curation            | /curation?x=1                    | 400
          /alerts              | /alerts                          | 200
          /alerts              | /alerts?page=1                   | 400
          /alerts/{id}         | /alerts/nope                     | 404
          /alerts/{id}         | /alerts/nope?since=x             | 400
          /alerts/{id}/feed.atom | /alerts/nope/feed.atom         | 404
          /suggest             | /suggest?q=Ada                   | 200
          /suggest             | /suggest?q=                      | 200
          /suggest             | /suggest                         | 400
          /suggest             | /suggest?q=a&size=3              | 400
          /status              | /status                          | 200
          /status              | /status?x=1                      | 400
          /healthz             | /healthz                         | 200
          /readyz              | /readyz                          | 200
          """)
  void answersFitTheirSchemas(String path, String request, String status) throws Exception {
    HttpResponse<String> response = get("/api/v1" + request);
    check(document().path("paths").path(path).path("get"), response, status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /search | application/json | {"q": "camps", "facets": "outlet"}          | 200
          /search | application/json | {"q": [                                     | 400
          /search | text/plain       | {}                                          | 415
          /batch  | application/json | {"queries": [{"q": "camps"}, {"page": "0"}]} | 200
          /batch  | text/csv         | q                                           | 400
          /batch  | text/plain       | q                                           | 415
          /curation | application/json | {"decisions": [{"action": "hide", "entity": "person/a"}]} | 201
          /curation | application/json | {"decisions": [{"action": "hide"}]}          | 400
          /curation | text/plain       | hide,person/a                                | 415
          /alerts | application/json | {"name": "x", "search": {"q": "camps"}}     | 201
          /alerts | application/json | {"name": "x", "search": {"page": 1}}        | 400
          /alerts | text/plain       | x                                           | 415
          """)
  void answersToBodiesFitTheirSchemas(String path, String type, String body, String status)
      throws Exception {
    HttpResponse<String> response =
        send(
            request("/api/v1" + path)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    check(document().path("paths").path(path).path("post"), response, status);
  }

  @Test
  void anAlertAndItsMatchesFitTheirSchemas() throws Exception {
    HttpResponse<String> made = post("/api/v1/alerts", "{\"name\":\"x\",\"search\":{}}");
    JsonNode path = document().path("paths").path("/alerts/{id}").path("get");
    check(path, get("/api/v1/alerts/" + json(made).path("id").asText()), "200");
    check(document().path("paths").path("/alerts").path("get"), get("/api/v1/alerts"), "200");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /alerts/{id}  | /alerts/nope      | 404
          /reports/{id} | /reports/nope     | 404
          /reports/{id} | /reports/full?x=1 | 400
          /curation/{id} | /curation/0123   | 404
          """)
  void answersToDeletionsFitTheirSchemas(String path, String request, String status)
      throws Exception {
    HttpResponse<String> response = send(request("/api/v1" + request).DELETE());
    check(document().path("paths").path(path).path("delete"), response, status);
  }

  private void check(JsonNode operation, HttpResponse<String> response, String status)
      throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(Integer.parseInt(status));
    JsonNode described = resolve(document(), operation.path("responses").path(status));
    String type = response.headers().firstValue("Content-Type").orElseThrow();
    JsonNode schema = described.path("content").path(type).path("schema");
    assertThat(schema.isObject()).as("schema of " + status + " as " + type).isTrue();
    assertThat(validate(document(), schema, json(response))).isEmpty();
  }

  @Test
  void everyExampleFitsItsSchema() throws Exception {
    JsonNode document = document();
    int seen = 0;
    for (JsonNode holder : document.findParents("example")) {
      if (holder.has("schema")) {
        assertThat(validate(document, holder.path("schema"), holder.path("example")))
            .as(holder.path("example").toString())
            .isEmpty();
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(10);
  }

  @Test
  void everyReferenceLeadsSomewhereAndEverySchemaIsUsed() throws Exception {
    JsonNode document = document();
    Set<String> used = new TreeSet<>(document.findValuesAsText("$ref"));
    for (String reference : used) {
      assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }
    for (String kind : List.of("schemas", "responses")) {
      document
          .path("components")
          .path(kind)
          .fieldNames()
          .forEachRemaining(name -> assertThat(used).contains("#/components/" + kind + "/" + name));
    }
  }

  private static JsonNode resolve(JsonNode document, JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }
}
