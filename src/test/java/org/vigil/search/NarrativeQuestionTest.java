package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.vigil.search.TinyIndex.Some.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NarrativeQuestionTest {

  /** Twenty telling words, of which one says what it is about. */
  private static final String NARRATIVE =
      "grateful researcher seeks recent material regarding interviews studies methods approaches"
          + " results obtained concerning people working around quarries please listing every single"
          + " paper";

  @Test
  void aWordCountsTheMoreTheFewerReportsHaveIt() {
    assertThat(Ranking.inNarrative(1_000, 1)).isGreaterThan(1.3f);
    assertThat(Ranking.inNarrative(1_000, 15)).isBetween(0.9f, 1.1f);
    assertThat(Ranking.inNarrative(1_000, 300)).isLessThan(0.5f);
    assertThat(Ranking.inNarrative(1_000, 1_000)).isBetween(0.03f, 0.1f);
    assertThat(Ranking.inNarrative(1, 0)).isPositive().isFinite();
  }

  @Test
  void whatItIsAboutDecidesRatherThanHowItIsAsked() throws IOException {
    List<TinyIndex.Some> reports = new ArrayList<>();
    reports.add(report("about", "Dust from quarries, in the valley and elsewhere."));
    for (int i = 0; i < 20; i++) {
      reports.add(report("asked" + i, "Studies of people, with results and methods."));
    }
    for (int i = 0; i < 40; i++) {
      reports.add(report("other" + i, "Nothing of note happened on day " + i + "."));
    }
    try (TinyIndex index = new TinyIndex(reports.toArray(new TinyIndex.Some[0]))) {
      assertThat(index.search(anyOf(NARRATIVE))).first().isEqualTo("about");
      assertThat(index.search(anyOf("studies people results methods quarries")))
          .first()
          .isNotEqualTo("about");
    }
  }

  @Test
  void aWordThatIsAskedForTwiceCountsTwice() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("dust", "Dust, and nothing else."), report("mud", "Mud, and nothing else."))) {
      float once = index.answer(anyOf("dust mud gravel")).hits().getFirst().score();
      SearchResult.Hit twice = index.answer(anyOf("dust mud mud")).hits().getFirst();
      assertThat(twice.id()).isEqualTo("mud");
      assertThat(twice.score()).isCloseTo(2 * once, within(once / 100));
    }
  }

  /** In a walk, which learns nothing from the best reports. */
  private static TinyIndex.Ask anyOf(String words) {
    return TinyIndex.Ask.ask(words.replace(" ", " OR ")).cursor("*", 5);
  }
}
