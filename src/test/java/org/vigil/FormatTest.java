package org.vigil;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Sources are formatted by google-java-format. To rewrite them: {@code mvn -q test
 * -Dtest=FormatTest -Dvigil.format=write}.
 */
class FormatTest {

  @Test
  void everySourceFileIsFormatted() throws IOException, FormatterException {
    boolean write = "write".equals(System.getProperty("vigil.format"));
    Formatter formatter = new Formatter();
    List<Path> unformatted = new ArrayList<>();
    int seen = 0;
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
        seen++;
        String source = Files.readString(file);
        String formatted = formatter.formatSource(RemoveUnusedImports.removeUnusedImports(source));
        if (!formatted.equals(source)) {
          if (write) {
            Files.writeString(file, formatted);
          } else {
            unformatted.add(file);
          }
        }
      }
    }
    assertThat(seen).isGreaterThan(20);
    assertThat(unformatted).as("run: mvn -q test -Dtest=FormatTest -Dvigil.format=write").isEmpty();
  }
}
