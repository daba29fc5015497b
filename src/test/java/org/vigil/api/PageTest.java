package org.vigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be said of the page without a browser. */
class PageTest extends ServedTest {

  private static final int LARGEST = 200_000;

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/org/vigil/api/page"))) {
      for (Path file : files.toList()) {
        sources.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return sources;
  }

  @Test
  void everyFileIsServedAndEveryReferenceLeadsToOne() throws Exception {
    for (Map.Entry<String, String> file : sources().entrySet()) {
      assertThat(get("/page/" + file.getKey()).body()).isEqualTo(file.getValue());
      List<String> references =
          Pattern.compile("(?:from '\\./|(?:src|href)=\"/page/)([a-z.]+)")
              .matcher(file.getValue())
              .results()
              .map((MatchResult found) -> found.group(1))
              .toList();
      assertThat(sources().keySet()).as(file.getKey()).containsAll(references);
    }
  }

  @Test
  void whatReportsSayIsNeverReadAsMarkup() throws IOException {
    sources()
        .forEach(
            (name, source) ->
                assertThat(source)
                    .as(name)
                    .doesNotContainPattern(
                        "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|DOMParser")
                    .doesNotContainPattern(
                        "<script(?![^>]* src=)|<style|\\sstyle=|\\son[a-z]+=\""));
  }

  @Test
  void nothingComesFromElsewhere() throws IOException {
    sources()
        .forEach(
            (name, source) ->
                assertThat(source.replace("http://www.w3.org/2000/svg", ""))
                    .as(name)
                    .doesNotContainPattern("https?://|@import|url\\("));
  }

  @Test
  void thePageIsSmall() throws IOException {
    assertThat(
            sources().values().stream()
                .mapToInt(source -> source.getBytes(StandardCharsets.UTF_8).length)
                .sum())
        .isLessThan(LARGEST);
  }
}
