package org.vigil.alert;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the addresses of alerts what was matched, each match at least once and in order. The only
 * class that opens a connection, and only to hosts that were named for it; redirects are not
 * followed.
 *
 * <p>What waits is what the alerts hold behind the position that was told last, so that a restart
 * loses nothing. An address that fails is tried again after a second, then ever later, up to an
 * hour; one host that cannot be reached is tried once for all its alerts.
 */
public final class Webhooks implements AutoCloseable {

  /** Carries time and signature of a body. */
  public static final String SIGNATURE = "Vigil-Signature";

  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
  private static final int AT_ONCE = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /** Makes the body that tells of matches. */
  @FunctionalInterface
  public interface Body {

    /** The body as JSON; empty if none of the reports can be found any more. */
    Optional<String> of(Alert alert, List<Match> matches) throws IOException;
  }

  private record Pause(Instant until, Duration length) {}

  private final Alerts alerts;
  private final Body body;
  private final Predicate<Alert> mayBeTold;
  private final Clock clock;
  private final HttpClient client;

  /** By id of an alert, or by host. */
  private final Map<String, Pause> pauses = new HashMap<>();

  /**
   * @param mayBeTold whether the owner of an alert is still let in
   */
  public Webhooks(Alerts alerts, Body body, Predicate<Alert> mayBeTold, Clock clock) {
    this.alerts = alerts;
    this.body = body;
    this.mayBeTold = mayBeTold;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
  }

  /**
   * Tells what waits, as far as it is not paused after a failure.
   *
   * @return how many bodies were accepted
   */
  public int deliver() throws IOException, InterruptedException {
    Map<String, Long> told = new HashMap<>();
    int accepted = 0;
    try {
      for (Alert alert : alerts.withWebhook()) {
        Optional<URI> address = alert.webhook().flatMap(w -> alerts.hosts().allowed(w.address()));
        if (address.isPresent() && mayBeTold.test(alert)) {
          accepted += deliver(alert, address.get(), told);
        }
      }
    } finally {
      alerts.told(told);
    }
    return accepted;
  }

  private int deliver(Alert alert, URI address, Map<String, Long> told)
      throws IOException, InterruptedException {
    int accepted = 0;
    while (!isPaused(alert.id()) && !isPaused(host(address))) {
      List<Match> waiting = alerts.waiting(alert.id(), told.get(alert.id()), AT_ONCE);
      if (waiting.isEmpty()) {
        break;
      }
      long last = waiting.getLast().position();
      Optional<String> text = body.of(alert, waiting);
      if (text.isPresent()) {
        if (!send(alert, address, last, text.get())) {
          break;
        }
        accepted++;
      }
      told.put(alert.id(), last);
    }
    return accepted;
  }

  private boolean send(Alert alert, URI address, long last, String text)
      throws InterruptedException {
    long time = clock.instant().getEpochSecond();
    String secret = alert.webhook().orElseThrow().secret();
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("User-Agent", "Vigil")
            .header("Vigil-Delivery", alert.id() + "-" + last)
            .header(SIGNATURE, "t=" + time + ",v1=" + signature(secret, time, text))
            .POST(HttpRequest.BodyPublishers.ofString(text))
            .build();
    String failure;
    String paused = alert.id();
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status / 100 == 2) {
        pauses.remove(alert.id());
        pauses.remove(host(address));
        alerts.failed(alert.id(), Optional.empty());
        return true;
      }
      failure = "it answered " + status;
    } catch (IOException e) {
      failure = "it could not be reached: " + e.getClass().getSimpleName();
      paused = host(address);
    }
    pause(paused);
    alerts.failed(alert.id(), Optional.of(failure));
    LOG.warn("the webhook of alert {} failed: {}", alert.id(), failure);
    return false;
  }

  private static String host(URI address) {
    return address.getHost() + ":" + address.getPort();
  }

  private boolean isPaused(String what) {
    Pause pause = pauses.get(what);
    return pause != null && clock.instant().isBefore(pause.until());
  }

  private void pause(String what) {
    Duration length =
        Optional.ofNullable(pauses.get(what))
            .map(p -> p.length().multipliedBy(2))
            .orElse(FIRST_PAUSE);
    if (length.compareTo(LONGEST_PAUSE) > 0) {
      length = LONGEST_PAUSE;
    }
    pauses.put(what, new Pause(clock.instant().plus(length), length));
  }

  /** HMAC-SHA-256 of the time, a full stop and the body, in hexadecimal digits. */
  static String signature(String secret, long time, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signed = (time + "." + body).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC with SHA-256", e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
