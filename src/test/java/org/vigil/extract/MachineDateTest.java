package org.vigil.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineDateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2020-07-20T23:30:00-05:00         | 2020-07-20
          2020-07-20 23:30:00               | 2020-07-20
          2020/7/2                          | 2020-07-02
          20200720                          | 2020-07-20
          Mon, 20 Jul 2020 10:00:00 GMT     | 2020-07-20
          Mon Jul 20 10:00:00 CEST 2020     | 2020-07-20
          July 20, 2020                     | 2020-07-20
          20.07.2020, 14:48                 | 2020-07-20
          03/07/2020                        | 2020-07-03
          07/23/2020                        | 2020-07-23
          1595203200                        | 2020-07-20
          1595203200000                     | 2020-07-20
          """)
  void readsTheFormsThatProgramsWrite(String written, LocalDate day) {
    assertThat(MachineDate.parse(written)).hasValue(day);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2020", "2020-13-40", "31.02.2020", "12345", "yesterday", "v2020.1"})
  void claimsNothingElse(String written) {
    assertThat(MachineDate.parse(written)).isEmpty();
  }

  @Test
  void longTextIsNoDate() {
    assertThat(MachineDate.parse("2020-07-20" + " ".repeat(200) + "x")).isEmpty();
  }
}
