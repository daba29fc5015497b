package org.vigil.entity;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Trains {@code tagger.bin.gz}. Arguments: the data folder, the lexicon file, the file to write,
 * and {@code all} or {@code licensed} for the training sets.
 */
final class TrainTagger {

  private static final int PASSES = 10;

  /** Parts of the training texts, each read by a tagger that has learnt the others. */
  private static final int FOLDS = 4;

  private static final int LEAST_COUNT = 2;
  private static final int TAGS = Label.TAGS;
  private static final long SEED = 20200720;

  private TrainTagger() {}

  public static void main(String[] args) throws IOException {
    Path data = Path.of(args[0]);
    Lexicon lexicon;
    try (DataInputStream in =
        new DataInputStream(
            new java.io.BufferedInputStream(
                new GZIPInputStream(Files.newInputStream(Path.of(args[1]))), 1 << 16))) {
      lexicon = Lexicon.read(in);
    }
    List<TaggedText> texts = new ArrayList<>(TaggedText.licensed(data));
    if (args[3].equals("all")) {
      texts.addAll(TaggedText.worldwide(data, false));
    }
    int most = args.length > 4 ? Integer.parseInt(args[4]) : 500_000;
    Tagger first = train(texts, List.of(), lexicon, most);
    // What the first reading finds in texts that it has learnt by heart says nothing.
    Tagger second = train(texts, unlearnt(texts, List.of(), lexicon, most), lexicon, most);
    List<TaggedText> test = TaggedText.worldwide(data, true);
    System.out.println("first reading " + score(first, test, lexicon, Optional.empty()));
    System.out.println("both readings " + score(first, test, lexicon, Optional.of(second)));
    try (DataOutputStream out =
        new DataOutputStream(
            new GZIPOutputStream(Files.newOutputStream(Path.of(args[2])), 1 << 16))) {
      first.write(out);
      second.write(out);
    }
    System.out.println(Files.size(Path.of(args[2])) + " bytes");
  }

  /**
   * What taggers that have not learnt a text find in each.
   *
   * @param guesses what a first reading found in each text; empty where this is to be the first
   */
  static List<List<Span>> unlearnt(
      List<TaggedText> texts, List<List<Span>> guesses, Lexicon lexicon, int most) {
    List<List<Span>> found = new ArrayList<>(Collections.nCopies(texts.size(), List.of()));
    for (int fold = 0; fold < FOLDS; fold++) {
      Tagger tagger = train(withoutFold(texts, fold), withoutFold(guesses, fold), lexicon, most);
      for (int i = fold; i < texts.size(); i += FOLDS) {
        Features features = new Features(Tokens.of(texts.get(i).text()), lexicon);
        if (!guesses.isEmpty()) {
          features.guess(guesses.get(i));
        }
        found.set(i, tagger.tag(features));
      }
    }
    return found;
  }

  private static <T> List<T> withoutFold(List<T> all, int fold) {
    return IntStream.range(0, all.size())
        .filter(i -> i % FOLDS != fold)
        .<T>mapToObj(all::get)
        .toList();
  }

  /**
   * @param guesses what a first reading found in each text; empty where this is to be the first
   */
  static Tagger train(List<TaggedText> texts, List<List<Span>> guesses, Lexicon lexicon, int most) {
    Trainer trainer = new Trainer();
    for (int i = 0; i < texts.size(); i++) {
      Optional<List<Span>> guess =
          guesses.isEmpty() ? Optional.empty() : Optional.of(guesses.get(i));
      trainer.add(texts.get(i), guess, lexicon);
    }
    trainer.prune();
    for (int pass = 1; pass <= PASSES; pass++) {
      trainer.pass(new Random(SEED + pass));
    }
    trainer.finish();
    return trainer.model(most);
  }

  static String score(
      Tagger tagger, List<TaggedText> test, Lexicon lexicon, Optional<Tagger> second) {
    Scores scores = new Scores();
    long tokensSeen = 0;
    long start = System.nanoTime();
    for (TaggedText text : test) {
      Tokens tokens = Tokens.of(text.text());
      tokensSeen += tokens.size();
      Features features = new Features(tokens, lexicon);
      List<Span> found = tagger.tag(features);
      if (second.isPresent()) {
        features.guess(found);
        found = second.get().tag(features);
      }
      count(text.tags(tokens), found, scores);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return scores + " " + Math.round(tokensSeen / seconds) + " tokens/s";
  }

  /** Counts what was found where these tags are right. */
  static void count(int[] tags, List<Span> found, Scores scores) {
    List<Span> gold = new ArrayList<>();
    Tagger.spans(tags, 0, gold);
    gold.forEach(span -> scores.gold(span.label().name(), found.contains(span)));
    found.forEach(span -> scores.found(span.label().name(), gold.contains(span)));
  }

  /** Averaged perceptron over hashed features. */
  private static final class Trainer {
    private final List<long[][]> documents = new ArrayList<>();
    private final List<int[]> gold = new ArrayList<>();
    private long[] known = new long[0];
    private final List<int[][]> rows = new ArrayList<>();
    private float[] weights = new float[0];
    private double[] totals = new double[0];
    private final float[] transitions = new float[TAGS * TAGS];
    private final double[] transitionTotals = new double[TAGS * TAGS];
    private double step = 1;

    void add(TaggedText text, Optional<List<Span>> guess, Lexicon lexicon) {
      Tokens tokens = Tokens.of(text.text());
      Features features = new Features(tokens, lexicon);
      guess.ifPresent(features::guess);
      long[][] document = new long[tokens.size()][];
      long[] buffer = new long[Features.MOST];
      for (int i = 0; i < document.length; i++) {
        document[i] = Arrays.copyOf(buffer, features.of(i, buffer));
      }
      documents.add(document);
      gold.add(text.tags(tokens));
    }

    /** Numbers the features that occur often enough. */
    void prune() {
      long count = documents.stream().flatMap(Arrays::stream).mapToLong(f -> f.length).sum();
      long[] all = new long[Math.toIntExact(count)];
      int n = 0;
      for (long[][] document : documents) {
        for (long[] token : document) {
          System.arraycopy(token, 0, all, n, token.length);
          n += token.length;
        }
      }
      for (int i = 0; i < n; i++) {
        all[i] ^= Long.MIN_VALUE;
      }
      Arrays.parallelSort(all);
      int kept = 0;
      for (int i = 0; i < n; ) {
        int j = i;
        while (j < n && all[j] == all[i]) {
          j++;
        }
        if (j - i >= LEAST_COUNT) {
          all[kept++] = all[i];
        }
        i = j;
      }
      known = Arrays.copyOf(all, kept);
      System.out.println(documents.size() + " texts, " + kept + " features");
      weights = new float[kept * TAGS];
      totals = new double[kept * TAGS];
      Index index = new Index(known);
      for (long[][] document : documents) {
        int[][] numbered = new int[document.length][];
        for (int i = 0; i < document.length; i++) {
          int[] row = new int[document[i].length];
          int m = 0;
          for (long feature : document[i]) {
            int position = index.of(feature ^ Long.MIN_VALUE);
            if (position >= 0) {
              row[m++] = position;
            }
          }
          numbered[i] = Arrays.copyOf(row, m);
        }
        rows.add(numbered);
      }
      documents.clear();
    }

    void pass(Random random) {
      List<Integer> order = new ArrayList<>();
      for (int d = 0; d < rows.size(); d++) {
        order.add(d);
      }
      Collections.shuffle(order, random);
      for (int d : order) {
        learn(rows.get(d), gold.get(d));
        step++;
      }
    }

    private void learn(int[][] document, int[] wanted) {
      float[] scores = new float[document.length * TAGS];
      for (int i = 0; i < document.length; i++) {
        for (int row : document[i]) {
          for (int t = 0, base = row * TAGS; t < TAGS; t++) {
            scores[i * TAGS + t] += weights[base + t];
          }
        }
      }
      int[] best = Tagger.decode(scores, document.length, transitions);
      for (int i = 0; i < document.length; i++) {
        if (i > 0 && (best[i] != wanted[i] || best[i - 1] != wanted[i - 1])) {
          move(transitions, transitionTotals, wanted[i - 1] * TAGS + wanted[i], 1);
          move(transitions, transitionTotals, best[i - 1] * TAGS + best[i], -1);
        }
        if (best[i] != wanted[i]) {
          for (int row : document[i]) {
            move(weights, totals, row * TAGS + wanted[i], 1);
            move(weights, totals, row * TAGS + best[i], -1);
          }
        }
      }
    }

    private void move(float[] values, double[] sums, int at, int by) {
      values[at] += by;
      sums[at] += by * step;
    }

    /** Replaces the last weights by the mean of all that were in force after each text. */
    void finish() {
      average(weights, totals);
      average(transitions, transitionTotals);
    }

    private void average(float[] values, double[] changes) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (values[i] - changes[i] / step);
      }
    }

    /** The model, cut to its heaviest features. */
    Tagger model(int most) {
      float[] norms = new float[known.length];
      for (int f = 0; f < known.length; f++) {
        for (int t = 0; t < TAGS; t++) {
          norms[f] += Math.abs(weights[f * TAGS + t]);
        }
      }
      float threshold = 0;
      if (most < known.length) {
        float[] sorted = norms.clone();
        Arrays.sort(sorted);
        threshold = sorted[sorted.length - most];
      }
      float largest = 0;
      for (float w : weights) {
        largest = Math.max(largest, Math.abs(w));
      }
      float[] magnitudes = weights.clone();
      for (int i = 0; i < magnitudes.length; i++) {
        magnitudes[i] = Math.abs(magnitudes[i]);
      }
      float scale = 127 / Math.min(largest, quantile(magnitudes));
      int kept = 0;
      long[] hashes = new long[known.length];
      byte[] quantised = new byte[known.length * TAGS];
      for (int f = 0; f < known.length; f++) {
        if (norms[f] < threshold) {
          continue;
        }
        boolean any = false;
        for (int t = 0; t < TAGS; t++) {
          int q = Math.round(weights[f * TAGS + t] * scale);
          q = Math.max(-127, Math.min(127, q));
          quantised[kept * TAGS + t] = (byte) q;
          any |= q != 0;
        }
        if (any) {
          hashes[kept++] = known[f] ^ Long.MIN_VALUE;
        }
      }
      float[] scaled = new float[TAGS * TAGS];
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] = transitions[i] * scale;
      }
      byte[] rows = Tagger.room(kept);
      System.arraycopy(quantised, 0, rows, 0, kept * TAGS);
      return new Tagger(FingerprintTable.of(Arrays.copyOf(hashes, kept), 2), rows, scaled);
    }

    /** The value that only one weight in 20,000 exceeds: the rest is clipped there. */
    private static float quantile(float[] magnitudes) {
      float[] sample = new float[(magnitudes.length + 9) / 10];
      for (int i = 0; i < sample.length; i++) {
        sample[i] = magnitudes[i * 10];
      }
      Arrays.sort(sample);
      return Math.max(1, sample[sample.length - 1 - sample.length / 20_000]);
    }
  }

  /** Finds the position of a feature among the sorted ones. */
  private static final class Index {
    private final long[] keys;
    private final int[] positions;

    Index(long[] known) {
      int capacity = Integer.highestOneBit(Math.max(1, known.length)) * 4;
      keys = new long[capacity];
      positions = new int[capacity];
      for (int i = 0; i < known.length; i++) {
        int slot = slot(known[i]);
        while (positions[slot] != 0) {
          slot = slot + 1 & capacity - 1;
        }
        keys[slot] = known[i];
        positions[slot] = i + 1;
      }
    }

    private int slot(long key) {
      return (int) (key >>> 20) & keys.length - 1;
    }

    int of(long key) {
      int slot = slot(key);
      while (positions[slot] != 0) {
        if (keys[slot] == key) {
          return positions[slot] - 1;
        }
        slot = slot + 1 & keys.length - 1;
      }
      return -1;
    }
  }
}
