package org.vigil.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeadVectorsTest {

  private static final String ENCODER = "ab".repeat(32);

  @TempDir Path folder;

  @Test
  void closenessIsTheCosineButForRounding() throws IOException {
    long seed = 4;
    Random random = new Random(seed);
    SortedMap<Long, float[]> all = new TreeMap<>();
    for (int i = 0; i < 200; i++) {
      all.put(random.nextLong(), unit(random));
    }
    SortedMap<Long, byte[]> rounded = new TreeMap<>();
    all.forEach((fingerprint, vector) -> rounded.put(fingerprint, LeadVectors.rounded(vector)));
    Path file = folder.resolve("vectors");
    LeadVectors.none(ENCODER).write(file, rounded, fingerprint -> true);
    LeadVectors read = LeadVectors.read(file).orElseThrow();
    assertThat(read.encoder()).isEqualTo(ENCODER);
    assertThat(read.size()).isEqualTo(200);
    float[] other = unit(random);
    all.forEach(
        (fingerprint, vector) -> {
          float product = 0;
          for (int i = 0; i < vector.length; i++) {
            product += vector[i] * other[i];
          }
          assertThat(read.closeness(fingerprint, other))
              .as("seed %d", seed)
              .isCloseTo(product, within(.01f));
        });
    assertThat(read.closeness(1, other)).isNaN();
    assertThat(read.closeness(all.firstKey(), new float[3])).isNaN();
  }

  private static float[] unit(Random random) {
    float[] vector = new float[24];
    double squares = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
      squares += vector[i] * vector[i];
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  @Test
  void someAreAddedAndOthersGo() throws IOException {
    Path file = folder.resolve("vectors");
    LeadVectors none = LeadVectors.none(ENCODER);
    none.write(file, some(-7, 3, 9), fingerprint -> true);
    LeadVectors first = LeadVectors.read(file).orElseThrow();
    first.write(file, some(-9, 5), fingerprint -> fingerprint != 3);
    LeadVectors second = LeadVectors.read(file).orElseThrow();
    assertThat(second.size()).isEqualTo(4);
    assertThat(second.contains(3)).isFalse();
    for (long kept : new long[] {-9, -7, 5, 9}) {
      assertThat(second.contains(kept)).isTrue();
      assertThat(second.closeness(kept, new float[] {1, 0})).isEqualTo(kept < 0 ? -1 : 1);
    }
    second.write(file, new TreeMap<>(), fingerprint -> false);
    assertThat(LeadVectors.read(file).orElseThrow().size()).isZero();
    // What was read before stays what it was.
    assertThat(second.closeness(9, new float[] {1, 0})).isEqualTo(1);
  }

  private static SortedMap<Long, byte[]> some(long... fingerprints) {
    SortedMap<Long, byte[]> some = new TreeMap<>();
    for (long each : fingerprints) {
      some.put(each, LeadVectors.rounded(new float[] {each < 0 ? -1 : 1, 0}));
    }
    return some;
  }

  @Test
  void aDamagedFileIsRefusedAndSaysSo() throws IOException {
    Path file = folder.resolve("vectors");
    assertThat(LeadVectors.read(file)).isEmpty();
    LeadVectors.none(ENCODER).write(file, some(1, 2, 3), fingerprint -> true);
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 7, 40, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> LeadVectors.read(file))
          .as("%d bytes", length)
          .hasMessage(file + " is damaged: delete it and run 'vigil encode', which makes it anew");
    }
    Files.write(file, new byte[whole.length]);
    assertThatThrownBy(() -> LeadVectors.read(file)).hasMessageContaining("damaged");
  }
}
