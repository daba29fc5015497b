package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.search.TinyIndex.Some.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.vigil.query.QueryParser;

/** Runs every row of {@code docs/query-syntax.md}. */
class QuerySyntaxTest {

  @Test
  void everyRowOfTheManualHolds() throws IOException {
    List<List<String>> rows = rows(Path.of("docs/query-syntax.md"));
    List<TinyIndex.Some> reports = new ArrayList<>();
    List<List<String>> queries = new ArrayList<>();
    for (List<String> row : rows) {
      if (row.getFirst().startsWith("`")) {
        queries.add(row);
      } else if (row.getFirst().length() == 1) {
        reports.add(read(row));
      }
    }
    assertThat(reports).hasSize(4);
    assertThat(queries).hasSizeGreaterThan(50);
    SoftAssertions softly = new SoftAssertions();
    try (TinyIndex index = new TinyIndex(reports.toArray(new TinyIndex.Some[0]))) {
      for (List<String> row : queries) {
        String query = code(row.get(0));
        SearchResult answer = index.searcher().search(SearchRequest.of(query));
        softly.assertThat(answer.query().parsed()).as(query).isEqualTo(code(row.get(1)));
        softly
            .assertThat(answer.hits().stream().map(SearchResult.Hit::id).sorted().toList())
            .as(query)
            .isEqualTo(row.get(2).isEmpty() ? List.of() : List.of(row.get(2).split(" ", -1)));
        softly
            .assertThat(answer.query().escaped())
            .as(query + " is escaped")
            .isEqualTo(row.get(3).startsWith("escaped"));
      }
    }
    softly.assertAll();
  }

  @Test
  void theManualStatesTheLimitsOfTheParser() throws IOException {
    assertThat(Files.readString(Path.of("docs/query-syntax.md")).replaceAll("\\s+", " "))
        .contains(
            String.format(
                Locale.ROOT,
                "%,d characters, %,d words and phrases, %d levels of parentheses, %d patterns",
                QueryParser.LONGEST,
                QueryParser.MOST_CLAUSES,
                QueryParser.DEEPEST,
                QueryParser.MOST_PATTERNS))
        .contains("distance of " + QueryParser.MOST_SLOP);
  }

  private static List<List<String>> rows(Path manual) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (String line : Files.readAllLines(manual)) {
      if (line.startsWith("|")) {
        rows.add(Arrays.stream(line.split("\\|", -1)).map(String::strip).toList().subList(1, 5));
      }
    }
    return rows;
  }

  private static String code(String cell) {
    return cell.substring(1, cell.length() - 1);
  }

  private static TinyIndex.Some read(List<String> row) {
    TinyIndex.Some report = report(row.get(0), row.get(2)).title(row.get(1));
    for (String fact : row.get(3).split(";", -1)) {
      List<String> pair = List.of(fact.strip().split("=", -1));
      String value = pair.get(1);
      switch (pair.get(0)) {
        case "outlet" -> report.outlet(value);
        case "author" -> report.by(value);
        case "date" -> report.on(value);
        case "language" -> report.in(value);
        case "collection" -> report.collection(value);
        default -> report.names(pair.get(0) + "/" + slug(value), value);
      }
    }
    return report;
  }

  private static String slug(String name) {
    return name.toLowerCase(Locale.ROOT).replace(' ', '-');
  }
}
