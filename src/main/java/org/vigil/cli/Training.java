package org.vigil.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vigil.api.ApiServer;
import org.vigil.api.Backend;
import org.vigil.api.ServerSettings;
import org.vigil.index.IndexHome;
import org.vigil.search.LuceneReportSearcher;
import org.vigil.search.ReportSearcher;

/**
 * Uses each part of Vigil once, on a report of its own in a temporary folder, so that Java can
 * archive the classes that a start needs (class data sharing). The launcher runs it after a build;
 * nothing depends on it but the time that a start takes.
 */
final class Training {

  private static final String REPORT =
      """
      Nobody was hurt in the exercise

      By Jane Doe | 3 March 2021

      GENEVA (Exercise Wire) - Jane Doe said in Geneva on Wednesday that Uighurs in Xinjiang were free.
      """;

  private static final List<String> REQUESTS =
      List.of(
          "/",
          "/api/v1/search?q=uyghur&facets=outlet,person,place,organisation,group,language,type,date",
          "/api/v1/search?q=%22jane+doe%22~3&place=Geneva&facets=place",
          "/api/v1/search?facets=date",
          "/api/v1/status");

  private Training() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("vigil-training");
    try {
      Path corpus = Files.createDirectory(folder.resolve("corpus"));
      Files.writeString(corpus.resolve("report.txt"), REPORT);
      Path index = folder.resolve("index");
      PrintWriter nowhere = new PrintWriter(PrintWriter.nullWriter());
      for (int run = 0; run < 2; run++) {
        Vigil.run(nowhere, nowhere, "index", corpus.toString(), "--index", index.toString());
      }
      serve(index);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void serve(Path index) throws IOException {
    try (ReportSearcher searcher = LuceneReportSearcher.open(index);
        ApiServer server =
            ApiServer.start(
                new Backend(
                    searcher,
                    new IndexStatus(IndexHome.at(index), searcher, Optional.empty()),
                    id -> false),
                new ServerSettings(ServerSettings.LOOPBACK, 0))) {
      for (String request : REQUESTS) {
        try (InputStream answer =
            URI.create("http://127.0.0.1:" + server.port() + request).toURL().openStream()) {
          answer.readAllBytes();
        }
      }
    }
  }
}
