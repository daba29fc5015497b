package org.vigil.date;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.date.DateFinder.dateFinder;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateFinderTest {

  private static final String UNKNOWN = "-";

  private static String dates(String text, String language) {
    return dateFinder().find(text, Optional.of(language).filter(l -> !l.equals(UNKNOWN))).stream()
        .map(f -> f.date().toString())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          July 20, 2020                        | 2020-07-20
          20 July 2020                         | 2020-07-20
          20th of July, 2020                   | 2020-07-20
          July 20th, 2020                      | 2020-07-20
          3 Mar 2019                           | 2019-03-03
          Mar. 3, 2019                         | 2019-03-03
          Kisumu, 5th April, 2019              | 2019-04-05
          Sept 9 2019                          | 2019-09-09
          26-FEB-1987 15:01                    | 1987-02-26
          WEDNESDAY, MAY 6, 2020               | 2020-05-06
          July 2020                            | 2020-07
          20 de julio de 2020                  | 2020-07-20
          julio de 2020                        | 2020-07
          6 may. 2022                          | 2022-05-06
          1er septembre 2022                   | 2022-09-01
          le 24 juin 2021 à 18h20              | 2021-06-24
          12 de outubro de 2020                | 2020-10-12
          1º de março de 2020                  | 2020-03-01
          den 20. Juli 2020                    | 2020-07-20
          20.Juli 2020                         | 2020-07-20
          3. März 2021                         | 2021-03-03
          martedì 8 marzo 2022                 | 2022-03-08
          20 juli 2020                         | 2020-07-20
          20 июля 2020 г.                      | 2020-07-20
          13 августа 2018, 19:40               | 2018-08-13
          20 липня 2020 року                   | 2020-07-20
          الأحد 22 أكتوبر 2023                 | 2023-10-22
          ٢٠ تموز ٢٠٢٠                         | 2020-07-20
          20 تموز/يوليو 2020                   | 2020-07-20
          5 كانون الثاني 2021                  | 2021-01-05
          3 تشرين الأول/أكتوبر 2021            | 2021-10-03
          2020年7月20日                          | 2020-07-20
          2020 年 7 月                           | 2020-07
          2020년 7월 20일                         | 2020-07-20
          20 Temmuz 2020                       | 2020-07-20
          5 KASIM 2021                         | 2021-11-05
          24 मार्च 2021                          | 2021-03-24
          २४ मार्च २०२१                          | 2021-03-24
          20 Agustus 2020                      | 2020-08-20
          20. července 2020                    | 2020-07-20
          20 października 2020                 | 2020-10-20
          2020. július 20.                     | 2020-07-20
          20.07.2020                           | 2020-07-20
          20. 7. 2020                          | 2020-07-20
          13.07.2023 - 16h40                   | 2023-07-13
          2020-07-20T12:30Z                    | 2020-07-20
          2020/07/20                           | 2020-07-20
          July 20, 2020Off By                  | 2020-07-20
          Published:20 July 2020               | 2020-07-20
          By Heather ChenJuly 20, 2020         | 2020-07-20
          Thu24Oct2019 13.40 BST               | 2019-10-24
          3 March 202112:30 GMT                | 2021-03-03
          12:30 GMT, 3 March 2021              | 2021-03-03
          10-12 June 2021                      | 2021-06-12
          """)
  void readsTheDateHoweverThePressWritesIt(String text, String date) {
    assertThat(dates(text, UNKNOWN)).isEqualTo(date);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "you may 2020 times",
        "20 years ago 2020 people fled",
        "31 June 2020",
        "30.02.2020",
        "32/07/2020",
        "in 2020",
        "version 1.2.2020.3",
        "call 030-12-2020-55",
        "the July 2020s",
        "page 2020-99-99",
        "Section 12.2020",
        "July 20, 20201",
      })
  void claimsNoDateThatTheWordsDoNotState(String text) {
    assertThat(dates(text, UNKNOWN)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          20/07/2020              | -     | 2020-07-20
          07/20/2020              | -     | 2020-07-20
          03/04/2020              | fr    | 2020-04-03
          03/04/2020              | en-GB | 2020-04-03
          03/04/2020              | en-US | 2020-03-04
          03/04/2020              | en    | 2020
          03/04/2020              | -     | 2020
          04/04/2020              | -     | 2020-04-04
          03.04.2020              | en    | 2020-04-03
          03/04/2020, 21/04/2020  | en    | 2020-04-03 2020-04-21
          03/04/2020, 04/21/2020  | en    | 2020-03-04 2020-04-21
          """)
  void ordersDayAndMonthOnlyOnEvidence(String text, String language, String date) {
    assertThat(dates(text, language)).isEqualTo(date);
  }

  @Test
  void tellsWhereTheWordsOfADateStand() {
    String text = "Geneva, on 13 August 2018: no. On September 1, 2018 yes.";
    assertThat(dateFinder().find(text, Optional.of("en")))
        .extracting(f -> text.substring(f.start(), f.end()))
        .containsExactly("13 August 2018", "September 1, 2018");
  }

  @Test
  void aSmallInitialMakesAnEnglishMonthDoubtfulOnlyInEnglish() {
    assertThat(dates("april 2020", "en")).isEmpty();
    assertThat(dates("april 2020", "nl")).isEqualTo("2020-04");
  }

  @Test
  void survivesAnyCharactersAndKeepsDatesApart() {
    long seed = 20200720;
    Random random = new Random(seed);
    String[] pieces = {
      "2020", "20", "7", " ", "\n", ".", "/", "-", "July", "mai", "de", "年", "月", "日", "\ud83d",
      "\u0000", "st", ",", "٢٠٢٠", "كانون", "الثاني", "1", ":"
    };
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      List<DateFinder.Found> found = dateFinder().find(text.toString(), Optional.of("fr"));
      int free = 0;
      for (DateFinder.Found f : found) {
        assertThat(f.start()).as("seed %d: %s", seed, text).isGreaterThanOrEqualTo(free);
        assertThat(f.end()).as("seed %d: %s", seed, text).isGreaterThan(f.start());
        free = f.end();
      }
      assertThat(free).isLessThanOrEqualTo(text.length());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fa | ۱۴ اسفند ۱۴۰۴                | 2026-03-05
          fa | پنجشنبه، 30 اسفند 1403        | 2025-03-20
          fa | ۱ فروردین ۱۴۰۴ ساعت ۱۰:۳۰     | 2025-03-21
          fa | ۳۱ شهريور ۱۳۵۹                | 1980-09-22
          fa | ۲۲ بهمن ۱۳۵۷                  | 1979-02-11
          fa | تاریخ: ۱۴۰۴/۱۲/۱۴ - ۱۵:۲۰     | 2026-03-05
          -  | ۱۴۰۴/۱۲/۱۴                    | -
          ps | ۲۴ اسد ۱۴۰۰                   | 2021-08-15
          ar | 16 رمضان 1447هـ - 5 مارس 2026م | 2026-03-05
          fa | ۳۰ اسفند ۱۴۰۴                | -
          th | 5 มีนาคม 2569 14:20 น.        | 2026-03-05
          th | วันที่ 5 มี.ค. พ.ศ. 2569       | 2026-03-05
          th | 05/03/2569                    | 2026-03-05
          -  | 05/03/2569                    | -
          th | 5 มีนาคม 2026                 | 2026-03-05
          ja | 令和8年3月5日                  | 2026-03-05
          ja | 平成 31年4月30日（火）          | -
          ja | 平成31年4月30日（火）           | 2019-04-30
          ja | 昭和20年8月                    | 1945-08
          zh | 中華民國115年3月5日             | 2026-03-05
          ja | 第8年3月5日                    | -
          en | 1404 people in 2569 houses    | -
          """)
  void daysOfOtherCalendarsAreThoseOfTheCommonOne(String language, String text, String expected) {
    assertThat(dates(text, language)).isEqualTo(expected.equals(UNKNOWN) ? "" : expected);
  }
}
