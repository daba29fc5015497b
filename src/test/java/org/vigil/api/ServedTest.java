package org.vigil.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.access.Audit;
import org.vigil.access.Keys;
import org.vigil.index.IndexHome;
import org.vigil.alert.Alerts;
import org.vigil.report.Report;
import org.vigil.search.EntitiesFiles;

/** A real server on a free port over a fake searcher, and a client. */
abstract class ServedTest {

  static final ObjectMapper JSON = new ObjectMapper();
  @TempDir Path decided;
  private final HttpClient client = HttpClient.newHttpClient();

  FakeSearcher searcher = new FakeSearcher(Samples.full(), Samples.bare());
  Withdrawal withdrawal = id -> searcher.withdraw(id);
  ServerSettings settings = new ServerSettings("127.0.0.1", 0);
  Optional<Keys> keys = Optional.empty();
  Optional<Audit> audit = Optional.empty();
  Optional<Alerts> alerts = Optional.empty();
  Optional<StatusSource.Damage> damage = Optional.empty();
  private Optional<ApiServer> running = Optional.empty();

  ApiServer server() throws IOException {
    if (running.isEmpty()) {
      serve(new WorkPool(2, 100, Duration.ofSeconds(10)));
    }
    return running.orElseThrow();
  }

  void serve(WorkPool work) throws IOException {
    StatusSource.Status status =
        new StatusSource.Status(
            "1.0", "g1", 2, 3, Map.of("ENCRYPTED", 1L), Optional.of(Instant.EPOCH));
    running =
        Optional.of(
            ApiServer.start(
                new Backend(
                    searcher,
                    new StatusSource() {
                      @Override
                      public Status status() {
                        return status;
                      }

                      @Override
                      public Optional<Damage> damage() {
                        return damage;
                      }
                    },
                    id -> withdrawal.withdraw(id),
                    keys,
                    audit,
                    Optional.empty(),
                    Optional.of(decisions()),
                    alerts),
                settings,
                work));
  }

  void serve(Report... reports) {
    searcher = new FakeSearcher(reports);
  }

  /** The file in which people decide about names. */
  Path entitiesFile() {
    return decided.resolve("entities.csv");
  }

  private EntitiesFiles decisions() {
    return new EntitiesFiles(IndexHome.at(decided), Optional.of(entitiesFile()));
  }

  @AfterEach
  void stop() {
    // First, because a server waits a moment for connections that are kept open.
    client.shutdownNow();
    running.ifPresent(ApiServer::close);
  }

  HttpRequest.Builder request(String path) throws IOException {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server().port() + path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  /** Sends bytes as they are and gives back everything until the server closes. */
  String raw(String request) throws IOException {
    return raw(server().port(), request);
  }

  static String raw(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      InputStream in = socket.getInputStream();
      in.transferTo(answer);
      return answer.toString(StandardCharsets.UTF_8);
    }
  }
}
