package org.vigil.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTableTest {

  @ParameterizedTest
  @CsvSource({"1, 0, 2", "2, 1, 2", "3, 7, 1", "4, 1000, 2", "5, 20000, 1", "6, 20000, 3"})
  void manyHashesAreFoundWhereEachOneIs(long seed, int size, int bytes) {
    Random random = new Random(seed);
    long[] put = random.longs(size).toArray();
    for (int i = 1; i < size; i += 5) {
      put[i] = put[i - 1];
    }
    long[] ascending =
        Arrays.stream(put)
            .boxed()
            .sorted(Long::compareUnsigned)
            .mapToLong(Long::longValue)
            .toArray();
    FingerprintTable table = FingerprintTable.of(ascending, bytes);
    long[] asked = new long[400];
    for (int i = 0; i < asked.length; i++) {
      asked[i] = size > 0 && i % 2 == 0 ? put[random.nextInt(size)] : random.nextLong();
    }

    int[] found = new int[2 * asked.length];
    table.first(asked, asked.length, found);

    for (int i = 0; i < asked.length; i++) {
      assertThat(found[i]).as("seed %d, hash %d", seed, i).isEqualTo(table.first(asked[i]));
      if (size > 0 && i % 2 == 0) {
        assertThat(found[i]).isNotNegative();
      }
    }
  }
}
