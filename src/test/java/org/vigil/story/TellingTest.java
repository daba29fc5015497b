package org.vigil.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written of a telling is what is read again, under this schema and the one before. */
class TellingTest {

  @ParameterizedTest(name = "{0} features, seed {1}")
  @CsvSource({"0, 1", "1, 2", "2, 3", "3, 4", "180, 5", "250, 6", "5000, 7", "32767, 8"})
  void everyTellingIsReadAsItWasWritten(int features, long seed) {
    Telling telling = telling(features, new Random(seed));

    byte[] bytes = telling.encoded();

    assertSame(Telling.decode(bytes, 0, bytes.length), telling);
    byte[] amongOthers = ByteBuffer.allocate(bytes.length + 9).putInt(7).put(bytes).array();
    assertSame(Telling.decode(amongOthers, 4, bytes.length), telling);
  }

  @ParameterizedTest(name = "{0} features, seed {1}")
  @CsvSource({"0, 1", "1, 2", "180, 3"})
  void tellingOfTheSchemaBeforeIsRead(int features, long seed) {
    Telling telling = telling(features, new Random(seed));
    ByteBuffer before = ByteBuffer.allocate(13 + 5 * features);
    before.putInt((int) telling.day().orElse(Telling.UNDATED));
    before.putInt((int) telling.lastDay().orElse(Telling.UNDATED));
    before.put((byte) 2).put((byte) 'e').put((byte) 'n').putShort((short) features);
    for (int i = 0; i < features; i++) {
      before.putInt(telling.feature(i));
      before.put((byte) (telling.kind(i).code << 4 | telling.times(i)));
    }

    assertSame(Telling.decode(before.array(), 0, before.capacity()), telling);
  }

  @ParameterizedTest(name = "{0} features take less than {1} bytes each")
  @CsvSource({"180, 4.1", "2000, 3.6"})
  void featureTakesLessThanItsNumberAndItsKind(int features, double most) {
    assertThat((double) telling(features, new Random(1)).encoded().length / features)
        .isLessThan(most);
  }

  private static Telling telling(int size, Random random) {
    List<Feature> features = new ArrayList<>();
    Feature.Kind[] kinds = Feature.Kind.values();
    for (int i = 0; i < size; i++) {
      int times = random.nextInt(10) == 0 ? 1 + random.nextInt(15) : 1;
      features.add(
          new Feature(
              kinds[random.nextInt(kinds.length)], Long.toString(random.nextLong(), 36), times));
    }
    int day = random.nextInt(4) == 0 ? Telling.UNDATED : random.nextInt(40_000) - 20_000;
    return Telling.of(day, day == Telling.UNDATED ? day : day + 3, "en", features);
  }

  private static void assertSame(Telling read, Telling written) {
    assertThat(read.day()).isEqualTo(written.day());
    assertThat(read.lastDay()).isEqualTo(written.lastDay());
    assertThat(read.language()).isEqualTo(written.language());
    assertThat(read.size()).isEqualTo(written.size());
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.feature(i)).isEqualTo(written.feature(i));
      assertThat(read.kind(i)).isEqualTo(written.kind(i));
      assertThat(read.times(i)).isEqualTo(written.times(i));
    }
    assertThat(read.rank()).isEqualTo(written.rank());
  }
}
