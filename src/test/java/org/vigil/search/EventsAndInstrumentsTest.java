package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.search.TinyIndex.Ask.ask;
import static org.vigil.search.TinyIndex.Some.report;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.search.SearchRequest.Facet;

class EventsAndInstrumentsTest {

  private TinyIndex index;

  @BeforeEach
  void open() throws IOException {
    index =
        new TinyIndex(
            report("day", "Sunday it was.").during("2019-08-04", "2019-08-04").on("2020-01-05"),
            report("war", "Years of war.")
                .during("2013-01-01", "2018-12-31")
                .during("2019-08-20", "2019-08-20")
                .on("2020-01-04")
                .instrument("cat"),
            report("none", "Nothing of note.").on("2020-01-03").instrument("icc"));
  }

  @AfterEach
  void close() throws IOException {
    index.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2019               | day war
          2019-08-04         | day
          2019-08-05         |
          2015               | war
          2013..2018         | war
          ..2012             |
          ..2013             | war
          2019-08-05..       | war
          """)
  void aReportIsFoundByTheTimesThatItSpeaksOf(String range, String ids) throws IOException {
    assertThat(index.search(ask("").any(Facet.EVENT_DATE, range)))
        .isEqualTo(ids == null ? List.of() : List.of(ids.split(" ")));
  }

  @Test
  void theYearsOfEventsAreCounted() throws IOException {
    SearchResult.TermCounts years =
        Objects.requireNonNull(
            index.answer(ask("").facets(Facet.EVENT_DATE)).facets().get(Facet.EVENT_DATE));
    assertThat(years.total()).isEqualTo(7);
    assertThat(years.missing()).isEqualTo(1);
    assertThat(years.terms().getFirst()).isEqualTo(new SearchResult.Term("2019", "2019", 2, false));
  }

  @Test
  void aReportIsFoundByTheInstrumentsThatItNames() throws IOException {
    assertThat(index.search(ask("").any(Facet.INSTRUMENT, "cat"))).containsExactly("war");
    assertThat(index.search(ask("").any(Facet.INSTRUMENT, "Convention against Torture")))
        .containsExactly("war");
    assertThat(index.search("instrument:icc")).containsExactly("none");
    assertThat(
            Objects.requireNonNull(
                    index.answer(ask("").facets(Facet.INSTRUMENT)).facets().get(Facet.INSTRUMENT))
                .terms())
        .containsExactly(
            new SearchResult.Term("cat", "Convention against Torture", 1, false),
            new SearchResult.Term("icc", "International Criminal Court", 1, false));
  }
}
