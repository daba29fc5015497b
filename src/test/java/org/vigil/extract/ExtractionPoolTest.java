package org.vigil.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.extract.Extraction.Extracted;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;

class ExtractionPoolTest {

  private static final Limits TIGHT = new Limits(Duration.ofSeconds(2), 64, 1000, 10, 2, 1000);

  @TempDir Path folder;

  @Test
  void aChildThatDiesTakesOnlyItsFileWithIt() throws IOException {
    try (Extractor pool = ExtractionPool.start(1, TIGHT, MisbehavingChild.class)) {
      assertThat(pool.extract(file("before")).readableText()).isPresent();
      assertThat(failure(pool, "exit"))
          .isEqualTo(crashed("the parser's process ended with status 7"));
      assertThat(failure(pool, "exhaust"))
          .isEqualTo(crashed("the parser needed more than 64 MB of memory"));
      assertThat(failure(pool, "overflow"))
          .isEqualTo(crashed("the parser failed with StackOverflowError"));
      assertThat(failure(pool, "throw"))
          .isEqualTo(crashed("the parser failed with AssertionError"));
      assertThat(pool.extract(file("after")).readableText()).isPresent();
    }
  }

  @Test
  void whatAParserThrowsCostsOneChildAndIsNotTriedAgain() throws IOException {
    try (Extractor pool = ExtractionPool.start(1, TIGHT, MisbehavingChild.class)) {
      long first = childThatRead(pool, "before");
      failure(pool, "throw");

      assertThat(folder.resolve("throw")).content().endsWith(first + "\n").hasLineCount(1);
      assertThat(childThatRead(pool, "after")).isNotEqualTo(first);
    }
  }

  @Test
  void aChildThatHangsIsEndedWhenTheTimeIsUp() throws IOException {
    try (Extractor pool = ExtractionPool.start(1, TIGHT, MisbehavingChild.class)) {
      Unreadable late = failure(pool, "hang");

      assertThat(late.reason()).isEqualTo(Reason.TIMED_OUT);
      assertThat(late.detail()).isEqualTo("not read within 2.0 seconds");
      assertThat(pool.extract(file("after")).readableText()).isPresent();
    }
  }

  @Test
  void aFileDoesNotAnswerForWhatItsPredecessorsLeftInMemory() throws IOException {
    try (Extractor pool = ExtractionPool.start(1, TIGHT, MisbehavingChild.class)) {
      pool.extract(file("hoard"));

      assertThat(pool.extract(file("needs-half")).readableText()).isPresent();
    }
  }

  @Test
  void aChildKilledFromOutsideIsReplacedAndTheFileReadAllTheSame() throws IOException {
    try (Extractor pool = ExtractionPool.start(1, TIGHT, MisbehavingChild.class)) {
      long first = childThatRead(pool, "a");
      ProcessHandle.of(first).orElseThrow().destroyForcibly();

      assertThat(childThatRead(pool, "b")).isNotEqualTo(first);
    }
  }

  @Test
  void childrenStayWarmAndStandardOutputIsNotTheirs() throws IOException {
    try (Extractor pool = ExtractionPool.start(1, TIGHT, MisbehavingChild.class)) {
      long child = childThatRead(pool, "a");

      assertThat(childThatRead(pool, "chatter")).isEqualTo(child);
      assertThat(childThatRead(pool, "b")).isEqualTo(child);
    }
  }

  @Test
  void manyThreadsShareFewChildren() throws Exception {
    try (Extractor pool = ExtractionPool.start(2, TIGHT, MisbehavingChild.class);
        ExecutorService threads = Executors.newFixedThreadPool(6)) {
      List<Future<Long>> children = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        String name = "file-" + i;
        children.add(threads.submit(() -> childThatRead(pool, name)));
      }
      List<Long> pids = new ArrayList<>();
      for (Future<Long> child : children) {
        pids.add(child.get(60, TimeUnit.SECONDS));
      }
      assertThat(pids).hasSize(30);
      assertThat(pids.stream().distinct()).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void childrenEndWithThePool() throws Exception {
    long child;
    try (Extractor pool = ExtractionPool.start(1, TIGHT, MisbehavingChild.class)) {
      child = childThatRead(pool, "a");
    }
    assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
    Extractor closed = ExtractionPool.start(1, TIGHT, MisbehavingChild.class);
    closed.close();
    assertThatThrownBy(() -> closed.extract(file("late")))
        .isInstanceOf(IOException.class)
        .hasMessage("the extraction pool is closed");
  }

  @Test
  void aChildThatCannotStartIsAnErrorThatSaysWhy() throws IOException {
    Path file = file("a");
    try (Extractor pool = ExtractionPool.start(1, TIGHT, NoMain.class)) {
      assertThatThrownBy(() -> pool.extract(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot start an extraction process")
          .hasMessageContaining("main");
    }
  }

  @Test
  void aFileThatIsGoneIsAnErrorOfTheDiskAndTheChildGoesOn() throws IOException {
    try (Extractor pool = ExtractionPool.start(1, TIGHT, MisbehavingChild.class)) {
      long child = childThatRead(pool, "a");

      assertThatThrownBy(() -> pool.extract(folder.resolve("gone")))
          .isInstanceOf(IOException.class);
      assertThat(childThatRead(pool, "b")).isEqualTo(child);
    }
  }

  @Test
  void namesThatAreNoValidTextReachTheChild() throws IOException {
    Path odd = Path.of(URI.create(folder.toUri() + "caf%E9%0A.txt"));
    Files.writeString(odd, "odd name");
    try (Extractor pool = ExtractionPool.start(1, TIGHT, MisbehavingChild.class)) {
      assertThat(pool.extract(odd).readableText())
          .hasValueSatisfying(text -> assertThat(text).startsWith("odd name"));
    }
  }

  @Test
  void theFingerprintHoldsTheLimitsThatShapeATextAndNotTimeAndMemory() {
    Limits deeper = new Limits(Duration.ofSeconds(2), 64, 1000, 10, 3, 1000);
    Limits longer = new Limits(Duration.ofSeconds(9), 128, 1000, 10, 2, 1000);

    assertThat(fingerprint(deeper)).isNotEqualTo(fingerprint(TIGHT));
    assertThat(fingerprint(longer)).isEqualTo(fingerprint(TIGHT));
    assertThat(Limits.parse(deeper.print())).isEqualTo(deeper);
  }

  private static String fingerprint(Limits limits) {
    try (Extractor pool = ExtractionPool.start(1, limits)) {
      return pool.fingerprint();
    }
  }

  /** Has no main method. */
  private static final class NoMain {}

  private long childThatRead(Extractor pool, String name) throws IOException {
    return switch (pool.extract(file(name))) {
      case Extracted e -> Long.parseLong(e.text().substring(e.text().lastIndexOf(' ') + 1));
      case Unreadable u -> throw new AssertionError(u);
    };
  }

  private Unreadable failure(Extractor pool, String name) throws IOException {
    return switch (pool.extract(file(name))) {
      case Extracted e -> throw new AssertionError(e);
      case Unreadable u -> u;
    };
  }

  private static Unreadable crashed(String detail) {
    return new Unreadable("application/octet-stream", Reason.CRASHED, detail);
  }

  private Path file(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "text of " + name);
  }
}
