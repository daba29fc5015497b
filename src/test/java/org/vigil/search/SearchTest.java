package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.search.TinyIndex.Some.report;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Which reports a query finds. */
class SearchTest {

  @Test
  void findsWordsInTitleOrTextInAnyCase() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("r1", "The camps were denied.").title("Ambassador on Xinjiang"),
            report("r2", "XINJIANG is a region."),
            report("r3", "Elsewhere."))) {
      assertThat(index.search("xinjiang")).containsExactlyInAnyOrder("r1", "r2");
      assertThat(index.search("xinjiang camps")).containsExactly("r1");
      assertThat(index.search("xinjiang -camps")).containsExactly("r2");
      assertThat(index.search("-xinjiang")).containsExactly("r3");
      assertThat(index.search("elsewhere OR denied")).containsExactlyInAnyOrder("r1", "r3");
      assertThat(index.search("title:xinjiang")).containsExactly("r1");
      assertThat(index.search("text:xinjiang")).containsExactly("r2");
      assertThat(index.search("")).hasSize(3);
    }
  }

  @Test
  void findsOtherSpellingsInflectionsAndAccentsAsAsked() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("exact", "One Uyghur spoke."),
            report("plural", "Many Uyghurs spoke."),
            report("variant", "Many Uighurs spoke."),
            report("french", "Les Ouïghours ont parlé.").in("fr"),
            report("chinese", "维吾尔族人说。").in("zh"))) {
      assertThat(index.ids(spelled("uyghur", SearchRequest.Spelling.EXACT)))
          .containsExactly("exact");
      assertThat(index.ids(spelled("uyghur", SearchRequest.Spelling.FOLDED)))
          .containsExactly("exact", "plural");
      assertThat(index.ids(spelled("uyghur", SearchRequest.Spelling.VARIANTS)))
          .containsExactlyInAnyOrder("exact", "plural", "variant", "french", "chinese");
      assertThat(index.searcher().search(SearchRequest.of("uyghur")).query().variants())
          .containsKey("uyghur");
    }
  }

  @Test
  void phrasesMeanWordsNextToEachOtherInOrder() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("r1", "They were concentration camps."),
            report("r2", "Camps of concentration."),
            report("r3", "Fox-IT was hired by the NSO Group."))) {
      assertThat(index.search("\"concentration camps\"")).containsExactly("r1");
      assertThat(index.search("\"concentration camps\"~3")).containsExactly("r1", "r2");
      assertThat(index.search("\"fox-it\"")).containsExactly("r3");
      assertThat(index.search("fox-it")).containsExactly("r3");
      assertThat(index.search("\"NSO Group\"")).containsExactly("r3");
    }
  }

  @Test
  void entitiesStandInPhrasesUnderAnyOfTheirNames() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("r1", "Liu Xiaoming denied that camps exist.")
                .names("person/liu-xiaoming", "Liu Xiaoming", "Liu"),
            report(
                    "r2",
                    "Camps? Nobody said so. " + "Filler words here. ".repeat(10) + "Liu spoke.")
                .names("person/liu-xiaoming", "Liu Xiaoming", "Liu"),
            report("r3", "The camps were praised by Liu.")
                .names("person/liu-xiaobo", "Liu Xiaobo", "Liu"))) {
      assertThat(index.search("\"@person camps\"~5")).containsExactlyInAnyOrder("r1", "r3");
      assertThat(index.search("\"@person denied\"")).containsExactly("r1");
      assertThat(index.search("\"by @person\"")).containsExactly("r3");
      assertThat(index.search("\"@person/liu-xiaoming camps\"~10")).containsExactly("r1");
      assertThat(index.search("person:\"Liu Xiaoming\"")).containsExactlyInAnyOrder("r1", "r2");
      assertThat(index.search("person:person/liu-xiaobo")).containsExactly("r3");
      assertThat(index.search("person:Liu")).hasSize(3);
    }
  }

  private static SearchRequest spelled(String q, SearchRequest.Spelling spelling) {
    SearchRequest r = SearchRequest.of(q);
    return new SearchRequest(
        q,
        r.filters(),
        r.from(),
        r.to(),
        r.order(),
        r.page(),
        r.pageSize(),
        r.cursor(),
        r.facets(),
        r.facetSize(),
        r.facetPrefix(),
        spelling,
        r.collapse(),
        r.highlight());
  }
}
