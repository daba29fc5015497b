package org.vigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.access.Keys;
import org.vigil.access.Role;

/** Saves searches in a real server and hands it reports. */
class AlertRoutesTest {

  @TempDir Path folder;
  private ServedIndex served;

  @BeforeEach
  void serve() throws Exception {
    Files.createDirectory(folder.resolve("corpus"));
    Files.writeString(folder.resolve("corpus/old.txt"), "Camps were seen.");
    served = new ServedIndex(folder, Optional.empty());
  }

  @AfterEach
  void stop() throws Exception {
    served.close();
  }

  private String create(String search) throws Exception {
    HttpResponse<String> made =
        served.send("POST", "/alerts", "{\"name\":\"The camps\",\"search\":" + search + "}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String id = ServedIndex.json(made).path("id").asText();
    assertThat(made.headers().firstValue("Location")).contains("/api/v1/alerts/" + id);
    return id;
  }

  private void put(String id, String text) throws Exception {
    assertThat(
            served.send("PUT", "/reports/" + id, "{\"text\":\"" + text + "\"}").statusCode() / 100)
        .isEqualTo(2);
  }

  private JsonNode alert(String path) throws Exception {
    HttpResponse<String> answer = served.get("/alerts/" + path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return ServedIndex.json(answer);
  }

  private List<String> matched(String path) throws Exception {
    List<String> ids = new ArrayList<>();
    alert(path).path("results").forEach(r -> ids.add(r.at("/report/id").asText()));
    return ids;
  }

  private int follow() throws Exception {
    return served.alerts().follow();
  }

  @Test
  void anAlertTellsWhatCameSinceItWasMadeAndEachReportOnce() throws Exception {
    String id = create("{\"q\":\"camps\"}");
    follow();
    assertThat(matched(id)).isEmpty();

    put("new", "Camps were closed.");
    put("other", "A lawyer was freed.");
    follow();
    assertThat(follow()).isZero();

    JsonNode told = alert(id);
    assertThat(told.path("total").asInt()).isEqualTo(1);
    assertThat(told.at("/query/parsed").asText()).isEqualTo("camps");
    assertThat(told.at("/results/0/report/id").asText()).isEqualTo("new");
    assertThat(told.at("/results/0/report/snippets/0/text").asText())
        .isEqualTo("<em>Camps</em> were closed.");

    put("new", "Camps were opened.");
    follow();
    assertThat(matched(id)).containsExactly("new");
    put("other", "A lawyer saw camps.");
    follow();
    assertThat(matched(id)).containsExactly("other", "new");
  }

  @Test
  void reportsThatAnotherProcessIndexedWhileTheServerWasDownAreTold() throws Exception {
    String id = create("{\"q\":\"camps\"}");
    put("before", "Camps.");
    served.close();
    Files.writeString(folder.resolve("corpus/new.txt"), "Camps were closed.");
    served = new ServedIndex(folder, Optional.empty());
    served.update();
    follow();

    assertThat(alert(id).path("total").asInt()).isEqualTo(2);
    served.rebuild();
    assertThat(follow()).isZero();
    assertThat(alert(id).path("results")).hasSize(2);
  }

  @Test
  void whatIsWithdrawnIsToldNoMore() throws Exception {
    String id = create("{\"q\":\"camps\"}");
    put("a", "Camps.");
    put("b", "Camps again.");
    follow();
    assertThat(served.delete("/reports/a").statusCode()).isEqualTo(204);
    assertThat(matched(id)).containsExactly("b");
    assertThat(served.get("/alerts/" + id + "/feed.atom").body()).doesNotContain("report:a<");
    follow();
    assertThat(alert(id).path("total").asInt()).isEqualTo(1);
  }

  @Test
  void aWalkForwardMissesNothingAndRepeatsNothing() throws Exception {
    String id = create("{}");
    List<String> walked = new ArrayList<>();
    String cursor = "*";
    for (int i = 0; i < 7; i++) {
      put("r" + i, "Text " + i);
      follow();
      if (i % 3 == 0) {
        JsonNode page = alert(id + "?order-by=oldest&page-size=2&cursor=" + cursor);
        page.path("results").forEach(r -> walked.add(r.at("/report/id").asText()));
        cursor = page.path("cursor").asText();
      }
    }
    while (walked.size() < 7) {
      JsonNode page = alert(id + "?order-by=oldest&page-size=2&cursor=" + cursor);
      page.path("results").forEach(r -> walked.add(r.at("/report/id").asText()));
      cursor = page.path("cursor").asText();
    }
    assertThat(walked).containsExactly("r0", "r1", "r2", "r3", "r4", "r5", "r6");
    assertThat(alert(id + "?order-by=oldest&cursor=" + cursor).path("results")).isEmpty();

    JsonNode newest = alert(id + "?page-size=4");
    assertThat(newest.at("/results/0/report/id").asText()).isEqualTo("r6");
    assertThat(matched(id + "?page-size=4&cursor=" + newest.path("cursor").asText()))
        .containsExactly("r2", "r1", "r0");
    String third = alert(id + "?order-by=oldest").at("/results/2/matched").asText();
    assertThat(matched(id + "?since=" + third)).containsExactly("r6", "r5", "r4", "r3", "r2");
    assertThat(matched(id + "?since=2100-01")).isEmpty();
  }

  @Test
  void theFeedTellsWhenEachReportWasFound() throws Exception {
    String id = create("{\"q\":\"camps\"}");
    put("a", "Camps & <b>more</b>.");
    follow();
    String at = alert(id).at("/results/0/matched").asText();
    HttpResponse<String> feed = served.get("/alerts/" + id + "/feed.atom");
    assertThat(feed.headers().firstValue("Content-Type")).contains("application/atom+xml");
    assertThat(feed.body())
        .contains("<title>Vigil: The camps</title>")
        .contains("<id>urn:vigil:report:a</id><updated>" + at + "</updated>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"search":{}}                                | name is null; expected text
          {"name":"  ","search":{}}                    | parameter name is "  "; expected 1 to 200 printable characters
          {"name":"x"}                                 | search is null; expected a JSON object of parameters
          {"name":"x","search":{"q":1.5}}              | parameter q is a fraction; expected text, a whole number or a boolean
          {"name":"x","search":{"page":1}}             | unknown parameter "page"; expected one of
          {"name":"x","search":{"from-date":"monday"}} | parameter from-date is "monday"; expected a date
          {"name":"x","search":{},"webhok":"http://x"} | unknown parameter "webhok"
          {"name":"x","name":"y","search":{}}          | body is not valid JSON at line 1
          []                                           | body is a list; expected a JSON object with name, search
          """)
  void whatIsNoAlertIsRefusedNamingWhatIsWrong(String body, String detail) throws Exception {
    HttpResponse<String> answer = served.send("POST", "/alerts", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(ServedIndex.json(answer).path("detail").asText()).startsWith(detail);
    assertThat(ServedIndex.json(served.get("/alerts")).path("total").asInt()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "?since=monday, since",
    "?cursor=x, cursor",
    "?cursor=-1, cursor",
    "?order-by=best, order-by"
  })
  void wrongParametersAreRefused(String query, String parameter) throws Exception {
    HttpResponse<String> answer = served.get("/alerts/" + create("{}") + query);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(ServedIndex.json(answer).path("parameter").asText()).isEqualTo(parameter);
  }

  @Test
  void aDeletedAlertIsGone() throws Exception {
    String id = create("{}");
    String other = create("{}");
    JsonNode page = ServedIndex.json(served.get("/alerts?page-size=1"));
    assertThat(page.path("total").asInt()).isEqualTo(2);
    assertThat(
            ServedIndex.json(served.get("/alerts?cursor=" + page.path("cursor").asText()))
                .path("alerts"))
        .hasSize(1);
    assertThat(served.delete("/alerts/" + id).statusCode()).isEqualTo(204);
    assertThat(served.delete("/alerts/" + id).statusCode()).isEqualTo(404);
    assertThat(served.get("/alerts/" + id).statusCode()).isEqualTo(404);
    assertThat(served.get("/alerts/" + other).statusCode()).isEqualTo(200);
  }

  @Test
  void anAlertIsThereForItsKeyAlone() throws Exception {
    served.close();
    Keys keys = Keys.of(folder.resolve("index"), Clock.systemUTC());
    String mine = keys.create("mine", Role.READ, Optional.empty()).text();
    String others = keys.create("admin", Role.ADMIN, Optional.empty()).text();
    served = new ServedIndex(folder, Optional.of(keys));
    HttpResponse<String> made =
        served.send(
            with(mine, "/alerts")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"x\",\"search\":{}}")));
    String id = ServedIndex.json(made).path("id").asText();

    assertThat(served.send(with(mine, "/alerts/" + id)).statusCode()).isEqualTo(200);
    for (String path : List.of("/alerts/" + id, "/alerts/" + id + "/feed.atom")) {
      assertThat(served.send(with(others, path)).statusCode()).isEqualTo(404);
    }
    assertThat(served.send(with(others, "/alerts/" + id).DELETE()).statusCode()).isEqualTo(404);
    assertThat(ServedIndex.json(served.send(with(others, "/alerts"))).path("total").asInt())
        .isZero();
  }

  private HttpRequest.Builder with(String key, String path) {
    return served.request(path).header("Authorization", "Bearer " + key);
  }
}
