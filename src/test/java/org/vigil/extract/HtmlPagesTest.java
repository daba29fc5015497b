package org.vigil.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.date.PartialDate;
import org.vigil.extract.Extraction.Extracted;
import org.vigil.extract.Extraction.Unreadable;

class HtmlPagesTest {

  private static final LocalDate TODAY = LocalDate.of(2024, 5, 1);

  private static final String BODY =
      "<p>Fishermen at the pier said on Monday that officers had come before dawn, and had taken"
          + " two of them away.</p><p>Nobody has seen them since, their families told us.</p>";

  private static Extraction read(byte[] bytes) {
    return HtmlPages.read(bytes, Optional.empty(), Optional.empty(), TODAY);
  }

  private static Extracted read(String html) {
    return (Extracted) read(html.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void textIsTheArticleInParagraphsWithoutWhatStandsAround() {
    Extracted page =
        read(
            "<nav><a href=/>Home</a> <a href=/news>News</a></nav><article><h1>Two men taken</h1>"
                + BODY
                + "</article><div class='related-stories'><p>Minister opens a bridge, and says that"
                + " many more of them will follow in the coming year.</p></div><div"
                + " id=comments><p>I never liked this pier, and neither did my"
                + " cousin.</p></div><footer>© 2024 Harbour Gazette</footer>");

    assertThat(page.text())
        .isEqualTo(
            "Fishermen at the pier said on Monday that officers had come before dawn, and had taken"
                + " two of them away.\n\nNobody has seen them since, their families told us.");
  }

  @Test
  void jsonLdGivesTheFactsAndSaysSo() {
    Extracted page =
        read(
            """
            <title>Two men taken - Harbour Gazette</title>
            <script type="application/ld+json">
            {"@context":"https://schema.org","@graph":[
              {"@type":"WebSite","name":"Harbour Gazette"},
              {"@type":["NewsArticle"],"headline":"Two men taken",
               "datePublished":"2024-03-05T23:30:00-05:00","dateModified":"2024-04-01",
               "author":[{"@type":"Person","@id":"#p"}],
               "publisher":{"@type":"Organization","name":"Harbour Gazette"},},
              {"@type":"Person","@id":"#p","name":"Ana Maria Quispe"}
            ]}
            </script>
            """
                + BODY);

    Facts facts = page.facts();
    assertThat(facts.title().orElseThrow().value()).isEqualTo("Two men taken");
    assertThat(facts.outlet().orElseThrow().value()).isEqualTo("Harbour Gazette");
    assertThat(facts.authors().orElseThrow().value()).isEqualTo(List.of("Ana Maria Quispe"));
    assertThat(facts.date().orElseThrow())
        .isEqualTo(
            new Fact<>(
                PartialDate.of(2024, 3, 5),
                "json-ld-datePublished",
                0.95,
                "2024-03-05T23:30:00-05:00"));
    assertThat(facts.language().orElseThrow().value()).isEqualTo("en");
  }

  @Test
  void brokenJsonLdStillGivesTheDate() {
    Extracted page =
        read(
            "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"He said"
                + " \"no\"\",\"datePublished\":\"2024-03-05\"}</script>"
                + BODY);

    assertThat(page.facts().date().orElseThrow().value()).isEqualTo(PartialDate.of(2024, 3, 5));
  }

  @Test
  void aDayThatHasNotComeIsNoDateOfPublication() {
    Extracted page =
        read("<meta property='article:published_time' content='2024-06-01T08:00:00Z'>" + BODY);

    assertThat(page.facts().date()).isEmpty();
  }

  @Test
  void aPageThatStatesNothingClaimsNothing() {
    Facts facts = read(BODY).facts();

    assertThat(facts.title()).isEmpty();
    assertThat(facts.outlet()).isEmpty();
    assertThat(facts.authors()).isEmpty();
    assertThat(facts.date()).isEmpty();
    assertThat(facts.url()).isEmpty();
  }

  @Test
  void encodingIsFoundDeclaredUndeclaredAndDeclaredWrongly() {
    String words = "Задержанных рыбаков никто не видел с понедельника, говорят их родные в городе.";
    String page = "<p>" + words + "</p>";
    Charset windows = Charset.forName("windows-1251");

    assertThat(read(("<meta charset=windows-1251>" + page).getBytes(windows)).readableText())
        .hasValue(words);
    assertThat(read(page.getBytes(windows)).readableText()).hasValue(words);
    assertThat(read(("<meta charset=utf-8>" + page).getBytes(windows)).readableText())
        .hasValue(words);
    assertThat(
            read(("<meta charset=windows-1251>" + page).getBytes(StandardCharsets.UTF_8))
                .readableText())
        .hasValue(words);
    assertThat(read(page.getBytes(StandardCharsets.UTF_16LE)).readableText()).hasValue(words);
    assertThat(
            HtmlPages.read(page.getBytes(windows), Optional.of("cp1251"), Optional.empty(), TODAY)
                .readableText())
        .hasValue(words);
  }

  @Test
  void visibleDateAndBylineNearTheHeadlineAreRead() {
    Extracted page =
        read(
            "<h1>Two men taken</h1><p class=byline>By Ana Maria Quispe</p><p>5 March 2024</p>"
                + "<article>"
                + BODY
                + BODY
                + "</article><div class=related-stories><p>A bridge opened on 1 April"
                + " 2024</p></div>");

    assertThat(page.facts().authors().orElseThrow().value()).containsExactly("Ana Maria Quispe");
    assertThat(page.facts().date().orElseThrow().value()).isEqualTo(PartialDate.of(2024, 3, 5));
  }

  @Test
  void dayShownToReadersWinsOverTheSameMomentInUniversalTime() {
    Extracted page =
        read(
            "<meta property='article:published_time' content='2024-03-06T02:11:03+00:00'>"
                + "<h1>Two men taken</h1><p>March 5, 2024</p>"
                + BODY
                + BODY);

    assertThat(page.facts().date().orElseThrow().value()).isEqualTo(PartialDate.of(2024, 3, 5));
  }

  @Test
  void siteNameIsTakenOffTheHeadline() {
    Extracted page =
        read(
            "<title>Two men taken at the pier | Harbour Gazette</title>"
                + "<h1>Two men taken at the pier</h1>"
                + BODY);

    assertThat(page.facts().title().orElseThrow().value()).isEqualTo("Two men taken at the pier");
    assertThat(page.facts().outlet().orElseThrow().value()).isEqualTo("Harbour Gazette");
  }

  @Test
  void listsQuotationsAndTablesAreKept() {
    Extracted page =
        read(
            "<article>"
                + BODY
                + "<ul><li>Seven boats</li><li>Two men</li></ul>"
                + "<blockquote><p>They did not say where they were going.</p></blockquote>"
                + "<table><tr><td>Boats</td><td>7</td></tr><tr><td>Men</td><td>2</td></tr></table>"
                + BODY
                + "</article>");

    assertThat(page.text())
        .contains("Seven boats\nTwo men")
        .contains("They did not say where they were going.")
        .contains("Boats | 7\nMen | 2");
  }

  @Test
  void wordsBetweenParagraphsThatServeTheSiteAreLeftOut() {
    Extracted page =
        read(
            "<article>"
                + BODY
                + "<p>Sign up for our newsletter and get the day in your inbox.</p>"
                + "<p>Advertisement</p><figure><img src=a><figcaption>The pier at dawn, last"
                + " week.</figcaption></figure>"
                + BODY
                + "<p>Do you know more? Get in touch with our reporters.</p></article>");

    assertThat(page.text())
        .doesNotContain("newsletter")
        .doesNotContain("Advertisement")
        .doesNotContain("The pier at dawn")
        .doesNotContain("Get in touch");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '"',
      textBlock =
          """
          <title>Harbour Gazette: Two men taken</title><a href=/>Harbour Gazette</a>        # Harbour Gazette
          <title>Harbour Gazette :: Two men taken</title><td>Harbour Gazette<br>News | Sea  # Harbour Gazette
          <title>Analysis: Two men taken</title><a href=/>HG</a> <a href=/a>Analysis</a>    #
          <link type=application/rss+xml title='Harbour Gazette » Feed'><a class=logo>Harbour Gazette</a> # Harbour Gazette
          <link type=application/rss+xml title='Latest stories'>                            #
          <img src=logo.gif alt='Harbour Gazette'><a href=mailto:us@harbour-gazette.example># Harbour Gazette
          <img src=partner-logo.png alt='Bank of Harbour'>                                  #
          <img src=boat.jpg alt='Harbour Gazette'>                                          #
          <title>Two men taken_青石渡晚报网</title>                                           # 青石渡晚报
          """)
  void aPageThatStatesNoOutletBearsItsName(String head, String outlet) {
    assertThat(read(head + "<h1>Two men taken</h1>" + BODY).facts().outlet().map(Fact::value))
        .isEqualTo(Optional.ofNullable(outlet));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          <p>24 мая 2021 г., 11:32 | Людмила Ордынцева | Комментариев: 48</p> # Людмила Ордынцева
          <p>कावेरी देवस्थले | प्रकाशित: 24 मार्च 2021, सुबह 9:10</p>                  # कावेरी देवस्थले
          <address>Sunniva Aakre, Geneva</address>                            # Sunniva Aakre
          <p>25.03.2021 - Sunniva Aakre</p>                                   # Sunniva Aakre
          <p>Sunniva Aakre – 25 March 2021</p>                                # Sunniva Aakre
          <p>Prime Minister – 25 March 2021, a day later</p>                  #
          <p>World News | 3 March 2021</p>                                    #
          <p>AI & Machine Learning • 3 March 2021</p>                         #
          <p>Sunniva Aakre</p>                                                #
          """)
  void aNameBesideTheHeadlineIsTheAuthorIfItStandsWhereBylinesDo(String line, String author) {
    assertThat(read("<h1>Two men taken</h1>" + line + BODY).facts().authors().map(Fact::value))
        .isEqualTo(Optional.ofNullable(author).map(List::of));
  }

  @Test
  void hostileMarkupEndsInAValue() {
    assertThat(read("<div>".repeat(200_000) + BODY).text()).contains("Fishermen at the pier");
    assertThat(read("<b><p>".repeat(50_000) + BODY).text()).contains("Fishermen at the pier");
    assertThat(read("<p class='" + "x ".repeat(1_000_000) + "'>" + BODY).text())
        .contains("Fishermen");
    assertThat(
            read("<script type='application/ld+json'>" + "[".repeat(500_000) + "</script>" + BODY)
                .text())
        .contains("Fishermen");
    assertThat(read("<title><script>alert(1)</script></title>" + BODY).facts().title())
        .isNotEmpty();
    assertThat(read(new byte[0])).isInstanceOf(Unreadable.class);
  }

  @Test
  void tablesNestedTooDeeplyAreReadAsIfTheyWereNotNested() {
    String cells = "<table><tr><td>".repeat(50_000) + BODY + "</td></tr></table>".repeat(50_000);
    assertThat(read(cells).text()).contains("Fishermen at the pier");
    assertThat(read("<marquee><table>".repeat(50_000) + BODY).text())
        .contains("Fishermen at the pier");
  }

  @Test
  void tablesAfterManyOthersAreNotNested() {
    String tables = "<table><tr><td>One<td>Two</table>".repeat(300);
    assertThat(TableDepth.bounded(tables)).isEqualTo(tables);
  }

  @Test
  void textHoldsNoControlCharactersAndIsComposed() {
    Extracted page =
        read("<p>Cafe\u0301 owners\u0000 in the old town said\u0007 that they would stay.</p>");

    assertThat(page.text()).isEqualTo("Café owners in the old town said that they would stay.");
  }

  private static String title(String html) {
    return read(html + BODY + BODY).facts().title().map(Fact::value).orElse("");
  }

  private static List<String> authors(String html) {
    return read(html + BODY + BODY).facts().authors().map(Fact::value).orElse(List.of());
  }

  @Test
  void headlineIsTheHeadingOverTheArticleAndNotTheMasthead() {
    assertThat(
            title(
                "<title>The Harbour Diary: Two men taken at the pier</title><meta"
                    + " property=og:title content='Two men taken at the pier'>"
                    + "<h1><a href='https://diary.example/'>The Harbour Diary</a></h1>"
                    + "<h3 class=post-title>Two men taken at the pier</h3>"))
        .isEqualTo("Two men taken at the pier");
  }

  @Test
  void headlineThatMachinesAreToldOtherwiseIsReadAsReadersSeeIt() {
    assertThat(
            title(
                "<title>Pier arrests: what we know | Harbour Gazette</title><meta"
                    + " property=og:title content='Pier arrests: what we know'>"
                    + "<h1>Officers take two fishermen before dawn</h1>"))
        .isEqualTo("Officers take two fishermen before dawn");
  }

  @Test
  void kickerDateAndHiddenWordsAreNoPartOfTheHeadline() {
    String stated = "<meta property=og:title content='Two men taken at the pier'>";

    assertThat(
            title(
                stated
                    + "<h1><span class='article__kicker'>Harbour</span> <span class=sr-only>:"
                    + "</span> <span>Two men taken at the pier</span></h1>"))
        .isEqualTo("Two men taken at the pier");
    assertThat(title(stated + "<h1><time>5 March 2024</time> Two men taken at the pier</h1>"))
        .isEqualTo("Two men taken at the pier");
    assertThat(title(stated + "<h1>Harbour news / Two men taken at the pier</h1>"))
        .isEqualTo("Two men taken at the pier");
    assertThat(title(stated + "<h1>Two men taken at the pier<a class=headerlink>¶</a></h1>"))
        .isEqualTo("Two men taken at the pier");
  }

  @Test
  void everyAuthorOfABylineOfLinksIsNamedWithoutRoles() {
    assertThat(
            authors(
                "<h1>Two men taken</h1><div class=byline>By <a href='/author/ana-quispe'>Ana"
                    + " Quispe</a>, <a href='/author/tomas-ode'>Tomás Ode</a> y <a"
                    + " href='/author/lea-brandt'>Lea Brandt</a> <span>Harbour"
                    + " Correspondents</span></div>"))
        .containsExactly("Ana Quispe", "Tomás Ode", "Lea Brandt");
  }

  @Test
  void pseudonymsDesksAndOrganisationsAreAuthorsWhereTheyStandAsAuthors() {
    assertThat(authors("<h1>Two men taken</h1><p>by <a rel=author>pierwatcher</a></p>"))
        .containsExactly("pierwatcher");
    assertThat(
            authors(
                "<script type=application/ld+json>{'@type':'NewsArticle','headline':'x',"
                    + "'author':{'@type':'Organization','name':'Tamarind Rights"
                    + " Network'}}</script>"))
        .containsExactly("Tamarind Rights Network");
    assertThat(authors("<h1>Two men taken</h1><span class=byline>Von <b>Redaktion</b></span>"))
        .containsExactly("Redaktion");
    assertThat(
            authors("<meta name=author content=admin><meta name=author content=gazette.example>"))
        .isEmpty();
  }

  @Test
  void authorIsReadBelowALabelAndBesideAGenre() {
    assertThat(authors("<h1>Two men taken</h1><h4>Autor</h4><p>Nikolas Ruhe</p>"))
        .containsExactly("Nikolas Ruhe");
    assertThat(authors("<h1>Zwei Männer abgeführt</h1><p>Eine Kolumne von Nikolas Ruhe</p>"))
        .containsExactly("Nikolas Ruhe");
    assertThat(
            authors(
                "<meta name=twitter:label1 content='Written by'><meta name=twitter:data1"
                    + " content='Ana Quispe'><h1>Two men taken</h1>"))
        .containsExactly("Ana Quispe");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      textBlock =
          """
          <script type=application/ld+json>{"@type":"NewsArticle","headline":"He said "no"","author":{"@type":"Person","name":"Ana Quispe"}}</script> # Ana Quispe
          <script type=application/ld+json>{"@type":"NewsArticle","headline":"He said "no"","author":[{"name":"Ana Quispe"}]}</script> # Ana Quispe
          <script type=application/ld+json>{"@type":"WebPage","datePublished":"2024-03-05"}</script><script type=application/ld+json>{"@type":"Article","author":"Ana Quispe"}</script> # Ana Quispe
          <script type=application/ld+json>{"@type":"NewsArticle","headline":"x","creator":["Ana Quispe","Tomás Ode"]}</script> # Ana Quispe; Tomás Ode
          <script type=application/ld+json>{"@type":"NewsArticle","headline":"x","author":[{"@type":"Person","name":"By Ana Quispe, Tomás Ode and Lea Brandt"}]}</script> # Ana Quispe; Tomás Ode; Lea Brandt
          <h1>Two men taken</h1><span itemprop=author itemscope><meta itemprop=name content="Ana Quispe"></span> # Ana Quispe
          <div class=author>Author: pierwatcher am 29.12.2010, 13:36 Uhr</div><h1>Two men taken</h1> # pierwatcher
          """)
  void authorsAreReadInWhateverFormTheyAreStated(String html, String authors) {
    assertThat(String.join("; ", authors(html))).isEqualTo(authors);
  }

  @Test
  void theOnlyMarkedAuthorIsTakenWhereverItStandsButNoneOfSeveral() {
    String far = "<a rel=author href=/a>Ana Quispe</a>" + "<p>x</p>".repeat(30);
    String article = "<article><h1>Two men taken</h1>";
    assertThat(authors("<div>" + far + "</div>" + article)).containsExactly("Ana Quispe");
    assertThat(authors("<div><a rel=author href=/b>Tomás Ode</a>" + far + "</div>" + article))
        .isEmpty();
  }
}
