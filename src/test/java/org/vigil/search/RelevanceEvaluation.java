package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vigil.dense.SentenceEncoder;
import org.vigil.report.Report;
import org.vigil.schema.Words;

/**
 * Measures nDCG@10 of Vigil and, in the same run, of Lucene's BM25 with its EnglishAnalyzer over
 * title and text as one field, on test collections in {@code -Dvigil.data=DIR}/ir: one folder each
 * with {@code docs.jsonl}, {@code queries.tsv} and {@code qrels.txt}. The words of a topic are
 * joined by OR.
 *
 * <p>{@code -Dvigil.encoder=FILE} ranks by meaning too, and {@code -Dvigil.collections=A,B} takes
 * some of the folders alone: to encode them all takes long.
 */
@Tag("eval")
class RelevanceEvaluation {

  private static final int AT = 10;

  /** {@code -Dvigil.plain=true} asks as people do: relaxing is measured too. */
  private static final String JOINED = Boolean.getBoolean("vigil.plain") ? " " : " OR ";

  private static final ObjectMapper JSON = new ObjectMapper();

  private record Collection(
      Map<String, JsonNode> docs,
      Map<String, String> topics,
      Map<String, Map<String, Integer>> judged) {}

  @Test
  void ranksBetterThanPlainBm25() throws IOException {
    Path folder = Path.of(System.getProperty("vigil.data", "/nowhere"), "ir");
    List<Path> folders;
    try (Stream<Path> each = Files.list(folder)) {
      folders =
          each.filter(Files::isDirectory).filter(RelevanceEvaluation::isWanted).sorted().toList();
    }
    double ours = 0;
    double plain = 0;
    for (Path each : folders) {
      Collection collection = read(each);
      double o = mean(collection, vigil(collection));
      double p = mean(collection, lucene(collection));
      ours += o;
      plain += p;
      System.out.printf(
          Locale.ROOT,
          "%-6s nDCG@10 vigil %.4f  lucene %.4f  %+.4f%n",
          each.getFileName(),
          o,
          p,
          o - p);
    }
    int n = folders.size();
    System.out.printf(
        Locale.ROOT,
        "mean   nDCG@10 vigil %.4f  lucene %.4f  %+.4f%n",
        ours / n,
        plain / n,
        (ours - plain) / n);
    assertThat(ours).isGreaterThan(plain);
  }

  private static boolean isWanted(Path folder) {
    String some = System.getProperty("vigil.collections", "");
    return some.isEmpty() || List.of(some.split(",", -1)).contains(folder.getFileName().toString());
  }

  /** Closeness by vectors that are made here and now. */
  private static Optional<Closeness> closeness(List<TinyIndex.Some> reports) throws IOException {
    String model = System.getProperty("vigil.encoder", "");
    if (model.isEmpty()) {
      return Optional.empty();
    }
    SentenceEncoder encoder = SentenceEncoder.open(Path.of(model));
    Map<Long, float[]> vectors = new HashMap<>();
    for (TinyIndex.Some each : reports) {
      Report report = each.build();
      vectors.put(
          TinyIndex.fingerprint(each),
          encoder.encode(report.title().orElse("") + "\n" + report.text()));
    }
    return Optional.of(
        question -> {
          float[] asked = encoder.encode(question);
          return Optional.of(
              fingerprint -> {
                float[] vector = vectors.getOrDefault(fingerprint, new float[asked.length]);
                float product = 0;
                for (int i = 0; i < asked.length; i++) {
                  product += asked[i] * vector[i];
                }
                return product;
              });
        });
  }

  private static Map<String, List<String>> vigil(Collection collection) throws IOException {
    List<TinyIndex.Some> reports = new ArrayList<>();
    collection
        .docs()
        .forEach(
            (id, doc) -> {
              TinyIndex.Some report = TinyIndex.Some.report(id).text(text(doc));
              if (!doc.path("title").asText().isBlank()) {
                report.title(doc.path("title").asText());
              }
              reports.add(report);
            });
    Map<String, List<String>> runs = new LinkedHashMap<>();
    try (TinyIndex index =
        new TinyIndex(closeness(reports), reports.toArray(new TinyIndex.Some[0]))) {
      for (Map.Entry<String, String> topic : collection.topics().entrySet()) {
        List<String> words = Words.of(topic.getValue()).stream().map(Words.Word::exact).toList();
        runs.put(topic.getKey(), index.search(String.join(JOINED, words)));
      }
    }
    return runs;
  }

  private static String text(JsonNode doc) {
    String text = doc.path("text").asText();
    return text.isBlank() ? doc.path("title").asText() + " ." : text;
  }

  private static Map<String, List<String>> lucene(Collection collection) throws IOException {
    Map<String, List<String>> runs = new LinkedHashMap<>();
    EnglishAnalyzer analyzer = new EnglishAnalyzer();
    try (Directory directory = new ByteBuffersDirectory()) {
      try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
        for (Map.Entry<String, JsonNode> doc : collection.docs().entrySet()) {
          Document document = new Document();
          document.add(new StringField("id", doc.getKey(), Field.Store.YES));
          String title = doc.getValue().path("title").asText();
          document.add(new TextField("text", title + "\n" + text(doc.getValue()), Field.Store.NO));
          writer.addDocument(document);
        }
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        IndexSearcher searcher = new IndexSearcher(reader);
        for (Map.Entry<String, String> topic : collection.topics().entrySet()) {
          BooleanQuery.Builder any = new BooleanQuery.Builder();
          try (TokenStream words = analyzer.tokenStream("text", topic.getValue())) {
            CharTermAttribute term = words.addAttribute(CharTermAttribute.class);
            words.reset();
            while (words.incrementToken()) {
              any.add(new TermQuery(new Term("text", term.toString())), BooleanClause.Occur.SHOULD);
            }
          }
          List<String> ids = new ArrayList<>();
          for (ScoreDoc hit : searcher.search(any.build(), AT).scoreDocs) {
            ids.add(reader.storedFields().document(hit.doc).get("id"));
          }
          runs.put(topic.getKey(), ids);
        }
      }
    }
    return runs;
  }

  private static double mean(Collection collection, Map<String, List<String>> runs) {
    return collection.judged().entrySet().stream()
        .filter(topic -> runs.containsKey(topic.getKey()))
        .mapToDouble(
            topic ->
                RankingMeasures.ndcg(
                    runs.getOrDefault(topic.getKey(), List.of()), topic.getValue(), AT))
        .average()
        .orElse(0);
  }

  private static Collection read(Path folder) throws IOException {
    Map<String, JsonNode> docs = new LinkedHashMap<>();
    for (String line : Files.readAllLines(folder.resolve("docs.jsonl"))) {
      JsonNode doc = JSON.readTree(line);
      if (!text(doc).equals(" .")) {
        docs.put(doc.path("id").asText(), doc);
      }
    }
    Map<String, String> topics = new LinkedHashMap<>();
    for (String line : Files.readAllLines(folder.resolve("queries.tsv"))) {
      int tab = line.indexOf('\t');
      topics.put(line.substring(0, tab), line.substring(tab + 1));
    }
    Map<String, Map<String, Integer>> judged = new LinkedHashMap<>();
    for (String line : Files.readAllLines(folder.resolve("qrels.txt"))) {
      List<String> parts = List.of(line.strip().split("\\s+", -1));
      if (Integer.parseInt(parts.get(3)) > 0) {
        judged
            .computeIfAbsent(parts.get(0), t -> new LinkedHashMap<>())
            .put(parts.get(2), Integer.parseInt(parts.get(3)));
      }
    }
    return new Collection(docs, topics, judged);
  }
}
