package org.vigil.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.extract.Extraction.Extracted;

/** The headline and the outlet, on pages as systems of today write them. */
class PageHeadTest {

  private static final String STORY =
      "<p>Fishermen at the pier said on Monday that officers had come before dawn, and had taken two"
          + " of them away without a word to their families.</p><p>The county said that it knew"
          + " nothing of the matter. It asked for patience, and promised an answer within a"
          + " week.</p>";

  private static Facts facts(String head, String body) {
    String html = "<html><head>" + head + "</head><body>" + body + "</body></html>";
    return ((Extracted)
            HtmlPages.read(
                html.getBytes(StandardCharsets.UTF_8),
                Optional.empty(),
                Optional.empty(),
                LocalDate.of(2024, 5, 1)))
        .facts();
  }

  private static String title(String head, String body) {
    return facts(head, body).title().map(Fact::value).orElse("");
  }

  private static String outlet(String head, String body) {
    return facts(head, body).outlet().map(Fact::value).orElse("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<h1>Two men taken at the pier</h1>%s",
        "<h1><a href=/>Harbour Gazette</a></h1><article><h1>Two men taken at the"
            + " pier</h1>%s</article>",
        "<h1 class=logo>Harbour Gazette</h1><main><h1>Two men taken at the pier</h1>%s</main>",
        "<main><h1><span class=article-kicker>Coast</span>Two men taken at the pier</h1>%s</main>",
        "<main><h1><span class=articleoverline>Coast</span> Two men taken at the pier</h1>%s</main>",
        "<main><h1>Two men taken<br>at the pier</h1>%s</main>",
        "<main><h1>Two men taken at the pier <small>What the county says</small></h1>%s</main>",
        "<main><h1>05.03.2024 - Two men taken at the pier</h1>%s</main>",
        "<main><h1>Two men taken at the pier<br><time>5 March 2024</time></h1>%s</main>",
        "<div class='wrap has sidebar'><h1>Two men taken at the pier</h1>%s</div>",
        "<div class=sidebar-wrapper><div><h1>Two men taken at the pier</h1>%s</div></div>",
        "<nav><h1>Two men taken at the pier</h1></nav><main><h1>Two men taken at the"
            + " pier</h1>%s</main>",
      })
  void theHeadlineIsWhatReadersSeeWhereTheTitleIsWrittenForSearchEngines(String body) {
    assertThat(
            title(
                "<title>Harbour county arrests: fishermen, police, latest - Harbour Gazette</title>",
                body.formatted(STORY)))
        .isEqualTo("Two men taken at the pier");
  }

  @Test
  void aTitleElementThatNamesTheSiteAloneIsNoHeadline() {
    assertThat(
            title(
                "<title>Harbour Gazette</title><meta property=og:site_name content='Harbour"
                    + " Gazette'>",
                "<h1>Two men taken</h1>" + STORY))
        .isEqualTo("Two men taken");
  }

  @Test
  void whatIsReadAloudOverACharacterIsNoPartOfAHeadline() {
    assertThat(
            title(
                "<title>x</title>",
                "<h1><ruby>子<rp>(</rp><rt>こ</rt><rp>)</rp></ruby>どもへの<ruby>体罰<rt>たいばつ</rt></ruby></h1>"
                    + STORY))
        .isEqualTo("子どもへの体罰");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      textBlock =
          """
          Harbour Gazette                                   → Harbour Gazette
          Harbour Gazette | News of the coast, every day    → Harbour Gazette
          Pier | Coast | Sea | Ships                        → Pier
          Pier – the blog of the coast                      → Pier – the blog of the coast
          Harbour Gazette -                                 → Harbour Gazette
          harbourgazette.example                            → Harbour Gazette
          www.harbourgazette.example                        → Harbour Gazette
          harbourgazette                                    → Harbour Gazette
          Harbour Gazette Ltd.                              → Harbour Gazette
          News - Harbour Gazette                            → Harbour Gazette
          HarbourGazette                                    → HarbourGazette
          """)
  void theOutletIsWhatTheSiteCallsItself(String stated, String outlet) {
    assertThat(
            outlet(
                "<link rel=canonical href=https://www.harbourgazette.example/1><title>Two men taken |"
                    + " Harbour Gazette</title><meta property=og:site_name content='"
                    + stated
                    + "'>",
                "<h1>Two men taken</h1>" + STORY))
        .isEqualTo(outlet);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      textBlock =
          """
          <footer>© 2024 Harbour Gazette. All rights reserved.</footer>                            → Harbour Gazette
          <footer>Copyright © 2019-2024 <a>Harbour Gazette</a> <a>About</a> <a>Jobs</a></footer>    → Harbour Gazette
          <footer>© Harbour Gazette Ltd 2024</footer>                                              → Harbour Gazette
          <footer>Copyright 2024 Harbour Gazette Todos os direitos reservados</footer>             → Harbour Gazette
          <footer>© 2024. all of it is ours</footer>                                               → ''
          <footer>© Copyright</footer>                                                             → ''
          """)
  void whoHoldsTheRightsIsTheOutletWhereThePageNamesNone(String footer, String outlet) {
    assertThat(outlet("<title>x</title>", "<h1>Two men taken</h1>" + STORY + footer))
        .isEqualTo(outlet);
  }

  @Test
  void theEndOfATitleThatTheMastheadBearsIsTheOutlet() {
    assertThat(
            outlet(
                "<title>Arrests in the harbour: the latest | Harbour Gazette</title>",
                "<a href=/>Harbour Gazette</a><h1>Two men taken</h1>" + STORY))
        .isEqualTo("Harbour Gazette");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      textBlock =
          """
          <p>Write to the Harbour Gazette, Pier Road 1.</p>                 → Harbour Gazette
          <p>The Harbour Gazette is printed daily.</p>                       → Harbour Gazette
          <p>HARBOUR GAZETTE</p><p>More from Harbour Gazette</p>             → Harbour Gazette
          <footer>© 2024 Harbour Gazette Media Group Ltd.</footer>           → Harbour Gazette
          <footer>© 2024 Lake Holdings</footer><p>At HarbourGazette.</p>     → HarbourGazette
          <div class=logo><a href=/><img alt='Harbour Gazette'></a></div>    → Harbour Gazette
          <p>Mail to harbourgazette, or @HarbourGazette.</p>                 → ''
          """)
  void anOutletThatIsStatedNowhereIsWhatTheAddressSpells(String words, String outlet) {
    assertThat(
            outlet(
                "<title>x</title><link rel=canonical href=https://www.harbourgazette.example/1>",
                "<h1>Two men taken</h1>" + STORY + words))
        .isEqualTo(outlet);
  }

  @Test
  void theAddressOfAPlatformNamesNoOutlet() {
    assertThat(
            outlet(
                "<title>x</title><link rel=canonical href=https://jane.wordpress.com/1>",
                "<h1>Two men taken</h1>" + STORY + "<p>Powered by WordPress</p>"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      textBlock =
          """
          «Two men taken» - Harbour-Stiftung     → Harbour-Stiftung
          Two men taken - By Jane Doe            → ''
          Two men taken - Page 2                 → ''
          """)
  void whatStandsBehindTheHeadlineIsTheOutletIfItIsAName(String title, String outlet) {
    assertThat(outlet("<title>" + title + "</title>", "<h1>Two men taken</h1>" + STORY))
        .isEqualTo(outlet);
  }

  @Test
  void aHeadlineDoesNotEndInTheNameOfTheSite() {
    assertThat(
            title(
                "<title>Two men taken at the pier - Harbour Gazette</title><meta"
                    + " property=og:site_name content='Harbour Gazette'>",
                "<h1>Two men taken at the pier - Harbour Gazette</h1>" + STORY))
        .isEqualTo("Two men taken at the pier");
  }

  @Test
  void aDateAtTheEndOfATitleIsNoOutlet() {
    assertThat(
            outlet("<title>Two men taken - Mar. 5, 2024</title>", "<h1>Two men taken</h1>" + STORY))
        .isEmpty();
  }
}
