package org.vigil.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigil.alert.WebhookHosts;
import org.vigil.api.ServerSettings;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where the API and the page are served, and to whom. */
final class ServerOptions {

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "7070",
      description = "Port to serve at; 0 picks a free one (default: ${DEFAULT-VALUE}).")
  int port = 7070;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Address of this machine to listen on (default: ${DEFAULT-VALUE}). One that other machines"
              + " reach is taken only with --tls-keystore or --behind-proxy, and when there is a key"
              + " (see 'vigil keys').")
  String host = "127.0.0.1";

  @Option(
      names = "--tls-keystore",
      paramLabel = "FILE",
      description =
          "Speak HTTPS with the certificate in this PKCS 12 or JKS file, whose password is in the"
              + " environment variable VIGIL_TLS_PASSWORD.")
  Optional<Path> keystore = Optional.empty();

  @Option(
      names = "--behind-proxy",
      paramLabel = "NAME",
      description =
          "A proxy in front is asked under this name; its X-Forwarded-For is believed. Asks for keys."
              + " May be given several times.")
  List<String> proxied = new ArrayList<>();

  @Option(names = "--require-keys", description = "Ask for keys also on a loopback address.")
  boolean requireKeys;

  @Option(
      names = "--cors-origin",
      paramLabel = "ORIGIN",
      description =
          "A page at this origin, such as https://desk.example, may search from its readers'"
              + " browsers. May be given several times; default: none.")
  List<String> origins = new ArrayList<>();

  @Option(
      names = "--webhook-host",
      paramLabel = "HOST",
      description =
          "Alerts may tell addresses on this host, such as desk.example or desk.example:8443, what"
              + " they found. May be given several times; default: none, and no connection is made.")
  List<String> webhookHosts = new ArrayList<>();

  @Option(
      names = "--rate-limit",
      paramLabel = "N",
      description =
          "Requests a second for each key or address; 0 for any number (default: 50 where keys are"
              + " asked for, else 0).")
  Optional<Integer> perSecond = Optional.empty();

  @Option(
      names = "--log-requests",
      description =
          "Log a line for each request: its id, route, status and time, never what it asked.")
  boolean logRequests;

  @Option(
      names = "--scrub-every",
      paramLabel = "HOURS",
      defaultValue = "24",
      description =
          "Look for damage while serving, slowly: read the index against its checksums and originals"
              + " against their hashes, and again so many hours later; 0 for never (default:"
              + " ${DEFAULT-VALUE}).")
  int scrubEvery = 24;

  /** Between two looks for damage; empty for none. */
  Optional<Duration> scrubEvery() {
    return Optional.of(Duration.ofHours(scrubEvery)).filter(Duration::isPositive);
  }

  /** Complains about a wrong time between two looks. */
  void checkScrub(CommandLine command) {
    if (scrubEvery < 0) {
      throw new ParameterException(command, "--scrub-every must be 0 or more: " + scrubEvery);
    }
  }

  private static final int PER_SECOND_WITH_KEYS = 50;

  /** Whether only bearers of keys are let in. */
  boolean asksForKeys(CommandLine command) {
    return requireKeys || !proxied.isEmpty() || !isLoopback(command);
  }

  /** Whether nobody but this machine can reach the address. */
  boolean isLoopback(CommandLine command) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new ParameterException(command, "--host is no address of this machine: " + host, e);
    }
  }

  /** The hosts that alerts may tell what they found. */
  WebhookHosts webhookHosts(CommandLine command) {
    try {
      return WebhookHosts.of(Set.copyOf(webhookHosts));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, "--webhook-host: " + e.getMessage(), e);
    }
  }

  /** What the server is to be told. */
  ServerSettings settings(CommandLine command) throws IOException {
    try {
      return new ServerSettings(
          host,
          port,
          keystore.isEmpty() ? Optional.empty() : Optional.of(tls(keystore.get())),
          Set.copyOf(proxied),
          Set.copyOf(origins),
          perSecond.orElse(asksForKeys(command) ? PER_SECOND_WITH_KEYS : 0),
          logRequests);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, String.valueOf(e.getMessage()), e);
    }
  }

  private static ServerSettings.Tls tls(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new UnusableException("--tls-keystore cannot be read: " + file);
    }
    String password = System.getenv("VIGIL_TLS_PASSWORD");
    if (password == null) {
      throw new UnusableException(
          "--tls-keystore "
              + file
              + " needs its password in the environment variable"
              + " VIGIL_TLS_PASSWORD");
    }
    return new ServerSettings.Tls(file, password);
  }
}
