package org.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.index.IndexHome;
import org.vigil.index.IndexInUseException;
import org.vigil.index.WriterLock;
import org.vigil.search.LuceneReportSearcher;
import org.vigil.search.ReportSearcher;
import org.vigil.search.SearchRequest;

class LiveWithdrawalTest {

  @TempDir Path folder;
  private IndexHome home = IndexHome.at(Path.of(""));

  @BeforeEach
  void index() throws Exception {
    Path corpus = Files.createDirectory(folder.resolve("reports"));
    Files.writeString(corpus.resolve("a.txt"), "A lawyer was freed in Kisumu on Monday.");
    Files.writeString(corpus.resolve("b.txt"), "A judge was held in Kisumu on Friday.");
    home = IndexHome.at(folder.resolve("index"));
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    assertThat(
            Vigil.run(
                nowhere,
                nowhere,
                "index",
                corpus.toString(),
                "--quiet",
                "--index",
                home.root().toString()))
        .isZero();
  }

  @Test
  void theSearcherFindsTheReportNoMoreAndTheOtherStill() throws Exception {
    try (ReportSearcher searcher = LuceneReportSearcher.open(home.root())) {
      String id = searcher.search(SearchRequest.of("lawyer")).hits().getFirst().id();
      LiveWithdrawal withdrawal = new LiveWithdrawal(home, searcher, Clock.systemUTC());

      assertThat(withdrawal.withdraw(id)).isTrue();

      assertThat(searcher.search(SearchRequest.of("lawyer")).total()).isZero();
      assertThat(searcher.search(SearchRequest.of("judge")).total()).isEqualTo(1);
      assertThat(home.withdrawals().contains(id)).isTrue();
      assertThat(withdrawal.withdraw(id)).isFalse();
    }
  }

  @Test
  void anUnknownIdIsNotRemembered() throws Exception {
    try (ReportSearcher searcher = LuceneReportSearcher.open(home.root())) {
      assertThat(new LiveWithdrawal(home, searcher, Clock.systemUTC()).withdraw("x")).isFalse();
      assertThat(home.withdrawals().contains("x")).isFalse();
    }
  }

  @Test
  void nothingIsWithdrawnWhileAnotherWrites() throws Exception {
    WriterLock held = home.lock();
    try (ReportSearcher searcher = LuceneReportSearcher.open(home.root())) {
      String id = searcher.search(SearchRequest.of("lawyer")).hits().getFirst().id();
      LiveWithdrawal withdrawal = new LiveWithdrawal(home, searcher, Clock.systemUTC());

      assertThatThrownBy(() -> withdrawal.withdraw(id)).isInstanceOf(IndexInUseException.class);
      assertThat(searcher.search(SearchRequest.of("lawyer")).total()).isEqualTo(1);
    } finally {
      held.close();
    }
  }
}
