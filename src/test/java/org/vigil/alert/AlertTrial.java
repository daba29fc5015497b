package org.vigil.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.GeneratedReports;
import org.vigil.index.GenerationWriter;
import org.vigil.index.IndexHome;
import org.vigil.search.Arrivals;
import org.vigil.search.LuceneReportSearcher;
import org.vigil.search.SearchRequest;
import org.vigil.search.SeenReports;

/**
 * How long 10,000 saved searches take for each report that comes in. {@code -Dvigil.reports=N}
 * reports are there before (10,000 unless given).
 */
@Tag("bench")
class AlertTrial {

  private static final int SEARCHES = 10_000;
  private static final int ROUNDS = 5;

  @TempDir Path folder;

  @Test
  void manySavedSearchesOverBatchesOfReports() throws IOException {
    int there = Integer.getInteger("vigil.reports", 10_000);
    GeneratedReports generated = new GeneratedReports(1);
    IndexHome home = IndexHome.at(folder);
    generated.index(home, there);
    List<SearchRequest> searches = new ArrayList<>();
    for (int i = 0; i < SEARCHES; i++) {
      searches.add(SearchRequest.of(query(generated, i)));
    }
    SeenReports seen = new SeenReports();
    int number = there;
    try (LuceneReportSearcher searcher = LuceneReportSearcher.open(home.root())) {
      try (Arrivals old = searcher.arrivals(seen)) {
        old.markSeen();
      }
      for (int batch : new int[] {50, 50, 200, 1_000}) {
        double best = Double.MAX_VALUE;
        double sum = 0;
        long matches = 0;
        for (int round = 0; round < ROUNDS; round++) {
          try (GenerationWriter writer = GenerationWriter.open(home.live().orElseThrow())) {
            generated.add(writer, number, number + batch);
            writer.commit();
          }
          number += batch;
          searcher.refresh();
          long start = System.nanoTime();
          try (Arrivals arrivals = searcher.arrivals(seen)) {
            assertThat(arrivals.size()).isEqualTo(batch);
            for (SearchRequest search : searches) {
              matches += arrivals.matching(search).size();
            }
            arrivals.markSeen();
          }
          double millis = (System.nanoTime() - start) / 1e6;
          best = Math.min(best, millis);
          sum += millis;
        }
        System.out.printf(
            Locale.ROOT,
            "%d reports there, batch of %d: %.1f ms a batch (best %.1f), %.2f ms a report, %d matches%n",
            there,
            batch,
            sum / ROUNDS,
            best,
            sum / ROUNDS / batch,
            matches);
      }
    }
  }

  /** As a desk saves them: mostly a name or two words, some with operators. */
  private static String query(GeneratedReports generated, int i) {
    return switch (i % 10) {
      case 0, 1, 2 -> "person:\"" + generated.person() + "\"";
      case 3, 4 -> generated.rareWord() + " " + generated.word();
      case 5 -> "\"" + generated.word() + " " + generated.word() + "\"";
      case 6 -> "place:" + generated.place() + " " + generated.rareWord();
      case 7 ->
          "(" + generated.rareWord() + " OR " + generated.rareWord() + ") -" + generated.word();
      case 8 -> "\"@person " + generated.word() + "\"~5";
      default -> generated.rareWord() + "* " + generated.word();
    };
  }
}
