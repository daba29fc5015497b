package org.vigil.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentenceEncoderTest {

  private static final Offset<Float> NEARLY = within(1e-5f);

  @TempDir Path folder;

  private SentenceEncoder encoder() throws IOException {
    return SentenceEncoder.open(
        TinyModel.in(
            folder,
            Map.of("car", new float[] {2, 0}, "boat", new float[] {0, 3}, "##s", new float[2])));
  }

  @Test
  void aTextHasOneVectorOfLengthOne() throws IOException {
    try (SentenceEncoder encoder = encoder()) {
      assertThat(encoder.encode("Cars")).containsExactly(new float[] {1, 0}, NEARLY);
      assertThat(encoder.encode("A BOAT,\n\tand no other"))
          .containsExactly(new float[] {0, 1}, NEARLY);
      assertThat(encoder.encode("car car boat boat boat"))
          .containsExactly(new float[] {.40613f, .91381f}, NEARLY);
    }
  }

  @Test
  void whatHasNoKnownWordIsNowhere() throws IOException {
    try (SentenceEncoder encoder = encoder()) {
      for (String text : new String[] {"", " \n", "\0\ud800", "слово 字", "x".repeat(100_000)}) {
        assertThat(encoder.encode(text)).containsExactly(0f, 0f);
      }
    }
  }

  @Test
  void theBeginningOfALongTextIsRead() throws IOException {
    try (SentenceEncoder encoder = encoder()) {
      assertThat(encoder.encode("car ".repeat(OnnxEncoder.LONGEST) + "boat ".repeat(1_000)))
          .containsExactly(new float[] {1, 0}, NEARLY);
    }
  }

  @Test
  void modelsGoByTheirBytes() throws IOException {
    try (SentenceEncoder one = encoder();
        SentenceEncoder same = encoder();
        SentenceEncoder other =
            SentenceEncoder.open(TinyModel.in(folder, Map.of("car", new float[] {1, 1})))) {
      assertThat(one.id()).hasSize(64).isEqualTo(same.id()).isNotEqualTo(other.id());
    }
  }

  @Test
  void complaintsSayWhatIsWrong() throws IOException {
    Path model = folder.resolve("none.onnx");
    assertThatThrownBy(() -> SentenceEncoder.open(model))
        .isInstanceOf(IOException.class)
        .hasMessage("there is no " + model + ": an encoder is a model and its vocab.txt");
    Files.writeString(model, "no model");
    assertThatThrownBy(() -> SentenceEncoder.open(model))
        .hasMessage(
            "there is no "
                + folder.resolve("vocab.txt")
                + ": an encoder is a model and its vocab.txt");
    Files.writeString(folder.resolve("vocab.txt"), "[UNK]\n[CLS]\n[SEP]\n");
    assertThatThrownBy(() -> SentenceEncoder.open(model))
        .hasMessage(model + " is no encoder: ONNX Runtime cannot read it");
    Files.writeString(folder.resolve("vocab.txt"), "car\n");
    assertThatThrownBy(() -> SentenceEncoder.open(model))
        .hasMessage(model + " is no encoder: a vocabulary without [UNK]");
  }
}
