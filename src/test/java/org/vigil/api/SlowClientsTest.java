package org.vigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.report.Report;

/**
 * Clients that send or read too slowly, or more than is wanted, of a server that waits a second.
 */
class SlowClientsTest {

  private static final Duration IDLE = Duration.ofSeconds(1);

  /** Far longer than the server waits, on however busy a machine. */
  private static final long FAR_LONGER_NANOS = Duration.ofSeconds(60).toNanos();

  private final AtomicLong searches = new AtomicLong();
  private ApiServer server = start();

  private ApiServer start() {
    Report[] reports = new Report[500];
    for (int i = 0; i < reports.length; i++) {
      reports[i] = Samples.full();
    }
    FakeSearcher searcher = new FakeSearcher(reports);
    searcher.before = searches::incrementAndGet;
    try {
      return ApiServer.start(
          new Backend(
              searcher,
              () -> new StatusSource.Status("1", "g", 1, 1, Map.of(), Optional.empty()),
              id -> false),
          new ServerSettings("127.0.0.1", 0),
          new WorkPool(2, 100, Duration.ofSeconds(10)),
          IDLE);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void isUp() throws IOException {
    assertThat(ServedTest.raw(server.port(), get("/healthz"))).startsWith("HTTP/1.1 200");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    // So little that what is not read soon waits at the server.
    socket.setReceiveBufferSize(4 << 10);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Reads until the server closes, in one way or another. */
  private static String rest(Socket socket) {
    StringBuilder all = new StringBuilder();
    try {
      for (int b = socket.getInputStream().read(); b >= 0; b = socket.getInputStream().read()) {
        all.append((char) b);
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server goes on waiting", e);
    } catch (IOException e) {
      // Reset, which closes too.
    }
    return all.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET /healthz HT",
        "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Half: a",
        "POST /api/v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: 100\r\n\r\n{\"q\":"
      })
  void whoStopsInTheMiddleIsCutOff(String half) throws IOException {
    try (Socket socket = connect()) {
      send(socket, half);
      assertThat(rest(socket)).doesNotContain("HTTP/1.1 200");
    }
  }

  @Test
  void aHeadThatTricklesInIsCutOffAlthoughSomethingAlwaysComes() throws Exception {
    try (Socket socket = connect()) {
      send(socket, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Long: ");
      socket.setSoTimeout(1);
      boolean cutOff = false;
      long end = System.nanoTime() + FAR_LONGER_NANOS;
      while (!cutOff && System.nanoTime() < end) {
        Thread.sleep(50);
        try {
          send(socket, "a");
          cutOff = socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
          // Still waiting.
        } catch (IOException e) {
          cutOff = true;
        }
      }
      assertThat(cutOff).isTrue();
    }
  }

  @Test
  void aConnectionIsKeptForRequestsThatComeInTime() throws Exception {
    try (Socket socket = connect()) {
      for (int i = 0; i < 8; i++) {
        send(socket, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("{\"status\":\"up\"}")) {
          int read = socket.getInputStream().read();
          assertThat(read).as("after %d requests", i).isNotNegative();
          head.append((char) read);
        }
        Thread.sleep(300);
      }
    }
  }

  @Test
  void anExportThatNobodyReadsEnds() throws Exception {
    try (Socket socket = connect()) {
      // More than all buffers between here and there hold.
      StringBuilder rows = new StringBuilder("{\"queries\":[{\"q\":\"camps\",\"page-size\":100}");
      for (int i = 1; i < 1_000; i++) {
        rows.append(",{\"q\":\"camps\",\"page-size\":100}");
      }
      String body = rows.append("]}").toString();
      send(
          socket,
          "POST /api/v1/batch HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Content-Length: "
              + body.length()
              + "\r\n\r\n"
              + body);
      long end = System.nanoTime() + FAR_LONGER_NANOS;
      while (searches.get() == 0 && System.nanoTime() < end) {
        Thread.sleep(20);
      }
      long before = -1;
      while (searches.get() != before && System.nanoTime() < end) {
        before = searches.get();
        Thread.sleep(3 * IDLE.toMillis());
      }
      assertThat(searches.get()).isBetween(1L, 999L);
      // What is left in the buffers is an answer without an end.
      assertThat(rest(socket)).doesNotContain("]}\n\r\n0\r\n");
    }
  }

  @Test
  void whoSendsMoreThanIsWantedIsToldSo() throws IOException {
    String big = "x".repeat(2 << 20);
    for (int i = 0; i < 20; i++) {
      for (String path : new String[] {"POST /api/v1/search", "PUT /api/v1/nothing", "GET /docs"}) {
        String answer =
            ServedTest.raw(
                server.port(),
                path
                    + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: text/x\r\n"
                    + "Content-Length: "
                    + big.length()
                    + "\r\n\r\n"
                    + big);
        assertThat(answer).startsWith("HTTP/1.1 ");
        assertThat(answer.substring(9, 12)).isIn("200", "404", "405", "413", "415");
      }
    }
  }
}
