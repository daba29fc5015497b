package org.vigil.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class PathTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/corpus/report.txt", "/corpus/bad%FF%FE.txt", "/corpus/bad%FF%FD.txt", "/a%20b/%C3%A9.txt",
        "/100%25/line%0Abreak%FF", "/real%EF%BF%BDreplacement", "/%F0%9F%98%80.txt", "/half%C3"
      })
  void everyPathComesBackFromItsText(String address) {
    Path path = Path.of(URI.create("file://" + address));
    assertThat(PathText.path(PathText.of(path))).isEqualTo(path);
  }

  @Test
  void whatIsTextStaysText() {
    assertThat(PathText.of(Path.of("/corpus/a b.txt"))).isEqualTo("/corpus/a b.txt");
    assertThat(PathText.of(Path.of(URI.create("file:///c/%C3%A9.txt")))).isEqualTo("/c/é.txt");
  }

  @Test
  void twoNamesThatAreNoTextAreTwo() {
    assertThat(PathText.of(Path.of(URI.create("file:///c/%FF.txt"))))
        .isEqualTo("file:///c/%FF.txt");
    assertThat(PathText.of(Path.of(URI.create("file:///c/%FE.txt"))))
        .isEqualTo("file:///c/%FE.txt");
  }

  @Test
  void anAddressThatWasTakenForAPathStillLeadsThere() {
    Path path = Path.of(URI.create("file:///c/%FF.txt"));
    assertThat(PathText.path(Path.of(PathText.of(path)).toString())).isEqualTo(path);
    assertThat(PathText.path("file:/%zz")).isEqualTo(Path.of("file:/%zz"));
  }

  @Test
  void whatIsNoPathIsRefused() {
    assertThatThrownBy(() -> PathText.path("/a\0b")).isInstanceOf(InvalidPathException.class);
  }
}
