package org.vigil.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a text or page says, reading it ends with an extraction and not with an exception. */
class AnyTextTest {

  private static final LocalDate TODAY = LocalDate.of(2024, 5, 6);

  private static final List<String> WORDS =
      List.of(
          "By",
          "by ",
          "Von",
          "Par",
          "Por",
          "de la",
          "and",
          "&",
          "AP",
          "(Reuters)",
          "LONDON",
          "Jane",
          "Doe",
          "O'Dera",
          "Al-",
          "al",
          "Jr.",
          "Dr.",
          "Published",
          "Updated:",
          "July 20, 2020",
          "20.7.2020",
          "٢٠ يوليو ٢٠٢٠",
          "كتب",
          "بقلم",
          "Автор:",
          "Москва,",
          "记者",
          "张三",
          "2020年7月20日",
          "नई दिल्ली",
          "𝝊𝝋𝝌",
          "𐌰𐌱",
          "e\u0301",
          "\ud835",
          "\udf0a",
          "\u200f",
          "\u202e",
          "\ufeff",
          "\u00a0",
          "\u2028",
          "|",
          "-",
          "–",
          "—",
          "/",
          ":",
          ",",
          ".",
          "…",
          "”",
          "“",
          "'",
          "’",
          "(",
          ")",
          "[",
          "#",
          "@",
          "*",
          "•",
          "©",
          "\t",
          "\n",
          "\n\n",
          "\r\n",
          " ",
          "",
          "1",
          "12:30",
          "GMT",
          "PHOTO",
          "Share",
          "https://x.example/a",
          "jane@x.example",
          "Read more:",
          "News",
          "Desk");

  private static final List<String> TAGS =
      List.of(
          "<p>",
          "</p>",
          "<div class='byline'>",
          "</div>",
          "<h1>",
          "</h1>",
          "<h2 class=headline>",
          "</h2>",
          "<time datetime='2020-07-20'>",
          "</time>",
          "<a rel=author href='/author/'>",
          "</a>",
          "<meta property='og:site_name' content='",
          "'>",
          "<title>",
          "</title>",
          "<br>",
          "<table><tr><td>",
          "</table>",
          "<span itemprop=author>",
          "</span>",
          "<footer>© ",
          "</footer>",
          "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":\"",
          "\"}</script>",
          "<script>var a = {\"body\":[",
          "]}</script>",
          "<!--",
          "-->",
          "&#x1d70a;");

  @Test
  void textOfWordsThatOpenReportsInAnyOrder() {
    for (long seed = 0; seed < 3_000; seed++) {
      String text = mixture(new Random(seed), List.of(WORDS));
      assertThatCode(
              () ->
                  PlainText.read(
                      text.getBytes(UTF_8),
                      "a.txt",
                      new FactContext(Optional.empty(), Optional.of(TODAY))))
          .as("seed %d: %s", seed, text)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void pageOfSuchWordsAndTagsInAnyOrder() {
    for (long seed = 0; seed < 3_000; seed++) {
      String page = mixture(new Random(seed), List.of(WORDS, TAGS));
      assertThatCode(
              () ->
                  HtmlPages.read(
                      page.getBytes(UTF_8),
                      Optional.empty(),
                      Optional.of("https://x.example/"),
                      TODAY))
          .as("seed %d: %s", seed, page)
          .doesNotThrowAnyException();
    }
  }

  private static String mixture(Random random, List<List<String>> sources) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i >= 0; i--) {
      List<String> words = sources.get(random.nextInt(sources.size()));
      text.append(words.get(random.nextInt(words.size()))).append(random.nextBoolean() ? " " : "");
    }
    return text.toString();
  }
}
