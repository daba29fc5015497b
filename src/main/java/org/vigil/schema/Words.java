package org.vigil.schema;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;

/**
 * The words of a text, the same for reports and queries.
 *
 * <p>Written for readers rather than for a grammar of any one language:
 *
 * <ul>
 *   <li>{@code U.S.} is one word, {@code vice.com} two;
 *   <li>{@code Liu's} is {@code liu}; {@code Xi'an} is one word, found as {@code xian} too; the
 *       article of {@code l'ambassade} is a word of its own; curly and straight apostrophes are the
 *       same;
 *   <li>{@code re-education} is two words that are also found as {@code reeducation};
 *   <li>{@code 1,000} is one word, found as {@code 1000} too;
 *   <li>scripts written without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese), and Korean,
 *       whose particles stick to the words, give a word for each character with its marks, so that
 *       any stretch of them is found as a phrase.
 * </ul>
 *
 * <p>In the index several forms stand at the position of a word: its exact form always; its folded
 * form behind {@value Folding#MARK} where that differs; and, at the first and last word of a
 * mention, the terms of {@link #mentionStart} and {@link #mentionEnd}.
 */
public final class Words {

  /** Longer words are noise such as encoded images and are not indexed. */
  static final int LONGEST = 100;

  private Words() {}

  /**
   * A word where it stands.
   *
   * @param exact its form with only case and width folded
   * @param start in the text, in UTF-16 code units
   * @param end exclusive
   * @param hyphenated whether a hyphen joins it to the next word
   */
  public record Word(String exact, int start, int end, boolean hyphenated) {}

  /**
   * A stretch of text that names an entity.
   *
   * @param end exclusive
   * @param kind such as {@code person}
   * @param id such as {@code person/liu-xiaoming}
   */
  public record Mark(int start, int end, String kind, String id) {}

  /** The words of a text in order. */
  public static List<Word> of(String text) {
    List<Word> words = new ArrayList<>();
    WordScanner scanner = new WordScanner(text);
    for (Word word = scanner.next(); word != null; word = scanner.next()) {
      words.add(word);
    }
    return words;
  }

  /**
   * The tokens of a text for the index.
   *
   * @param marks by start, never overlapping
   */
  public static TokenStream stream(String text, Folding folding, List<Mark> marks) {
    return new WordStream(new WordScanner(text), folding, marks);
  }

  /** The tokens of several names: none is a phrase with words of another. */
  public static TokenStream stream(List<String> names) {
    String text = String.join(String.valueOf(WordScanner.BREAK), names);
    return new WordStream(new WordScanner(text), Folding.OF_NAMES, List.of());
  }

  /** Whether every letter of a text is of a script that gives a word for each character. */
  public static boolean isUnspaced(String text) {
    return text.codePoints().filter(Character::isLetter).allMatch(WordScanner::isAlone);
  }

  /** The parts of a compound written as one word. */
  public static String joined(List<Word> parts) {
    StringBuilder joined = new StringBuilder();
    parts.forEach(part -> joined.append(part.exact()));
    return joined.toString();
  }

  /** Folds case and width of text, as {@link Word#exact} does, and nothing else. */
  public static String exact(String text) {
    return WordScanner.exact(text);
  }

  /** The term that stands in the index at the first word of a mention of this kind or id. */
  public static String mentionStart(String kindOrId) {
    return "@" + kindOrId;
  }

  /** The term that stands in the index at the last word of a mention of this kind or id. */
  public static String mentionEnd(String kindOrId) {
    return "@" + kindOrId + "$";
  }
}
