package org.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.dense.TinyModel;

class EncodeCommandTest {

  private static final String QUESTION = "families homeless valley";

  @TempDir Path folder;
  private Path index;
  private Path vectors;
  private Path model;

  @BeforeEach
  void makeIndex() throws IOException {
    Path corpus = Files.createDirectory(folder.resolve("reports"));
    index = folder.resolve("index");
    vectors = index.resolve("lead-vectors");
    // For words they are alike but for their length.
    Files.writeString(
        corpus.resolve("flood.txt"), "A flood left families homeless in the valley on Monday.");
    Files.writeString(
        corpus.resolve("eviction.txt"),
        "An eviction left families homeless in the valley on Monday, and others on Tuesday.");
    Files.writeString(
        corpus.resolve("other.txt"),
        "Nothing of note is known of families in that long valley, but for homeless dogs which were"
            + " seen near the road and by the river, as in each of the years before.");
    model =
        TinyModel.in(
            folder,
            Map.of(
                "homeless", new float[] {1, 0},
                "eviction", new float[] {9, 0},
                "flood", new float[] {0, 9}));
    assertThat(vigil("index", corpus.toString(), "--quiet").status()).isZero();
  }

  private record Outcome(int status, String out, String err) {}

  private Outcome vigil(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--index");
    all.add(index.toString());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Vigil.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    return new Outcome(status, out.toString(), err.toString());
  }

  private JsonNode search(String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("search", QUESTION, "--json", "--explain=true"));
    args.addAll(List.of(more));
    return new ObjectMapper().readTree(vigil(args.toArray(String[]::new)).out());
  }

  private static List<String> files(JsonNode answer) {
    return StreamSupport.stream(answer.get("results").spliterator(), false)
        .map(hit -> Path.of(hit.at("/source/path").asText()).getFileName().toString())
        .toList();
  }

  private Outcome encode() {
    return vigil("encode", "--encoder", model.toString());
  }

  @Test
  void whatIsCloserInMeaningComesFirstWhereAsked() throws IOException {
    assertThat(encode().out())
        .isEqualTo("3 reports encoded; all 3 have a vector now, 0 vectors dropped.\n");
    assertThat(files(search())).containsExactly("flood.txt", "eviction.txt", "other.txt");
    JsonNode answer = search("--encoder", model.toString());
    assertThat(files(answer)).hasSize(3).first().isEqualTo("eviction.txt");
    assertThat(answer.toString()).contains("it is close to the question in meaning");
    assertThat(encode().out())
        .isEqualTo("0 reports encoded; all 3 have a vector now, 0 vectors dropped.\n");
  }

  @Test
  void withoutVectorsOrWithThoseOfAnotherModelWordsDecide() throws IOException {
    JsonNode byWords = search();
    assertThat(files(search("--encoder", model.toString()))).isEqualTo(files(byWords));
    assertThat(encode().status()).isZero();
    TinyModel.in(folder, Map.of("homeless", new float[] {1, 1}));
    assertThat(files(search("--encoder", model.toString()))).isEqualTo(files(byWords));
    assertThat(encode().out())
        .isEqualTo("3 reports encoded; all 3 have a vector now, 3 vectors dropped.\n");
  }

  @Test
  void aWithdrawalLeavesNoVector() throws IOException {
    assertThat(encode().status()).isZero();
    assertThat(vectors).exists();
    String id = search().at("/results/0/id").asText();
    assertThat(vigil("withdraw", id).status()).isZero();
    assertThat(vectors).doesNotExist();
    assertThat(encode().out())
        .isEqualTo("2 reports encoded; all 2 have a vector now, 0 vectors dropped.\n");
  }

  @Test
  void complaintsSayWhatToDo() throws IOException {
    Outcome none = vigil("encode");
    assertThat(none.status()).isEqualTo(Vigil.WRONG_USAGE);
    assertThat(none.err()).contains("name the model of sentences with --encoder FILE");
    Outcome missing = vigil("search", QUESTION, "--encoder", "none.onnx");
    assertThat(missing.status()).isEqualTo(Vigil.WRONG_USAGE);
    assertThat(missing.err()).contains("there is no none.onnx: an encoder is a model and its");
    Files.write(vectors, new byte[9]);
    Outcome damaged = encode();
    assertThat(damaged.status()).isNotZero();
    assertThat(damaged.err()).contains("is damaged: delete it and run 'vigil encode'");
    assertThat(files(search("--encoder", model.toString()))).hasSize(3);
  }
}
