package org.vigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.net.SocketTimeoutException;
import java.net.Socket;
import java.net.InetAddress;
import java.io.OutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MannersTest extends ServedTest {

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/search?q=camps",
        "/reports/full",
        "/entities",
        "/export?format=csv",
        "/feed.atom"
      })
  void whatTheClientHasIsNotSentAgainUntilTheIndexChanges(String path) throws Exception {
    String tag = header(get("/api/v1" + path), "ETag");
    assertThat(tag).startsWith("W/\"");

    HttpResponse<String> again = send(request("/api/v1" + path).header("If-None-Match", tag));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(header(again, "ETag")).isEqualTo(tag);

    searcher.withdraw("bare");
    HttpResponse<String> changed = send(request("/api/v1" + path).header("If-None-Match", tag));
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(header(changed, "ETag")).isNotEqualTo(tag);
  }

  @Test
  void anotherQuestionHasAnotherTagAndARefusalHasNone() throws Exception {
    assertThat(header(get("/api/v1/search?q=a"), "ETag"))
        .isNotEqualTo(header(get("/api/v1/search?q=b"), "ETag"));
    assertThat(header(get("/api/v1/search?page=0"), "ETag")).isEmpty();
    assertThat(header(get("/api/v1/reports/nope"), "ETag")).isEmpty();
    assertThat(header(get("/api/v1/status"), "ETag")).isEmpty();
  }

  @Test
  void everyAnswerHasARequestIdOfItsOwn() throws Exception {
    String one = header(get("/healthz"), "X-Request-Id");
    String other = header(get("/nothing"), "X-Request-Id");
    assertThat(one).matches("[0-9a-f-]{36}").isNotEqualTo(other);
    assertThat(other).matches("[0-9a-f-]{36}");
  }

  @Test
  void whoAsksTooOftenIsToldWhenToComeBack() throws Exception {
    settings = settings.withPerSecond(1);
    HttpResponse<String> refused = get("/healthz");
    assertThat(refused.statusCode()).isEqualTo(200);
    for (int i = 0; i < 1000 && refused.statusCode() == 200; i++) {
      refused = get("/api/v1/search?q=camps");
    }
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(header(refused, "Retry-After")).isEqualTo("1");
    assertThat(json(refused).path("title").asText()).isEqualTo("Too many requests");
  }

  @Test
  void permitsAreRefilledSteadilyForEachByHimself() {
    AtomicLong now = new AtomicLong();
    RateLimit limit = new RateLimit(0.5, 2, now::get);
    assertThat(limit.take("a")).isZero();
    assertThat(limit.take("a")).isZero();
    assertThat(limit.take("a")).isEqualTo(2);
    assertThat(limit.take("b")).isZero();
    now.addAndGet(1_000_000_000L);
    assertThat(limit.take("a")).isEqualTo(1);
    now.addAndGet(1_000_000_000L);
    assertThat(limit.take("a")).isZero();
    assertThat(limit.take("a")).isEqualTo(2);
  }

  @Test
  void behindAProxyTheLastAddressOfItsHeaderIsTheClient() throws Exception {
    settings = settings.withPerSecond(1).withProxied(Set.of("search.example"));
    int status = 200;
    for (int i = 0; i < 1000 && status == 200; i++) {
      String forwarded = "10.0.0." + i + ", 192.0.2.1";
      status = send(request("/healthz").header("X-Forwarded-For", forwarded)).statusCode();
    }
    assertThat(status).isEqualTo(429);
    assertThat(send(request("/healthz").header("X-Forwarded-For", "192.0.2.2")).statusCode())
        .isEqualTo(200);
    assertThat(raw("GET /healthz HTTP/1.1\r\nHost: search.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void noForeignPageMayReadUnlessItIsListed() throws Exception {
    HttpResponse<String> closed =
        send(request("/api/v1/search").header("Origin", "https://desk.example"));
    assertThat(header(closed, "Access-Control-Allow-Origin")).isEmpty();
    assertThat(header(closed, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
  }

  @ParameterizedTest
  @CsvSource({
    "https://desk.example, https://desk.example",
    "https://other.example, ''",
    "https://desk.example.evil.example, ''",
    "http://desk.example, ''",
    "null, ''"
  })
  void aListedPageMayReadAndNoOther(String origin, String allowed) throws Exception {
    settings = settings.withOrigins(Set.of("https://desk.example"));
    HttpResponse<String> answer = send(request("/api/v1/search?q=camps").header("Origin", origin));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(allowed);
    assertThat(header(answer, "Access-Control-Allow-Credentials")).isEmpty();
    assertThat(header(answer, "Vary")).contains("Origin");
  }

  @ParameterizedTest
  @CsvSource({
    "https://desk.example,  POST,   /search,       200",
    "https://desk.example,  DELETE, /reports/full, 403",
    "https://other.example, POST,   /search,       403",
    "https://other.example, DELETE, /reports/full, 403",
    "null,                  DELETE, /reports/full, 403"
  })
  void aForeignPageChangesNothing(String origin, String method, String path, int status)
      throws Exception {
    settings = settings.withOrigins(Set.of("https://desk.example"));
    HttpResponse<String> answer =
        send(
            request("/api/v1" + path)
                .header("Origin", origin)
                .header("Content-Type", "application/json")
                .method(
                    method,
                    method.equals("POST")
                        ? HttpRequest.BodyPublishers.ofString("{}")
                        : HttpRequest.BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(get("/api/v1/reports/full").statusCode()).isEqualTo(200);
  }

  @Test
  void ourOwnPageMayDoEverything() throws Exception {
    String origin = "http://127.0.0.1:" + server().port();
    assertThat(send(request("/api/v1/reports/full").header("Origin", origin).DELETE()).statusCode())
        .isEqualTo(204);
  }

  @Test
  void optionsTellWhatIsPossibleAndAListedPageWhatItMaySend() throws Exception {
    settings = settings.withOrigins(Set.of("https://desk.example"));
    HttpRequest.Builder ask =
        request("/api/v1/search")
            .header("Origin", "https://desk.example")
            .header("Access-Control-Request-Method", "POST")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody());
    HttpResponse<String> answer = send(ask);
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(header(answer, "Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
    assertThat(header(answer, "Access-Control-Allow-Methods")).isEqualTo("GET, POST");
    assertThat(header(answer, "Access-Control-Allow-Headers")).contains("Authorization");
  }

  @Test
  void metricsCountByRouteAndShowNobodysQuestion() throws Exception {
    get("/api/v1/search?q=informant");
    get("/api/v1/search?page=0");
    get("/no/such/informant");
    HttpResponse<String> metrics = get("/metrics");
    assertThat(header(metrics, "Content-Type")).isEqualTo(Metrics.MEDIA_TYPE);
    assertThat(metrics.body())
        .contains(
            "vigil_http_requests_total{method=\"GET\",route=\"/api/v1/search\",status=\"200\"} 1\n",
            "vigil_http_requests_total{method=\"GET\",route=\"/api/v1/search\",status=\"400\"} 1\n",
            "vigil_http_requests_total{method=\"GET\",route=\"none\",status=\"404\"} 1\n",
            "vigil_http_request_duration_seconds_count{method=\"GET\",route=\"/api/v1/search\"} 2\n",
            "vigil_reports 2\n",
            "vigil_work_queue_length 0\n")
        .doesNotContain("informant");
    for (String line : metrics.body().strip().split("\n", -1)) {
      assertThat(line)
          .matches(
              "# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*})? [0-9.NaE+]+");
    }
  }

  @Test
  void aBodyThatTricklesInIsCutOff() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server().port())) {
      socket.setSoTimeout(1);
      OutputStream out = socket.getOutputStream();
      out.write(
          "POST /api/v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n"
              .getBytes(StandardCharsets.ISO_8859_1));
      boolean cutOff = false;
      // Far longer than it takes at 20 bytes a second.
      for (int i = 0; i < 600 && !cutOff; i++) {
        Thread.sleep(50);
        try {
          out.write('{');
          cutOff = socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
          // Nothing was answered yet.
        } catch (IOException e) {
          cutOff = true;
        }
      }
      assertThat(cutOff).isTrue();
    }
  }
}
