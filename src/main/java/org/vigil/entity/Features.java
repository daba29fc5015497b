package org.vigil.entity;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the tagger looks at, for each token of a document: the words around it and their shapes,
 * affixes, word clusters, name lists, the run of capitals it stands in, and how the same word is
 * used elsewhere in the document. A feature is a 64-bit hash of its template and its values.
 */
final class Features {

  /** More templates than {@link #of} fills at most. */
  static final int MOST = 190;

  private static final int LONGEST_NAME = 6;
  private static final int OCCURRENCES = 4;

  /** Words in lower case within a name, or at its ends. */
  private static final int NEAR = 2;

  /** The classes of words of names and of full names in the lists. */
  private static final int PERSON_CLASSES = Lexicon.WORDS_OF_NAMES | 1 << 14;

  private static final long EDGE = Hashes.of("\n");

  private final Lexicon lexicon;
  private final int size;
  private final boolean[] paragraph;
  private final boolean[] sentence;
  private final boolean[] capital;
  private final boolean[] headline;
  private final boolean[] shouted;
  private final boolean[] word;
  private final long[] lower;
  private final long[] exact;
  private final long[] shape;
  private final long[][] affixes;
  private final int[] news;
  private final long[] @Nullable [] paths;
  private final int[] informal;
  private final int[] unitClasses;
  private final int[] beginClasses;
  private final int[] insideClasses;
  private final int[] lastClasses;
  private final int[] wholeClasses;

  private final boolean[] nearCapital;
  private final int[] runStart;
  private final int[] runEnd;
  private final int[] type;
  private final Usage[] usages;

  /** What a first reading took each token for, a tag of {@link Label}; empty before it. */
  private int[] guesses = new int[0];

  /** How one word is used in the document. */
  private static final class Usage {
    boolean lowerCase;
    int middleCapitals;
    int runFirst;
    int runLast;
    int runInner;
    int classes;
    int occurrences;
    final int[] where = new int[OCCURRENCES];

    /** How often a first reading took the word for part of each label, and for its last word. */
    final int[] guessed = new int[1 + Label.ALL.size()];

    final int[] guessedLast = new int[1 + Label.ALL.size()];
  }

  Features(Tokens tokens, Lexicon lexicon) {
    this.lexicon = lexicon;
    this.size = tokens.size();
    paragraph = new boolean[size];
    sentence = new boolean[size];
    capital = new boolean[size];
    headline = new boolean[size];
    shouted = new boolean[size];
    word = new boolean[size];
    lower = new long[size];
    exact = new long[size];
    shape = new long[size];
    affixes = new long[size][];
    news = new int[size];
    paths = new long[size][];
    informal = new int[size];
    unitClasses = new int[size];
    beginClasses = new int[size];
    insideClasses = new int[size];
    lastClasses = new int[size];
    wholeClasses = new int[size];
    nearCapital = new boolean[size];
    runStart = new int[size];
    runEnd = new int[size];
    type = new int[size];
    findLines(tokens);
    describeWords(tokens);
    findRuns();
    findNames();
    usages = findUsages();
  }

  /** Marks all-capital lines and headlines, where capitals tell little. */
  private void findLines(Tokens tokens) {
    int start = 0;
    for (int i = 1; i <= size; i++) {
      if (i == size || tokens.paragraphStart(i)) {
        markLine(tokens, start, i);
        start = i;
      }
    }
  }

  private void markLine(Tokens tokens, int start, int end) {
    int words = 0;
    int allCapital = 0;
    int longWords = 0;
    int longCapital = 0;
    for (int i = start; i < end; i++) {
      int length = tokens.end(i) - tokens.start(i);
      if (length > 1 && Character.isLetter(tokens.text().charAt(tokens.start(i)))) {
        words++;
        boolean first = tokens.capitalised(i);
        if (first && Character.isUpperCase(tokens.text().charAt(tokens.end(i) - 1))) {
          allCapital++;
        }
        if (length > 3) {
          longWords++;
          longCapital += first ? 1 : 0;
        }
      }
    }
    boolean shout = words >= 4 && allCapital * 10 >= words * 8;
    boolean title = longWords >= 3 && longCapital * 10 >= longWords * 8;
    Arrays.fill(shouted, start, end, shout);
    Arrays.fill(headline, start, end, title || shout);
  }

  private void describeWords(Tokens tokens) {
    Map<String, Integer> types = new HashMap<>();
    for (int i = 0; i < size; i++) {
      paragraph[i] = tokens.paragraphStart(i);
      sentence[i] = tokens.sentenceStart(i);
      word[i] = tokens.isWord(i);
      String form = tokens.word(i);
      if (form.length() > Tokens.LONGEST_WORD) {
        form = form.substring(0, Tokens.LONGEST_WORD);
      }
      String low = form.toLowerCase(Locale.ROOT);
      if (shouted[i] && form.length() > 1) {
        form = form.substring(0, 1) + low.substring(1);
      }
      capital[i] = Character.isUpperCase(form.codePointAt(0));
      lower[i] = Hashes.of(low);
      exact[i] = Hashes.of(form);
      shape[i] = shape(form);
      affixes[i] = affixes(low);
      news[i] = lexicon.news.of(lower[i]);
      informal[i] = lexicon.informal.of(lower[i]);
      Integer known = types.putIfAbsent(low, types.size());
      type[i] = known == null ? types.size() - 1 : known;
    }
  }

  /** Kinds of characters, runs of more than two cut short: {@code Xx}, {@code X.X.}, {@code d}. */
  private static long shape(String form) {
    StringBuilder shape = new StringBuilder();
    char last = 0;
    int run = 0;
    for (int i = 0; i < form.length(); i++) {
      char c = form.charAt(i);
      char kind =
          Character.isUpperCase(c)
              ? 'X'
              : Character.isLetter(c) ? 'x' : Character.isDigit(c) ? 'd' : c;
      run = kind == last ? run + 1 : 1;
      if (run <= (kind == 'd' ? 4 : 2)) {
        shape.append(kind);
      }
      last = kind;
    }
    return Hashes.of(shape);
  }

  private static long[] affixes(String low) {
    int length = Math.min(4, low.length());
    long[] hashes = new long[2 * length];
    for (int n = 1; n <= length; n++) {
      hashes[n - 1] = Hashes.of(low, 0, n);
      hashes[length + n - 1] = Hashes.of(low, low.length() - n, low.length());
    }
    return hashes;
  }

  private void findRuns() {
    int i = 0;
    while (i < size) {
      if (!capital[i]) {
        runStart[i] = i;
        runEnd[i] = i;
        i++;
        continue;
      }
      int end = i + 1;
      while (end < size && capital[end] && !paragraph[end]) {
        end++;
      }
      for (int k = i; k < end; k++) {
        runStart[k] = i;
        runEnd[k] = end;
      }
      Arrays.fill(nearCapital, Math.max(0, i - NEAR), Math.min(size, end + NEAR), true);
      i = end;
    }
  }

  /** Matches the longest listed names, left to right, starting at capitals. */
  private void findNames() {
    int covered = 0;
    for (int i = 0; i < size; i++) {
      if (!capital[i]) {
        continue;
      }
      unitClasses[i] = lexicon.classes(Hashes.mix(0, lower[i]));
      if (i < covered) {
        continue;
      }
      long hash = 0;
      int longest = 0;
      int classes = 0;
      for (int n = 0; n < LONGEST_NAME && i + n < size; n++) {
        if (n > 0 && paragraph[i + n]) {
          break;
        }
        hash = Hashes.mix(hash, lower[i + n]);
        int found = capital[i + n] ? lexicon.classes(hash) : 0;
        if (found != 0) {
          longest = n + 1;
          classes = found;
        }
      }
      if (longest == 1) {
        wholeClasses[i] = classes;
      } else if (longest > 1) {
        beginClasses[i] = classes;
        Arrays.fill(insideClasses, i + 1, i + longest - 1, classes);
        lastClasses[i + longest - 1] = classes;
        covered = i + longest;
      }
    }
  }

  private Usage[] findUsages() {
    Usage[] all = new Usage[size];
    for (int i = 0; i < size; i++) {
      Usage usage = all[type[i]];
      if (usage == null) {
        usage = new Usage();
        all[type[i]] = usage;
      }
      if (!word[i]) {
        continue;
      }
      if (!capital[i]) {
        usage.lowerCase = true;
        continue;
      }
      if (headline[i]) {
        continue;
      }
      if (!sentence[i]) {
        usage.middleCapitals++;
      }
      int length = runEnd[i] - runStart[i];
      if (length > 1) {
        if (i == runStart[i]) {
          usage.runFirst++;
        } else if (i == runEnd[i] - 1) {
          usage.runLast++;
        } else {
          usage.runInner++;
        }
        usage.classes |= beginClasses[i] | insideClasses[i] | lastClasses[i];
      }
      if (usage.occurrences < OCCURRENCES) {
        usage.where[usage.occurrences++] = i;
      }
    }
    return all;
  }

  /** Lets what a first reading found, in the whole document, be looked at. */
  void guess(List<Span> spans) {
    guesses = Tagger.tags(spans, size);
    for (int i = 0; i < size; i++) {
      if (capital[i] && !headline[i]) {
        Usage usage = usages[type[i]];
        usage.guessed[guessedLabel(i)]++;
        boolean last = i + 1 == size || Label.opens(guesses[i + 1]);
        usage.guessedLast[last ? guessedLabel(i) : 0]++;
      }
    }
  }

  /** 0 for none, else the number of the label from 1. */
  private int guessedLabel(int i) {
    return guesses[i] == Label.OUTSIDE ? 0 : 1 + Label.ALL.indexOf(Label.of(guesses[i]));
  }

  /** Whether the document also writes this word in lower case. */
  boolean occursInLowerCase(int i) {
    return usages[type[i]].lowerCase;
  }

  /** Whether the token may be part of a name: it has a capital or one stands near. */
  boolean isNearCapital(int i) {
    return nearCapital[i];
  }

  /** How often the document writes this word with a capital, headlines apart. */
  int occurrences(int i) {
    return usages[type[i]].occurrences;
  }

  /** Whether the word stands in lists of persons' names. */
  boolean isListedPersonWord(int i) {
    return (unitClasses[i] & PERSON_CLASSES) != 0;
  }

  /** Whether the word stands in lists of given names, which have family names too. */
  boolean isGivenName(int i) {
    return (unitClasses[i] & Lexicon.WORDS_OF_NAMES) != 0;
  }

  /** The same of a word. */
  boolean isGivenName(String word) {
    long hash = Hashes.of(word.toLowerCase(Locale.ROOT));
    return (lexicon.classes(Hashes.mix(0, hash)) & Lexicon.WORDS_OF_NAMES) != 0;
  }

  /** Whether the token stands in a line of capitalised words. */
  boolean isHeadline(int i) {
    return headline[i];
  }

  int size() {
    return size;
  }

  private long lowerAt(int i) {
    return i < 0 || i >= size ? EDGE : lower[i];
  }

  private long shapeAt(int i) {
    return i < 0 || i >= size ? EDGE : shape[i];
  }

  private long path(Lexicon.Clusters clusters, int cluster, int bits) {
    if (cluster < 0) {
      return 1;
    }
    String path = clusters.path(cluster);
    return Hashes.of(path, 0, Math.min(bits, path.length()));
  }

  /** Fills the features of one token into the buffer and says how many they are. */
  int of(int i, long[] buffer) {
    Sink out = new Sink(buffer);
    out.add(1, lower[i]);
    out.add(2, exact[i]);
    out.add(3, lowerAt(i - 1));
    out.add(4, lowerAt(i - 2));
    out.add(5, lowerAt(i + 1));
    out.add(6, lowerAt(i + 2));
    out.add(7, Hashes.mix(lowerAt(i - 1), lower[i]));
    out.add(8, Hashes.mix(lower[i], lowerAt(i + 1)));
    out.add(9, Hashes.mix(lowerAt(i - 1), lowerAt(i + 1)));
    out.add(10, Hashes.mix(lowerAt(i - 2), lowerAt(i - 1)));
    out.add(11, Hashes.mix(lowerAt(i + 1), lowerAt(i + 2)));
    long s0 = Hashes.mix(shape[i], sentence[i] ? 1 : 0);
    out.add(12, s0);
    out.add(13, shapeAt(i - 1));
    out.add(14, shapeAt(i + 1));
    out.add(15, Hashes.mix(shapeAt(i - 1), s0));
    out.add(16, Hashes.mix(s0, shapeAt(i + 1)));
    out.add(17, Hashes.mix(Hashes.mix(shapeAt(i - 1), s0), shapeAt(i + 1)));
    out.add(18, Hashes.mix(Hashes.mix(shapeAt(i - 2), shapeAt(i - 1)), s0));
    out.add(19, Hashes.mix(Hashes.mix(s0, shapeAt(i + 1)), shapeAt(i + 2)));
    out.add(20, Hashes.mix(lowerAt(i - 1), s0));
    out.add(21, Hashes.mix(s0, lowerAt(i + 1)));
    long[] own = affixes[i];
    int half = own.length / 2;
    for (int n = 0; n < own.length; n++) {
      out.add(n < half ? 22 + n : 26 + n - half, own[n]);
    }
    for (int d = -2; d <= 2; d++) {
      int k = i + d;
      if (k >= 0 && k < size) {
        clusterFeatures(out, k, d);
        nameFeatures(out, k, d);
      }
    }
    long left = i > 0 ? paths(i - 1)[0] : EDGE;
    long right = i + 1 < size ? paths(i + 1)[0] : EDGE;
    long mine = paths(i)[0];
    out.add(60, Hashes.mix(left, mine));
    out.add(61, Hashes.mix(mine, right));
    out.add(62, Hashes.mix(left, s0));
    out.add(63, Hashes.mix(s0, right));
    if (capital[i]) {
      runFeatures(out, i, s0);
    }
    usageFeatures(out, i);
    if (guesses.length > 0) {
      guessFeatures(out, i);
    }
    return out.count;
  }

  private void clusterFeatures(Sink out, int k, int d) {
    long[] paths = paths(k);
    out.add(100 + d, paths[0]);
    if (d >= -1 && d <= 1) {
      out.add(110 + d, paths[1]);
      out.add(120 + d, paths[2]);
      out.add(130 + d, paths[3]);
      out.add(140 + d, paths[4]);
      out.add(150 + d, paths[5]);
    }
  }

  /** The clusters of a token, by the whole path and shorter ones. */
  private long[] paths(int k) {
    long[] known = paths[k];
    if (known == null) {
      known =
          new long[] {
            path(lexicon.news, news[k], 99),
            path(lexicon.news, news[k], 4),
            path(lexicon.news, news[k], 7),
            path(lexicon.news, news[k], 10),
            path(lexicon.informal, informal[k], 99),
            path(lexicon.informal, informal[k], 6)
          };
      paths[k] = known;
    }
    return known;
  }

  private void nameFeatures(Sink out, int k, int d) {
    if (d < -1 || d > 1) {
      return;
    }
    out.addBits(200 + 10 * d, wholeClasses[k]);
    out.addBits(231 + 10 * d, beginClasses[k]);
    out.addBits(262 + 10 * d, insideClasses[k]);
    out.addBits(293 + 10 * d, lastClasses[k]);
    if (d == 0) {
      out.addBits(310, unitClasses[k]);
      long all =
          Hashes.mix(
              Hashes.mix(wholeClasses[k], beginClasses[k]),
              Hashes.mix(insideClasses[k], lastClasses[k]));
      out.add(311, all);
      out.add(312, Hashes.mix(all, unitClasses[k]));
    }
  }

  private void runFeatures(Sink out, int i, long s0) {
    int start = runStart[i];
    int end = runEnd[i];
    int length = Math.min(6, end - start);
    long place = Hashes.mix(i - start == 0 ? 0 : i == end - 1 ? 2 : 1, length);
    long before = start > 0 && !paragraph[start] ? lower[start - 1] : EDGE;
    long after = end < size && !paragraph[end] ? lower[end] : EDGE;
    out.add(70, place);
    out.add(71, Hashes.mix(place, headline[i] ? 1 : 0));
    out.add(72, before);
    out.add(73, after);
    out.add(74, Hashes.mix(before, length));
    out.add(75, Hashes.mix(after, length));
    out.add(76, Hashes.mix(before, after));
    out.add(77, lower[start]);
    out.add(78, lower[end - 1]);
    out.add(79, Hashes.mix(lower[end - 1], end - 1 - i));
    out.add(80, Hashes.mix(lower[start], i - start));
    long before2 = start > 1 ? lower[start - 2] : EDGE;
    long after2 = end + 1 < size ? lower[end + 1] : EDGE;
    out.add(81, Hashes.mix(before2, before));
    out.add(82, Hashes.mix(after, after2));
    out.add(83, start > 0 ? paths(start - 1)[0] : EDGE);
    out.add(84, end < size ? paths(end)[0] : EDGE);
    out.add(85, Hashes.mix(s0, place));
    out.add(86, paths(end - 1)[0]);
    if (headline[i]) {
      out.add(87, shape[i]);
    }
    if (shouted[i]) {
      out.add(88, shape[i]);
    }
  }

  private void usageFeatures(Sink out, int i) {
    if (!capital[i]) {
      return;
    }
    Usage usage = usages[type[i]];
    int known = (usage.lowerCase ? 1 : 0) | (usage.middleCapitals > (sentence[i] ? 0 : 1) ? 2 : 0);
    int context = (sentence[i] ? 4 : 0) | (headline[i] ? 8 : 0);
    out.add(400, known | context);
    out.add(401, Hashes.mix(known | context, runEnd[i] - runStart[i] > 1 ? 1 : 0));
    int inRuns =
        (usage.runFirst > 0 ? 1 : 0) | (usage.runLast > 0 ? 2 : 0) | (usage.runInner > 0 ? 4 : 0);
    boolean alone = runEnd[i] - runStart[i] == 1;
    out.add(402, Hashes.mix(inRuns, alone ? 1 : 0));
    if (alone) {
      out.addBits(410, usage.classes);
    }
    for (int o = 0; o < usage.occurrences; o++) {
      int k = usage.where[o];
      if (k == i) {
        continue;
      }
      out.add(403, lowerAt(k - 1));
      out.add(404, lowerAt(k + 1));
      int start = runStart[k];
      int end = runEnd[k];
      if (end - start > 1) {
        out.add(405, Hashes.mix(k - start, lower[start]));
        out.add(406, Hashes.mix(end - 1 - k, lower[end - 1]));
      }
      out.add(407, start > 0 && !paragraph[start] ? lower[start - 1] : EDGE);
      out.add(408, end < size && !paragraph[end] ? lower[end] : EDGE);
      out.addBits(411, wholeClasses[k] | beginClasses[k] | insideClasses[k] | lastClasses[k]);
    }
  }

  private int guessAt(int i) {
    return i < 0 || i >= size ? -1 : guesses[i];
  }

  private void guessFeatures(Sink out, int i) {
    int mine = guesses[i];
    out.add(500, mine);
    out.add(501, guessAt(i - 1));
    out.add(502, guessAt(i + 1));
    out.add(503, Hashes.mix(guessAt(i - 1), mine));
    out.add(504, Hashes.mix(mine, guessAt(i + 1)));
    out.add(505, Hashes.mix(Hashes.mix(guessAt(i - 1), mine), guessAt(i + 1)));
    out.add(506, Hashes.mix(mine, lower[i]));
    if (!capital[i]) {
      return;
    }
    Usage usage = usages[type[i]];
    int most = most(usage.guessed);
    boolean agreed = usage.guessed[most] * 10 >= 8 * sum(usage.guessed);
    boolean often = sum(usage.guessed) > 2;
    int common = most * 4 + (agreed ? 1 : 0) + (often ? 2 : 0);
    out.add(507, common);
    out.add(508, Hashes.mix(common, mine));
    out.add(509, Hashes.mix(common, runEnd[i] - runStart[i] == 1 ? 1 : 0));
    Usage last = usages[type[runEnd[i] - 1]];
    out.add(510, Hashes.mix(most(last.guessedLast), mine));
    out.add(511, Hashes.mix(most(last.guessedLast), Math.min(3, runEnd[i] - 1 - i)));
    Usage first = usages[type[runStart[i]]];
    out.add(512, Hashes.mix(most(first.guessed), Math.min(3, i - runStart[i])));
    for (int label = 0; label < usage.guessed.length; label++) {
      if (usage.guessed[label] > 0) {
        out.add(513, Hashes.mix(label, mine));
      }
    }
  }

  private static int most(int[] counts) {
    int most = 0;
    for (int i = 1; i < counts.length; i++) {
      most = counts[i] > counts[most] ? i : most;
    }
    return most;
  }

  private static int sum(int[] counts) {
    int sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }

  /** The growing feature list of one token. */
  private static final class Sink {
    private final long[] buffer;
    private int count;

    Sink(long[] buffer) {
      this.buffer = buffer;
    }

    void add(int template, long value) {
      if (count < buffer.length) {
        buffer[count++] = Hashes.mix(template, value);
      }
    }

    void addBits(int template, int bits) {
      for (int rest = bits; rest != 0; rest &= rest - 1) {
        add(1000 + template, Integer.numberOfTrailingZeros(rest));
      }
    }
  }
}
