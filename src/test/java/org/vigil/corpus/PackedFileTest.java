package org.vigil.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedFileTest {

  private static final ContentHash HASH =
      ContentHash.of("a report".getBytes(StandardCharsets.UTF_8));
  private static final Instant TIME = Instant.parse("2020-07-20T10:11:12.123456789Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a",
        "/a b/ü/报告.txt",
        "/line\nbreak",
        "/\uD83D\uDE00",
        "/broken \uD83D",
        "/\uFFFD",
        "/a\u0000b"
      })
  void whatIsPackedComesBack(String path) {
    PackedFile packed =
        PackedFile.of(path, Optional.of(HASH), 5_000_000_000L, TIME, new byte[] {1, 2});
    assertThat(packed.path()).isEqualTo(path);
    assertThat(packed.hash()).contains(HASH);
    assertThat(packed.size()).isEqualTo(5_000_000_000L);
    assertThat(packed.modified()).isEqualTo(TIME);
    assertThat(packed.more()).containsExactly(1, 2);
    PackedFile without = PackedFile.of(path, Optional.empty(), 7, Instant.EPOCH, new byte[0]);
    assertThat(without.hash()).isEmpty();
    assertThat(without.size()).isEqualTo(7);
    assertThat(without.modified()).isEqualTo(Instant.EPOCH);
    assertThat(without.compareTo(packed)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void pathsSortAsTextDoes(long seed) {
    Random random = new Random(seed);
    String letters = "a/-. é報\uD83D\uDE00\uFF21\uE000";
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      StringBuilder path = new StringBuilder("/");
      for (int n = random.nextInt(6); n > 0; n--) {
        path.append(letters.charAt(random.nextInt(letters.length())));
      }
      paths.add(path.toString());
    }
    PackedFile[] packed = paths.stream().map(PackedFile::named).toArray(PackedFile[]::new);
    Arrays.sort(packed);
    assertThat(packed)
        .extracting(PackedFile::path)
        .containsExactlyElementsOf(paths.stream().sorted().toList());
  }

  @Test
  void positionsAreFoundByHash() {
    List<ContentHash> hashes = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      hashes.add(ContentHash.of(new byte[] {(byte) (i % 1_000), (byte) (i % 1_000 >> 8)}));
    }
    HashPositions positions = new HashPositions(hashes.size(), hashes::get);
    Map<ContentHash, Integer> expected = new HashMap<>();
    for (int i = 0; i < hashes.size(); i++) {
      positions.put(hashes.get(i), i);
      expected.put(hashes.get(i), i);
    }
    assertThat(expected).hasSize(1_000);
    expected.forEach((hash, position) -> assertThat(positions.of(hash)).isEqualTo(position));
    assertThat(positions.of(HASH)).isEqualTo(-1);
    assertThat(new HashPositions(0, hashes::get).of(HASH)).isEqualTo(-1);
  }
}
