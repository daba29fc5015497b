package org.vigil.topic;

import java.util.ArrayList;
import java.util.List;

/**
 * A phrase of the rule file, read.
 *
 * <p>{@code labou?r} has a letter that may be missing, {@code sterili[sz]ed} one of several, {@code
 * forc*} any ending; {@code (men|young women)} is a choice, one of which may be empty; {@code ..3}
 * is up to three words of any kind within the sentence. Hyphens and apostrophes part words, as they
 * do in texts.
 */
sealed interface Phrase {

  /** This very word, folded. */
  record Exactly(String word) implements Phrase {}

  /** Any word that begins so. */
  record Beginning(String letters) implements Phrase {}

  /** Up to so many words, whatever they are. */
  record Gap(int most) implements Phrase {}

  /** One after the other. */
  record Sequence(List<Phrase> parts) implements Phrase {}

  /** Any one of them. */
  record Choice(List<Phrase> options) implements Phrase {}

  /** Reads a pattern; throws {@link IllegalArgumentException} on a bad one. */
  static Phrase read(String pattern) {
    return new Reader(pattern).whole();
  }

  /** The parser, by recursive descent. */
  final class Reader {

    private static final int WIDEST = 9;

    private final String pattern;
    private int at;

    private Reader(String pattern) {
      this.pattern = pattern;
    }

    private Phrase whole() {
      Phrase phrase = choice();
      if (at < pattern.length()) {
        throw bad("stray )");
      }
      return phrase;
    }

    private Phrase choice() {
      List<Phrase> options = new ArrayList<>();
      options.add(sequence());
      while (at < pattern.length() && pattern.charAt(at) == '|') {
        at++;
        options.add(sequence());
      }
      return options.size() == 1 ? options.getFirst() : new Choice(List.copyOf(options));
    }

    private Phrase sequence() {
      List<Phrase> parts = new ArrayList<>();
      while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
        if (pattern.charAt(at) == ' ') {
          at++;
        } else if (pattern.charAt(at) == '(') {
          at++;
          parts.add(choice());
          if (at == pattern.length()) {
            throw bad("missing )");
          }
          at++;
        } else {
          int from = at;
          while (at < pattern.length() && " |()".indexOf(pattern.charAt(at)) < 0) {
            at++;
          }
          String word = pattern.substring(from, at);
          parts.add(word.startsWith("..") ? gap(word) : word(word));
        }
      }
      return new Sequence(List.copyOf(parts));
    }

    private Gap gap(String word) {
      int most = word.length() == 3 ? Character.digit(word.charAt(2), 10) : -1;
      if (most < 1 || most > WIDEST) {
        throw bad("gap is not ..1 to .." + WIDEST);
      }
      return new Gap(most);
    }

    private Phrase word(String word) {
      List<Phrase> options = new ArrayList<>();
      for (String spelling : spellings(word)) {
        boolean open = spelling.endsWith("*");
        String letters = open ? spelling.substring(0, spelling.length() - 1) : spelling;
        Words words = new Words(letters);
        if (words.count() == 0 || letters.contains("*") || letters.contains("?")) {
          throw bad("no word: " + word);
        }
        List<Phrase> parts = new ArrayList<>();
        for (int i = 0; i < words.count(); i++) {
          boolean last = i == words.count() - 1;
          String folded = words.folded(i);
          parts.add(open && last ? new Beginning(folded) : new Exactly(folded));
        }
        Phrase option = parts.size() == 1 ? parts.getFirst() : new Sequence(List.copyOf(parts));
        if (!options.contains(option)) {
          options.add(option);
        }
      }
      return options.size() == 1 ? options.getFirst() : new Choice(List.copyOf(options));
    }

    private List<String> spellings(String word) {
      List<String> all = List.of("");
      int i = 0;
      while (i < word.length()) {
        List<String> options = new ArrayList<>();
        if (word.charAt(i) == '[') {
          int close = word.indexOf(']', i);
          if (close < 0) {
            throw bad("missing ]");
          }
          word.substring(i + 1, close)
              .codePoints()
              .mapToObj(Character::toString)
              .forEach(options::add);
          i = close + 1;
        } else {
          options.add(word.substring(i, i + 1));
          i++;
        }
        if (i < word.length() && word.charAt(i) == '?') {
          options.add("");
          i++;
        }
        all = all.stream().flatMap(head -> options.stream().map(option -> head + option)).toList();
      }
      return all;
    }

    private IllegalArgumentException bad(String why) {
      return new IllegalArgumentException("bad pattern, " + why + ": " + pattern);
    }
  }
}
