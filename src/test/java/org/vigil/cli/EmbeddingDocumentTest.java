package org.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.api.ServerSettings;

/** Runs every example of {@code docs/embedding.md}, by the tools that it names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddingDocumentTest {

  private Path folder = Path.of("");
  private final List<AutoCloseable> open = new ArrayList<>();
  private Path index = Path.of("");
  private int port;
  private String foreign = "";

  @BeforeAll
  void serveReports(@TempDir Path temporary) throws Exception {
    folder = temporary;
    Path corpus = Files.createDirectory(folder.resolve("reports"));
    Files.writeString(
        corpus.resolve("a.txt"),
        "Inspectors were kept from camps <img src=x onerror=alert(1)> near Kisumu.");
    Files.writeString(corpus.resolve("b.txt"), "A judge in Kisumu freed the lawyer on Friday.");
    index = folder.resolve("index");
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    String at = index.toString();
    assertThat(Vigil.run(nowhere, nowhere, "index", corpus.toString(), "--quiet", "--index", at))
        .isZero();
    HttpServer pages =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            folder.toRealPath(),
            SimpleFileServer.OutputLevel.NONE);
    pages.start();
    open.add(() -> pages.stop(0));
    foreign = "http://127.0.0.1:" + pages.getAddress().getPort();
    ReadingServer server =
        ReadingServer.over(index, new ServerSettings("127.0.0.1", 0).withOrigins(Set.of(foreign)));
    open.addFirst(server);
    port = server.port();
  }

  @AfterAll
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  /** The examples in a language, with the address and the folder that they are to use here. */
  private List<String> examples(String language) throws IOException {
    String document = Files.readString(Path.of("docs/embedding.md"));
    Matcher blocks =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(document);
    List<String> examples = new ArrayList<>();
    while (blocks.find()) {
      examples.add(
          blocks
              .group(1)
              .replace("http://127.0.0.1:7070", "http://127.0.0.1:" + port)
              .replace("Path.of(\"index\")", "Path.of(\"" + index + "\")"));
    }
    assertThat(examples).as(language).isNotEmpty();
    return examples;
  }

  private String run(String... command) throws Exception {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .directory(folder.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends in time").isTrue();
    String said = Files.readString(out);
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  private static void assumeInstalled(String program) {
    boolean found = false;
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      found |= Files.isExecutable(Path.of(folder, program));
    }
    assumeThat(found).as(program + " is not installed").isTrue();
  }

  @Test
  void theCommandsFindTheReport() throws Exception {
    assumeInstalled("curl");
    assumeInstalled("sh");
    for (String example : examples("sh")) {
      assertThat(run("sh", "-c", example))
          .as(example)
          .containsAnyOf("a.txt", "\"created\"")
          .doesNotContain("\"detail\"");
    }
  }

  @Test
  void theModuleSearchesOutsideOfABrowserToo() throws Exception {
    assumeInstalled("node");
    for (String example : examples("js")) {
      // Node does not import over HTTP.
      String here = "http://127.0.0.1:" + port + "/embed/vigil.js";
      Path module = folder.resolve("embed/vigil.mjs");
      Files.createDirectories(folder.resolve("embed"));
      Files.writeString(module, run("curl", "-sf", here));
      Path script = folder.resolve("example.mjs");
      Files.writeString(
          script,
          example
                  .replace(here, module.toUri().toString())
                  .replace("})", "}, { server: 'http://127.0.0.1:" + port + "' })")
                  .replace("hit.title", "hit.source.path")
              + "console.log(answer.total);\n");
      assertThat(run("node", script.toString())).contains("a.txt").endsWith("1\n");
    }
  }

  @Test
  void theProgramSeesOnlyWhatIsPublicAndFindsTheReport() throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path classes = Files.createDirectory(folder.resolve("classes"));
    String classPath = System.getProperty("java.class.path");
    for (String example : examples("java")) {
      Path source = Files.writeString(folder.resolve("Example.java"), example);
      StringWriter complaints = new StringWriter();
      boolean compiled =
          compiler
              .getTask(
                  complaints,
                  null,
                  null,
                  List.of("-proc:none", "-cp", classPath, "-d", classes.toString()),
                  null,
                  compiler
                      .getStandardFileManager(null, null, StandardCharsets.UTF_8)
                      .getJavaFileObjects(source))
              .call();
      assertThat(compiled).as(complaints.toString()).isTrue();
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      String said = run(java, "-cp", classes + File.pathSeparator + classPath, "Example");
      assertThat(said).contains("1 of 2 reports").contains("a.txt: 73");
    }
  }

  @Test
  void thePageShowsTheReport() throws Exception {
    assumeInstalled("chromium");
    Files.writeString(
        folder.resolve("page.html"),
        examples("html").getFirst()
            + """
            <script type="module">
              const box = document.querySelector('vigil-search');
              const say = (text) => document.body.append(`[${text}]`);
              box.addEventListener('vigil-error', (event) => say(`error ${event.detail}`));
              const shown = () => {
                const inside = box.shadowRoot;
                say(inside.querySelector('[role=status]').textContent);
                say(`marked ${inside.querySelector('em').textContent}`);
                say(`elements of the report ${inside.querySelectorAll('img, script').length}`);
                say(`label ${inside.querySelector('label').textContent}`);
              };
              if (box.shadowRoot.querySelector('li')) shown();
              else box.addEventListener('vigil-results', shown);
            </script>
            """);
    String shown =
        run(
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--user-data-dir=" + folder.resolve("browser"),
            "--virtual-time-budget=8000",
            "--dump-dom",
            foreign + "/page.html");
    assertThat(shown)
        .contains(
            "[1 report]",
            "[marked camps]",
            "[elements of the report 0]",
            "[label Search our archive]")
        .doesNotContain("[error");
  }
}
