package org.vigil.search;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import org.vigil.schema.Words;

/**
 * Cuts what is written without spaces, as Chinese, Japanese and Thai are, into words by the
 * dictionaries of ICU.
 *
 * <p>Reports are not cut so: there a word is found wherever its characters stand in a row, whatever
 * a dictionary makes of the rest of the sentence.
 */
final class UnspacedText {

  private UnspacedText() {}

  /** The words of a text; none when it is of scripts that put spaces between words. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    if (!Words.isUnspaced(text)) {
      return words;
    }
    BreakIterator breaks = BreakIterator.getWordInstance(ULocale.ROOT);
    breaks.setText(text);
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      String word = text.substring(start, end);
      if (!Words.of(word).isEmpty()) {
        words.add(word);
      }
      start = end;
    }
    return words;
  }
}
