package org.vigil.entity;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tokens that the standard recogniser reads in a second of processor time; needs the data. */
@Tag("eval")
class SpeedOfRecognition {

  private static final int ROUNDS = 5;

  @Test
  void ofNewswire() throws Exception {
    List<TaggedText> texts =
        TaggedText.worldwide(Path.of(System.getProperty("vigil.data", "target/data")), true);
    long tokens = 0;
    for (TaggedText text : texts) {
      tokens += Tokens.of(text.text()).size();
    }
    Recogniser recogniser = Recognisers.standard();
    for (int round = 0; round < ROUNDS; round++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      for (TaggedText text : texts) {
        Annotations unused = recogniser.recognise(Optional.empty(), text.text(), Optional.of("en"));
      }
      long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      System.out.printf(
          Locale.ROOT, "round %d: %.0f tokens/s%n", round + 1, tokens / (nanos / 1e9));
    }
  }
}
