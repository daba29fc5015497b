package org.vigil.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the weights of features are kept at hand, their sums are those of the model. */
class TaggerTest {

  private static final int KNOWN = 40_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void weightsAreSummedUpAsIfEachWasLookedUp(long seed) {
    Random random = new Random(seed);
    long[] hashes = random.longs(KNOWN).sorted().toArray();
    byte[] weights = Tagger.room(KNOWN);
    random.nextBytes(weights);
    FingerprintTable features =
        FingerprintTable.of(
            Arrays.stream(hashes)
                .boxed()
                .sorted(Long::compareUnsigned)
                .mapToLong(Long::longValue)
                .toArray(),
            4);
    Tagger tagger = new Tagger(features, weights, new float[Label.TAGS * Label.TAGS]);
    for (int token = 0; token < 2_000; token++) {
      int count = random.nextInt(Features.MOST + 1);
      long[] of = new long[Features.MOST];
      for (int f = 0; f < count; f++) {
        // Some are met again and again, some share a place, some the model does not know.
        of[f] =
            switch (random.nextInt(4)) {
              case 0 -> hashes[random.nextInt(30)];
              case 1 -> random.nextInt(3) << 20;
              case 2 -> random.nextLong();
              default -> hashes[random.nextInt(KNOWN)];
            };
      }
      float[] expected = new float[Label.TAGS];
      for (int f = 0; f < count; f++) {
        int row = features.first(of[f]);
        for (int t = 0; row >= 0 && t < Label.TAGS; t++) {
          expected[t] += weights[row * Label.TAGS + t];
        }
      }
      float[] sums = new float[Label.TAGS];
      tagger.sum(of, count, sums);
      assertThat(sums).as("seed %d, token %d", seed, token).isEqualTo(expected);
    }
  }
}
