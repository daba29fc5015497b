package org.vigil.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchTest extends ServedTest {

  private HttpResponse<String> csv(String body) throws Exception {
    return send(
        request("/api/v1/batch")
            .header("Content-Type", "text/csv; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void everySearchHasARowAndABadOneFailsAlone() throws Exception {
    JsonNode rows =
        json(post(
                "/api/v1/batch",
                """
                    {"queries":[{"q":"Kisumu"},{"q":"camps","page":0},{"qq":"a"},"text",{"q":"Nobody"}]}
                    """))
            .path("rows");

    assertThat(rows.findValuesAsText("row")).containsExactly("1", "2", "3", "4", "5");
    assertThat(rows)
        .extracting(row -> row.path("status").asInt())
        .containsExactly(200, 400, 400, 400, 200);
    assertThat(rows.at("/0/answer/results/0/id").asText()).isEqualTo("full");
    assertThat(rows.at("/1/problem/parameter").asText()).isEqualTo("page");
    assertThat(rows.at("/2/problem/detail").asText())
        .isEqualTo("unknown parameter \"qq\"; did you mean q?");
    assertThat(rows.at("/3/problem/detail").asText())
        .isEqualTo("search is text; expected a JSON object of parameters");
    assertThat(rows.at("/4/answer/results/0/id").asText()).isEqualTo("bare");
  }

  @Test
  void csvHasAHeaderOfParametersAndColumnsThatMayRepeat() throws Exception {
    JsonNode rows =
        json(csv(
                """
                    q,place,place,page-size
                    camps,place/kisumu,place/nowhere,5
                    camps,-place/kisumu
                    "camps, stay",,,
                    camps,,,none
                    camps,,,1,2
                    """))
            .path("rows");

    assertThat(rows)
        .extracting(row -> row.path("status").asInt())
        .containsExactly(200, 200, 200, 400, 400);
    assertThat(rows.at("/0/answer/results").findValuesAsText("id").getFirst()).isEqualTo("full");
    assertThat(rows.at("/0/answer/pageSize").asInt()).isEqualTo(5);
    assertThat(rows.at("/1/answer/results/0/id").asText()).isEqualTo("bare");
    assertThat(rows.at("/2/answer/query/text").asText()).isEqualTo("camps, stay");
    assertThat(rows.at("/2/answer/total").asInt()).isZero();
    assertThat(rows.at("/4/problem/detail").asText())
        .isEqualTo("row has 5 cells; expected at most 4");
  }

  @Test
  void aSearchThatFailsTellsOnItsRowNothingButAnId() throws Exception {
    searcher.before =
        () -> {
          if (searcher.asked.orElseThrow().q().equals("camps")) {
            throw new IllegalStateException("secret");
          }
        };

    JsonNode rows =
        json(post("/api/v1/batch", "{\"queries\":[{\"q\":\"camps\"},{\"q\":\"Kisumu\"}]}"))
            .path("rows");

    assertThat(rows.at("/0/status").asInt()).isEqualTo(500);
    assertThat(rows.at("/0/problem/instance").asText()).startsWith("urn:uuid:");
    assertThat(rows.toString()).doesNotContain("secret");
    assertThat(rows.at("/1/answer/total").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                             | body is a list; expected a JSON object with queries
          {}                             | queries is null; expected a list
          {"queries":{}}                 | queries is an object; expected a list
          {"queries":[]}                 | body holds 0 searches; expected from 1 to 1000
          {"querys":[]}                  | unknown parameter "querys"; did you mean queries?
          """)
  void aBodyWithoutSearchesIsRefusedAtOnce(String body, String detail) throws Exception {
    HttpResponse<String> answer = post("/api/v1/batch", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("detail").asText()).isEqualTo(detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/csv                                 | true
          application/json;q=0.5, text/csv;q=0.9   | true
          text/csv;q=0.2, application/json         | false
          */*                                      | false
          text/html                                | false
          """)
  void whoPrefersATableGetsOne(String accept, boolean table) throws Exception {
    HttpResponse<String> answer = answer(accept, "q\ncamps\n");
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith(table ? "text/csv" : "application/json");
    assertThat(answer.headers().allValues("Vary")).contains("Accept");
  }

  @Test
  void aTableHasALineForEachReportAndForEachSearchWithoutOne() throws Exception {
    List<String> lines =
        answer("text/csv", "q,page\ncamps,1\nnothing such,1\ncamps,0\n").body().lines().toList();
    assertThat(lines.getFirst()).startsWith("row,status,total,problem,id,title,outlet,date,");
    assertThat(lines.get(1)).startsWith("1,200,2,,full,");
    assertThat(lines.get(2)).startsWith("1,200,2,,bare,");
    assertThat(lines.get(3)).isEqualTo("2,200,0,,,,,,,,,,,,");
    assertThat(lines.get(4)).startsWith("3,400,,").contains("page");
    assertThat(lines).hasSize(5);
  }

  private HttpResponse<String> answer(String accept, String table) throws Exception {
    return send(
        request("/api/v1/batch")
            .header("Content-Type", "text/csv")
            .header("Accept", accept)
            .POST(HttpRequest.BodyPublishers.ofString(table)));
  }

  @Test
  void moreSearchesThanAllowedAreRefusedAtOnce() throws Exception {
    HttpResponse<String> most = csv("q\n" + "Kisumu\n".repeat(Batch.MOST));
    assertThat(json(most).path("rows")).hasSize(Batch.MOST);
    assertThat(csv("q\n" + "Kisumu\n".repeat(Batch.MOST + 1)).statusCode()).isEqualTo(400);
  }

  @Test
  void aHeaderOfUnknownOrRepeatedNamesIsRefusedAtOnce() throws Exception {
    assertThat(csv("words\na\n").statusCode()).isEqualTo(400);
    assertThat(csv("q,q\na,b\n").statusCode()).isEqualTo(400);
    assertThat(csv("").statusCode()).isEqualTo(400);
  }

  @Test
  void cellsMayHoldCommasQuotationMarksAndLines() {
    assertThat(Csv.rows("\uFEFFa,\"b,\"\"c\"\"\nd\"\r\n\r\n,e"))
        .containsExactly(List.of("a", "b,\"c\"\nd"), List.of("", "e"));
    assertThatThrownBy(() -> Csv.rows("a,\"b\nc")).isInstanceOf(Problem.class);
  }
}
