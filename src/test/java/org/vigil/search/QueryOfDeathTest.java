package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigil.search.TinyIndex.Some.report;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.api.ApiServer;
import org.vigil.api.Backend;
import org.vigil.api.ServerSettings;
import org.vigil.api.StatusSource;
import org.vigil.query.QueryParser;

/** Queries that took other servers down, over HTTP, against some thousand reports. */
class QueryOfDeathTest {

  private static final int REPORTS = 3_000;

  @SuppressWarnings("NullAway.Init")
  private static TinyIndex index;

  @SuppressWarnings("NullAway.Init")
  private static ApiServer server;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeAll
  static void serve() throws IOException {
    Random random = new Random(7);
    List<TinyIndex.Some> reports = new ArrayList<>();
    for (int i = 0; i < REPORTS; i++) {
      StringBuilder text = new StringBuilder("the camps of ");
      for (int word = 0; word < 60; word++) {
        // Most words stand once: a vocabulary as large as that of a bigger archive.
        text.append(Integer.toString(random.nextInt(1 << 28), 36)).append(' ');
      }
      reports.add(
          report("r" + i, text.toString())
              .outlet("Outlet " + i)
              .names("person/p" + i, "Person " + Integer.toString(random.nextInt(1 << 28), 36)));
    }
    index = new TinyIndex(Duration.ofSeconds(60), reports.toArray(new TinyIndex.Some[0]));
    StatusSource.Status status =
        new StatusSource.Status("1", "g", 1, 1, Map.of(), Optional.of(Instant.EPOCH));
    server =
        ApiServer.start(
            new Backend(index.searcher(), () -> status, id -> false),
            new ServerSettings("127.0.0.1", 0));
  }

  @AfterAll
  static void stop() throws IOException {
    CLIENT.shutdownNow();
    server.close();
    index.close();
  }

  static List<String> hostile() {
    return List.of(
        "blah++++++++++++++++++++",
        "/blah++++++++++++++++++++/",
        "/((((a*)*)*)*)*b/",
        "/(a{1,1000}){1,1000}/",
        "text:/[a-z]{1,100000}/",
        "(".repeat(2_000) + "a" + ")".repeat(2_000),
        "(".repeat(2_000),
        ")".repeat(2_000),
        "NOT ".repeat(2_000) + "a",
        "-".repeat(5_000) + "a",
        "\"".repeat(5_001),
        "a ".repeat(50_000),
        "a OR ".repeat(10_000) + "a",
        "title:".repeat(10_000) + "a",
        "people camps river report said china ".repeat(400),
        "x".repeat(100_000),
        "*",
        "**",
        "***a***",
        "?".repeat(1_000),
        "*a*b*c*d*e*f*",
        "*a*",
        "*ab*",
        "a?".repeat(500),
        "*0* *1* *2* *3* *4* *5* *6* *7* *8* *9*",
        "*00* OR *11* OR *22* OR *33* OR *44* OR *55*",
        "aaaaaa~2 bbbbbb~2 cccccc~2 dddddd~2",
        "a~99999999999",
        "camps~2",
        "\"a b\"~999999999",
        "\"the camps of the camps of the\"~1000",
        "\"" + "camps ".repeat(3_000) + "\"",
        "\"" + "@person ".repeat(200) + "\"~100",
        "\u0000",
        "a\u0000b",
        "\uD800",
        "\uDC00\uD800",
        "a\uD800",
        "\u202Ecamps\u202C",
        "\uFFFF",
        "\uD83D\uDE00 \uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
        "e" + "\u0301".repeat(10_000),
        "\u0915\u094D".repeat(5_000),
        "\u7EF4\u543E\u5C14".repeat(5_000),
        "\u0E01\u0E31".repeat(5_000),
        "date:[* TO *]",
        "date:99999999999999999999",
        "date:[2020-13 TO 0]",
        "date:[",
        "\\",
        "\\".repeat(9_999),
        "a\\",
        "~",
        "^",
        "a^1e999",
        "[a TO z]",
        "{* TO *}",
        "!!!",
        "&& ||",
        "<script>alert(1)</script>",
        "'; DROP TABLE reports; --",
        "${jndi:ldap://127.0.0.1/a}",
        "%00%0d%0a",
        "{\"query\":{}}",
        "@person",
        "\"@person/\"",
        "person:*",
        "person:\"",
        "topic:(((");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + "/api/v1" + path);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String json(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      json.append(String.format(Locale.ROOT, "\\u%04x", (int) text.charAt(i)));
    }
    return json.append('"').toString();
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void isAnsweredOrRefusedAndTheServerLives(String q) throws Exception {
    String body =
        "{\"q\":" + json(q) + ",\"facets\":[\"person\",\"outlet\",\"date\"],\"explain\":true}";
    List<HttpResponse<String>> answers = new ArrayList<>();
    answers.add(
        send(
            HttpRequest.newBuilder(at("/search"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))));
    if (q.length() < 3_000) {
      for (String path : List.of("/search?q=", "/suggest?q=", "/reports/r1?q=", "/feed.atom?q=")) {
        answers.add(send(HttpRequest.newBuilder(at(path + encoded(q)))));
      }
    }
    for (HttpResponse<String> answer : answers) {
      assertThat(answer.statusCode())
          .as("%s: %s", answer.uri().getPath(), answer.body())
          .isIn(200, 400, 413, 414, 431);
    }
    assertThat(answers.getFirst().statusCode()).isIn(200, 400);
    assertThat(send(HttpRequest.newBuilder(at("/search?q=camps&page-size=1"))).statusCode())
        .isEqualTo(200);
  }

  static List<String> hostileParameters() {
    return List.of(
        "page=1000000000",
        "page=-1",
        "page=99999999999",
        "page-size=101",
        "page-size=0",
        "cursor=zzz",
        "cursor=%00",
        "facet-size=100000",
        "facet-prefix=%00&facets=person",
        "facets=" + "person,".repeat(500) + "person",
        "from-date=9999999",
        "collapse=all",
        "spelling=any",
        "facets=person&facet-prefix=" + "p".repeat(2_000),
        "facets=person&facet-prefix=p&facet-size=1000",
        "person=" + "x".repeat(3_000),
        "person=" + String.join("&person=", Collections.nCopies(400, "p")));
  }

  @ParameterizedTest
  @MethodSource("hostileParameters")
  void parametersAreAnsweredOrRefusedWithAReason(String parameters) throws Exception {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(at("/search?q=camps&" + parameters)));
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 400, 414, 431);
  }

  @Test
  void tenThousandValuesOfAFilterAreRefused() throws Exception {
    StringBuilder body = new StringBuilder("{\"q\":\"camps\",\"outlet\":[\"Outlet 0\"");
    for (int i = 1; i < 10_000; i++) {
      body.append(",\"Outlet ").append(i).append('"');
    }
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(at("/search"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body + "]}")));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("at most 1000 values");
  }

  /** Lucene's own timeout does not look at the clock while it looks through words. */
  @ParameterizedTest
  @ValueSource(strings = {"*ab*", "camp~2", "?a*b*", "person:*ab*"})
  void lookingThroughTheWordsOfTheIndexEndsWhenTimeIsUp(String q) {
    Deadline passed = Deadline.in(Duration.ofNanos(-1));
    assertThatThrownBy(
            () -> {
              try (TinyIndex tiny =
                  new TinyIndex(report("a", "camps abab").names("person/a", "Abab"))) {
                LuceneReportSearcher searcher = tiny.searcher();
                searcher.ask(
                    over -> {
                      var compiled =
                          QueryCompiler.compile(
                              over,
                              QueryParser.parse(q).query(),
                              Wording.of(SearchRequest.Spelling.VARIANTS),
                              passed);
                      return over.searcher(Deadline.in(Duration.ofMinutes(1)))
                          .count(compiled.query());
                    });
              }
            })
        .isInstanceOf(SearchTimeoutException.class);
  }
}
