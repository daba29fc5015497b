package org.vigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/security.md} to the tests that it names. */
class SecurityDocumentTest {

  private static final Path TESTS = Path.of("src/test/java/org/vigil");

  @Test
  void everyTestThatTheTableNamesIsThere() throws Exception {
    String document = Files.readString(Path.of("docs/security.md"));
    Matcher names = Pattern.compile("`([A-Z]\\w+Test)(?:\\.(\\w+))?`").matcher(document);
    int seen = 0;
    while (names.find()) {
      assertThat(source(names.group(1))).as(names.group()).isNotEmpty();
      if (names.group(2) != null) {
        assertThat(source(names.group(1))).contains("void " + names.group(2) + "(");
      }
      seen++;
    }
    assertThat(seen).isGreaterThan(20);
  }

  private static String source(String test) throws Exception {
    try (Stream<Path> files = Files.walk(TESTS)) {
      for (Path file : files.filter(f -> f.endsWith(test + ".java")).toList()) {
        return Files.readString(file);
      }
    }
    return "";
  }
}
