package org.vigil.dense;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes an encoder that is small enough for a test: the vector of a text is the mean of those of
 * its words. The format of ONNX is that of its {@code onnx.proto3}, numbers of fields included.
 */
public final class TinyModel {

  private static final int VARINT = 0;
  private static final int BYTES = 2;
  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int INT = 2;
  private static final int INTS = 7;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private TinyModel() {}

  /**
   * Writes a model and its vocabulary into a folder.
   *
   * @param words with their vectors, of one length
   * @return the model
   */
  public static Path in(Path folder, Map<String, float[]> words) throws IOException {
    List<String> pieces = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]"));
    pieces.addAll(words.keySet());
    int length = words.values().iterator().next().length;
    ByteBuffer table =
        ByteBuffer.allocate(pieces.size() * length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (String piece : pieces) {
      for (float value : words.getOrDefault(piece, new float[length])) {
        table.putFloat(value);
      }
    }
    Path model = folder.resolve("tiny.onnx");
    Files.write(model, model(table.array(), pieces.size(), length));
    Files.write(folder.resolve("vocab.txt"), pieces);
    return model;
  }

  private static byte[] model(byte[] table, int rows, int columns) {
    TinyModel weights =
        message().number(1, rows).number(1, columns).number(2, FLOAT).text(8, "table");
    weights.bytes(9, table);
    TinyModel look =
        message().text(1, "table").text(1, "input_ids").text(2, "words").text(4, "Gather");
    TinyModel axes = message().text(1, "axes").number(8, 1).number(20, INTS);
    TinyModel keep = message().text(1, "keepdims").number(3, 1).number(20, INT);
    TinyModel mean = message().text(1, "words").text(2, "vector").text(4, "ReduceMean");
    mean.inner(5, axes).inner(5, keep);
    TinyModel graph = message().inner(1, look).inner(1, mean).text(2, "tiny").inner(5, weights);
    graph.inner(11, value("input_ids", INT64, message().number(1, 1), message().text(2, "n")));
    graph.inner(
        12,
        value("vector", FLOAT, message().number(1, 1), message().number(1, 1), length(columns)));
    return message()
        .number(1, 8)
        .inner(7, graph)
        .inner(8, message().text(1, "").number(2, 13))
        .out
        .toByteArray();
  }

  private static TinyModel length(int columns) {
    return message().number(1, columns);
  }

  private static TinyModel value(String name, int type, TinyModel... lengths) {
    TinyModel shape = message();
    for (TinyModel each : lengths) {
      shape.inner(1, each);
    }
    return message()
        .text(1, name)
        .inner(2, message().inner(1, message().number(1, type).inner(2, shape)));
  }

  private static TinyModel message() {
    return new TinyModel();
  }

  private TinyModel number(int field, long value) {
    varint(((long) field << 3) | VARINT);
    varint(value);
    return this;
  }

  private TinyModel text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private TinyModel inner(int field, TinyModel message) {
    return bytes(field, message.out.toByteArray());
  }

  private TinyModel bytes(int field, byte[] value) {
    varint(((long) field << 3) | BYTES);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  private void varint(long value) {
    long rest = value;
    while (rest >= 0x80) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
