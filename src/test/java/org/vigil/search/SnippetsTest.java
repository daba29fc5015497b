package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.search.TinyIndex.Ask.ask;
import static org.vigil.search.TinyIndex.Some.report;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetsTest {

  @Test
  void marksTheWordsThatStandInTheTextAndNothingElse() throws IOException {
    try (TinyIndex index = new TinyIndex(report("r1", "Many Uighurs <b>said</b> \"no\" & left."))) {
      assertThat(snippets(index, "uyghur"))
          .containsExactly(
              "Many <em>Uighurs</em> &lt;b&gt;said&lt;/b&gt; &quot;no&quot; &amp; left.");
    }
  }

  @Test
  void marksPhrasesWholeAndNearPhrasesWordByWord() throws IOException {
    try (TinyIndex index =
        new TinyIndex(report("r1", "The concentration camps held camps of others."))) {
      assertThat(snippets(index, "\"concentration camps\""))
          .containsExactly("The <em>concentration camps</em> held camps of others.");
      assertThat(snippets(index, "\"concentration held\"~2"))
          .containsExactly("The <em>concentration</em> camps <em>held</em> camps of others.");
    }
  }

  @Test
  void offsetsPointIntoTheText() throws IOException {
    String filler = "Nothing happens in this sentence at all. ".repeat(30);
    String text = filler + "Here stand the camps. " + filler;
    try (TinyIndex index = new TinyIndex(report("r1", text))) {
      SearchResult.Snippet snippet =
          index.answer(ask("camps")).hits().getFirst().snippets().getFirst();

      assertThat(snippet.html()).startsWith("Here stand the <em>camps</em>. Nothing");
      assertThat(text.substring(snippet.start(), snippet.end()))
          .isEqualTo(snippet.html().replace("<em>", "").replace("</em>", ""));
      assertThat(snippet.end() - snippet.start()).isLessThan(300);
    }
  }

  @Test
  void prefersThePassageWithMoreOfTheWords() throws IOException {
    String filler = "Nothing happens in this sentence at all. ".repeat(20);
    String text = "Only camps here. " + filler + "Forced labour in camps. " + filler;
    try (TinyIndex index = new TinyIndex(report("r1", text))) {
      assertThat(snippets(index, "forced labour camps"))
          .anyMatch(s -> s.startsWith("<em>Forced</em> <em>labour</em> in <em>camps</em>."));
    }
  }

  @Test
  void showsTheTitleWhenItIsFoundAndTheLeadWhenTheTextIsNot() throws IOException {
    try (TinyIndex index = new TinyIndex(report("r1", "Lead sentence.").title("On camps"))) {
      assertThat(index.answer(ask("camps")).hits().getFirst().snippets())
          .containsExactly(
              new SearchResult.Snippet("title", "On <em>camps</em>", 0, 8),
              new SearchResult.Snippet("text", "Lead sentence.", 0, 14));
      assertThat(snippets(index, "")).containsExactly("Lead sentence.");
    }
  }

  @Test
  void highlightsOfAReportAreTheSameWordsOverTheWholeText() throws IOException {
    try (TinyIndex index =
        new TinyIndex(report("r1", "Camps here. " + "x ".repeat(500) + "And camps there."))) {
      assertThat(
              index
                  .searcher()
                  .highlights("r1", "camps", Wording.of(SearchRequest.Spelling.VARIANTS)))
          .containsExactly(new ReportSearcher.Span(0, 5), new ReportSearcher.Span(1016, 1021));
      assertThat(
              index.searcher().highlights("no", "camps", Wording.of(SearchRequest.Spelling.EXACT)))
          .isEmpty();
    }
  }

  @Test
  void survivesTextsOfAnyLengthWithoutASpace() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("r1", "😀".repeat(400) + " camps " + "😀".repeat(400)),
            report("r2", "新".repeat(1000) + "疆"))) {
      assertThat(snippets(index, "camps")).hasSize(1).first().asString().contains("<em>camps</em>");
      assertThat(snippets(index, "疆")).hasSize(1).first().asString().contains("<em>疆</em>");
    }
  }

  private static List<String> snippets(TinyIndex index, String q) throws IOException {
    return index.answer(ask(q)).hits().getFirst().snippets().stream()
        .map(SearchResult.Snippet::html)
        .toList();
  }
}
