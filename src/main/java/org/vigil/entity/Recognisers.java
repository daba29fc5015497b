package org.vigil.entity;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** The recognisers that come with this library. */
public final class Recognisers {

  private static final String STANDARD = "standard";

  /** Counts up whenever the rules change what they find. */
  private static final int RULES = 8;

  /** Counts up whenever the deep recogniser makes something else of the same model. */
  private static final int DEEP = 1;

  private Recognisers() {}

  /** Everything that shapes what the standard recogniser finds, but its rules. */
  private static final List<String> RESOURCES =
      List.of(
          "tagger.bin.gz", "lexicon.bin.gz", "places.bin.gz", "groups.tsv", "organisations.tsv");

  /**
   * The recogniser for everyday use: a trained tagger with word lists and a gazetteer, all from the
   * classpath. They are loaded when the first text is read, then shared; to ask for the version
   * loads nothing.
   */
  public static Recogniser standard() {
    return new Recogniser() {
      @Override
      public Annotations recognise(Optional<String> title, String text, Optional<String> language) {
        return Loaded.RECOGNISER.recognise(title, text, language);
      }

      @Override
      public String name() {
        return STANDARD;
      }

      @Override
      public String version() {
        return Version.OF_STANDARD;
      }
    };
  }

  /**
   * The standard recogniser with a third reading of English texts, by a transformer: fewer mistakes
   * in some 45 times the time. Other languages are read as by {@link #standard}.
   *
   * @param model the file made by {@code src/training/deep}
   * @throws IOException if it cannot be read, or if ONNX Runtime is not on the class path; the
   *     message is a sentence with the remedy
   */
  public static Recogniser deep(Path model) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(model);
    } catch (IOException e) {
      throw new IOException(
          "there is no model of the deep recogniser to be read at "
              + model
              + ": name its file with --entities-model, or make it as src/training/deep/README.md"
              + " says",
          e);
    }
    try {
      return load(
          Optional.of(new DeepTagger(bytes)),
          "deep",
          "deep-" + DEEP + "-" + Hashes.digest(bytes) + "+" + Version.OF_STANDARD);
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(
          model + " is no model of the deep recogniser, or damaged: " + e.getMessage(), e);
    } catch (LinkageError e) {
      throw new IOException(
          "ONNX Runtime, which the deep recogniser runs on, is not there or not for this machine:"
              + " 'mvn -Pdeep dependency:copy@onnxruntime' in the folder of Vigil fetches it",
          e);
    }
  }

  private static final class Loaded {
    static final Recogniser RECOGNISER = load();
  }

  /** Apart from the recogniser, because it alone says where places lie. */
  private static final class Placed {
    static final Gazetteer GAZETTEER = placed();

    private static Gazetteer placed() {
      try {
        return gazetteer();
      } catch (IOException e) {
        throw new UncheckedIOException("the gazetteer cannot be read", e);
      }
    }
  }

  /**
   * Where a place of the standard recogniser lies.
   *
   * @param id as reports have it, such as {@code place/kisumu}
   * @param name that it goes by in any language
   */
  public static Optional<Location> locate(String id, String name) {
    Gazetteer gazetteer = Placed.GAZETTEER;
    return IntStream.of(gazetteer.find(name))
        .filter(place -> gazetteer.id(place).equals(id))
        .mapToObj(gazetteer::location)
        .findFirst();
  }

  private static final class Version {
    static final String OF_STANDARD = digest();
  }

  private static String digest() {
    try {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (String name : RESOURCES) {
        all.writeBytes(resource(name));
      }
      return "standard-" + RULES + "-" + Hashes.digest(all.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("the recogniser's resources cannot be read", e);
    }
  }

  private static Recogniser load() {
    try {
      return load(Optional.empty(), STANDARD, Version.OF_STANDARD);
    } catch (IOException e) {
      throw new UncheckedIOException("the recogniser's resources cannot be read", e);
    }
  }

  private static Recogniser load(Optional<Reviser> third, String name, String version)
      throws IOException {
    Tagger first;
    Reviser second;
    try (InputStream in = open("tagger.bin.gz")) {
      DataInputStream taggers = unpacked(in);
      first = Tagger.read(taggers);
      second = Reviser.of(Tagger.read(taggers));
    }
    return new StandardRecogniser(
        first,
        third.map(second::then).orElse(second),
        lexicon(),
        Placed.GAZETTEER,
        groups(),
        new Organisations(lines("organisations.tsv")),
        name,
        version);
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

  static KnownNames knownNames() throws IOException {
    try (InputStream in = open("known-names.bin.gz")) {
      return KnownNames.read(unpacked(in));
    }
  }

  static Groups groups() {
    return new Groups(lines("groups.tsv"));
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

  /** The lines of a resource that are neither empty nor comments. */
  static List<String> lines(String name) {
    try {
      return new String(resource(name), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the recogniser's resources cannot be read", e);
    }
  }
}
