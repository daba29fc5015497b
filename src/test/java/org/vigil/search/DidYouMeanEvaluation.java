package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vigil.schema.IndexField;
import org.vigil.schema.Words;

/**
 * Counts how many misspellings, one edit away from a word of some report and in no report
 * themselves, are put right: those of {@code -Dvigil.data=DIR}/typos.tsv (set, misspelling, word)
 * over the test collections in {@code DIR/ir} as one archive. An edit is a letter too many,
 * missing, wrong or swapped with its neighbour.
 */
@Tag("eval")
class DidYouMeanEvaluation {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** How many there are, and how many were put right. */
  private record Score(int all, int right) {

    Score and(boolean another) {
      return new Score(all + 1, right + (another ? 1 : 0));
    }
  }

  @Test
  void putsMisspellingsRight() throws IOException {
    Path data = Path.of(System.getProperty("vigil.data", "/nowhere"));
    List<TinyIndex.Some> reports = new ArrayList<>();
    try (Stream<Path> folders = Files.list(data.resolve("ir"))) {
      for (Path folder : folders.sorted().toList()) {
        for (String line : Files.readAllLines(folder.resolve("docs.jsonl"))) {
          JsonNode doc = JSON.readTree(line);
          String id = folder.getFileName() + "-" + doc.path("id").asText();
          reports.add(TinyIndex.Some.report(id).text(doc.path("text").asText() + " ."));
        }
      }
    }
    Map<String, Score> scores = new TreeMap<>();
    try (TinyIndex index = new TinyIndex(reports.toArray(new TinyIndex.Some[0]))) {
      for (String line : Files.readAllLines(data.resolve("typos.tsv"))) {
        List<String> cells = List.of(line.toLowerCase(Locale.ROOT).split("\t", -1));
        String written = cells.get(1);
        String meant = cells.get(2);
        boolean words = Words.of(written).size() == 1 && Words.of(meant).size() == 1;
        if (words && isOneEdit(written, meant) && counts(index, written, meant)) {
          String put = index.answer(TinyIndex.Ask.ask(written)).query().suggestion().orElse("");
          boolean right = put.equals(meant);
          scores.merge(cells.get(0), new Score(0, 0).and(right), (a, b) -> a.and(right));
          scores.merge("all", new Score(0, 0).and(right), (a, b) -> a.and(right));
        }
      }
    }
    scores.forEach(
        (set, score) ->
            System.out.printf(
                Locale.ROOT,
                "%-10s %5d misspellings, %5d right: %.3f%n",
                set,
                score.all(),
                score.right(),
                (double) score.right() / score.all()));
    assertThat(scores).containsKey("all");
  }

  private static boolean counts(TinyIndex index, String written, String meant) throws IOException {
    return index
        .searcher()
        .ask(
            over ->
                over.reportsWith(IndexField.TEXT, meant) > 0
                    && over.reportsWith(IndexField.TEXT, written) == 0);
  }

  private static boolean isOneEdit(String a, String b) {
    String shorter = a.length() <= b.length() ? a : b;
    String longer = a.length() <= b.length() ? b : a;
    if (a.equals(b) || longer.length() - shorter.length() > 1) {
      return false;
    }
    int i = 0;
    while (i < shorter.length() && shorter.charAt(i) == longer.charAt(i)) {
      i++;
    }
    if (shorter.length() < longer.length()) {
      return longer.substring(i + 1).equals(shorter.substring(i));
    }
    boolean wrong = a.substring(i + 1).equals(b.substring(i + 1));
    boolean swapped =
        i + 1 < a.length()
            && a.charAt(i) == b.charAt(i + 1)
            && a.charAt(i + 1) == b.charAt(i)
            && a.substring(i + 2).equals(b.substring(i + 2));
    return wrong || swapped;
  }
}
