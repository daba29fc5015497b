package org.vigil.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * Uses each part of Vigil on the sample corpus, in a temporary folder, so that Java can archive the
 * classes that a start needs, and from Java 25 on also how often each method is called and with
 * what (JEP 515), by which it compiles at once what this has shown to be busy. The launcher runs it
 * after a build; nothing depends on it but the time that a start takes and the first minute after.
 */
final class Training {

  private static final String REPORT =
      """
      Nobody was hurt in the exercise

      By Jane Doe | 3 March 2021

      GENEVA (Exercise Wire) - Jane Doe said in Geneva on Wednesday that Uighurs in Xinjiang were free.
      """;

  /** Of indexing and of all requests: fewer leave methods out that are busy later. */
  private static final int ROUNDS = 3;

  private static final int ROUNDS_OF_REQUESTS = 40;

  private static final List<String> REQUESTS =
      List.of(
          "/",
          "/api/v1/search?q=prisoners&facets=outlet,person,place",
          "/api/v1/search?q=person:%22Ales+Bialiatski%22&facets=outlet,place",
          "/api/v1/search?q=who+was+sentenced+for+reporting+on+detention",
          "/api/v1/suggest?q=al",
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
      List<String> sources = new ArrayList<>(List.of(corpus.toString()));
      Path samples = Path.of(System.getProperty("vigil.home", ""), "corpus");
      if (Files.isDirectory(samples)) {
        sources.add(samples.toString());
      }
      PrintWriter nowhere = new PrintWriter(PrintWriter.nullWriter());
      Path index = folder.resolve("index");
      for (int round = 0; round < ROUNDS; round++) {
        index = folder.resolve("index-" + round);
        for (int run = 0; run < 2; run++) {
          List<String> command = new ArrayList<>(List.of("index"));
          command.addAll(sources);
          command.addAll(List.of("--index", index.toString()));
          Vigil.run(nowhere, nowhere, command.toArray(String[]::new));
        }
        Vigil.run(nowhere, nowhere, "reindex", "--index", index.toString());
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
      for (int round = 0; round < ROUNDS_OF_REQUESTS; round++) {
        for (String request : REQUESTS) {
          try (InputStream answer =
              URI.create("http://127.0.0.1:" + server.port() + request).toURL().openStream()) {
            answer.readAllBytes();
          }
        }
      }
    }
  }
}
