package org.vigil.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stories of archives that change. */
class StoriesTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 0})
  void whatIsFoundAfterAChangeIsWhatIsFoundAnew(long given) throws IOException {
    long seed = given == 0 ? new Random().nextLong() : given;
    Random random = new Random(seed);
    MadeTellings archive = MadeTellings.of(400, 500, 30, random);
    Stories known = Stories.of(archive);
    int together = 0;
    for (int change = 0; change < 8; change++) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        archive.event(500, 30, random, 1 + random.nextInt(3));
      }
      archive.remove(random.nextInt(archive.size()));
      known = Stories.of(archive, Optional.of(known));
      Stories anew = Stories.of(archive);
      for (int number = 0; number < archive.size(); number++) {
        assertThat(known.head(number))
            .as("story of %d after change %d, seed %d", number, change, seed)
            .isEqualTo(anew.head(number));
        together += anew.head(number) == number ? 0 : 1;
      }
    }
    assertThat(together).as("tellings that are not alone, seed %d", seed).isPositive();
  }
}
