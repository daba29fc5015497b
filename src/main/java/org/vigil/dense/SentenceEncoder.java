package org.vigil.dense;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Turns a text into a vector, so that texts of like meaning have vectors of like direction. Safe
 * for use by several threads.
 */
public interface SentenceEncoder extends AutoCloseable {

  /** The vector of the beginning of a text, as long as the encoder reads, of length 1. */
  float[] encode(String text);

  /** Tells the vectors of one model from those of another: 64 hexadecimal digits. */
  String id();

  @Override
  void close();

  /**
   * Reads a model of the family of BERT in lower case whose first output begins with the vector of
   * the text (bge and its like), with the pieces of its vocabulary in {@code vocab.txt} beside it.
   *
   * @throws IOException if there is no such model, its vocabulary is missing, or ONNX Runtime is;
   *     the message says what to do
   */
  static SentenceEncoder open(Path model) throws IOException {
    Path vocabulary = model.resolveSibling("vocab.txt");
    for (Path needed : new Path[] {model, vocabulary}) {
      if (!Files.isRegularFile(needed)) {
        throw new IOException(
            "there is no " + needed + ": an encoder is a model and its vocab.txt");
      }
    }
    try {
      return new OnnxEncoder(Files.readAllBytes(model), Files.readAllLines(vocabulary));
    } catch (NoClassDefFoundError e) {
      throw new IOException(
          "ONNX Runtime is missing: 'mvn -Pdeep dependency:copy@onnxruntime' fetches it", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(model + " is no encoder: " + e.getMessage(), e);
    }
  }
}
