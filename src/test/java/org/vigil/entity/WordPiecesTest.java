package org.vigil.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordPiecesTest {

  private static final List<String> VOCABULARY =
      List.of(
          "[UNK]", "[CLS]", "[SEP]", "ur", "##um", "##qi", "o", "'", "brien", "u", ".", "s", "un",
          "##urum", "naive", "北", "京", "1990", "##s", "_", "rights", "now");

  private final WordPieces pieces = new WordPieces(VOCABULARY);

  private List<String> of(String word) {
    return IntStream.of(pieces.of(word)).mapToObj(VOCABULARY::get).toList();
  }

  @Test
  void aWordIsItsLongestPiecesInLowerCaseWithoutAccents() {
    assertThat(of("Ürümqi")).containsExactly("ur", "##um", "##qi");
    assertThat(of("naïve")).containsExactly("naive");
    assertThat(of("nai\u0308ve")).containsExactly("naive");
    assertThat(of("1990s")).containsExactly("1990", "##s");
  }

  @Test
  void marksAndIdeographsStandAlone() {
    assertThat(of("O'Brien")).containsExactly("o", "'", "brien");
    assertThat(of("U.S.")).containsExactly("u", ".", "s", ".");
    assertThat(of("rights_now")).containsExactly("rights", "_", "now");
    assertThat(of("北京")).containsExactly("北", "京");
  }

  @Test
  void whatIsNotInTheVocabularyIsOneUnknownPiece() {
    assertThat(of("urx")).containsExactly("[UNK]");
    assertThat(of("😀")).containsExactly("[UNK]");
    assertThat(of("\u0000")).containsExactly("[UNK]");
    assertThat(of("\ud83d")).containsExactly("[UNK]");
    assertThat(of("")).containsExactly("[UNK]");
  }

  @Test
  void noWordHasMorePiecesThanTheMost() {
    assertThat(of("u".repeat(1_000_000))).containsExactly("[UNK]");
    assertThat(of(".".repeat(1_000_000))).hasSize(WordPieces.MOST);
  }

  @Test
  void aVocabularyMustHaveTheSpecialPieces() {
    assertThatThrownBy(() -> new WordPieces(List.of("[UNK]", "[CLS]", "a")))
        .hasMessage("a vocabulary without [SEP]");
  }
}
