package org.vigil.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path index;

  private Keys at(Instant now) {
    return Keys.of(index, Clock.fixed(now, ZoneOffset.UTC));
  }

  private Keys.Created create(Role role) throws IOException {
    return at(NOW).create("desk", role, Optional.empty());
  }

  @Test
  void aKeyIsFoundByItsTextAndByNothingElse() throws Exception {
    Keys.Created made = create(Role.WRITE);
    String text = made.text();
    Keys keys = at(NOW);
    assertThat(keys.find(text)).contains(made.key());
    assertThat(made.key().role()).isEqualTo(Role.WRITE);
    assertThat(keys.find(text.substring(0, text.length() - 1))).isEmpty();
    assertThat(keys.find(text + "A")).isEmpty();
    assertThat(keys.find("")).isEmpty();
    assertThat(keys.find(made.key().id())).isEmpty();
  }

  @Test
  void noFileHoldsTheKeyAndOnlyTheOwnerMayReadIt() throws Exception {
    Keys.Created made = create(Role.READ);
    // The secret itself may hold a low line too.
    String secret = made.text().split("_", 3)[2];
    int files = 0;
    try (Stream<Path> all = Files.walk(index)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files++;
        assertThat(Files.readString(file)).doesNotContain(made.text()).doesNotContain(secret);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
    assertThat(files).isEqualTo(1);
  }

  @Test
  void aKeyEndsWhenItExpires() throws Exception {
    Instant end = NOW.plus(Duration.ofDays(1));
    Keys.Created made = at(NOW).create("intern", Role.READ, Optional.of(end));
    assertThat(at(end.minusSeconds(1)).find(made.text())).isPresent();
    assertThat(at(end.minusSeconds(1)).anyValid()).isTrue();
    assertThat(at(end).find(made.text())).isEmpty();
    assertThat(at(end).anyValid()).isFalse();
  }

  @Test
  void aRevokedKeyIsRefusedAtOnceAlsoByAProcessThatHasReadItBefore() throws Exception {
    Keys.Created one = create(Role.READ);
    Keys.Created other = create(Role.ADMIN);
    Keys server = at(NOW);
    assertThat(server.find(one.text())).isPresent();
    assertThat(at(NOW).revoke(one.key().id())).isTrue();
    assertThat(server.find(one.text())).isEmpty();
    assertThat(server.find(other.text())).isPresent();
    assertThat(at(NOW).revoke(one.key().id())).isFalse();
  }

  @Test
  void aKeyKeepsTheCollectionsThatItIsLimitedTo() throws Exception {
    Set<String> names = Set.of("open", "a,b=c;%", "Ünïcode 文", Key.IN_NONE);
    Keys.Created made = at(NOW).create("desk", Role.READ, Optional.empty(), Optional.of(names));
    assertThat(at(NOW).find(made.text()).flatMap(Key::collections)).contains(names);
    assertThat(at(NOW).find(create(Role.READ).text()).flatMap(Key::collections)).isEmpty();
    for (Set<String> wrong : List.of(Set.<String>of(), Set.of(" "), Set.of("a\nb"))) {
      assertThatThrownBy(
              () -> at(NOW).create("desk", Role.READ, Optional.empty(), Optional.of(wrong)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aVersionWithoutCollectionsReadsNoLineOfALimitedKey() throws Exception {
    var unused = at(NOW).create("desk", Role.READ, Optional.empty(), Optional.of(Set.of("open")));
    String role = Files.readString(index.resolve("access/keys.tsv")).split("\t", -1)[2];
    assertThatThrownBy(() -> Role.valueOf(role)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDamagedFileIsSaidWithoutItsContent() throws Exception {
    Keys.Created made = create(Role.READ);
    Path file = index.resolve("access/keys.tsv");
    String line = Files.readString(file);
    Files.writeString(file, line.replace("READ", "REED"));
    assertThatThrownBy(() -> at(NOW).find(made.text()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining(line.split("\t", -1)[1]);
  }
}
