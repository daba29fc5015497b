package org.vigil.search;

import java.util.Objects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.ScoreDoc;
import org.vigil.index.ReportDocuments;
import org.vigil.schema.Folding;
import org.vigil.schema.IndexField;
import org.vigil.schema.Words;

/**
 * Words that the best reports of a first search have in common. Reports that have them too come
 * higher; none is found by them alone.
 *
 * <p>Pseudo-relevance feedback after the relevance model RM3 (Abdul-Jaleel et al. 2004).
 */
final class Feedback {

  private static final Folding FOLDING = Folding.of(Optional.empty());

  /** So much of a text is read, in UTF-16 code units: its beginning says what it is about. */
  private static final int READ = 8_000;

  private static final int SHORTEST = 3;

  /** Words of a text of usual length. */
  private static final double MEAN = 150;

  private final Snapshot snapshot;
  private final Deadline deadline;

  /** Reports on one matter share most of their words. */
  private final Map<String, String> foldings = new HashMap<>();

  Feedback(Snapshot snapshot, Deadline deadline) {
    this.snapshot = snapshot;
    this.deadline = deadline;
  }

  /** The words, folded, that tell the best reports from others, with weights whose sum is 1. */
  Map<String, Float> words(ScoreDoc[] best) throws IOException {
    Map<String, Double> likely = new HashMap<>();
    Map<String, Integer> reports = new HashMap<>();
    StoredFields stored = snapshot.reader().storedFields();
    Map<Integer, Map<String, Integer>> own = new LinkedHashMap<>();
    for (ScoreDoc report : best) {
      deadline.check();
      if (snapshot.isHere(report.doc)) {
        own.put(report.doc, counts(ReportDocuments.readText(stored, report.doc)));
      }
    }
    Map<Integer, Map<String, Integer>> all = new HashMap<>();
    snapshot.tell(new Told(own), Told.class).forEach(told -> all.putAll(told.byDocument()));
    for (ScoreDoc report : best) {
      Map<String, Integer> counts = Objects.requireNonNull(all.get(report.doc));
      double length = counts.values().stream().mapToInt(Integer::intValue).sum();
      counts.forEach(
          (word, count) -> {
            double saturated =
                count
                    / (count
                        + Ranking.SATURATION
                            * (1 - Ranking.LENGTH + Ranking.LENGTH * length / MEAN));
            likely.merge(word, saturated * report.score, Double::sum);
            reports.merge(word, 1, Integer::sum);
          });
    }
    List<Map.Entry<String, Double>> telling = new ArrayList<>();
    for (Map.Entry<String, Double> word : likely.entrySet()) {
      if (best.length < 2 || reports.getOrDefault(word.getKey(), 0) > 1) {
        double frequent = frequency(word.getKey());
        if (frequent > 1 && frequent <= Math.max(2, Ranking.COMMON * snapshot.size())) {
          double idf = Math.log(1 + (snapshot.size() - frequent + 0.5) / (frequent + 0.5));
          telling.add(Map.entry(word.getKey(), word.getValue() * idf));
        }
      }
    }
    telling.sort(
        Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    List<Map.Entry<String, Double>> most =
        telling.subList(0, Math.min(Ranking.FEEDBACK_WORDS, telling.size()));
    double sum = most.stream().mapToDouble(Map.Entry::getValue).sum();
    Map<String, Float> words = new LinkedHashMap<>();
    most.forEach(word -> words.put(word.getKey(), (float) (word.getValue() / sum)));
    return words;
  }

  /** How often words stand in reports of a shard, by documents. */
  record Told(Map<Integer, Map<String, Integer>> byDocument) {}

  private int frequency(String folded) throws IOException {
    return Math.max(
        snapshot.reportsWith(IndexField.TEXT, folded),
        snapshot.reportsWith(IndexField.TEXT, Folding.MARK + folded));
  }

  private Map<String, Integer> counts(String text) {
    Map<String, Integer> counts = new HashMap<>();
    for (Words.Word word : Words.of(text.substring(0, Math.min(READ, text.length())))) {
      String exact = word.exact();
      if (exact.length() < SHORTEST
          || FunctionWords.contains(exact)
          || !exact.codePoints().allMatch(Character::isLetter)) {
        continue;
      }
      counts.merge(foldings.computeIfAbsent(exact, FOLDING::fold), 1, Integer::sum);
    }
    return counts;
  }
}
