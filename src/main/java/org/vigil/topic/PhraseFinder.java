package org.vigil.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds all phrases of all rules in one walk over the words of a text.
 *
 * <p>The phrases are one automaton over words. Every word is looked up once, as itself and by its
 * beginnings; from each word the automaton is followed no further than the longest phrase, so the
 * time is linear in the length of the text.
 */
final class PhraseFinder {

  /** Told of every phrase found, now and then twice: words {@code from} to before {@code to}. */
  interface Listener {
    void found(Rule rule, int from, int to);
  }

  /** A state: what may follow with a word, with any word, or without one. */
  private static final class State {
    private final Map<Integer, List<State>> next = new HashMap<>();
    private final List<State> silent = new ArrayList<>();
    private @Nullable State afterAnything;
    private @Nullable Rule rule;
  }

  private static final int[] NONE = {};

  private final State root = new State();
  private final Map<String, Integer> words = new HashMap<>();
  private final Map<String, Integer> beginnings = new HashMap<>();
  private final TreeSet<Integer> lengths = new TreeSet<>();

  /** Adds a phrase; not to be called once texts are being walked. */
  void add(Phrase phrase, Rule rule) {
    State start = new State();
    State end = new State();
    end.rule = rule;
    connect(start, phrase, end);
    begin(start, phrase);
  }

  /**
   * What leads out of the start of one phrase leads out of the root, so that one lookup serves all.
   */
  private void begin(State state, Phrase phrase) {
    if (state.rule != null || state.afterAnything != null) {
      throw new IllegalArgumentException("phrase may begin with no word: " + phrase);
    }
    state.next.forEach(
        (symbol, targets) ->
            root.next.computeIfAbsent(symbol, s -> new ArrayList<>()).addAll(targets));
    state.silent.forEach(next -> begin(next, phrase));
  }

  private void connect(State from, Phrase phrase, State to) {
    switch (phrase) {
      case Phrase.Exactly(String word) -> connect(from, symbol(words, word), to);
      case Phrase.Beginning(String letters) -> {
        lengths.add(letters.length());
        connect(from, symbol(beginnings, letters), to);
      }
      case Phrase.Gap(int most) -> {
        State at = new State();
        from.silent.add(at);
        for (int i = 0; i < most; i++) {
          at.silent.add(to);
          State next = new State();
          at.afterAnything = next;
          at = next;
        }
        at.silent.add(to);
      }
      case Phrase.Choice(List<Phrase> options) ->
          options.forEach(option -> connect(from, option, to));
      case Phrase.Sequence(List<Phrase> parts) -> {
        State at = from;
        for (Phrase part : parts) {
          State next = new State();
          connect(at, part, next);
          at = next;
        }
        at.silent.add(to);
      }
    }
  }

  private static void connect(State from, int symbol, State to) {
    from.next.computeIfAbsent(symbol, s -> new ArrayList<>()).add(to);
  }

  private int symbol(Map<String, Integer> known, String letters) {
    return known.computeIfAbsent(letters, l -> words.size() + beginnings.size());
  }

  void walk(Words text, Listener listener) {
    int[][] symbols = new int[text.count()][];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = symbols(text.folded(i));
    }
    for (int i = 0; i < symbols.length; i++) {
      if (symbols[i].length > 0) {
        follow(root, i, i, text, symbols, listener);
      }
    }
  }

  private int[] symbols(String word) {
    int[] found = NONE;
    Integer whole = words.get(word);
    if (whole != null) {
      found = with(found, whole);
    }
    for (int length : lengths) {
      if (length > word.length()) {
        break;
      }
      Integer beginning = beginnings.get(word.substring(0, length));
      if (beginning != null) {
        found = with(found, beginning);
      }
    }
    return found;
  }

  private static int[] with(int[] symbols, int symbol) {
    int[] more = Arrays.copyOf(symbols, symbols.length + 1);
    more[symbols.length] = symbol;
    return more;
  }

  private static void follow(
      State state, int from, int at, Words text, int[][] symbols, Listener listener) {
    if (state.rule != null) {
      listener.found(state.rule, from, at);
    }
    for (State next : state.silent) {
      follow(next, from, at, text, symbols, listener);
    }
    if (at == symbols.length || (at > from && !text.continues(at))) {
      return;
    }
    for (int symbol : symbols[at]) {
      for (State next : state.next.getOrDefault(symbol, List.of())) {
        follow(next, from, at + 1, text, symbols, listener);
      }
    }
    if (state.afterAnything != null) {
      follow(state.afterAnything, from, at + 1, text, symbols, listener);
    }
  }
}
