package org.vigil.date;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventDatesTest {

  /** A Wednesday. */
  private static final String PUBLISHED = "2020-07-22";

  private static List<String> find(String text, String published, String language) {
    return EventDates.find(
            text, Optional.of(published).flatMap(PartialDate::parse), Optional.of(language))
        .stream()
        .map(EventDatesTest::print)
        .toList();
  }

  private static String print(EventDate date) {
    String stretch =
        date.from().equals(date.to()) ? date.from().toString() : date.from() + ".." + date.to();
    return date.text() + " = " + stretch;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | Police shot him on Sunday.                  | on Sunday = 2020-07-19
          en | Police shot him on Wednesday.               | on Wednesday = 2020-07-22
          en | He was held last Wednesday.                 | last Wednesday = 2020-07-15
          en | The trial will open on Monday.              | on Monday = 2020-07-27
          en | The hearing is due next Friday.             | next Friday = 2020-07-24
          en | They fled yesterday.                        | yesterday = 2020-07-21
          en | The day before yesterday he was seen.       | The day before yesterday = 2020-07-20
          en | He was freed three days ago.                | three days ago = 2020-07-19
          en | Shelling began two weeks ago.               | two weeks ago = 2020-07-06..2020-07-12
          en | It was a month ago.                         | a month ago = 2020-06-01..2020-06-30
          en | She vanished two years ago.                 | two years ago = 2018-01-01..2018-12-31
          en | It happened last week.                      | last week = 2020-07-13..2020-07-19
          en | It happened last month.                     | last month = 2020-06-01..2020-06-30
          en | Last year 40 died.                          | Last year = 2019-01-01..2019-12-31
          en | He was jailed last August.                  | last August = 2019-08-01..2019-08-31
          en | The camp closed in March.                   | in March = 2020-03-01..2020-03-31
          en | The camp closed in September.               | in September = 2019-09-01..2019-09-30
          en | Elections are scheduled in September.       | in September = 2020-09-01..2020-09-30
          en | He was held from 2013 to 2018.              | from 2013 to 2018 = 2013-01-01..2018-12-31
          en | In the war of 1992-95 many died.            | 1992-95 = 1992-01-01..1995-12-31
          en | She was born in 1976.                       | in 1976 = 1976-01-01..1976-12-31
          en | Torture was common in the 1980s.            | the 1980s = 1980-01-01..1989-12-31
          en | The raid in the summer of 2019 failed.      | the summer of 2019 = 2019-06-01..2019-08-31
          en | He died on 14 March 2019.                   | 14 March 2019 = 2019-03-14
          en | He died on March 14.                        | March 14 = 2020-03-14
          en | He was arrested on 30 July.                 | 30 July = 2019-07-30
          en | Over the past five years, 12 were killed.   | Over the past five years = 2015-07-22..2020-07-22
          es | Lo detuvieron el domingo.                   | el domingo = 2020-07-19
          es | Desapareció hace dos años.                  | hace dos años = 2018-01-01..2018-12-31
          es | Murió la semana pasada.                     | la semana pasada = 2020-07-13..2020-07-19
          es | Fue asesinada en agosto.                    | en agosto = 2019-08-01..2019-08-31
          es | Ocurrió ayer.                               | ayer = 2020-07-21
          es | Estuvo preso entre 2013 y 2018.             | entre 2013 y 2018 = 2013-01-01..2018-12-31
          es | El 14 de marzo fue detenida.                | El 14 de marzo = 2020-03-14
          fr | Il a été arrêté dimanche.                   | dimanche = 2020-07-19
          fr | Elle a disparu il y a deux ans.             | il y a deux ans = 2018-01-01..2018-12-31
          fr | Il est mort hier.                           | hier = 2020-07-21
          fr | Tué la semaine dernière.                    | la semaine dernière = 2020-07-13..2020-07-19
          fr | Libéré en août dernier.                     | en août dernier = 2019-08-01..2019-08-31
          fr | Détenu de 2013 à 2018.                      | de 2013 à 2018 = 2013-01-01..2018-12-31
          fr | Arrêtée le 14 mars.                         | le 14 mars = 2020-03-14
          de | Er wurde am Sonntag verhaftet.              | am Sonntag = 2020-07-19
          de | Sie verschwand vor zwei Jahren.             | vor zwei Jahren = 2018-01-01..2018-12-31
          de | Im August starb er.                         | Im August = 2019-08-01..2019-08-31
          de | Seit 2017 sitzt er in Haft.                 | Seit 2017 = 2017-01-01..2017-12-31
          pt | Foi preso no domingo.                       | no domingo = 2020-07-19
          pt | Desapareceu há dois anos.                   | há dois anos = 2018-01-01..2018-12-31
          ru | Его задержали в воскресенье.                | в воскресенье = 2020-07-19
          ru | Она исчезла два года назад.                 | два года назад = 2018-01-01..2018-12-31
          ru | Это было в прошлом году.                    | в прошлом году = 2019-01-01..2019-12-31
          ru | Арест произошёл 14 марта.                   | 14 марта = 2020-03-14
          ar | اعتقل يوم الأحد.                            | يوم الأحد = 2020-07-19
          ar | حدث ذلك العام الماضي.                       | العام الماضي = 2019-01-01..2019-12-31
          zh | 他去年被捕。                                  | 去年 = 2019-01-01..2019-12-31
          zh | 他上周日被拘留。                               | 上周日 = 2020-07-19
          zh | 她两年前失踪。                                | 两年前 = 2018-01-01..2018-12-31
          """)
  void whatCountsFromTheDayOfPublicationIsResolved(String language, String text, String expected) {
    assertThat(find(text, PUBLISHED, language)).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | They may march on.
          en | He said may be.
          en | 2013 people came.
          en | Call 555-2013-18 for help.
          en | He was 2 years old.
          es | El mayo es largo.
          """)
  void whatIsNoTimeIsLeftAlone(String language, String text) {
    assertThat(find(text, PUBLISHED, language)).isEmpty();
  }

  @Test
  void withoutADayOfPublicationOnlyWhatDoesNotNeedOneIsFound() {
    String text = "On Sunday, two years ago, in August, in 2015, on 3 May 2016.";
    assertThat(EventDates.find(text, Optional.empty(), Optional.of("en")))
        .extracting(EventDatesTest::print)
        .containsExactly("in 2015 = 2015-01-01..2015-12-31", "3 May 2016 = 2016-05-03");
    assertThat(find(text, "2020", "en"))
        .containsExactly(
            "two years ago = 2018-01-01..2018-12-31",
            "in 2015 = 2015-01-01..2015-12-31",
            "3 May 2016 = 2016-05-03");
  }

  @Test
  void theDateInTheHeadThatIsThatOfPublicationIsNoEvent() {
    assertThat(find("KISUMU, 22 July 2020 — Nothing happened.", PUBLISHED, "en")).isEmpty();
  }

  @Test
  void anUnknownLanguageIsReadAsEnglishAndOneWithoutExpressionsForItsDatesOnly() {
    assertThat(EventDates.find("on Sunday", PartialDate.parse(PUBLISHED), Optional.empty()))
        .hasSize(1);
    assertThat(find("söndag 14 mars 2019", PUBLISHED, "sv"))
        .containsExactly("14 mars 2019 = 2019-03-14");
  }

  @Test
  void aLongTextIsReadInTimeThatGrowsWithIt() {
    String text = "last last in the in 20 on the 1 may two years ".repeat(20_000);
    assertThat(find(text, PUBLISHED, "en")).hasSizeLessThanOrEqualTo(500);
  }
}
