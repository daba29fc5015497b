package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigil.search.TinyIndex.Ask.ask;
import static org.vigil.search.TinyIndex.Some.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.entity.Curation;
import org.vigil.quote.Quote;
import org.vigil.search.SearchRequest.Facet;
import org.vigil.search.SearchRequest.Order;
import org.vigil.search.TinyIndex.Ask;

class QuoteSearchTest {

  private TinyIndex index;

  @BeforeEach
  void open() throws Exception {
    index =
        new TinyIndex(
            report("a", "Liu Xiaoming said there are no camps in Xinjiang. Ada Morrow saw <camps>.")
                .outlet("VICE News")
                .on("2020-07-20")
                .title("Envoy pressed")
                .names("person/liu-xiaoming", "Liu Xiaoming", "Liu")
                .names("person/ada-morrow", "Ada Morrow")
                .names("place/xinjiang", "Xinjiang")
                .quotes("person/liu-xiaoming", "denies", "there are no camps in Xinjiang")
                .quotes("person/ada-morrow", "alleges", "saw <camps>"),
            report("none", "Nobody says anything here.").on("2020-07-21"),
            report("b", "Lao Envoy: the camp is a school. Witnesses: Liu Xiaoming lied.")
                .outlet("Example Times")
                .on("2021")
                .names("person/lao-envoy", "Lao Envoy")
                .names("person/liu-xiaoming", "Liu Xiaoming")
                .quotes("person/lao-envoy", "claims", "the camp is a school")
                .quotes("witnesses", "", "Liu Xiaoming lied"));
  }

  @AfterEach
  void close() throws Exception {
    index.close();
  }

  private List<String> texts(Ask ask) throws Exception {
    return index.searcher().quotes(ask.request()).quotes().stream()
        .map(QuoteResult.Said::text)
        .toList();
  }

  private static SearchResult.TermCounts counts(
      Map<Facet, SearchResult.TermCounts> facets, Facet facet) {
    return Objects.requireNonNull(facets.get(facet));
  }

  @Test
  void aQuoteSaysWhoSaysItWhereItStandsAndInWhichReport() throws Exception {
    QuoteResult.Said said =
        index.searcher().quotes(ask("alleges camps OR saw").request()).quotes().getFirst();
    assertThat(said.id()).isEqualTo("a.00001");
    assertThat(said.speaker()).contains("Ada Morrow");
    assertThat(said.speakerId()).contains("person/ada-morrow");
    assertThat(said.text()).isEqualTo("saw <camps>");
    assertThat(said.marked()).isEqualTo("<em>saw</em> &lt;camps&gt;");
    assertThat(said.start()).isEqualTo(61);
    assertThat(said.end()).isEqualTo(72);
    assertThat(said.report())
        .isEqualTo(
            new QuoteResult.In(
                "a",
                Optional.of("Envoy pressed"),
                Optional.of("VICE News"),
                Optional.of("2020-07-20"),
                Optional.of("en"),
                Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          camps                     | no camps in Xinjiang; saw <camps>; is a school
          "no camps"                | no camps in Xinjiang
          camp -school              | no camps in Xinjiang; saw <camps>
          pressed                   | ``
          title:pressed             | no camps in Xinjiang; saw <camps>
          camps title:pressed       | no camps in Xinjiang; saw <camps>
          outlet:Example            | is a school; Xiaoming lied
          NOT outlet:Example        | no camps in Xinjiang; saw <camps>
          date:2021                 | is a school; Xiaoming lied
          speaker:"Ada Morrow"      | saw <camps>
          speaker:witnesses         | Xiaoming lied
          speaker:person/ada-morrow | saw <camps>
          place:Xinjiang school     | ``
          "@person lied"            | Xiaoming lied
          scho*                     | is a school
          text:school               | is a school
          """)
  void wordsAreThoseOfTheQuoteAndTheRestIsAskedOfItsReport(String q, String ends) throws Exception {
    List<String> found = texts(ask(q));
    List<String> expected = ends.isEmpty() ? List.of() : List.of(ends.split("; "));
    assertThat(found).hasSameSizeAs(expected);
    for (String end : expected) {
      assertThat(found).anyMatch(text -> text.endsWith(end));
    }
  }

  @Test
  void filtersOfAQuoteAreItsOwnAndThoseOfAReportAreTheReports() throws Exception {
    assertThat(texts(ask("").any(Facet.STANCE, "denies")))
        .containsExactly("there are no camps in Xinjiang");
    assertThat(texts(ask("").any(Facet.SPEAKER, "Ada Morrow"))).containsExactly("saw <camps>");
    assertThat(texts(ask("").any(Facet.SPEAKER, "witnesses"))).containsExactly("Liu Xiaoming lied");
    assertThat(texts(ask("").none(Facet.STANCE, "denies").any(Facet.OUTLET, "VICE News")))
        .containsExactly("saw <camps>");
    assertThat(texts(ask("").none(Facet.OUTLET, "VICE News")))
        .containsExactly("the camp is a school", "Liu Xiaoming lied");
    assertThat(texts(ask("").from("2021"))).hasSize(2);
    assertThat(texts(ask("").to("2020-07-19"))).isEmpty();
    assertThat(texts(ask("").any(Facet.PLACE, "Xinjiang"))).hasSize(2);
  }

  @Test
  void oneSpeakerIsFoundUnderAllHisNamesOnceTheyAreJoined() throws Exception {
    Ask his = ask("").any(Facet.SPEAKER, "person/liu-xiaoming").facets(Facet.SPEAKER);
    index.decide(
        new Curation.Line(Curation.Action.MERGE, "person/liu-xiaoming", "person/lao-envoy", 1));
    assertThat(texts(his))
        .containsExactlyInAnyOrder("there are no camps in Xinjiang", "the camp is a school");
    QuoteResult answer = index.searcher().quotes(his.request());
    assertThat(answer.quotes())
        .allMatch(said -> said.speakerId().equals(Optional.of("person/liu-xiaoming")))
        .allMatch(said -> said.speaker().equals(Optional.of("Liu Xiaoming")));
    assertThat(counts(answer.facets(), Facet.SPEAKER).terms())
        .containsExactly(
            new SearchResult.Term("person/liu-xiaoming", "Liu Xiaoming", 2, true),
            new SearchResult.Term("person/ada-morrow", "Ada Morrow", 1, false));
  }

  @Test
  void aFacetCountsQuotesAndKeepsSiblingsOfWhatIsSelected() throws Exception {
    QuoteResult answer =
        index
            .searcher()
            .quotes(
                ask("").any(Facet.STANCE, "denies").facets(Facet.STANCE, Facet.SPEAKER).request());
    assertThat(answer.total()).isEqualTo(1);
    assertThat(counts(answer.facets(), Facet.STANCE))
        .isEqualTo(
            new SearchResult.TermCounts(
                3,
                1,
                List.of(
                    new SearchResult.Term("alleges", "alleges", 1, false),
                    new SearchResult.Term("claims", "claims", 1, false),
                    new SearchResult.Term("denies", "denies", 1, true))));
    assertThat(counts(answer.facets(), Facet.SPEAKER).total()).isEqualTo(1);
    assertThatThrownBy(() -> index.searcher().quotes(ask("").facets(Facet.OUTLET).request()))
        .hasMessage("not counted for quotes: OUTLET");
  }

  @Test
  void reportsAreNarrowedAndCountedByWhoIsQuotedInThem() throws Exception {
    SearchResult answer =
        index.answer(
            ask("").any(Facet.STANCE, "denies", "claims").facets(Facet.SPEAKER, Facet.STANCE));
    assertThat(answer.hits().stream().map(SearchResult.Hit::id)).containsExactly("b", "a");
    assertThat(counts(answer.facets(), Facet.SPEAKER).total()).isEqualTo(3);
    assertThat(counts(answer.facets(), Facet.STANCE).missing()).isEqualTo(1);
    assertThat(index.search("speaker:witnesses")).containsExactly("b");
    assertThat(index.search(ask("").any(Facet.SPEAKER, "Ada Morrow"))).containsExactly("a");
  }

  @Test
  void quotesDisturbNeitherCountsNorSearchesOfReports() throws Exception {
    assertThat(index.searcher().size()).isEqualTo(3);
    assertThat(index.search("NOT camps")).containsExactlyInAnyOrder("none");
    assertThat(index.search("*")).containsExactly("b", "none", "a");
    assertThat(index.answer(ask("").facets(Facet.DATE)).dates().orElseThrow().missing()).isZero();
  }

  @Test
  void theQuotesOfAReportGoWithIt() throws Exception {
    index.remove("a");
    assertThat(texts(ask("")))
        .containsExactlyInAnyOrder("the camp is a school", "Liu Xiaoming lied");
    assertThat(texts(ask("outlet:vice"))).isEmpty();
  }

  @Test
  void newestComesFirstAndAWalkMeetsEachQuoteOnce() throws Exception {
    for (Order order : Order.values()) {
      List<String> walked = new ArrayList<>();
      String cursor = "*";
      while (!cursor.isEmpty()) {
        QuoteResult page =
            index.searcher().quotes(ask("camp OR lied").order(order).cursor(cursor, 1).request());
        page.quotes().forEach(said -> walked.add(said.id()));
        cursor = page.cursor().orElse("");
      }
      assertThat(walked).as(order.name()).doesNotHaveDuplicates().hasSize(4);
      if (order == Order.NEWEST) {
        assertThat(walked).containsExactly("b.00000", "b.00001", "a.00000", "a.00001");
      }
    }
  }

  @Test
  void overSegmentsAndDeletionsAnswersAreThoseOfALookAtEveryQuote() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<TinyIndex.Some> all = new ArrayList<>();
    String[] words = {"camps", "school", "prison", "court"};
    String[] outlets = {"North", "South"};
    for (int i = 0; i < 60; i++) {
      StringBuilder text = new StringBuilder("Start.");
      List<String> said = new ArrayList<>();
      for (int q = random.nextInt(4); q > 0; q--) {
        String quote = "the " + words[random.nextInt(words.length)] + " number " + q + i;
        said.add(quote);
        text.append(' ').append(quote).append('.');
      }
      TinyIndex.Some some = report("r" + i, text.toString()).outlet(outlets[random.nextInt(2)]);
      said.forEach(quote -> some.quotes("somebody", "", quote));
      all.add(some);
    }
    try (TinyIndex many = new TinyIndex(all.subList(0, 25).toArray(TinyIndex.Some[]::new))) {
      many.add(all.subList(25, 60).toArray(TinyIndex.Some[]::new));
      List<TinyIndex.Some> left = new ArrayList<>(all);
      for (int i = 0; i < 15; i++) {
        many.remove(left.remove(random.nextInt(left.size())).build().id());
      }
      for (String word : words) {
        long expected =
            left.stream()
                .map(TinyIndex.Some::build)
                .filter(r -> r.outlet().equals(Optional.of("North")))
                .flatMap(r -> r.quotes().stream())
                .map(Quote::text)
                .filter(text -> text.contains(word))
                .count();
        assertThat(many.searcher().quotes(ask(word).any(Facet.OUTLET, "North").request()).total())
            .as("seed " + seed + ", " + word)
            .isEqualTo(expected);
      }
    }
  }
}
