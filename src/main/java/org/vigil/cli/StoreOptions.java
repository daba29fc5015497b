package org.vigil.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.cluster.Cluster;
import org.vigil.cluster.ClusterIndex;
import org.vigil.cluster.Credentials;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where the archive is kept: in an index of our own, or in an OpenSearch cluster. */
final class StoreOptions {

  /** How long the cluster may take for one answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Where an archive can be kept. */
  enum Store {
    LUCENE,
    OPENSEARCH
  }

  @Option(
      names = "--store",
      paramLabel = "STORE",
      defaultValue = "lucene",
      description =
          "Where the archive is kept: lucene, the index in the folder of --index (default), or"
              + " opensearch, a cluster with the plugin that 'vigil opensearch-plugin' writes.")
  private Store store = Store.LUCENE;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Address of the cluster, such as https://search.example.org:9200.")
  private @Nullable URI url;

  @Option(
      names = "--credentials",
      paramLabel = "FILE",
      description =
          "File with lines 'user = NAME', 'password = WORD' and, where Java does not trust the"
              + " cluster, 'authority = FILE' with certificates in PEM.")
  private @Nullable Path credentials;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "vigil",
      description = "Name of the index in the cluster (default: ${DEFAULT-VALUE}).")
  private String name = "vigil";

  /** Whether the archive is in a cluster; complains where the options contradict each other. */
  boolean isCluster(CommandLine command) {
    if (store == Store.LUCENE) {
      if (url != null || credentials != null) {
        throw new ParameterException(
            command, "--url and --credentials are of a cluster: add --store opensearch");
      }
      return false;
    }
    if (url == null) {
      throw new ParameterException(
          command, "--store opensearch needs the address of the cluster: add --url URL");
    }
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (url.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new ParameterException(
          command, "--url must be like https://search.example.org:9200: " + url);
    }
    if (!ClusterIndex.NAME.matcher(name).matches()) {
      throw new ParameterException(
          command,
          "--name must be a small letter and then small letters, digits, - and _: " + name);
    }
    return true;
  }

  /** Refuses an option that says something of an index of our own alone. */
  void refuse(CommandLine command, boolean given, String option, String remedy) {
    if (given && isCluster(command)) {
      throw new ParameterException(
          command, option + " does not work with --store opensearch: " + remedy);
    }
  }

  /** Complains where an index cannot have so many shards. */
  static void checkShards(CommandLine command, int shards) {
    if (shards < 1 || shards > ClusterIndex.MOST_SHARDS) {
      throw new ParameterException(
          command, "--shards must be between 1 and " + ClusterIndex.MOST_SHARDS + ": " + shards);
    }
  }

  /** The index in the cluster; whoever asks closes the connection. */
  ClusterIndex index() throws IOException {
    if (url == null) {
      throw new IllegalStateException("the archive is not in a cluster");
    }
    Credentials known = credentials == null ? Credentials.NONE : Credentials.read(credentials);
    if (known.user().isPresent() && "http".equalsIgnoreCase(url.getScheme()) && !isLocal(url)) {
      throw new UnusableException(
          "--url " + url + " would send the password over the network in the clear: use https");
    }
    return new ClusterIndex(new Cluster(url, known, PATIENCE), name);
  }

  private static boolean isLocal(URI url) {
    return Optional.ofNullable(url.getHost())
        .filter(h -> h.equals("localhost") || h.startsWith("127.") || h.equals("[::1]"))
        .isPresent();
  }
}
