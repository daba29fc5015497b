package org.vigil.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.corpus.ContentHash;
import org.vigil.index.IndexHome;
import org.vigil.index.WriterLock;
import org.vigil.report.Report;
import org.vigil.search.SearchRequest;

class ApiServerTest extends ServedTest {

  private static JsonNode problem(HttpResponse<String> response, int status) throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = json(response);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asText()).isNotBlank();
    return problem;
  }

  @Test
  void searchAnswersInTheShapeOfTheContract() throws Exception {
    JsonNode answer = json(get("/api/v1/search?q=Kisumu&facets=outlet,place,date"));

    JsonNode expected =
        JSON.readTree(
            """
            {"total":1,"page":1,"pageSize":20,"cursor":null,
             "query":{"text":"Kisumu","parsed":"Kisumu","escaped":false,"variants":{},"contested":{},"relaxed":false,"suggestion":null},
             "results":[{"id":"full","score":1.0,"title":"Camps \\"stay\\" <b>open</b>","outlet":"The Tideline",
               "date":"2020-07","authors":["Jo Byline"],"language":"en","url":"https://tideline.example/a",
               "source":{"path":"no/such/folder/full.html"},
               "people":[{"id":"person/ada-morrow","name":"Ada Morrow"}],
               "places":[{"id":"place/kisumu","name":"Kisumu"}],
               "snippets":[{"field":"text","text":"<em>Kisumu</em>","start":48,"end":54}],
               "duplicates":0,"story":null}],
             "facets":{"outlet":{"total":1,"missing":0,"terms":[{"id":"The Tideline","label":"The Tideline","count":1,"selected":false}]},
               "place":{"total":1,"missing":0,"terms":[{"id":"place/kisumu","label":"Kisumu","count":1,"selected":false,
                 "lat":-0.102,"lon":34.762,"within":["place/kisumu-county","place/kenya"]}]},
               "date":{"interval":"year","missing":0,"buckets":[{"from":"2020-01-01","to":"2020-12-31","count":1}]}}}
            """);
    assertThat(answer.path("tookMillis").isIntegralNumber()).isTrue();
    ((com.fasterxml.jackson.databind.node.ObjectNode) answer).remove("tookMillis");
    assertThat(answer).isEqualTo(expected);
  }

  @Test
  void aHitOfWhichNothingIsKnownHasNoEmptyKeys() throws Exception {
    JsonNode hit = json(get("/api/v1/search?q=Nobody")).path("results").path(0);
    assertThat(hit.fieldNames())
        .toIterable()
        .containsExactly(
            "id",
            "score",
            "authors",
            "source",
            "people",
            "places",
            "snippets",
            "duplicates",
            "story");
    assertThat(hit.path("source"))
        .isEqualTo(JSON.readTree("{\"path\":\"no/such/folder/box.zip\",\"part\":\"inner/a.txt\"}"));
  }

  @Test
  void postTakesTheSameParametersAsJson() throws Exception {
    JsonNode answer =
        json(post("/api/v1/search", "{\"q\":\"camps\",\"person\":[\"-person/ada-morrow\"]}"));
    assertThat(answer.path("results").findValuesAsText("id")).containsExactly("bare");
    assertThat(searcher.asked.orElseThrow().filters())
        .containsEntry(
            SearchRequest.Facet.PERSON,
            new SearchRequest.Filter(List.of(), List.of("person/ada-morrow")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/search?pages=2", "/api/v1/search?q=a&q=b", "/healthz?x=1"})
  void wrongParametersAreBadRequests(String path) throws Exception {
    assertThat(problem(get(path), 400).path("detail").asText()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%", "%zz", "%ff", "%00", "\"(((", "a%E2%80%8Fb", "%F0%9F%98%80", "&&&", "="})
  void noQueryTextMakesTheServerFail(String raw) throws Exception {
    String answer =
        raw(
            "GET /api/v1/search?q="
                + raw
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(answer).matches("(?s)HTTP/1.1 (200|400) .*");
    assertThat(answer).contains("application/").contains("{").doesNotContain("at org.", "<html");
  }

  @Test
  void aCursorThatWasNeverGivenIsABadRequest() throws Exception {
    assertThat(problem(get("/api/v1/search?cursor=abc"), 400).path("detail").asText())
        .isEqualTo("parameter cursor is \"abc\"; expected * or the cursor of an answer");
  }

  @Test
  void aReportIsPrintedWithTheSpansOfTheQuery() throws Exception {
    JsonNode report = json(get("/api/v1/reports/full?q=camps"));
    assertThat(report.path("text").asText()).isEqualTo(Samples.TEXT);
    assertThat(report.path("people").path(0).path("mentions").path(0).path("text").asText())
        .isEqualTo("Ada Morrow");
    JsonNode span = report.path("highlights").path(0);
    assertThat(Samples.TEXT.substring(span.path("start").asInt(), span.path("end").asInt()))
        .isEqualTo("camps");
    assertThat(json(get("/api/v1/reports/full")).has("highlights")).isFalse();
  }

  @Test
  void anUnknownReportIsNotFound() throws Exception {
    assertThat(problem(get("/api/v1/reports/nope"), 404).path("detail").asText())
        .isEqualTo("there is no report with id \"nope\"");
    problem(get("/api/v1/reports/nope/source"), 404);
  }

  @Test
  void aWithdrawnReportIsGoneAndAnUnknownOneIsNotFound() throws Exception {
    HttpResponse<String> withdrawn = send(request("/api/v1/reports/full").DELETE());
    assertThat(withdrawn.statusCode()).isEqualTo(204);
    assertThat(withdrawn.body()).isEmpty();

    problem(get("/api/v1/reports/full"), 404);
    assertThat(json(get("/api/v1/search")).path("total").asInt()).isEqualTo(1);
    problem(send(request("/api/v1/reports/full").DELETE()), 404);
  }

  @Test
  void aWithdrawalWaitsWhileTheIndexIsWritten(@TempDir Path folder) throws Exception {
    IndexHome home = IndexHome.at(folder);
    withdrawal =
        id -> {
          home.lock().close();
          return true;
        };
    WriterLock held = home.lock();
    try {
      HttpResponse<String> refused = send(request("/api/v1/reports/full").DELETE());
      assertThat(problem(refused, 503).path("detail").asText()).doesNotContain(folder.toString());
      assertThat(refused.headers().firstValue("Retry-After")).contains("10");
    } finally {
      held.close();
    }
    assertThat(send(request("/api/v1/reports/full").DELETE()).statusCode()).isEqualTo(204);
  }

  @Test
  void theOriginalIsADownloadAndNothingElse(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(folder.resolve("-bad \"näme\".html"), "<script>alert(1)</script>");
    serve(Samples.full(file.toString(), ContentHash.of(file), Files.size(file)));

    HttpResponse<String> response = get("/api/v1/reports/full/source");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("<script>alert(1)</script>");
    assertThat(response.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.headers().firstValue("Content-Security-Policy"))
        .contains("default-src 'none'; sandbox");
    assertThat(response.headers().firstValue("Content-Disposition"))
        .contains(
            "attachment; filename=\"bad _n_me_.html\";"
                + " filename*=UTF-8''bad%20%5Fn%C3%A4me%5F.html");
  }

  @Test
  void theOriginalOfAPartIsTheFileThatHoldsIt(@TempDir Path folder) throws Exception {
    Path box = Files.writeString(folder.resolve("box.zip"), "an archive of many reports");
    serve(Samples.bare("member", box.toString(), ContentHash.of(box)));

    HttpResponse<String> response = get("/api/v1/reports/member/source");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("an archive of many reports");
    assertThat(response.headers().firstValue("Content-Disposition").orElse("")).contains("box.zip");
    Files.writeString(box, "an archive of other reports");
    problem(get("/api/v1/reports/member/source"), 410);
  }

  @Test
  void anOriginalThatChangedOrVanishedIsGone(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "as it was");
    serve(Samples.full(file.toString(), ContentHash.of(file), Files.size(file)));
    Files.writeString(file, "as it iss");
    problem(get("/api/v1/reports/full/source"), 410);
    Files.delete(file);
    problem(get("/api/v1/reports/full/source"), 410);
  }

  @Test
  void namesAreListedByKindAndFrequency() throws Exception {
    assertThat(json(get("/api/v1/entities")))
        .isEqualTo(
            JSON.readTree(
                """
                {"entities":[{"id":"person/ada-morrow","name":"Ada Morrow","kind":"person","count":1},
                             {"id":"place/kisumu","name":"Kisumu","kind":"place","count":1}]}
                """));
    assertThat(json(get("/api/v1/entities?kind=place&prefix=ki")).findValuesAsText("id"))
        .containsExactly("place/kisumu");
    assertThat(problem(get("/api/v1/entities?kind=river"), 400).path("detail").asText())
        .isEqualTo(
            "parameter kind is \"river\"; expected one of person, place, organisation, group");
  }

  @Test
  void anExportHoldsEveryHitOnce() throws Exception {
    Report[] many =
        IntStream.range(0, 250).mapToObj(i -> Samples.bare("r" + i)).toArray(Report[]::new);
    serve(many);
    HttpResponse<String> response = get("/api/v1/export?format=jsonl&q=camps");
    assertThat(response.headers().firstValue("Content-Type")).contains("application/x-ndjson");
    List<String> ids = new ArrayList<>();
    for (String line : response.body().lines().toList()) {
      ids.add(JSON.readTree(line).path("id").asText());
    }
    assertThat(ids)
        .containsExactlyElementsOf(IntStream.range(0, 250).mapToObj(i -> "r" + i).toList());
  }

  @Test
  void aSpreadsheetShowsAnExportAndComputesNothing() throws Exception {
    HttpResponse<String> response = get("/api/v1/export");
    assertThat(response.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"vigil.csv\"");
    assertThat(response.body())
        .isEqualTo(
            "id,title,outlet,date,authors,language,url,source,part,people,places\r\n"
                + "full,\"Camps \"\"stay\"\" <b>open</b>\",The Tideline,2020-07,Jo Byline,en,"
                + "https://tideline.example/a,no/such/folder/full.html,,Ada Morrow,Kisumu\r\n"
                + "bare,,,,,,,no/such/folder/box.zip,inner/a.txt,,\r\n");
    assertThat(CsvRow.cell("=HYPERLINK(1)")).isEqualTo("'=HYPERLINK(1)");
    assertThat(CsvRow.cell(" @SUM, \"x\"")).isEqualTo("\"' @SUM, \"\"x\"\"\"");
    assertThat(CsvRow.cell("-1\nb")).isEqualTo("\"'-1\nb\"");
  }

  @Test
  void anExportWithWrongParametersIsAProblemAndNoFile() throws Exception {
    problem(get("/api/v1/export?format=xls"), 400);
    problem(get("/api/v1/export?page=2"), 400);
  }

  @Test
  void statusHealthAndReadinessAnswer() throws Exception {
    assertThat(json(get("/api/v1/status")))
        .isEqualTo(
            JSON.readTree(
                """
                {"version":"1.0","role":"admin","generation":"g1","reports":2,"files":3,
                 "unreadable":{"ENCRYPTED":1},"updated":"1970-01-01T00:00:00Z"}
                """));
    assertThat(json(get("/healthz"))).isEqualTo(JSON.readTree("{\"status\":\"up\"}"));
    assertThat(json(get("/api/v1/readyz"))).isEqualTo(JSON.readTree("{\"status\":\"ready\"}"));
  }

  @Test
  void damageThatWasFoundWhileServingIsToldByStatusAndMetrics() throws Exception {
    damage = Optional.of(new StatusSource.Damage(3, Optional.of(Instant.EPOCH), 2, 1));

    assertThat(json(get("/api/v1/status")).get("scrub"))
        .isEqualTo(
            JSON.readTree(
                """
                {"passes":3,"finished":"1970-01-01T00:00:00Z","damagedFiles":2,"damagedOriginals":1}
                """));
    assertThat(get("/metrics").body())
        .contains(
            "vigil_scrub_passes 3\n", "vigil_damaged_files 2\n", "vigil_damaged_originals 1\n");
    assertThat(json(get("/readyz"))).isEqualTo(JSON.readTree("{\"status\":\"ready\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/nope", "/api/v1/", "/api/v2/search", "/page/../openapi.json", "/page/x.js"})
  void whatIsNotThereIsNotFound(String path) throws Exception {
    problem(get(path), 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/page/..%2fopenapi.json", "/..%2f..%2fetc/passwd", "/page/%2e%2e/x"})
  void noPathLeadsOut(String path) throws Exception {
    String answer =
        raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(answer).matches("(?s)HTTP/1.1 (400|404) .*application/problem\\+json.*");
  }

  @Test
  void aWrongMethodIsToldTheRightOnes() throws Exception {
    HttpResponse<String> response =
        send(request("/api/v1/search").method("DELETE", HttpRequest.BodyPublishers.noBody()));
    problem(response, 405);
    assertThat(List.of(response.headers().firstValue("Allow").orElseThrow().split(", ")))
        .containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS", "POST");
  }

  @ParameterizedTest
  @CsvSource({"/api/v1/reports/full, 200", "/api/v1/reports/nope, 404", "/api/v1/search?x=1, 400"})
  void headSaysWhatGetWouldWithoutTheBody(String path, int status) throws Exception {
    HttpResponse<String> response =
        send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type"))
        .isEqualTo(get(path).headers().firstValue("Content-Type"));
    assertThat(response.body()).isEmpty();
  }

  @Test
  void aBodyMustBePlainJsonAndNotTooLarge() throws Exception {
    problem(
        send(
            request("/api/v1/search")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))),
        415);
    problem(
        send(
            request("/api/v1/search")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))),
        415);
    problem(post("/api/v1/search", "{\"q\":\"" + "a".repeat(ApiServer.LARGEST_BODY) + "\"}"), 413);
  }

  @Test
  void aChunkedBodyIsBoundedToo() throws Exception {
    // Hardly more than is taken: a client that is refused in the midst of sending may lose the
    // answer.
    byte[] large =
        ("{\"q\":\"" + "a".repeat(ApiServer.LARGEST_BODY) + "\"}").getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> response =
        send(
            request("/api/v1/search")
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(large))));
    problem(response, 413);
  }

  @ParameterizedTest
  @CsvSource({
    "GET / HTTP/9.9, 400|505",
    "G\u0001T / HTTP/1.1, 400",
    "nonsense, 400",
    "GET /api/v1/search?q=LONG HTTP/1.1, 414|431"
  })
  void whatIsNoRequestGetsAProblemToo(String line, String status) throws Exception {
    String answer =
        raw(
            line.replace("LONG", "a".repeat(40_000))
                + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(answer).matches("(?s)HTTP/1.1 (" + status + ") .*application/problem\\+json.*");
    assertThat(answer).doesNotContainIgnoringCase("jetty");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:80, 200",
    "127.0.0.1, 200",
    "[::1]:7070, 200",
    "LOCALHOST, 200",
    "evil.example, 421",
    "127.0.0.1.evil.example, 421",
    "localhost.evil.example:7070, 421",
    "10.0.0.1, 421"
  })
  void onlyOurOwnNamesAreAnsweredFor(String host, int status) throws Exception {
    String answer = raw("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 " + status);
  }

  @Test
  void aServerForAllInterfacesAnswersForAddressesButNotForNames() {
    HostCheck check = new HostCheck("0.0.0.0", Set.of());
    check.check("192.168.1.5:7070");
    check.check("[fe80::1]:7070");
    assertThatThrownBy(() -> check.check("evil.example"))
        .hasMessage(
            "this server does not answer for host \"evil.example\"; ask localhost or the host that"
                + " it was started with");
    assertThatThrownBy(() -> check.check(null)).hasMessage("request without the header Host");
  }

  @Test
  void everyAnswerForbidsForeignPagesAndInlineScripts() throws Exception {
    for (String path : List.of("/", "/api/v1/search", "/nope", "/docs")) {
      HttpResponse<String> response = get(path);
      assertThat(response.headers().map())
          .containsKeys(
              "x-content-type-options",
              "referrer-policy",
              "cross-origin-opener-policy",
              "cross-origin-resource-policy")
          .doesNotContainKeys("server", "x-powered-by", "access-control-allow-origin");
      assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/openapi.json", "/page/main.js", "/page/vigil.css"})
  void anAssetIsNotSentAgainToWhoHasIt(String path) throws Exception {
    HttpResponse<String> first = get(path);
    assertThat(first.statusCode()).isEqualTo(200);
    String etag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> second = send(request(path).header("If-None-Match", etag));
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
  }

  @Test
  void jsonIsCompressedForWhoCanReadIt() throws Exception {
    assertThat(
            send(request("/openapi.json").header("Accept-Encoding", "gzip"))
                .headers()
                .firstValue("Content-Encoding"))
        .contains("gzip");
  }

  @Test
  void aFailureTellsNothingButAnIdToLookUp() throws Exception {
    searcher.before =
        () -> {
          throw new IllegalStateException("secret words");
        };
    HttpResponse<String> response = get("/api/v1/search?q=x");
    assertThat(problem(response, 500).path("instance").asText()).startsWith("urn:uuid:");
    assertThat(response.body()).doesNotContain("secret", "IllegalState", "org.vigil");
  }

  @Test
  void moreWorkThanCanBeQueuedIsRefusedAtOnce() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    searcher.before =
        () -> {
          entered.countDown();
          try {
            leave.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    WorkPool work = new WorkPool(1, 1, Duration.ofSeconds(10));
    serve(work);
    CompletableFuture<HttpResponse<String>> running = async("/api/v1/search");
    entered.await();
    CompletableFuture<HttpResponse<String>> queued = async("/api/v1/search");
    while (work.queued() == 0) {
      Thread.onSpinWait();
    }
    HttpResponse<String> refused = get("/api/v1/search");
    assertThat(problem(refused, 503).path("detail").asText())
        .isEqualTo("too many requests are waiting; try again in a second");
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    leave.countDown();
    assertThat(running.get().statusCode()).isEqualTo(200);
    assertThat(queued.get().statusCode()).isEqualTo(200);
  }

  @Test
  void anAnswerThatTakesTooLongIsGivenUp() throws Exception {
    CountDownLatch leave = new CountDownLatch(1);
    searcher.before =
        () -> {
          try {
            leave.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    serve(new WorkPool(1, 1, Duration.ofMillis(50)));
    problem(get("/api/v1/search"), 503);
    leave.countDown();
  }

  @Test
  void aPortInUseIsSaidWithTheRemedy() throws Exception {
    int port = server().port();
    assertThatThrownBy(
            () ->
                ApiServer.start(
                    new Backend(
                        searcher,
                        () -> {
                          throw new IOException("not asked");
                        },
                        withdrawal),
                    new ServerSettings("127.0.0.1", port)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "cannot listen on 127.0.0.1 port "
                + port
                + ": it is in use or not allowed; choose another with --port (0 = any free one)");
  }

  private CompletableFuture<HttpResponse<String>> async(String path) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return get(path);
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
