package org.vigil.api;

import io.javalin.http.Context;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchResult;

/**
 * All hits of a search, sent while they are found, so that any number needs little memory.
 *
 * @param search answers one stretch of the walk
 */
record Export(Format format, SearchRequest request, Stretch search) {

  /** What a newsroom's tools read. */
  enum Format {
    /** For spreadsheets, after RFC 4180, with a header. */
    CSV("text/csv; charset=utf-8", "csv"),
    /** A result of {@code /search} a line, without snippets. */
    JSONL("application/x-ndjson", "jsonl"),
    /** A list of items in the words of the IPTC. */
    NINJS("application/json", "json"),
    /** A graph of NewsArticles in the words of schema.org. */
    JSONLD("application/ld+json", "jsonld"),
    /** An Article of FollowTheMoney a line. */
    FTM("application/x-ndjson", "ftm.json");

    private final String mediaType;
    private final String ending;

    Format(String mediaType, String ending) {
      this.mediaType = mediaType;
      this.ending = ending;
    }

    /** What stands before the first hit. */
    private String head() {
      return switch (this) {
        case CSV -> CsvRow.of(COLUMNS.stream());
        case JSONL, FTM -> "";
        case NINJS -> "[\n";
        case JSONLD -> "{\"@context\":\"https://schema.org\",\"@graph\":[\n";
      };
    }

    /** What stands between two hits. */
    private String between() {
      return switch (this) {
        case CSV, JSONL, FTM -> "";
        case NINJS, JSONLD -> ",\n";
      };
    }

    /** What stands behind the last hit. */
    private String tail() {
      return switch (this) {
        case CSV, JSONL, FTM -> "";
        case NINJS -> "\n]\n";
        case JSONLD -> "\n]}\n";
      };
    }
  }

  /** Answers one stretch of a walk. */
  @FunctionalInterface
  interface Stretch {
    SearchResult search(SearchRequest request) throws Exception;
  }

  /** What a table says of a report. */
  static final List<String> COLUMNS =
      List.of(
          "id",
          "title",
          "outlet",
          "date",
          "authors",
          "language",
          "url",
          "source",
          "part",
          "people",
          "places");

  /** Sends everything. Whatever is wrong with the search is found before the first byte is sent. */
  void send(Context ctx) throws Exception {
    SearchResult stretch = search.search(from("*"));
    ctx.contentType(format.mediaType);
    ctx.header("Content-Disposition", "attachment; filename=\"vigil." + format.ending + '"');
    try (Writer out = new OutputStreamWriter(ctx.outputStream(), StandardCharsets.UTF_8)) {
      out.write(format.head());
      String before = "";
      while (true) {
        for (SearchResult.Hit hit : stretch.hits()) {
          out.write(before);
          out.write(line(hit));
          before = format.between();
        }
        if (stretch.cursor().isEmpty()) {
          out.write(format.tail());
          return;
        }
        stretch = search.search(from(stretch.cursor().get()));
      }
    }
  }

  private SearchRequest from(String cursor) {
    return new SearchRequest(
        request.q(),
        request.filters(),
        request.from(),
        request.to(),
        request.order(),
        1,
        SearchRequest.LARGEST_PAGE,
        Optional.of(cursor),
        List.of(),
        request.facetSize(),
        Optional.empty(),
        request.spelling(),
        request.collapse(),
        false,
        request.options());
  }

  private String line(SearchResult.Hit hit) {
    return switch (format) {
      case CSV -> CsvRow.of(cells(hit));
      case JSONL -> SearchJson.hit(hit) + "\n";
      case NINJS -> Interchange.ninjs(hit).toString();
      case JSONLD -> Interchange.newsArticle(hit).toString();
      case FTM -> Interchange.followTheMoney(hit) + "\n";
    };
  }

  /** The cells of a report, in the order of the columns. */
  static Stream<String> cells(SearchResult.Hit hit) {
    return Stream.of(
        hit.id(),
        hit.title().orElse(""),
        hit.outlet().orElse(""),
        hit.date().orElse(""),
        String.join("; ", hit.authors()),
        hit.language().orElse(""),
        hit.url().orElse(""),
        hit.path(),
        hit.part().orElse(""),
        names(hit.people()),
        names(hit.places()));
  }

  private static String names(List<SearchResult.Named> entities) {
    return entities.stream().map(SearchResult.Named::name).collect(Collectors.joining("; "));
  }
}
