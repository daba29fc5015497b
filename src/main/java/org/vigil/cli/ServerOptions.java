package org.vigil.cli;

import picocli.CommandLine.Option;

/** Where the API and the page are served. */
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
          "Address of this machine to listen on (default: ${DEFAULT-VALUE}). Only loopback addresses"
              + " are taken, since whoever reaches it can read every report.")
  String host = "127.0.0.1";
}
