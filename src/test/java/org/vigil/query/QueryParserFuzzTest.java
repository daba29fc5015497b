package org.vigil.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;

/**
 * Reads the queries kept in {@code QueryParserFuzzTestInputs}. {@code JAZZER_FUZZ=1 mvn test
 * -Dtest=QueryParserFuzzTest -Djazzer.hooks=true} looks for others that break what is promised of
 * any text, guided by the branches they take, and keeps those there.
 */
@Tag("fuzz")
class QueryParserFuzzTest {

  /** As UTF-16 any bytes are text, with lone surrogates too. */
  private static final List<Charset> READINGS =
      List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE);

  @FuzzTest(maxDuration = "5m")
  void anyTextIsReadAndWhatWasReadPrintsBack(byte[] bytes) {
    for (Charset reading : READINGS) {
      Query query = QueryParser.parse(new String(bytes, reading)).query();

      assertThat(QueryParser.parse(query.toString()).query()).isEqualTo(query);
    }
  }
}
