package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.GeneratedReports;
import org.vigil.index.IndexHome;

/** Getting ready asks for what readers ask and never fails over what it finds. */
class WarmUpTest {

  @TempDir Path folder;

  @Test
  void indexWithReportsIsSearchedAsByReaders() throws IOException {
    new GeneratedReports(1).index(IndexHome.at(folder), 30);
    try (LuceneReportSearcher searcher = LuceneReportSearcher.open(folder)) {
      searcher.warmUp(Duration.ofMinutes(1));
      assertThat(searcher.search(SearchRequest.of("")).total()).isEqualTo(30);
    }
  }

  @Test
  void emptyIndexIsNoFailure() throws IOException {
    new GeneratedReports(1).index(IndexHome.at(folder), 0);
    try (LuceneReportSearcher searcher = LuceneReportSearcher.open(folder)) {
      searcher.warmUp(Duration.ofMinutes(1));
      assertThat(searcher.search(SearchRequest.of("")).total()).isZero();
    }
  }
}
