package org.vigil.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.search.Explanation;
import org.vigil.schema.Folding;

/** Reads what Lucene says of a score and keeps what a reader can follow. */
final class Explanations {

  private static final Pattern WEIGHT =
      Pattern.compile("weight\\((?:Synonym\\()?([a-z-]+):(.*?)\\)? in \\d+\\) .*", Pattern.DOTALL);
  private static final Pattern OTHERS =
      Pattern.compile("max plus ([0-9.]+) times others of:.*", Pattern.DOTALL);

  private final List<SearchResult.Reason> reasons = new ArrayList<>();

  private Explanations() {}

  /**
   * The parts of a score, the greatest first; their sum is the score, rounding aside.
   *
   * @param close what closeness in meaning has added to what is explained
   */
  static List<SearchResult.Reason> of(Explanation explanation, float close) {
    Explanations explanations = new Explanations();
    explanations.read(explanation, 1);
    if (close > 0) {
      explanations.reasons.add(
          new SearchResult.Reason(Optional.empty(), List.of(), false, 0, 0, close, true));
    }
    explanations.reasons.sort((a, b) -> Double.compare(b.score(), a.score()));
    return List.copyOf(explanations.reasons);
  }

  private void read(Explanation part, double share) {
    double score = part.getValue().doubleValue();
    if (!part.isMatch() || score == 0 || share == 0) {
      return;
    }
    Matcher weight = WEIGHT.matcher(part.getDescription());
    if (weight.matches()) {
      reasons.add(reason(weight.group(1), weight.group(2), part, score * share));
    } else if (part.getDetails().length == 0) {
      reasons.add(
          new SearchResult.Reason(Optional.empty(), List.of(), false, 0, 0, score * share, false));
    } else {
      readParts(part, share);
    }
  }

  private void readParts(Explanation whole, double share) {
    Matcher others = OTHERS.matcher(whole.getDescription());
    boolean greatestOnly = whole.getDescription().startsWith("max of:");
    double ofOthers = others.matches() ? Double.parseDouble(others.group(1)) : 1;
    if (!greatestOnly && ofOthers == 1) {
      for (Explanation part : whole.getDetails()) {
        read(part, share);
      }
      return;
    }
    Explanation[] parts = whole.getDetails();
    int greatest = 0;
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].getValue().doubleValue() > parts[greatest].getValue().doubleValue()) {
        greatest = i;
      }
    }
    for (int i = 0; i < parts.length; i++) {
      read(parts[i], i == greatest ? share : greatestOnly ? 0 : share * ofOthers);
    }
  }

  private static SearchResult.Reason reason(
      String field, String terms, Explanation part, double score) {
    boolean phrase = terms.startsWith("\"") || terms.contains(" \"");
    Set<String> words = new LinkedHashSet<>();
    for (String term : terms.split("[\\s\"()]+", -1)) {
      String word = term.replaceFirst("^[a-z-]+:", "").replaceFirst("\\^[0-9.]+$", "");
      boolean slop = word.matches("~[0-9]+");
      if (!word.isEmpty() && !slop) {
        words.add(word.charAt(0) == Folding.MARK ? word.substring(1) : word);
      }
    }
    return new SearchResult.Reason(
        Optional.of(field),
        List.copyOf(words),
        phrase,
        value(part, "freq", "phraseFreq", "termFreq"),
        phrase ? 0 : Math.round(value(part, "n, number of documents")),
        score,
        false);
  }

  /** The first value of a part whose description begins so; 0 where there is none. */
  private static double value(Explanation part, String... beginnings) {
    for (String beginning : beginnings) {
      if (part.getDescription().startsWith(beginning)) {
        return part.getValue().doubleValue();
      }
    }
    for (Explanation detail : part.getDetails()) {
      double value = value(detail, beginnings);
      if (value != 0) {
        return value;
      }
    }
    return 0;
  }
}
