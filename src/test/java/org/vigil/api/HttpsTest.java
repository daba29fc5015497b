package org.vigil.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Speaks HTTPS with a certificate that {@code keytool} made a moment before. */
class HttpsTest {

  private static final String PASSWORD = "correct horse";

  @TempDir Path folder;
  private Path keystore;

  @BeforeEach
  void makeCertificate() throws Exception {
    keystore = folder.resolve("vigil.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process made =
        new ProcessBuilder(
                List.of(
                    keytool.toString(),
                    "-genkeypair",
                    "-alias",
                    "vigil",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=search.desk.example",
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    keystore.toString(),
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.txt").toFile())
            .start();
    assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(made.exitValue()).as(Files.readString(folder.resolve("keytool.txt"))).isZero();
  }

  private ApiServer serve(String password) throws IOException {
    return ApiServer.start(
        new Backend(
            new FakeSearcher(Samples.full()),
            () -> {
              throw new IOException("not asked");
            },
            id -> false),
        new ServerSettings(
            "127.0.0.1",
            0,
            Optional.of(new ServerSettings.Tls(keystore, password)),
            Set.of(),
            Set.of(),
            0,
            false));
  }

  private SSLContext trusting() throws Exception {
    KeyStore known = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keystore)) {
      known.load(in, PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("vigil", known.getCertificate("vigil"));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  private HttpClient client(String... protocols) throws Exception {
    HttpClient.Builder builder = HttpClient.newBuilder().sslContext(trusting());
    if (protocols.length > 0) {
      builder.sslParameters(new SSLParameters(null, protocols));
    }
    return builder.build();
  }

  private static HttpResponse<String> get(HttpClient client, String address) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(20)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void searchesAreAnsweredOverTlsByTheNameInTheCertificate() throws Exception {
    try (ApiServer server = serve(PASSWORD);
        HttpClient modern = client("TLSv1.3");
        HttpClient older = client("TLSv1.2")) {
      String address = "https://127.0.0.1:" + server.port() + "/api/v1/search?q=camps";
      for (HttpClient each : List.of(modern, older)) {
        HttpResponse<String> answer = get(each, address);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"total\":1");
      }
    }
  }

  @Test
  void nothingIsSaidInTheClearOrToWhoDoesNotTrustTheCertificate() throws Exception {
    try (ApiServer server = serve(PASSWORD);
        HttpClient stranger = HttpClient.newHttpClient()) {
      assertThatThrownBy(() -> get(stranger, "http://127.0.0.1:" + server.port() + "/healthz"))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> get(stranger, "https://127.0.0.1:" + server.port() + "/healthz"))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void aWrongPasswordIsSaidAtTheStart() {
    assertThatThrownBy(() -> serve("wrong").close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("vigil.p12")
        .hasMessageContaining("VIGIL_TLS_PASSWORD");
  }
}
