package org.vigil.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Copies among agency reports, against the true share of runs of words of every pair; and copies
 * made of them on purpose.
 */
@Tag("eval")
class CopyEvaluation {

  private static final Pattern BODY = Pattern.compile("(?s)<BODY>(.*?)</BODY>");

  @Test
  void copiesAmongAgencyReportsAreFoundAndNothingElse() throws IOException {
    List<String> texts = texts();
    Set<Long> truth = truth(texts);
    long start = System.nanoTime();
    List<Signature> signatures = texts.stream().map(Signature::of).toList();
    long signed = System.nanoTime();
    CopyGroups groups = CopyGroups.of(column(signatures));
    long grouped = System.nanoTime();
    Set<Long> found = pairs(groups, texts.size());
    Set<Long> both = new HashSet<>(found);
    both.retainAll(truth);
    double precision = (double) both.size() / found.size();
    double recall = (double) both.size() / truth.size();
    System.out.printf(
        Locale.ROOT,
        "copies: %d texts, %d true pairs, precision %.3f, recall %.3f; signature %.1f us a text,"
            + " groups %.0f ms%n",
        texts.size(),
        truth.size(),
        precision,
        recall,
        (signed - start) / 1e3 / texts.size(),
        (grouped - signed) / 1e6);
    assertThat(precision).isGreaterThan(0.98);
    assertThat(recall).isGreaterThan(0.95);
  }

  private static CopyGroups.Texts column(List<Signature> signatures) {
    return new CopyGroups.Texts() {
      @Override
      public int size() {
        return signatures.size();
      }

      @Override
      public Optional<Signature> signature(int text) {
        return Optional.of(signatures.get(text));
      }
    };
  }

  private static Set<Long> pairs(CopyGroups groups, int size) {
    Map<Integer, List<Integer>> members = new HashMap<>();
    for (int i = 0; i < size; i++) {
      members.computeIfAbsent(groups.group(i), g -> new ArrayList<>()).add(i);
    }
    Set<Long> pairs = new HashSet<>();
    members.values().forEach(m -> m.forEach(a -> m.forEach(b -> add(pairs, a, b))));
    return pairs;
  }

  private static void add(Set<Long> pairs, int a, int b) {
    if (a < b) {
      pairs.add((long) a << 32 | b);
    }
  }

  /** The pairs that share half of their runs, or four fifths of those of a shorter one. */
  private static Set<Long> truth(List<String> texts) {
    List<long[]> shingles = texts.stream().map(Shingles::of).toList();
    Map<Long, List<Integer>> holders = new HashMap<>();
    for (int i = 0; i < shingles.size(); i++) {
      for (long shingle : shingles.get(i)) {
        holders.computeIfAbsent(shingle, s -> new ArrayList<>(1)).add(i);
      }
    }
    Map<Long, Integer> shared = new HashMap<>();
    for (List<Integer> list : holders.values()) {
      for (int a = 0; a < list.size() && list.size() < 2000; a++) {
        for (int b = a + 1; b < list.size(); b++) {
          shared.merge((long) list.get(a) << 32 | list.get(b), 1, Integer::sum);
        }
      }
    }
    Set<Long> truth = new HashSet<>();
    shared.forEach(
        (pair, common) -> {
          int a = shingles.get((int) (pair >> 32)).length;
          int b = shingles.get((int) (long) pair).length;
          int shorter = Math.min(a, b);
          boolean resembles = common >= 0.5 * (a + b - common);
          boolean contained = shorter * 4 >= Math.max(a, b) && common >= 0.8 * shorter;
          if (resembles || contained) {
            truth.add(pair);
          }
        });
    return truth;
  }

  private static List<String> texts() throws IOException {
    Path folder = Path.of(System.getProperty("vigil.data", "none"), "reuters21578");
    assumeTrue(Files.isDirectory(folder), "no data folder");
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".sgm")).sorted().toList()) {
        Matcher body = BODY.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        while (body.find()) {
          texts.add(body.group(1).replace("&lt;", "<").replace("&amp;", "&"));
        }
      }
    }
    return texts;
  }
}
