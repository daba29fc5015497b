package org.vigil.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Writes the training texts as the deep tagger reads them, for {@code src/training/deep/train.py}.
 * Arguments: the data folder, {@code tokenizer.json} of the model to start from, and the folder to
 * write to. What the other taggers say of a text is taken from ones that have not learnt it.
 *
 * <p>Each line is a window: its pieces, shapes, guesses, and the wanted tag of each piece or -1
 * where none is asked, with {@code |} between. A twentieth of the newswire, fixed by name, goes to
 * {@code dev.txt}, the rest to {@code train.txt}.
 */
final class ExportWindows {

  private static final int MOST_FEATURES = 500_000;

  private ExportWindows() {}

  public static void main(String[] args) throws IOException {
    Path data = Path.of(args[0]);
    WordPieces vocabulary = new WordPieces(vocabulary(Path.of(args[1])));
    Path folder = Files.createDirectories(Path.of(args[2]));
    Lexicon lexicon = Recognisers.lexicon();
    List<TaggedText> texts = new ArrayList<>(TaggedText.licensed(data));
    texts.addAll(TaggedText.worldwide(data, false));

    List<List<Span>> first = TrainTagger.unlearnt(texts, List.of(), lexicon, MOST_FEATURES);
    List<List<Span>> second = TrainTagger.unlearnt(texts, first, lexicon, MOST_FEATURES);
    Scores scores = new Scores();
    try (PrintWriter train = writer(folder, "train.txt");
        PrintWriter dev = writer(folder, "dev.txt")) {
      for (int i = 0; i < texts.size(); i++) {
        TaggedText text = texts.get(i);
        Tokens tokens = Tokens.of(text.text());
        int[] gold = text.tags(tokens);
        boolean newswire = text.id().contains(".txt.tsv");
        boolean isDev = newswire && Math.floorMod(Hashes.of(text.id()), 20) == 7;
        if (isDev) {
          TrainTagger.count(gold, second.get(i), scores);
        }
        Features features = new Features(tokens, lexicon);
        Windows windows = new Windows(tokens, features, second.get(i), vocabulary);
        windows.forEach(
            isDev ? Windows.CONTEXT : 0, window -> print(window, gold, isDev ? dev : train));
      }
    }
    System.out.println("taggers that have not learnt them, on dev: " + scores);
  }

  private static PrintWriter writer(Path folder, String name) throws IOException {
    return new PrintWriter(Files.newBufferedWriter(folder.resolve(name)));
  }

  private static void print(Windows.Window window, int[] gold, PrintWriter out) {
    long[] wanted = new long[window.pieces().length];
    java.util.Arrays.fill(wanted, -1);
    for (int i = 0; i < window.heads().length; i++) {
      wanted[window.heads()[i]] = gold[window.from() + i];
    }
    out.println(
        List.of(window.pieces(), window.shapes(), window.guesses(), wanted).stream()
            .map(
                row -> LongStream.of(row).mapToObj(Long::toString).collect(Collectors.joining(" ")))
            .collect(Collectors.joining("|")));
  }

  /** The pieces of a {@code tokenizer.json}, by number. */
  static List<String> vocabulary(Path tokenizer) throws IOException {
    JsonNode pieces = new ObjectMapper().readTree(tokenizer.toFile()).at("/model/vocab");
    String[] byNumber = new String[pieces.size()];
    for (Map.Entry<String, JsonNode> piece : pieces.properties()) {
      byNumber[piece.getValue().asInt()] = piece.getKey();
    }
    return List.of(byNumber);
  }
}
