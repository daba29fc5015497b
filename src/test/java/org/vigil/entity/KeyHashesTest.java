package org.vigil.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class KeyHashesTest {

  private static Attested person(String name) {
    return new Attested("person/" + Slugs.of(name), EntityKind.PERSON, name, 1);
  }

  private static int[] hashed(Collection<String> keys) {
    return keys.stream().mapToInt(KeyHashes::hash).toArray();
  }

  private static void assertSame(KeyHashes hashes, NameKeys keys, Attested name, String seed) {
    NameKeys.Heard heard = keys.hear(name);
    hashes.turnTo(name);
    assertThat(hashes.of(KeyHashes.Kind.EQUAL)).as(seed).isEqualTo(hashed(keys.equal(heard)));
    assertThat(hashes.of(KeyHashes.Kind.SLIPS)).as(seed).isEqualTo(hashed(keys.slips(heard)));
    assertThat(hashes.of(KeyHashes.Kind.FIRST)).as(seed).isEqualTo(hashed(keys.first(heard)));
    assertThat(hashes.of(KeyHashes.Kind.INITIAL)).as(seed).isEqualTo(hashed(keys.initial(heard)));
    assertThat(hashes.of(KeyHashes.Kind.SOUNDS)).as(seed).isEqualTo(hashed(heard.sounds()));
    assertThat(List.of(hashes.isAlone(), hashes.isBare(), hashes.isInitial()))
        .as(seed)
        .isEqualTo(List.of(keys.isAlone(heard), heard.isBare(), keys.isInitial(heard)));
  }

  @Test
  void whatIsKeptIsWhatWouldBeMadeInWhateverOrderOneAsks() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    NameKeys keys = new NameKeys(UnaryOperator.identity());
    KeyHashes hashes = new KeyHashes(keys);
    String[] words = {"Akinyi", "Wekesa", "J.", "محمد", "习近平", "bin", "Ólafur", "Jr.", "", "Ng"};
    List<Attested> names = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String[] some = new String[1 + random.nextInt(4)];
      Arrays.setAll(some, w -> words[random.nextInt(words.length)]);
      names.add(person(String.join(" ", some).strip()));
    }
    // More keys of a kind than are kept.
    names.add(person("Abcdefghijklmnopqrstuvwxyz ".repeat(14).strip()));
    for (int i = 0; i < 1_000; i++) {
      if (i % 100 == 0) {
        hashes.keepFor(random.nextInt(300));
      }
      assertSame(hashes, keys, names.get(random.nextInt(names.size())), "seed " + seed);
    }
  }
}
