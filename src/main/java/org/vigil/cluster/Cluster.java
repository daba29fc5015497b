package org.vigil.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/**
 * Talks to an OpenSearch cluster by HTTP. Connects to the address that it is given and to no other.
 * Whatever goes wrong is a {@link ClusterException}.
 */
public final class Cluster implements AutoCloseable {

  private static final Duration CONNECTING = Duration.ofSeconds(5);

  private final URI url;
  private final Credentials credentials;
  private final Duration patience;
  private final HttpClient client;

  /**
   * @param url such as {@code https://search.example.org:9200}
   * @param patience how long an answer may take
   */
  public Cluster(URI url, Credentials credentials, Duration patience) throws IOException {
    this.url = url;
    this.credentials = credentials;
    this.patience = patience;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECTING);
    if (credentials.authority().isPresent()) {
      builder.sslContext(trusting(credentials.authority().get()));
    }
    this.client = builder.build();
  }

  private static SSLContext trusting(Path authority) throws IOException {
    try (InputStream in = Files.newInputStream(authority)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null);
      int number = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("authority-" + number++, each);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new ClusterException(
          authority + " does not hold certificates in PEM: name another authority", false);
    }
  }

  /** Where it is. */
  public URI url() {
    return url;
  }

  /** What the cluster answered. */
  record Answer(int status, String body) {

    JsonNode json() throws ClusterException {
      try {
        return Wire.parse(body);
      } catch (IllegalArgumentException e) {
        throw new ClusterException(
            "what answers is not OpenSearch: check the address given with --url", false);
      }
    }
  }

  Answer get(String path) throws IOException {
    return ask("GET", path, "");
  }

  Answer post(String path, String body) throws IOException {
    return ask("POST", path, body);
  }

  Answer put(String path, String body) throws IOException {
    return ask("PUT", path, body);
  }

  /**
   * Asks once.
   *
   * @return the answer, of whatever status but those that say that the cluster cannot be used
   */
  Answer ask(String method, String path, String body) throws IOException {
    return ask(method, path, body, patience);
  }

  /** The same with another patience. */
  Answer ask(String method, String path, String body, Duration atMost) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(path))
            .timeout(atMost)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header(
          "Content-Type", body.endsWith("\n") ? "application/x-ndjson" : "application/json");
    }
    credentials.user().ifPresent(user -> request.header("Authorization", user.header()));
    HttpResponse<String> response;
    try {
      response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (HttpTimeoutException e) {
      throw new ClusterException(
          "the cluster at "
              + url
              + " did not answer in "
              + atMost.toSeconds()
              + " s: look whether its nodes are overloaded",
          true);
    } catch (ConnectException e) {
      throw new ClusterException(
          "nothing answers at " + url + ": start the cluster, or name another address with --url",
          true);
    } catch (SSLException e) {
      throw new ClusterException(
          "the cluster at "
              + url
              + " is vouched for by nobody whom we trust: name its authority in the file of"
              + " --credentials",
          false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the cluster was asked", e);
    } catch (IOException e) {
      throw new ClusterException(
          "the connection to " + url + " broke off: look whether its nodes are well", true);
    }
    Answer answer = new Answer(response.statusCode(), response.body());
    throwIfUnusable(answer);
    return answer;
  }

  private void throwIfUnusable(Answer answer) throws ClusterException {
    if (answer.status() >= 300) {
      throwIfBlocked(error(answer));
    }
    switch (answer.status()) {
      case 401 ->
          throw new ClusterException(
              "the cluster at "
                  + url
                  + " does not know us: put user and password into the file of"
                  + " --credentials",
              false);
      case 403 ->
          throw new ClusterException(
              "the cluster at "
                  + url
                  + " does not allow this to the user of --credentials: give"
                  + " him the index",
              false);
      case 429 ->
          throw new ClusterException(
              "the cluster at " + url + " has too much to do: try again later", true);
      case 502, 503, 504 ->
          throw new ClusterException(
              "the cluster at "
                  + url
                  + " is not whole: look at GET _cluster/health for shards"
                  + " without a node",
              true);
      default -> {
        // For whoever asked.
      }
    }
  }

  /** What is said to be wrong; nothing where the body is not that of an error. */
  private static JsonNode error(Answer answer) {
    try {
      return Wire.parse(answer.body()).path("error");
    } catch (IllegalArgumentException e) {
      return MissingNode.getInstance();
    }
  }

  /**
   * Goes on unless an error is that of an index which may not be written to or read.
   *
   * @param error as the cluster says it, of a whole answer or of one document
   */
  static void throwIfBlocked(JsonNode error) throws ClusterException {
    if (error.path("type").asText().equals("cluster_block_exception")) {
      String reason = error.path("reason").asText();
      boolean full = reason.contains("read-only");
      if (reason.contains("index write")) {
        throw new ClusterException(
            "nobody may write to the index while it is switched: try again, or, where a switch was"
                + " cut off, set index.blocks.write to null",
            true);
      }
      throw new ClusterException(
          full
              ? "the index is read-only, as when a disk of the cluster is nearly full: make room,"
                  + " then set index.blocks.read_only_allow_delete to null"
              : "the cluster blocks the index: look at GET _cluster/health",
          true);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
