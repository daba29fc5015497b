package org.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.GeneratedReports;
import org.vigil.api.ServerSettings;
import org.vigil.index.IndexHome;

/**
 * Generates a client from the OpenAPI document as {@code docs/embedding.md} says, checks its types
 * and runs it against a real server. Skipped where node is absent or npm cannot fetch the
 * generator.
 */
class GeneratedClientTest {

  @TempDir Path folder;

  private int run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said.txt").toFile())
            .directory(folder.toFile())
            .start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    return ended ? process.exitValue() : -1;
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("said.txt"));
  }

  private static boolean isInstalled(String program) {
    for (String each : System.getenv("PATH").split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(each, program))) {
        return true;
      }
    }
    return false;
  }

  private static String block(String document, String language) {
    Matcher found =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(document);
    assertThat(found.find()).as(language).isTrue();
    return found.group(1);
  }

  @Test
  void theClientGeneratedFromTheDocumentSearchesAndKeepsAlerts() throws Exception {
    for (String program : List.of("node", "npm", "npx")) {
      assumeThat(isInstalled(program)).as(program + " is installed").isTrue();
    }
    String document = Files.readString(Path.of("docs/embedding.md"));
    String[] commands = block(document, "console").split("\n", -1);
    Files.writeString(folder.resolve("package.json"), "{\"type\":\"module\"}");
    assumeThat(run("sh", "-c", commands[0] + " --prefer-offline --ignore-scripts --no-audit"))
        .as("npm fetches the generator")
        .isZero();

    IndexHome home = IndexHome.at(folder.resolve("index"));
    new GeneratedReports(1).index(home, 3);
    try (ReadingServer server =
        ReadingServer.over(home.root(), new ServerSettings(ServerSettings.LOOPBACK, 0))) {
      String address = "http://127.0.0.1:" + server.port();
      String generate = commands[1].replace("http://127.0.0.1:7070", address);
      assertThat(run("sh", "-c", generate)).as(said()).isZero();
      String program = block(document, "ts").replace("http://127.0.0.1:7070", address);
      Files.writeString(folder.resolve("example.mts"), program);
      assertThat(
              run(
                  "npx",
                  "tsc",
                  "--strict",
                  "--target",
                  "es2022",
                  "--module",
                  "nodenext",
                  "--skipLibCheck",
                  "--lib",
                  "es2022,dom",
                  "example.mts"))
          .as(said())
          .isZero();
      assertThat(run("node", "example.mjs")).as(said()).isZero();
      assertThat(said())
          .contains("3 reports", "saved as Everything", "deleted: 204", "refused: 400");
    }
  }
}
