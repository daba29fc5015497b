package org.vigil.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
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
    private final Arcs<List<State>> next = new Arcs<>();
    private final List<State> silent = new ArrayList<>();
    private @Nullable State afterAnything;
    private @Nullable Rule rule;

    void connect(int symbol, List<State> targets) {
      next.to(symbol, ArrayList::new).addAll(targets);
    }
  }

  /** The words of the phrases letter by letter (a trie), and what stands for each. */
  private static final class Letters {
    private final Arcs<Letters> next = new Arcs<>();
    private int whole = -1;
    private int beginning = -1;

    Letters after(String word) {
      Letters at = this;
      for (int i = 0; i < word.length(); i++) {
        at = at.next.to(word.charAt(i), Letters::new);
      }
      return at;
    }
  }

  /** Where numbers lead: a small table that is read far oftener than it grows. */
  private static final class Arcs<T> {
    /** Ascending; beside each, where it leads. */
    private int[] numbers = NONE;

    private final List<T> targets = new ArrayList<>();

    @Nullable T to(int number) {
      int place = Arrays.binarySearch(numbers, number);
      return place < 0 ? null : targets.get(place);
    }

    T to(int number, Supplier<T> fresh) {
      int place = Arrays.binarySearch(numbers, number);
      if (place < 0) {
        place = -place - 1;
        int[] more = Arrays.copyOf(numbers, numbers.length + 1);
        System.arraycopy(numbers, place, more, place + 1, numbers.length - place);
        more[place] = number;
        numbers = more;
        targets.add(place, fresh.get());
      }
      return targets.get(place);
    }
  }

  private static final int[] NONE = {};

  private final State root = new State();
  private final Letters letters = new Letters();
  private int symbols;

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
    for (int symbol : state.next.numbers) {
      root.connect(symbol, state.next.to(symbol, ArrayList::new));
    }
    state.silent.forEach(next -> begin(next, phrase));
  }

  private void connect(State from, Phrase phrase, State to) {
    switch (phrase) {
      case Phrase.Exactly(String word) -> from.connect(whole(word), List.of(to));
      case Phrase.Beginning(String start) -> from.connect(beginning(start), List.of(to));
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

  private int whole(String word) {
    Letters end = letters.after(word);
    if (end.whole < 0) {
      end.whole = symbols++;
    }
    return end.whole;
  }

  private int beginning(String word) {
    Letters end = letters.after(word);
    if (end.beginning < 0) {
      end.beginning = symbols++;
    }
    return end.beginning;
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
    Letters at = letters;
    for (int i = 0; i < word.length(); i++) {
      Letters next = at.next.to(word.charAt(i));
      if (next == null) {
        return found;
      }
      at = next;
      if (at.beginning >= 0) {
        found = with(found, at.beginning);
      }
    }
    return at.whole < 0 ? found : with(found, at.whole);
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
      List<State> after = state.next.to(symbol);
      if (after != null) {
        for (State next : after) {
          follow(next, from, at + 1, text, symbols, listener);
        }
      }
    }
    if (state.afterAnything != null) {
      follow(state.afterAnything, from, at + 1, text, symbols, listener);
    }
  }
}
