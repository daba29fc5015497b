package org.vigil.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The deep recogniser; what needs its model is skipped where that is not. */
class DeepRecogniserTest {

  static final Path MODEL = Path.of("models/deep-english.onnx");

  private static final Optional<String> ENGLISH = Optional.of("en");

  @TempDir Path folder;

  private static final class Loaded {
    static final Recogniser DEEP = load();

    private static Recogniser load() {
      try {
        return Recognisers.deep(MODEL);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  /** The standard one, and the deep one where its model is. */
  static List<Recogniser> recognisers() {
    return Files.exists(MODEL)
        ? List.of(Recognisers.standard(), Loaded.DEEP)
        : List.of(Recognisers.standard());
  }

  private static Recogniser deep() {
    assumeTrue(Files.exists(MODEL), "there is no " + MODEL);
    return Loaded.DEEP;
  }

  private static List<String> names(Annotations annotations, String text) {
    return annotations.mentions().stream()
        .map(m -> m.kind() + " " + text.substring(m.start(), m.end()))
        .toList();
  }

  @Test
  void aModelThatIsMissingIsNamedWithTheRemedy() {
    Path none = folder.resolve("none.onnx");
    assertThatThrownBy(() -> Recognisers.deep(none))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "there is no model of the deep recogniser to be read at "
                + none
                + ": name its file with --entities-model, or make it as"
                + " src/training/deep/README.md says");
  }

  @Test
  void whatIsNoModelIsSaidToBeNone() throws IOException {
    Path file = Files.write(folder.resolve("text.onnx"), new byte[] {1, 2, 3, 0});
    assertThatThrownBy(() -> Recognisers.deep(file))
        .isInstanceOf(IOException.class)
        .hasMessage(
            file + " is no model of the deep recogniser, or damaged: ONNX Runtime cannot read it");
    Path empty = Files.write(folder.resolve("empty.onnx"), new byte[0]);
    assertThatThrownBy(() -> Recognisers.deep(empty))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(empty + " is no model of the deep recogniser, or damaged: ");
  }

  @Test
  void aModelCutOffIsSaidToBeDamaged() throws IOException {
    assumeTrue(Files.exists(MODEL), "there is no " + MODEL);
    byte[] whole = Files.readAllBytes(MODEL);
    Path half = Files.write(folder.resolve("half.onnx"), Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> Recognisers.deep(half))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(half + " is no model of the deep recogniser, or damaged: ");
  }

  @Test
  void itsVersionIsNotThatOfTheStandardOne() {
    assertThat(deep().version()).isNotEqualTo(Recognisers.standard().version());
    assertThat(deep().name()).isEqualTo("deep");
    assertThat(Recognisers.standard().name()).isEqualTo("standard");
  }

  @Test
  void namesAreFoundAndTiedToEntitiesAsByTheStandardOne() {
    String text =
        """
        Police in Kisumu arrested the lawyer Akinyi Odera on Monday, the Kenya Human Rights \
        Commission said. Odera had been held for nine days before, near the Ugandan border.
        """;
    Annotations found = deep().recognise(Optional.of("A lawyer is held"), text, ENGLISH);

    assertThat(names(found, text))
        .contains(
            "PLACE Kisumu",
            "PERSON Akinyi Odera",
            "ORGANISATION Kenya Human Rights Commission",
            "PERSON Odera");
    assertThat(found.mentions().stream().filter(m -> m.entityId().equals("person/akinyi-odera")))
        .hasSize(2);
    assertThat(found.entities().stream().filter(e -> e.id().equals("place/kisumu")))
        .allMatch(e -> e.location().isPresent());
  }

  @Test
  void otherLanguagesAreReadAsByTheStandardOne() {
    String text = "El abogado Luis Ortega fue detenido en Bogotá, dijo Amnistía Internacional.";
    assertThat(deep().recognise(Optional.empty(), text, Optional.of("es")))
        .isEqualTo(Recognisers.standard().recognise(Optional.empty(), text, Optional.of("es")));
  }

  @Test
  void hostileTextIsReadInBoundedTimeAndMemory() {
    for (String text :
        List.of(
            "",
            "\u0000\u0000\n",
            "A".repeat(1_000_000),
            ".".repeat(3_000),
            "Kisumu\u0000 ".repeat(2_000),
            "\ud83d Odera \udc00",
            "ODERA WAS HELD IN KISUMU ".repeat(200),
            "北京".repeat(1_000))) {
      Annotations found = deep().recognise(Optional.empty(), text, ENGLISH);
      assertThat(found.mentions()).allMatch(m -> m.end() <= text.length());
    }
  }

  @Test
  void severalThreadsFindTheSame() throws Exception {
    String text = "Akinyi Odera was freed in Kisumu, said Amnesty International. ".repeat(30);
    Annotations alone = deep().recognise(Optional.empty(), text, ENGLISH);
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      Callable<Annotations> again = () -> deep().recognise(Optional.empty(), text, ENGLISH);
      for (Future<Annotations> one : threads.invokeAll(List.of(again, again, again, again))) {
        assertThat(one.get()).isEqualTo(alone);
      }
    }
  }
}
