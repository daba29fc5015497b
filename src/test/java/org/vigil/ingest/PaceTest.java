package org.vigil.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

  private final AtomicLong seconds = new AtomicLong();
  private final Pace pace = new Pace(() -> seconds.get() * 1_000_000_000L, 0);

  @Test
  void nothingIsSaidBeforeAnythingIsDone() {
    assertThat(pace.perSecond()).isZero();
    assertThat(pace.left(100)).isEmpty();
  }

  @Test
  void restTakesAsLongAsTheLastHalfMinuteSays() {
    long done = 0;
    for (int second = 0; second < 100; second++) {
      done += second < 60 ? 100 : 10;
      seconds.incrementAndGet();
      pace.done(done);
    }

    assertThat(pace.perSecond()).isEqualTo(10);
    assertThat(pace.left(50)).contains(Duration.ofSeconds(5));
  }
}
