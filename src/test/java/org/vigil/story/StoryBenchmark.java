package org.vigil.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long the grouping of a large archive takes, and how much memory: {@code -Dvigil.bench=N}. */
@Tag("eval")
class StoryBenchmark {

  private static final int WORDS = 120;

  private static long held() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void largeArchiveIsGroupedInBoundedTime() throws IOException {
    int size = Integer.getInteger("vigil.bench", 0);
    assumeTrue(size > 0, "no size given");
    MadeTellings tellings = MadeTellings.of(size, 3_650, WORDS, new Random(1));
    long start = System.nanoTime();
    Stories stories = Stories.of(tellings);
    long grouped = System.nanoTime();
    int together = 0;
    for (int i = 0; i < tellings.size(); i++) {
      together += stories.head(i) == i ? 0 : 1;
    }
    long held = held();
    System.out.printf(
        Locale.ROOT,
        "grouping %d tellings: %.1f s, %d belong to another; %d MB in use with the tellings, %d"
            + " without what is kept%n",
        tellings.size(),
        (grouped - start) / 1e9,
        together,
        held >> 20,
        tellings.bytes() >> 20);
    tellings.event(3_650, WORDS, new Random(2), 3);
    long again = System.nanoTime();
    Stories after = Stories.of(tellings, Optional.of(stories));
    long followed = System.nanoTime();
    System.out.printf(
        Locale.ROOT, "after three more, of one event: %.2f s%n", (followed - again) / 1e9);
    assertThat(after.head(tellings.size() - 1)).isNotNegative();
    assertThat(together).isPositive();
  }
}
