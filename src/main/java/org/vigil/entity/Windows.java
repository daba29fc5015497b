package org.vigil.entity;

import java.util.List;
import java.util.function.Consumer;

/**
 * A document as a transformer reads it: in windows of bounded length that begin with a sentence
 * where they can, each token as its pieces, how it is written, and what a tagger took it for
 * before.
 */
final class Windows {

  /** Pieces that a window holds, with those before and behind the text. */
  static final int LONGEST = 256;

  /** Pieces of the text before that a window shows, so that its first sentences have a context. */
  static final int CONTEXT = 48;

  /** How many ways of writing a word are told apart, with none at all and inner pieces. */
  static final int SHAPES = 2 + 4 * Shape.COUNT;

  /** What a token was taken for: nothing known, or a tag of {@link Label}. */
  static final int GUESSES = 1 + Label.TAGS;

  private static final int INNER = 1;

  /** How a word is written, which pieces in lower case do not tell. */
  private enum Shape {
    LOWER,
    CAPITALISED,
    CAPITALS,
    INITIAL,
    MIXED,
    NUMBER,
    MARK;

    static final List<Shape> ALL = List.of(values());
    static final int COUNT = ALL.size();

    static Shape of(String word) {
      int letters = 0;
      int upper = 0;
      boolean digits = false;
      for (int i = 0; i < word.length(); i++) {
        char c = word.charAt(i);
        letters += Character.isLetter(c) ? 1 : 0;
        upper += Character.isUpperCase(c) ? 1 : 0;
        digits |= Character.isDigit(c);
      }
      if (digits) {
        return NUMBER;
      }
      if (letters == 0) {
        return MARK;
      }
      if (upper == 0) {
        return LOWER;
      }
      if (letters == upper) {
        return letters == 1 ? INITIAL : CAPITALS;
      }
      return upper == 1 && Character.isUpperCase(word.charAt(0)) ? CAPITALISED : MIXED;
    }
  }

  /**
   * One window.
   *
   * @param from the first token that is read for its own sake, not as context
   * @param pieces numbers in the vocabulary
   * @param shapes of the words that the pieces belong to, below {@link #SHAPES}
   * @param guesses for the same words, below {@link #GUESSES}
   * @param heads where the first piece of each token stands, from {@code from} on
   */
  @SuppressWarnings("ArrayRecordComponent") // filled once, read once
  record Window(int from, long[] pieces, long[] shapes, long[] guesses, int[] heads) {}

  private final Tokens tokens;
  private final int[][] pieces;
  private final int[] shapes;
  private final int[] guesses;
  private final WordPieces vocabulary;

  Windows(Tokens tokens, Features features, List<Span> guesses, WordPieces vocabulary) {
    this.tokens = tokens;
    this.vocabulary = vocabulary;
    this.pieces = new int[tokens.size()][];
    this.shapes = new int[tokens.size()];
    this.guesses = Tagger.tags(guesses, tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      String word = tokens.word(i);
      pieces[i] = vocabulary.of(word);
      int shape = Shape.ALL.indexOf(Shape.of(word));
      shapes[i] =
          2
              + shape
              + (features.isHeadline(i) ? Shape.COUNT : 0)
              + (tokens.sentenceStart(i) ? 2 * Shape.COUNT : 0);
    }
  }

  /**
   * Makes windows that together read each token once, in order.
   *
   * @param context the most pieces of the text before that each shows
   */
  void forEach(int context, Consumer<Window> reader) {
    int from = 0;
    while (from < tokens.size()) {
      int first = from;
      int length = 2;
      while (first > 0 && length + pieces[first - 1].length <= 2 + context) {
        first--;
        length += pieces[first].length;
      }
      int to = from;
      int sentenceEnd = from;
      while (to < tokens.size() && length + pieces[to].length <= LONGEST) {
        length += pieces[to].length;
        to++;
        if (to == tokens.size() || tokens.sentenceStart(to)) {
          sentenceEnd = to;
        }
      }
      // A sentence that is longer than half a window is cut.
      boolean whole = sentenceEnd - from > (to - from) / 2;
      int end = whole ? sentenceEnd : to;
      reader.accept(window(first, from, end));
      from = end;
    }
  }

  private Window window(int first, int from, int to) {
    int length = 2;
    for (int i = first; i < to; i++) {
      length += pieces[i].length;
    }
    Window window =
        new Window(from, new long[length], new long[length], new long[length], new int[to - from]);
    int n = 0;
    window.pieces[n++] = vocabulary.opening();
    for (int i = first; i < to; i++) {
      if (i >= from) {
        window.heads[i - from] = n;
      }
      for (int k = 0; k < pieces[i].length; k++) {
        window.pieces[n] = pieces[i][k];
        window.shapes[n] = k == 0 ? shapes[i] : INNER;
        window.guesses[n] = 1L + guesses[i];
        n++;
      }
    }
    window.pieces[n] = vocabulary.closing();
    return window;
  }
}
