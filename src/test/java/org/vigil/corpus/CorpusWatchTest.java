package org.vigil.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusWatchTest {

  private static final Duration QUIET = Duration.ofMillis(500);

  /** Longer than any test: a wait that ends before ended by a change. */
  private static final Duration LONG = Duration.ofMinutes(10);

  /** Enough for a change to be told of, were it to be. */
  private static final Duration SHORT = Duration.ofSeconds(2);

  @TempDir Path folder;
  private Path corpus;
  private Path index;

  @BeforeEach
  void makeCorpus() throws IOException {
    corpus = Files.createDirectory(folder.resolve("corpus"));
    index = Files.createDirectory(corpus.resolve("index"));
    Files.writeString(corpus.resolve("a.txt"), "a");
  }

  private CorpusWatch watch(Path... roots) {
    return CorpusWatch.over(List.of(roots), index, QUIET);
  }

  @Test
  void addedChangedAndRemovedFilesEndTheWait() throws Exception {
    try (CorpusWatch watch = watch(corpus)) {
      Files.writeString(corpus.resolve("b.txt"), "b");
      assertThat(watch.await(LONG)).isTrue();
      Files.writeString(corpus.resolve("a.txt"), "other");
      assertThat(watch.await(LONG)).isTrue();
      Files.delete(corpus.resolve("a.txt"));
      assertThat(watch.await(LONG)).isTrue();
      Files.writeString(corpus.resolve("vigil.csv"), "file,outlet\n");
      assertThat(watch.await(LONG)).isTrue();
      assertThat(watch.shortfall()).isEmpty();
    }
  }

  @Test
  void folderThatCameIsFollowedWithWhatIsBelowIt() throws Exception {
    try (CorpusWatch watch = watch(corpus)) {
      Path deep = Files.createDirectories(corpus.resolve("2020/05"));
      assertThat(watch.await(LONG)).isTrue();
      Files.writeString(deep.resolve("b.txt"), "b");
      assertThat(watch.await(LONG)).isTrue();
    }
  }

  @Test
  void rootThatIsAFileOrComesBackIsFollowed() throws Exception {
    Path other = folder.resolve("other");
    try (CorpusWatch watch = watch(corpus.resolve("a.txt"), other)) {
      Files.writeString(corpus.resolve("a.txt"), "other");
      assertThat(watch.await(LONG)).isTrue();
      Files.createDirectory(other);
      assertThat(watch.await(LONG)).isTrue();
      Files.writeString(other.resolve("b.txt"), "b");
      assertThat(watch.await(LONG)).isTrue();
    }
  }

  @Test
  void filesThatComeOneAfterTheOtherAreOneChange() throws Exception {
    try (CorpusWatch watch = CorpusWatch.over(List.of(corpus), index, QUIET.multipliedBy(6))) {
      Thread copy =
          Thread.startVirtualThread(
              () -> {
                for (int i = 0; i < 10; i++) {
                  write(corpus.resolve("new-" + i + ".txt"));
                }
              });
      assertThat(watch.await(LONG)).isTrue();
      copy.join();
      assertThat(corpus.resolve("new-9.txt")).exists();
      assertThat(unchangedFor(watch, SHORT)).isTrue();
    }
  }

  @Test
  void hiddenFilesTheIndexAndNeighboursAreNoChange() throws Exception {
    try (CorpusWatch watch = watch(corpus)) {
      Files.writeString(corpus.resolve(".a.txt.swp"), "a");
      Files.writeString(corpus.resolve("~$a.docx"), "a");
      Files.writeString(index.resolve("segments_2"), "a");
      Files.writeString(folder.resolve("beside.txt"), "a");
      assertThat(unchangedFor(watch, SHORT)).isTrue();
    }
  }

  @Test
  void closingEndsAWaitThatGoesOnAndAllLaterOnes() throws Exception {
    try (CorpusWatch watch = watch(corpus)) {
      Thread closer = Thread.startVirtualThread(watch::close);
      assertThat(watch.await(LONG)).isFalse();
      closer.join();
      assertThat(watch.await(LONG)).isFalse();
      assertThat(watch.isClosed()).isTrue();
    }
  }

  /** A wait that a change ended would end before its time. */
  private static boolean unchangedFor(CorpusWatch watch, Duration time)
      throws InterruptedException {
    long start = System.nanoTime();
    boolean unused = watch.await(time);
    return System.nanoTime() - start >= time.toNanos();
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, "new");
      Thread.sleep(20);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
