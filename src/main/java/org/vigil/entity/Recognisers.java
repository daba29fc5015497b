package org.vigil.entity;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The recognisers that come with this library. */
public final class Recognisers {

  /** Counts up whenever the rules change what they find. */
  private static final int RULES = 1;

  private Recognisers() {}

  /**
   * The recogniser for everyday use: a trained tagger with word lists and a gazetteer, all from the
   * classpath. Loaded at the first call, then shared.
   */
  public static Recogniser standard() {
    return Standard.RECOGNISER;
  }

  private static final class Standard {
    static final Recogniser RECOGNISER = load();
  }

  private static Recogniser load() {
    try {
      byte[] model = resource("tagger.bin.gz");
      Tagger tagger = Tagger.read(unpacked(new ByteArrayInputStream(model)));
      return new StandardRecogniser(
          tagger,
          lexicon(),
          gazetteer(),
          new Groups(lines("groups.tsv")),
          new Organisations(lines("organisations.tsv")),
          "standard-" + RULES + "-" + Hashes.digest(model));
    } catch (IOException e) {
      throw new UncheckedIOException("the recogniser's resources cannot be read", e);
    }
  }

  static Lexicon lexicon() throws IOException {
    try (InputStream in = open("lexicon.bin.gz")) {
      return Lexicon.read(unpacked(in));
    }
  }

  static Gazetteer gazetteer() throws IOException {
    try (InputStream in = open("places.bin.gz")) {
      return Gazetteer.read(unpacked(in));
    }
  }

  private static DataInputStream unpacked(InputStream in) throws IOException {
    return new DataInputStream(new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16));
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = Recognisers.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException("not on the classpath: org/vigil/entity/" + name);
    }
    return in;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = open(name)) {
      return in.readAllBytes();
    }
  }

  private static List<String> lines(String name) throws IOException {
    return new String(resource(name), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .toList();
  }
}
