package org.vigil.entity;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tags English with a transformer, whose scores of tags are decoded like those of {@link Tagger}.
 * The file of the model holds its vocabulary too; {@code src/training/deep} makes it.
 */
final class DeepTagger implements Reviser {

  /** What a file must say of itself, because windows are made as that format has them. */
  private static final String FORMAT = "vigil-deep-1";

  private static final int TAGS = Label.TAGS;

  /** As many tokens, or a window more, are decoded together. */
  private static final int PIECE = 4096;

  /** All transitions that are legal are alike. */
  private static final float[] TRANSITIONS = new float[TAGS * TAGS];

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final WordPieces vocabulary;

  /**
   * Reads a model.
   *
   * @throws IOException if this is no such model
   */
  DeepTagger(byte[] model) throws IOException {
    try {
      environment = OnnxSessions.environment();
      session = OnnxSessions.open(model);
      Map<String, String> about = session.getMetadata().getCustomMetadata();
      if (!FORMAT.equals(about.get("format"))) {
        throw new IOException("its format is not " + FORMAT);
      }
      vocabulary =
          new WordPieces(
              List.of(
                  Optional.ofNullable(about.get("vocabulary"))
                      .orElseThrow(() -> new IOException("it has no vocabulary"))
                      .split("\n", -1)));
    } catch (OrtException e) {
      throw new IOException("ONNX Runtime cannot read it", e);
    }
  }

  @Override
  public List<Span> revise(Tokens tokens, Features features, List<Span> found) {
    Decoding decoding = new Decoding();
    new Windows(tokens, features, found, vocabulary).forEach(Windows.CONTEXT, decoding::read);
    decoding.decode();
    return decoding.spans;
  }

  /** The spans of one document, decoded in pieces, so that memory stays bounded. */
  private final class Decoding {
    final List<Span> spans = new ArrayList<>();
    private final float[] scores = new float[(PIECE + Windows.LONGEST) * TAGS];
    private int from;
    private int length;

    void read(Windows.Window window) {
      FloatBuffer ofPieces = run(window);
      for (int head : window.heads()) {
        ofPieces.position(head * TAGS);
        ofPieces.get(scores, length * TAGS, TAGS);
        length++;
      }
      if (length >= PIECE) {
        decode();
      }
    }

    void decode() {
      Tagger.spans(Tagger.decode(scores, length, TRANSITIONS), from, spans);
      from += length;
      length = 0;
    }
  }

  /** The scores of tags for each piece of a window. */
  private FloatBuffer run(Windows.Window window) {
    try (OnnxTensor pieces = tensor(window.pieces());
        OnnxTensor shapes = tensor(window.shapes());
        OnnxTensor guesses = tensor(window.guesses());
        OrtSession.Result result =
            session.run(Map.of("pieces", pieces, "shapes", shapes, "guesses", guesses))) {
      return ((OnnxTensor) result.get(0)).getFloatBuffer();
    } catch (OrtException e) {
      throw new IllegalStateException("the deep recogniser failed on a text", e);
    }
  }

  private OnnxTensor tensor(long[] values) throws OrtException {
    return OnnxTensor.createTensor(
        environment, LongBuffer.wrap(values), new long[] {values.length});
  }
}
