package org.vigil.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.extract.Extraction.Extracted;

/** Who wrote it, on pages as systems of today mark it. */
class PageAuthorsTest {

  private static final String STORY =
      "<p>Fishermen at the pier said on Monday that officers had come before dawn, and had taken two"
          + " of them away without a word to their families.</p><p>The county said that it knew"
          + " nothing of the matter. It asked for patience, and promised an answer within a week.</p>"
          + "<p>By Tuesday, forty people had gathered at the gate, where a judge read out names.</p>";

  private static String authors(String head, String article) {
    String html =
        "<html><head><title>Two men taken at the pier - Harbour Gazette</title>"
            + "<meta property=og:site_name content='Harbour Gazette'>"
            + head
            + "</head><body><nav><a href=/>Home</a> <a href=/n>News</a></nav>"
            + article
            + "<footer>© 2024 Harbour Gazette</footer></body></html>";
    Extracted page =
        (Extracted)
            HtmlPages.read(
                html.getBytes(StandardCharsets.UTF_8),
                Optional.empty(),
                Optional.empty(),
                LocalDate.of(2024, 5, 1));
    return String.join("; ", page.facts().authors().map(Fact::value).orElse(List.of()));
  }

  private static String underHeadline(String byline) {
    return "<main><article><h1>Two men taken at the pier</h1>"
        + byline
        + STORY
        + "</article></main>";
  }

  private static String data(String author) {
    return "<script type=application/ld+json>{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":"
        + "\"NewsArticle\",\"headline\":\"Two men taken at the pier\","
        + author
        + "},{\"@type\":\"Person\",\"@id\":\"#1\",\"name\":\"Jane Doe\"}]}</script>";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      textBlock =
          """
          "author":"Jane Doe"                                                        → Jane Doe
          "author":{"@type":"Person","name":"Jane Doe"}                              → Jane Doe
          "author":["Jane Doe","John Roe"]                                           → Jane Doe; John Roe
          "author":[{"@type":"Person","name":"Jane Doe"},{"name":"John Roe"}]        → Jane Doe; John Roe
          "author":{"@id":"#1"}                                                      → Jane Doe
          "author":[{"@id":"#1"}]                                                    → Jane Doe
          "author":{"@type":"Person","name":"Jane Doe, John Roe and Mary Major"}     → Jane Doe; John Roe; Mary Major
          "author":{"@type":"Person","name":["Jane Doe","John Roe"]}                 → Jane Doe; John Roe
          "author":{"@type":"Person","givenName":"Jane","familyName":"Doe"}          → Jane Doe
          "author":{"@type":"Person","name":"","url":"https://h.example/author/jane-doe"} → Jane Doe
          "author":{"@type":"Person","name":"By Jane Doe"}                           → Jane Doe
          "author":{"@type":"Person","name":"JANE DOE"}                              → Jane Doe
          "author":{"@type":"Person","name":"Jane Doe | Harbour Gazette"}            → Jane Doe
          "author":[{"@type":"Organization","name":"Harbour Gazette"},{"@type":"Person","name":"Jane Doe"}] → Jane Doe
          "creator":["Jane Doe"]                                                     → Jane Doe
          "author":[{"@type":"Person","name":"Alex Press"},{"@type":"Person","name":"Echo Wang"}] → Alex Press; Echo Wang
          "author":[{"@type":"Person","name":"Jane Doe"},{"@type":"Person","name":"Web Desk"}]    → Jane Doe
          "headline":"They said "no"","author":[{"@type":"Person","url":"x","name":"Jane Doe"},{"name":"John Roe"}] → Jane Doe; John Roe
          """)
  void thatDataNames(String author, String expected) {
    assertThat(authors(data(author), underHeadline(""))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<meta name=author content='Jane Doe'>",
        "<meta property=article:author content='Jane Doe'>",
        "<meta property=article:author content='https://www.facebook.com/janedoe'><meta name=author"
            + " content='Jane Doe'>",
        "<meta name=byl content='By Jane Doe'>",
        "<meta name=parsely-author content='Jane Doe'>",
        "<meta name=dc.creator content='Doe, Jane'>",
        "<meta name='twitter:label1' content='Written by'><meta name='twitter:data1' content='Jane"
            + " Doe'>",
        "<meta name=cXenseParse:author content='Jane Doe'>",
        "<meta property=article:author content='https://h.example/authors/jane-doe'>",
      })
  void thatMetaElementsName(String head) {
    assertThat(authors(head, underHeadline(""))).isEqualTo("Jane Doe");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>By Jane Doe</p>",
        "<p>By <a href=/by/jane-doe>Jane Doe</a></p>",
        "<div class=css-1><span>By</span><span><a href=/x>Jane Doe</a></span></div>",
        "<div><div>By</div><div>Jane Doe</div></div>",
        "<div class=article-byline><span>Jane Doe</span><span>Senior correspondent</span></div>",
        "<div class=c-byline__item>Jane Doe<time datetime=2024-03-05>5 March 2024</time></div>",
        "<div class=x><div>Jane Doe</div><div>5 March 2024</div></div>",
        "<div><time datetime=2024-03-05>5 March 2024</time></div><div>Jane Doe</div>",
        "<a rel=author href=/p/7>Jane Doe</a>",
        "<span itemprop=author itemscope itemtype=https://schema.org/Person><span"
            + " itemprop=name>Jane Doe</span></span>",
        "<div data-testid=byline><span>Jane Doe</span></div>",
        "<div data-testid=byline-new-contributors><div><span>Jane Doe</span><div>Harbour"
            + " correspondent</div></div></div>",
        "<address aria-label='Contributor info'><a rel=author>Jane Doe</a></address>",
        "<div><span class='css-1 TextContributorName'>Jane Doe</span><span>Gaza"
            + " correspondent</span></div>",
        "<div class=haber-yazar>Jane Doe</div>",
        "<div class=detail__penulis>Jane Doe - <span>Harbour Gazette</span></div>",
        "<a href=/writers/jane-doe>Jane Doe</a>",
        "<p>Words by Jane Doe</p>",
        "<p>Story by Jane Doe</p>",
        "<p>Text: Jane Doe</p>",
        "<p>By Jane Doe in Harbour</p>",
        "<p>By Jane Doe, Harbour correspondent</p>",
        "<p>BY JANE DOE</p>",
        "<p>5 March 2024 · By Jane Doe · 4 min read</p>",
        "<p>Jane Doe | 5 March 2024</p>",
        "<p>Published 5 March 2024 by Jane Doe</p>",
        "<p>Written by Jane Doe, photographs by John Roe</p>",
        "<ul class=story-info><li>By Jane Doe</li><li>5 March 2024</li></ul>",
        "<div class=author-name>Jane Doe</div><div class=author-bio>Jane Doe covers the coast for"
            + " us.</div>",
      })
  void thatReadersSee(String byline) {
    assertThat(authors("", underHeadline(byline))).isEqualTo("Jane Doe");
  }

  @Test
  void reportersInTheFootOfAWireStoryAreAuthorsAndEditorsNot() {
    String foot = "<p>(Reporting by Jane Doe and Mary Major in Harbour; Editing by John Roe)</p>";
    assertThat(authors("", underHeadline("").replace("</article>", foot + "</article>")))
        .isEqualTo("Jane Doe; Mary Major");
  }

  @Test
  void theLineThatReadersSeeMayNameMoreThanTheDataDo() {
    assertThat(
            authors(
                data("\"author\":{\"@type\":\"Person\",\"name\":\"Jane Doe\"}"),
                underHeadline("<div class=byline>By Jane Doe and Mary Major</div>")))
        .isEqualTo("Jane Doe; Mary Major");
  }

  @Test
  void theAccountThatPublishedItIsNotItsAuthorWhereReadersSeeAnother() {
    assertThat(
            authors(
                data("\"author\":{\"@type\":\"Person\",\"name\":\"Mary Major\"}"),
                underHeadline("<div class=byline>By Jane Doe</div>")))
        .isEqualTo("Jane Doe");
  }

  @Test
  void theNameOfTheSiteIsNoPersonWhereReadersSeeOne() {
    assertThat(
            authors(
                data("\"author\":{\"@type\":\"Person\",\"name\":\"Harbour Gazette\"}"),
                underHeadline("<p>By Jane Doe</p>")))
        .isEqualTo("Jane Doe");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<figure><img src=a.jpg><figcaption>Photograph by John Roe</figcaption></figure>",
        "<p>Edited by John Roe</p>",
        "<div class=caption>John Roe</div>",
        "<div class=tags><a href=/t>John Roe</a></div>",
        "<section class=related><a href=/2>By John Roe</a></section>",
      })
  void nobodyIsNamedByWordsThatNameNoAuthor(String words) {
    assertThat(authors("", underHeadline(words))).isEmpty();
  }
}
