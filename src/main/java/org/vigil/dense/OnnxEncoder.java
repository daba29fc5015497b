package org.vigil.dense;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.entity.OnnxSessions;
import org.vigil.entity.WordPieces;

/** Encodes with ONNX Runtime. The vector of a text is what the model makes of its first piece. */
final class OnnxEncoder implements SentenceEncoder {

  /** Pieces that are read of a text, those before and behind it included. */
  static final int LONGEST = 256;

  private static final String PIECES = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String SEGMENTS = "token_type_ids";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final WordPieces vocabulary;
  private final Set<String> inputs;
  private final String id;

  /**
   * Reads a model.
   *
   * @throws IOException if this is no such model
   */
  OnnxEncoder(byte[] model, List<String> pieces) throws IOException {
    id = hash(model);
    vocabulary = new WordPieces(pieces);
    try {
      environment = OnnxSessions.environment();
      session = OnnxSessions.open(model);
      inputs = Set.copyOf(session.getInputNames());
    } catch (OrtException e) {
      throw new IOException("ONNX Runtime cannot read it", e);
    }
    if (!inputs.contains(PIECES) || !Set.of(PIECES, MASK, SEGMENTS).containsAll(inputs)) {
      throw new IOException("its inputs are " + inputs + " and not those of BERT");
    }
  }

  private static String hash(byte[] model) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public float[] encode(String text) {
    long[] pieces = pieces(text);
    long[] ones = new long[pieces.length];
    Arrays.fill(ones, 1);
    Map<String, OnnxTensor> given = new HashMap<>();
    try {
      put(given, PIECES, pieces);
      put(given, MASK, ones);
      put(given, SEGMENTS, new long[pieces.length]);
      try (OrtSession.Result result = session.run(given)) {
        OnnxTensor output = (OnnxTensor) result.get(0);
        long[] shape = output.getInfo().getShape();
        float[] vector = new float[(int) shape[shape.length - 1]];
        FloatBuffer values = output.getFloatBuffer();
        values.get(vector);
        return toUnit(vector);
      }
    } catch (OrtException e) {
      throw new IllegalStateException("the encoder failed on a text", e);
    } finally {
      given.values().forEach(OnnxTensor::close);
    }
  }

  private void put(Map<String, OnnxTensor> given, String name, long[] values) throws OrtException {
    if (inputs.contains(name)) {
      given.put(
          name,
          OnnxTensor.createTensor(
              environment, LongBuffer.wrap(values), new long[] {1, values.length}));
    }
  }

  private long[] pieces(String text) {
    long[] pieces = new long[LONGEST];
    int n = 0;
    pieces[n++] = vocabulary.opening();
    int at = 0;
    while (at < text.length() && n < LONGEST - 1) {
      int end = at;
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      if (end > at) {
        for (int piece : vocabulary.of(text.substring(at, end))) {
          if (n < LONGEST - 1) {
            pieces[n++] = piece;
          }
        }
      }
      at = end + 1;
    }
    pieces[n++] = vocabulary.closing();
    return Arrays.copyOf(pieces, n);
  }

  private static float[] toUnit(float[] vector) {
    double squares = 0;
    for (float each : vector) {
      squares += (double) each * each;
    }
    float length = (float) Math.sqrt(Math.max(squares, Float.MIN_NORMAL));
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= length;
    }
    return vector;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the encoder cannot be closed", e);
    }
  }
}
