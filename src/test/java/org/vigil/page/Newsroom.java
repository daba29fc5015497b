package org.vigil.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.vigil.cli.VigilProcess;

/**
 * The product over the sample corpus and a few hostile files, and a Chromium. Both are those of the
 * machine, started once for all tests, and nothing is downloaded.
 */
final class Newsroom implements AutoCloseable {

  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /** A title that is markup, names and an outlet that are, and what a script would leave behind. */
  static final String HOSTILE_TITLE =
      "<img src=x onerror=\"window.taken=1\"> Zebrafinch convoy held";

  private static final String HOSTILE_PAGE =
      """
      <html lang="en"><head><meta charset="utf-8">
      <meta property="og:site_name" content="&lt;script&gt;window.taken=1&lt;/script&gt; Gazette">
      <meta property="article:published_time" content="2021-03-04">
      <meta name="author" content="&lt;b onmouseover=alert(1)&gt;Eve&lt;/b&gt; Mallory">
      <title>&lt;img src=x onerror="window.taken=1"&gt; Zebrafinch convoy held</title></head>
      <body><article><h1>&lt;img src=x onerror="window.taken=1"&gt; Zebrafinch convoy held</h1>
      <p>A zebrafinch convoy was held at the border of Kenya, &lt;script&gt;window.taken=1&lt;/script&gt;
      as witnesses said on Thursday. "It is &lt;svg onload=window.taken=1&gt; not a convoy," said
      Akinyi Odera, who spoke for the drivers. Forced labour was not the reason, she said.</p>
      <p>The second zebrafinch paragraph closes with &amp;lt;em&amp;gt; and a
      <a href="javascript:window.taken=1">link</a>, long enough to be an article of its own: the drivers
      waited for three days without water, and the police of Nairobi said nothing of it.</p>
      </article></body></html>
      """;

  private final Path folder;
  private final Process server;
  private final Playwright playwright;
  private final Browser browser;
  private final String address;

  private Newsroom(
      Path folder, Process server, Playwright playwright, Browser browser, String address) {
    this.folder = folder;
    this.server = server;
    this.playwright = playwright;
    this.browser = browser;
    this.address = address;
  }

  /** What the machine lacks for these tests, in a sentence, if anything. */
  static Optional<String> lacks() {
    if (onPath("node").isPresent()
        && BROWSERS.stream().anyMatch(name -> onPath(name).isPresent())) {
      return Optional.empty();
    }
    return Optional.of(
        "the page was not tested in a browser, because this machine lacks Chromium or Node: 'apt-get"
            + " install chromium nodejs' installs both");
  }

  static Newsroom open() throws IOException {
    Path folder = Files.createTempDirectory("newsroom");
    Path hostile = Files.createDirectories(folder.resolve("hostile"));
    Files.writeString(hostile.resolve("<img src=x onerror=window.taken=1>.html"), HOSTILE_PAGE);
    // Beside the index, so that nothing is decided in the sample corpus.
    Path decisions = Files.createFile(folder.resolve("entities.csv"));
    Process server =
        new ProcessBuilder(
                VigilProcess.words(
                    List.of(
                        "-Xmx700m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED"),
                    "up",
                    "corpus",
                    hostile.toString(),
                    "--index",
                    folder.resolve("index").toString(),
                    "--entities-file",
                    decisions.toString(),
                    "--port",
                    "0",
                    "--json"))
            .redirectError(new File(folder.toFile(), "log"))
            .start();
    // While the corpus is indexed, the browser starts.
    Playwright playwright = null;
    try {
      playwright = node();
      Browser browser = chromium(playwright);
      return new Newsroom(folder, server, playwright, browser, announced(server, folder));
    } catch (RuntimeException e) {
      server.destroyForcibly();
      if (playwright != null) {
        playwright.close();
      }
      throw e;
    }
  }

  private static Playwright node() {
    return Playwright.create(
        new Playwright.CreateOptions()
            .setEnv(
                Map.of(
                    "PLAYWRIGHT_NODEJS_PATH",
                    onPath("node").orElseThrow().toString(),
                    "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                    "1")));
  }

  private static Browser chromium(Playwright playwright) {
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(
                    BROWSERS.stream()
                        .flatMap(name -> onPath(name).stream())
                        .findFirst()
                        .orElseThrow())
                .setArgs(
                    List.of(
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync")));
  }

  private static String announced(Process server, Path folder) throws IOException {
    BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("{\"url\"")) {
        return new ObjectMapper().readTree(line).path("url").asText();
      }
    }
    throw new IllegalStateException(
        "the server ended: " + Files.readString(folder.resolve("log"), StandardCharsets.UTF_8));
  }

  private static Optional<Path> onPath(String program) {
    return Stream.of(
            Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
        .map(place -> Path.of(place, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A browser window of its own: nothing of other tests is remembered in it. */
  Visit visit(Browser.NewContextOptions options) {
    return new Visit(browser.newContext(options.setLocale("en-GB").setBaseURL(address)), address);
  }

  @Override
  public void close() throws IOException {
    playwright.close();
    server.destroy();
    server
        .onExit()
        .orTimeout(10, TimeUnit.SECONDS)
        .exceptionally(late -> server.destroyForcibly())
        .join();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
