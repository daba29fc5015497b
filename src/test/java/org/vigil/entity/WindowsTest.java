package org.vigil.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowsTest {

  private static final WordPieces PIECES =
      new WordPieces(List.of("[UNK]", "[CLS]", "[SEP]", "a", "##a", "b", "."));
  private static final Lexicon LEXICON = lexicon();

  private static Lexicon lexicon() {
    try {
      return Recognisers.lexicon();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<Windows.Window> of(String text, int context, Span... guesses) {
    Tokens tokens = Tokens.of(text);
    List<Windows.Window> windows = new ArrayList<>();
    new Windows(tokens, new Features(tokens, LEXICON), List.of(guesses), PIECES)
        .forEach(context, windows::add);
    return windows;
  }

  @Test
  void aWindowHoldsPiecesHowTheirWordsAreWrittenAndWhatTheyWereTakenFor() {
    Windows.Window window = of("B aaa.", 48, new Span(0, 1, Label.PERSON)).get(0);

    assertThat(window.pieces()).containsExactly(1, 5, 3, 4, 4, 6, 2);
    assertThat(window.heads()).containsExactly(1, 2, 5);
    // Inner pieces and those around the text have ways of writing of their own.
    assertThat(window.shapes()).startsWith(0).endsWith(0);
    assertThat(window.shapes()[3]).isEqualTo(window.shapes()[4]).isEqualTo(1);
    assertThat(window.shapes()[1]).isNotEqualTo(window.shapes()[2]);
    assertThat(window.guesses()).containsExactly(0, 1 + Label.PERSON.tag(0, 1), 1, 1, 1, 1, 0);
  }

  @Test
  void aWindowBeginsWithASentenceAndShowsSomeOfTheTextBefore() {
    List<Windows.Window> windows = of("a b a b a b a b a. ".repeat(60), 48);

    int next = 0;
    for (Windows.Window window : windows) {
      assertThat(window.from()).isEqualTo(next);
      assertThat(window.from() % 10).isZero();
      assertThat(window.heads()[0]).isEqualTo(next == 0 ? 1 : 49);
      next += window.heads().length;
    }
    assertThat(next).isEqualTo(600);
  }

  @Test
  void windowsReadEachTokenOnceHoweverLongSentencesAre() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      StringBuilder text = new StringBuilder();
      int words = random.nextInt(2000);
      int stops = 1 + random.nextInt(500);
      for (int i = 0; i < words; i++) {
        text.append("a".repeat(1 + random.nextInt(30)));
        text.append(random.nextInt(stops) == 0 ? ". " : " ");
      }
      int next = 0;
      for (Windows.Window window : of(text.toString(), random.nextInt(49))) {
        assertThat(window.pieces().length).as("seed %d", seed).isLessThanOrEqualTo(256);
        assertThat(window.from()).as("seed %d", seed).isEqualTo(next);
        assertThat(window.heads()).as("seed %d", seed).isNotEmpty();
        next += window.heads().length;
      }
      assertThat(next).as("seed %d", seed).isEqualTo(Tokens.of(text.toString()).size());
    }
  }

  @Test
  void aTextWithoutTokensHasNoWindow() {
    assertThat(of("", 48)).isEmpty();
    assertThat(of("\u0000\n\u200b ", 48)).isEmpty();
  }
}
