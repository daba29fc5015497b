package org.vigil.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.extract.Extraction.Extracted;

/** When pages were published, read on 1 May 2024; {@code -} is a page that does not say. */
class PageDatesTest {

  private static final String BODY =
      "<p>Fishermen at the pier said on Monday that officers had come before dawn, and had taken two"
          + " of them away.</p><p>Nobody has seen them since, their families told us.</p>";

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      textBlock =
          """
          <meta property=article:published_time content=2024-03-05T08:00:00Z><meta property=article:modified_time content=2024-04-01T08:00:00Z> # 2024-03-05
          <meta property=og:updated_time content=2024-04-01T08:00:00Z><link rel=canonical href=https://gazette.example/2024/03/05/two-men-taken> # 2024-03-05
          <link rel=canonical href=https://gazette.example/harbour/2024/mar/05/two-men-taken>                      # 2024-03-05
          <link rel=canonical href=https://gazette.example/harbour/20240305-two-men-taken>                         # 2024-03-05
          <link rel=canonical href=https://gazette.example/harbour/two-men-taken-20991231>                         # -
          <link rel=canonical href=https://gazette.example/harbour/1203052024>                                     # -
          <script type=application/ld+json>{"@type":"NewsArticle","datePublished":"2024-03-05T23:30:00-05:00"}</script> # 2024-03-05
          <script type=application/ld+json>[{"@type":"WebPage","datePublished":"2023-01-01"},{"@type":"NewsArticle","headline":"x","datePublished":"2024-03-05"}]</script> # 2024-03-05
          <script type=application/ld+json>{"@type":"NewsArticle","datePublished":"2024-06-05"}</script>           # -
          <script>window.__STATE__={"article":{"id":7,"publishedAt":"2024-03-05T08:00:00Z"}}</script>              # 2024-03-05
          <script>self.push([1,"{\\"article\\":{\\"publishDate\\":\\"2024-03-05T08:00:00Z\\"}}"])</script>         # 2024-03-05
          <script>window.__STATE__={"build":"2024-03-05T08:00:00Z"}</script>                                       # -
          <meta name=date content='March 5, 2024'>                                                                 # 2024-03-05
          <meta name=pubdate content=1709625600000>                                                                # 2024-03-05
          <meta name=pubdate content='Tue, 05 Mar 2024 08:00:00 +0100'>                                            # 2024-03-05
          <h1>Two men taken</h1><time datetime=2024-03-05>Tuesday</time>                                           # 2024-03-05
          <h1>Two men taken</h1><abbr class=published title=2024-03-05T08:00:00Z>Tuesday</abbr>                    # 2024-03-05
          <h1>Two men taken</h1><p>Published 5 March 2024 | Updated 2 April 2024</p>                               # 2024-03-05
          <h1>Two men taken</h1><p>Updated: 2 April 2024</p><p>Published: 5 March 2024</p>                         # 2024-03-05
          <h1>Two men taken</h1><p>Posted by Ana Quispe on Mar 5, 2024</p>                                         # 2024-03-05
          <h1>Two men taken</h1><p>05.03.2024, 08:00 Uhr</p>                                                       # 2024-03-05
          <html lang=en-US><h1>Two men taken</h1><p>03/05/2024</p>                                                 # 2024-03-05
          <html lang=en-GB><h1>Two men taken</h1><p>05/03/2024</p>                                                 # 2024-03-05
          <html lang=en><h1>Two men taken</h1><p>05/03/2024</p>                                                    # -
          <h1>Two men taken</h1><p>5 de marzo de 2024</p>                                                          # 2024-03-05
          <h1>Two men taken</h1><p>Publié le 5 mars 2024 à 8h00</p>                                                # 2024-03-05
          <h1>Two men taken</h1><p>5 марта 2024, 08:00</p>                                                         # 2024-03-05
          <h1>Two men taken</h1><p>٥ مارس ٢٠٢٤</p>                                                                 # 2024-03-05
          <h1>Two men taken</h1><p>2024年3月5日 08:00</p>                                                          # 2024-03-05
          <h1>Two men taken</h1><p>5 मार्च 2024</p>                                                                # 2024-03-05
          <h1>Two men taken</h1><aside class=related><p>5 March 2024: A bridge is opened by the minister</p></aside> # -
          <h1>Two men taken</h1><section id=comments><p>Ana on 5 March 2024</p></section>                          # -
          <h1>Two men taken</h1><p>Register by 5 May 2025</p>                                                      # -
          <h1>Two men taken</h1><p>© 2024 Harbour Gazette</p>                                                      # -
          """)
  void theDayOfPublicationIsReadAndNoOther(String head, String date) {
    Extracted page =
        (Extracted)
            HtmlPages.read(
                (head + BODY).getBytes(StandardCharsets.UTF_8),
                Optional.empty(),
                Optional.empty(),
                LocalDate.of(2024, 5, 1));
    assertThat(page.facts().date().map(d -> d.value().toString()).orElse("-")).isEqualTo(date);
  }
}
