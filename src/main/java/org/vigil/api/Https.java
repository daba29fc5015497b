package org.vigil.api;

import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Listens over TLS 1.2 or 1.3 and in no other way. */
final class Https {

  private Https() {}

  /**
   * Opens the key store, so that it is said what is wrong with it.
   *
   * @throws IOException if that fails
   */
  static void check(ServerSettings.Tls tls) throws IOException {
    try {
      KeyStore unused = KeyStore.getInstance(tls.keystore().toFile(), tls.password().toCharArray());
    } catch (IOException | GeneralSecurityException e) {
      throw new IOException(
          "the key store "
              + tls.keystore()
              + " cannot be opened: it must be PKCS 12 or JKS, and VIGIL_TLS_PASSWORD its password",
          e);
    }
  }

  static void listen(JavalinConfig config, ServerSettings settings, ServerSettings.Tls tls) {
    config.jetty.addConnector(
        (server, http) -> {
          SslContextFactory.Server context = new SslContextFactory.Server();
          context.setKeyStorePath(tls.keystore().toAbsolutePath().toString());
          context.setKeyStorePassword(tls.password());
          context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
          HttpConfiguration secure = new HttpConfiguration(http);
          // The name that is asked for is checked by us, for every request alike.
          secure.addCustomizer(new SecureRequestCustomizer(false));
          ServerConnector connector =
              new ServerConnector(server, context, new HttpConnectionFactory(secure));
          connector.setHost(settings.host());
          connector.setPort(settings.port());
          return connector;
        });
  }
}
