package org.vigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.corpus.ContentHash;
import org.vigil.report.Report;

class ExportTest extends ServedTest {

  @Test
  void ninjsSaysWhatIsKnownAndClaimsNoDayThatIsNot() throws Exception {
    JsonNode items = json(get("/api/v1/export?format=ninjs"));
    assertThat(items).hasSize(2);
    assertThat(items.path(0))
        .isEqualTo(
            JSON.readTree(
                """
                {"uri":"urn:vigil:report:full","$standard":{"name":"ninjs","version":"2.1"},"type":"text",
                 "language":"en","headlines":[{"role":"main","value":"Camps \\"stay\\" <b>open</b>"}],
                 "bylines":[{"byline":"Jo Byline"}],"infosources":[{"name":"The Tideline"}],
                 "altids":[{"role":"url","value":"https://tideline.example/a"}],
                 "people":[{"uri":"person/ada-morrow","name":"Ada Morrow"}],
                 "places":[{"uri":"place/kisumu","name":"Kisumu"}]}
                """));
    assertThat(items.path(1).has("headlines")).isFalse();
  }

  @Test
  void schemaOrgIsOneGraphOfNewsArticles() throws Exception {
    JsonNode graph = json(get("/api/v1/export?format=jsonld"));
    assertThat(graph.path("@context").asText()).isEqualTo("https://schema.org");
    JsonNode article = graph.path("@graph").path(0);
    assertThat(article.path("@type").asText()).isEqualTo("NewsArticle");
    assertThat(article.path("datePublished").asText()).isEqualTo("2020-07");
    assertThat(article.path("publisher").path("name").asText()).isEqualTo("The Tideline");
    assertThat(article.path("mentions").findValuesAsText("name"))
        .containsExactly("Ada Morrow", "Kisumu");
  }

  @Test
  void followTheMoneyHasAnArticleALineWithListsOfValues() throws Exception {
    List<String> lines = get("/api/v1/export?format=ftm").body().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(JSON.readTree(lines.getFirst()))
        .isEqualTo(
            JSON.readTree(
                """
                {"id":"vigil-full","schema":"Article","properties":{
                 "title":["Camps \\"stay\\" <b>open</b>"],"publisher":["The Tideline"],"author":["Jo Byline"],
                 "publishedAt":["2020-07"],"sourceUrl":["https://tideline.example/a"],"language":["eng"],
                 "fileName":["no/such/folder/full.html"],
                 "peopleMentioned":["Ada Morrow"],"locationMentioned":["Kisumu"]}}
                """));
  }

  @ParameterizedTest
  @CsvSource({
    "csv, 'text/csv;charset=utf-8'",
    "jsonl, application/x-ndjson",
    "ninjs, application/json",
    "jsonld, application/ld+json",
    "ftm, application/x-ndjson"
  })
  void everyFormatHoldsEveryHitOnceHoweverManyPagesTheWalkTakes(String format, String type)
      throws Exception {
    Report[] reports = new Report[250];
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < reports.length; i++) {
      paths.add("r" + i + "-" + i * 7);
      reports[i] = Samples.full(paths.getLast(), ContentHash.of(new byte[] {(byte) i}), 1);
    }
    serve(reports);
    HttpResponse<String> answer = get("/api/v1/export?format=" + format);
    assertThat(answer.headers().firstValue("Content-Type").orElse("").replace(" ", ""))
        .isEqualTo(type);
    assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment; filename=\"vigil.");
    int items =
        switch (format) {
          case "csv" -> answer.body().split("\r\n", -1).length - 2;
          case "ninjs" -> json(answer).size();
          case "jsonld" -> json(answer).path("@graph").size();
          default -> (int) answer.body().lines().count();
        };
    assertThat(items).isEqualTo(reports.length);
  }

  @ParameterizedTest
  @CsvSource({"ninjs, '[]'", "jsonld, '{\"@context\":\"https://schema.org\",\"@graph\":[]}'"})
  void nothingFoundIsAnEmptyListAndStillJson(String format, String expected) throws Exception {
    assertThat(json(get("/api/v1/export?q=nothinglikeit&format=" + format)))
        .isEqualTo(JSON.readTree(expected));
  }
}
