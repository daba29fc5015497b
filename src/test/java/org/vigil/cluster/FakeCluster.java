package org.vigil.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers as a cluster in trouble does: what is queued for a path, the last of it ever again. */
final class FakeCluster implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, Deque<Cluster.Answer>> answers = new ConcurrentHashMap<>();
  private final List<String> bodies = new ArrayList<>();

  FakeCluster() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    answers("/", 200, "{\"version\":{\"number\":\"" + PluginPackage.OPENSEARCH + "\"}}");
    answers("/_nodes/plugins", 200, "{\"nodes\":{\"x\":{\"plugins\":[{\"name\":\"vigil\"}]}}}");
  }

  FakeCluster answers(String path, int status, String body) {
    answers.put(path, new ArrayDeque<>(List.of(new Cluster.Answer(status, body))));
    return this;
  }

  FakeCluster then(String path, int status, String body) {
    answers.computeIfAbsent(path, none -> new ArrayDeque<>()).add(new Cluster.Answer(status, body));
    return this;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What was sent to it, in order. */
  synchronized List<String> bodies() {
    return List.copyOf(bodies);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Deque<Cluster.Answer> queue =
        answers.getOrDefault(
            exchange.getRequestURI().getPath(),
            new ArrayDeque<>(List.of(new Cluster.Answer(404, "{}"))));
    Cluster.Answer answer = queue.size() > 1 ? queue.removeFirst() : queue.element();
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
