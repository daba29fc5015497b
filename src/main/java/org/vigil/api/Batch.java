package org.vigil.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchResult;

/**
 * Many searches in one request. Each is answered, or refused, on a row of its own; rows are sent
 * while they are found.
 *
 * @param searches each gives its request or throws what is wrong with it
 */
record Batch(List<Supplier<SearchRequest>> searches) {

  /** Searches of one request. */
  static final int MOST = 1_000;

  Batch {
    searches = List.copyOf(searches);
    if (searches.isEmpty() || searches.size() > MOST) {
      throw new Problem(
          400, "body holds " + searches.size() + " searches; expected from 1 to " + MOST);
    }
  }

  /** Answers one search. */
  @FunctionalInterface
  interface Search {
    ObjectNode answer(SearchRequest request) throws Exception;
  }

  /** Reads {@code {"queries":[{search parameters}, …]}}. */
  static Batch ofJson(byte[] body) {
    JsonNode queries = Parameters.list(body, "queries");
    List<Supplier<SearchRequest>> searches = new ArrayList<>();
    for (JsonNode query : queries) {
      searches.add(
          () ->
              SearchParameters.request(
                  Parameters.ofJson(
                      "search", query, SearchParameters.NAMES, SearchParameters.REPEATABLE)));
    }
    return new Batch(searches);
  }

  /**
   * Reads rows under a header of parameter names. A cell that is empty is not given; a column may
   * occur again where its parameter may.
   */
  static Batch ofCsv(byte[] body) {
    List<List<String>> rows = Csv.rows(Parameters.decoded(body, "CSV"));
    if (rows.isEmpty()) {
      throw new Problem(400, "body is empty; expected CSV with a header of parameter names");
    }
    List<String> header = rows.getFirst();
    checkHeader(header);
    List<Supplier<SearchRequest>> searches = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      searches.add(() -> SearchParameters.ofQuery(named(header, row)));
    }
    return new Batch(searches);
  }

  private static void checkHeader(List<String> header) {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    for (String name : header) {
      columns.computeIfAbsent(name, n -> new ArrayList<>()).add("");
    }
    Set<String> repeatable = SearchParameters.REPEATABLE;
    Parameters unused = Parameters.of(columns, SearchParameters.NAMES, repeatable);
  }

  private static Map<String, List<String>> named(List<String> header, List<String> row) {
    if (row.size() > header.size()) {
      throw new Problem(400, "row has " + row.size() + " cells; expected at most " + header.size());
    }
    Map<String, List<String>> named = new LinkedHashMap<>();
    for (int i = 0; i < row.size(); i++) {
      if (!row.get(i).isEmpty()) {
        named.computeIfAbsent(header.get(i), n -> new ArrayList<>()).add(row.get(i));
      }
    }
    return named;
  }

  /** Sends a row for each search. */
  void send(Context ctx, Search search) throws IOException {
    ctx.contentType("application/json");
    try (OutputStream out = ctx.outputStream()) {
      out.write("{\"rows\":[".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < searches.size(); i++) {
        out.write((i == 0 ? "\n" : ",\n").getBytes(StandardCharsets.UTF_8));
        out.write(Responses.bytes(row(i, search, Visitor.of(ctx).request())));
      }
      out.write("\n]}\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Finds what a search asks for. */
  @FunctionalInterface
  interface Finder {
    SearchResult find(SearchRequest request) throws Exception;
  }

  /**
   * Sends a table with a row for each report found, so many as each search asks for at a time; a
   * search that finds none, or is refused, has a row too.
   */
  void sendTable(Context ctx, Finder finder) throws IOException {
    ctx.contentType("text/csv; charset=utf-8");
    ctx.header("Content-Disposition", "attachment; filename=\"vigil-batch.csv\"");
    try (Writer out = new OutputStreamWriter(ctx.outputStream(), StandardCharsets.UTF_8)) {
      out.write(
          CsvRow.of(
              Stream.concat(
                  Stream.of("row", "status", "total", "problem"), Export.COLUMNS.stream())));
      for (int i = 0; i < searches.size(); i++) {
        out.write(table(i, finder, Visitor.of(ctx).request()));
      }
    }
  }

  private String table(int i, Finder finder, String request) {
    String row = Integer.toString(i + 1);
    Stream<String> nothing = Export.COLUMNS.stream().map(column -> "");
    try {
      SearchResult found = finder.find(searches.get(i).get());
      List<String> start = List.of(row, "200", Long.toString(found.total()), "");
      if (found.hits().isEmpty()) {
        return CsvRow.of(Stream.concat(start.stream(), nothing));
      }
      return found.hits().stream()
          .map(hit -> CsvRow.of(Stream.concat(start.stream(), Export.cells(hit))))
          .collect(Collectors.joining());
    } catch (Exception e) {
      Problem problem = ApiServer.problem(e, request);
      return CsvRow.of(
          Stream.concat(
              Stream.of(
                  row,
                  Integer.toString(problem.status()),
                  "",
                  String.valueOf(problem.getMessage())),
              nothing));
    }
  }

  private ObjectNode row(int i, Search search, String request) {
    ObjectNode row = JsonNodeFactory.instance.objectNode().put("row", i + 1);
    try {
      ObjectNode answer = search.answer(searches.get(i).get());
      row.put("status", 200).set("answer", answer);
    } catch (Exception e) {
      Problem problem = ApiServer.problem(e, request);
      row.put("status", problem.status()).set("problem", problem.json());
    }
    return row;
  }
}
