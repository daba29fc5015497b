package org.vigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.alert.WebhookHosts;
import org.vigil.alert.Webhooks;

/** Real reports, a real server, and a real receiver that is told of them. */
class WebhookTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-31T08:00:00Z"), ZoneOffset.UTC);

  /** A body that was received. */
  private record Received(String path, String signature, String delivery, String body) {}

  @TempDir Path folder;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile int answer = 204;
  private volatile String leadsTo = "";
  private HttpServer receiver;
  private ServedIndex served;
  private Webhooks webhooks;
  private Clock clock = CLOCK;

  @BeforeEach
  void serve() throws Exception {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          received.add(
              new Received(
                  exchange.getRequestURI().toString(),
                  String.valueOf(exchange.getRequestHeaders().getFirst(Webhooks.SIGNATURE)),
                  String.valueOf(exchange.getRequestHeaders().getFirst("Vigil-Delivery")),
                  body));
          if (!leadsTo.isEmpty()) {
            exchange.getResponseHeaders().add("Location", leadsTo);
          }
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    receiver.start();
    Files.createDirectory(folder.resolve("corpus"));
    start(Set.of("127.0.0.1:" + port()));
  }

  private int port() {
    return receiver.getAddress().getPort();
  }

  private void start(Set<String> hosts) throws IOException {
    served = new ServedIndex(folder, Optional.empty(), WebhookHosts.of(hosts));
    webhooks =
        new Webhooks(served.alerts(), new WebhookBody(served.searcher()), alert -> true, now());
  }

  /** A clock that tests move on. */
  private Clock now() {
    return new Clock() {
      @Override
      public Instant instant() {
        return clock.instant();
      }

      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        return this;
      }
    };
  }

  @AfterEach
  void stop() throws Exception {
    webhooks.close();
    served.close();
    receiver.stop(0);
  }

  private HttpResponse<String> create(String webhook) throws Exception {
    return served.send(
        "POST",
        "/alerts",
        "{\"name\":\"Camps\",\"search\":{\"q\":\"camps\"},\"webhook\":\"" + webhook + "\"}");
  }

  private JsonNode created() throws Exception {
    HttpResponse<String> made = create("http://127.0.0.1:" + port() + "/hook?x=1");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return ServedIndex.json(made);
  }

  private void put(String id, String text) throws Exception {
    String body = "{\"title\":\"Title of " + id + "\",\"text\":\"" + text + "\"}";
    assertThat(served.send("PUT", "/reports/" + id, body).statusCode() / 100).isEqualTo(2);
    served.alerts().follow();
  }

  private List<String> told() throws IOException {
    JsonNode reports = JSON.readTree(received.getLast().body()).path("reports");
    return reports.findValuesAsText("id");
  }

  @Test
  void aBodyIsSignedAndSaysIdsAndTitlesOnly() throws Exception {
    JsonNode alert = created();
    put("a", "Secret words about camps.");

    assertThat(webhooks.deliver()).isEqualTo(1);
    assertThat(webhooks.deliver()).isZero();
    Received body = received.getFirst();
    assertThat(received).hasSize(1);
    assertThat(body.path()).isEqualTo("/hook?x=1");
    assertThat(body.body())
        .startsWith("{\"alert\":{\"id\":\"" + alert.path("id").asText() + "\",\"name\":\"Camps\"}")
        .contains("\"title\":\"Title of a\"")
        .doesNotContain("Secret");
    String time = Long.toString(CLOCK.instant().getEpochSecond());
    Mac mac = Mac.getInstance("HmacSHA256");
    byte[] secret = alert.path("secret").asText().getBytes(StandardCharsets.UTF_8);
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    byte[] signed = (time + "." + body.body()).getBytes(StandardCharsets.UTF_8);
    assertThat(body.signature())
        .isEqualTo("t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal(signed)));
    String shown = served.get("/alerts/" + alert.path("id").asText()).body();
    assertThat(shown)
        .contains("\"delivery\":{\"waiting\":0,\"failure\":null}")
        .doesNotContain("secret");
  }

  @Test
  void whatFailedIsToldAgainEverLaterAlsoAfterARestart() throws Exception {
    JsonNode alert = created();
    answer = 500;
    put("a", "Camps.");
    assertThat(webhooks.deliver()).isZero();
    assertThat(webhooks.deliver()).isZero();
    assertThat(received).hasSize(1);
    assertThat(served.get("/alerts/" + alert.path("id").asText()).body())
        .contains("\"delivery\":{\"waiting\":1,\"failure\":\"it answered 500\"}");

    clock = Clock.offset(CLOCK, Duration.ofSeconds(1));
    assertThat(webhooks.deliver()).isZero();
    clock = Clock.offset(CLOCK, Duration.ofSeconds(2));
    assertThat(webhooks.deliver()).isZero();
    assertThat(received).hasSize(2);
    assertThat(received.get(1).delivery()).isEqualTo(received.get(0).delivery());

    webhooks.close();
    served.close();
    start(Set.of("127.0.0.1:" + port()));
    put("b", "Camps again.");
    answer = 200;
    assertThat(webhooks.deliver()).isEqualTo(1);
    assertThat(told()).containsExactly("a", "b");
    webhooks.close();
    served.close();
    start(Set.of("127.0.0.1:" + port()));
    assertThat(webhooks.deliver()).isZero();
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    created();
    answer = 307;
    leadsTo = "http://127.0.0.1:" + port() + "/elsewhere";
    put("a", "Camps.");
    assertThat(webhooks.deliver()).isZero();
    assertThat(received).extracting(Received::path).containsExactly("/hook?x=1");
  }

  @Test
  void whatWasWithdrawnMeanwhileIsNotTold() throws Exception {
    created();
    put("a", "Camps.");
    put("b", "Camps again.");
    assertThat(served.delete("/reports/a").statusCode()).isEqualTo(204);
    assertThat(webhooks.deliver()).isEqualTo(1);
    assertThat(told()).containsExactly("b");
    put("c", "More camps.");
    assertThat(served.delete("/reports/c").statusCode()).isEqualTo(204);
    assertThat(webhooks.deliver()).isZero();
    assertThat(received).hasSize(1);
  }

  @Test
  void aHostThatIsNoLongerNamedIsNotTold() throws Exception {
    created();
    put("a", "Camps.");
    webhooks.close();
    served.close();
    start(Set.of());
    assertThat(webhooks.deliver()).isZero();
    assertThat(received).isEmpty();
  }

  @Test
  void anAlertWhoseOwnerIsNoLongerLetInIsNotTold() throws Exception {
    created();
    put("a", "Camps.");
    try (Webhooks ofNobody =
        new Webhooks(served.alerts(), new WebhookBody(served.searcher()), alert -> false, CLOCK)) {
      assertThat(ofNobody.deliver()).isZero();
    }
    assertThat(received).isEmpty();
  }

  @Test
  void oneHostThatCannotBeReachedIsTriedOnceForAllItsAlerts() throws Exception {
    created();
    created();
    receiver.stop(0);
    put("a", "Camps.");
    assertThat(webhooks.deliver()).isZero();
    String alerts = served.get("/alerts").body();
    int failed = 0;
    for (JsonNode alert : JSON.readTree(alerts).path("alerts")) {
      String shown = served.get("/alerts/" + alert.path("id").asText()).body();
      failed += shown.contains("it could not be reached") ? 1 : 0;
    }
    assertThat(failed).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/hook",
        "http://169.254.169.254/latest/meta-data",
        "http://evil@127.0.0.1:PORT/",
        "http://127.0.0.1:PORT@evil.example/",
        "http://127.0.0.1:PORT/#x",
        "ftp://127.0.0.1:PORT/",
        "file:///etc/passwd",
        "//127.0.0.1:PORT/",
        "http://127.0.0.1:PORT/a b",
        "http://127.1:PORT/",
        "http://localhost:PORT/",
        ""
      })
  void noOtherAddressIsTaken(String address) throws Exception {
    HttpResponse<String> answered = create(address.replace("PORT", Integer.toString(port())));
    assertThat(answered.statusCode()).isEqualTo(400);
    assertThat(ServedIndex.json(answered).path("parameter").asText()).isEqualTo("webhook");
  }
}
