package org.vigil.cluster;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** A node of OpenSearch that a test starts, with the plugin of this build installed. */
public final class TestNode implements AutoCloseable {

  /** What an installation of OpenSearch has on its class path. */
  private static final Pattern LIBRARY =
      Pattern.compile(
          ".*/(org/opensearch|org/apache/lucene|io/netty|tools/jackson|com/fasterxml/jackson/core"
              + "|com/fasterxml/jackson/dataformat|org/yaml|org/snakeyaml|joda-time|net/sf/jopt-simple"
              + "|net/java/dev/jna|org/hdrhistogram|com/tdunning|com/github/luben|com/google/protobuf"
              + "|com/jcraft|org/roaringbitmap|io/projectreactor|org/reactivestreams|org/jspecify"
              + "|org/apache/logging/log4j)/.*");

  private static final Pattern NOT_THERE =
      Pattern.compile(
          ".*/(lucene-analysis-icu|lucene-facet|jackson-databind|jackson-annotations"
              + "|log4j-to-slf4j)-[^/]*");

  private final Process process;
  private final int http;
  private final int transport;

  private TestNode(Process process, int http, int transport) {
    this.process = process;
    this.http = http;
    this.transport = transport;
  }

  /**
   * Starts a node and waits until it answers.
   *
   * @param home an empty folder, or that of an earlier node to go on with its data
   */
  public static TestNode start(Path home, String... settings) throws IOException {
    install(home.resolve("plugins/vigil"));
    Path classes = home.resolve("classes/org/vigil/cluster");
    Files.createDirectories(classes);
    for (String name : List.of("NodeMain.class", "NodeMain$NettyNode.class")) {
      try (InputStream of = TestNode.class.getResourceAsStream(name)) {
        Files.write(classes.resolve(name), of.readAllBytes());
      }
    }
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(
        List.of(
            "-Xmx" + System.getProperty("vigil.node.heap", "640m"),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=" + Integer.getInteger("vigil.node.tier", 1),
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            "-Dlog4j2.level=" + System.getProperty("vigil.node.log", "ERROR"),
            "-cp",
            classPath(home),
            NodeMain.class.getName(),
            "path.home=" + home,
            "node.name=" + home.getFileName(),
            "cluster.name=vigil-test",
            "cluster.routing.allocation.disk.threshold_enabled=false",
            "http.port=0",
            "transport.port=0",
            "transport.type=netty4",
            "http.type=netty4"));
    words.addAll(List.of(settings));
    Process process =
        new ProcessBuilder(words).redirectError(home.resolve("errors.log").toFile()).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("ports ")) {
        String[] ports = line.split(" ", 3);
        drain(out);
        return new TestNode(process, Integer.parseInt(ports[1]), Integer.parseInt(ports[2]));
      }
      said.append(line).append('\n');
    }
    throw new IOException(
        "the node did not start: " + said + Files.readString(home.resolve("errors.log")));
  }

  private static @Nullable TestNode shared;

  /**
   * One node for every test of this process, with which it ends; one that runs already where the
   * property {@code vigil.node} says so.
   */
  public static synchronized TestNode shared() throws IOException {
    if (shared == null) {
      String running = System.getProperty("vigil.node");
      if (running == null) {
        Path home = Files.createTempDirectory("vigil-node");
        shared = start(home, "discovery.type=single-node");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(home)));
      } else {
        shared = new TestNode(new ProcessBuilder("true").start(), URI.create(running).getPort(), 0);
      }
    }
    return shared;
  }

  private static void end(Path home) {
    try (Stream<Path> files = Files.walk(home)) {
      if (shared != null) {
        shared.kill();
      }
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // What is left lies in the folder for what is left.
    }
  }

  private static void drain(BufferedReader out) {
    Thread reader =
        new Thread(
            () -> {
              try (out) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                  if (System.getProperty("vigil.node.log") != null) {
                    System.err.println(line);
                  }
                }
              } catch (IOException e) {
                // It ended.
              }
            },
            "node");
    reader.setDaemon(true);
    reader.start();
  }

  private static String classPath(Path home) {
    String libraries =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(p -> LIBRARY.matcher(p.replace('\\', '/')).matches())
            .filter(p -> !NOT_THERE.matcher(p.replace('\\', '/')).matches())
            .distinct()
            .collect(Collectors.joining(File.pathSeparator));
    return home.resolve("classes") + File.pathSeparator + libraries;
  }

  private static void install(Path plugin) throws IOException {
    Files.createDirectories(plugin);
    Path zip = plugin.resolveSibling("vigil.zip");
    PluginPackage.write(zip);
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Files.write(plugin.resolve(entry.getName()), in.readAllBytes());
      }
    }
    Files.delete(zip);
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + http);
  }

  /** Where other nodes find it. */
  String transport() {
    return "127.0.0.1:" + transport;
  }

  /** Seconds that processors worked for it until now. */
  double processors() {
    return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }

  /** As by a failing machine. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      process.onExit().get(10, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
    }
  }

  /** Runs a node in a folder until it is ended, for trying things out. */
  public static void main(String[] folder) throws Exception {
    try (TestNode node = start(Path.of(folder[0]), "discovery.type=single-node")) {
      System.out.println(node.url());
      while (System.in.read() >= 0) {
        // Until the end of input.
      }
    }
  }
}
