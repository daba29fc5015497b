package org.vigil.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.extract.Extraction.Extracted;
import org.vigil.extract.Extraction.Unreadable;

/** Pages that scripts build in the browser, of which only the data have the article. */
class StateScriptsTest {

  private static final String ONE =
      "Fishermen at the pier said on Monday that officers had come before dawn, and had taken two of"
          + " them away without a word to their families.";
  private static final String TWO =
      "The county said that it knew nothing of the matter. It asked for patience, and promised an"
          + " answer within a week to all who had asked.";
  private static final String THREE =
      "By Tuesday, forty people had gathered at the gate, where a judge read out the names of those"
          + " who were held, and those of nobody else.";

  private static Extraction read(String script, String body) {
    String html =
        "<html><head><meta property=og:title content='Two men taken at the pier'></head><body><div"
            + " id=root>"
            + body
            + "</div>"
            + script.replace("ONE", ONE).replace("TWO", TWO).replace("THREE", THREE)
            + "</body></html>";
    return HtmlPages.read(
        html.getBytes(StandardCharsets.UTF_8),
        Optional.empty(),
        Optional.empty(),
        LocalDate.of(2024, 5, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script id=__NEXT_DATA__ type=application/json>{\"props\":{\"pageProps\":{\"article\":{"
            + "\"headline\":\"Two men taken at the pier\",\"authors\":[{\"name\":\"Jane Doe\"}],"
            + "\"published_at\":\"2024-03-05T06:00:00Z\",\"body\":\"<p>ONE</p><p>TWO</p>"
            + "<p>THREE</p>\"}}}}</script>",
        "<script>window.__PRELOADED_STATE__ = {\"story\":{\"title\":\"Two men taken at the pier\","
            + "\"byline\":\"By Jane Doe\",\"publishedAt\":\"2024-03-05T06:00:00Z\",\"blocks\":["
            + "{\"type\":\"text\",\"html\":\"<b>ONE</b>\"},{\"type\":\"image\",\"text\":\"THREE ONE\"},"
            + "{\"type\":\"text\",\"html\":\"TWO\"},{\"type\":\"text\",\"html\":\"THREE\"}]}};"
            + "window.other = 1;</script>",
        "<script type=application/json>[{\"credits\":{\"by\":[{\"name\":\"Jane Doe\"}]},\"headlines\":{"
            + "\"basic\":\"Two men taken at the pier\"},\"first_publish_date\":1,\"publish_date\":"
            + "\"2024-03-05T06:00:00Z\",\"content_elements\":[{\"type\":\"paragraph\",\"children\":[{"
            + "\"text\":\"ONE\"}]},{\"type\":\"paragraph\",\"children\":[{\"text\":\"TWO\"}]},{\"type\":"
            + "\"paragraph\",\"children\":[{\"text\":\"THREE\"}]}],\"more\":[{\"title\":\"Else\",\"body\":"
            + "\"THREE TWO ONE THREE\"},{\"title\":\"Other\",\"body\":\"THREE TWO ONE THREE\"}]}]</script>",
      })
  void holdTheArticleAndItsFacts(String script) {
    Extracted page = (Extracted) read(script, "");

    assertThat(page.text()).isEqualTo(ONE + "\n\n" + TWO + "\n\n" + THREE);
    assertThat(page.facts().authors().map(Fact::value)).contains(List.of("Jane Doe"));
    assertThat(page.facts().title().map(Fact::value)).contains("Two men taken at the pier");
    assertThat(page.facts().date().map(d -> d.value().toString())).contains("2024-03-05");
  }

  @Test
  void areNotReadWhereThePageShowsItsText() {
    String script =
        "<script type=application/json>{\"title\":\"Two men taken at the pier\",\"body\":\"<p>THREE</p>"
            + "<p>THREE</p><p>THREE</p><p>THREE</p>\"}</script>";
    String shown = "<h1>Two men taken at the pier</h1><p>" + ONE + "</p><p>" + TWO + "</p>";

    assertThat(((Extracted) read(script, shown)).text()).contains(ONE).doesNotContain(THREE);
  }

  @Test
  void ofAnotherArticleAreNotTakenForAShortPage() {
    String script =
        "<script type=application/json>{\"title\":\"Something else entirely\",\"body\":\"<p>TWO</p>"
            + "<p>THREE</p><p>TWO</p><p>THREE</p><p>TWO</p>\"}</script>";
    String shown = "<h1>Two men taken at the pier</h1><p>" + ONE + ONE + "</p>";

    assertThat(((Extracted) read(script, shown)).text()).contains(ONE).doesNotContain(THREE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>var a = {\"text\":\"short\"};</script>",
        "<script>!function(){var a={\"code\":1};for(;;){}}();</script>",
        "<script type=application/json>{\"broken\": [1, </script>",
        "<script>window.x = {\"css\":\".a{b:c} .d{e:f}\"}</script>",
        "<script>window.x = JSON.parse(\"{\\\"a\\\": \\u00</script>",
        "<script>self.f.push([1,\"1:Tfffff,cut off\\</script>",
        "<script>self.f.push([1,\"1:T0,2:[\\\"$1\\\",\\\"$2\\\"]\\n2:[\"])</script>",
      })
  void withoutProseLeaveAPageEmpty(String script) {
    assertThat(read(script, "")).isInstanceOf(Unreadable.class);
  }
}
