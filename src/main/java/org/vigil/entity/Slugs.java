package org.vigil.entity;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.Locale;

/** Names as ids and as keys. */
final class Slugs {

  private static final int LONGEST = 100;
  private static final Transliterator TO_LATIN =
      Transliterator.getInstance("Any-Latin; Latin-ASCII; Any-Lower");

  private Slugs() {}

  /** Letters and digits of the name in Latin script, words joined by hyphens; never empty. */
  static String of(String name) {
    String cut = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    boolean ascii = cut.chars().allMatch(c -> c < 128);
    // One transliterator is shared: ICU's are not safe for several threads at once.
    String latin = ascii ? cut.toLowerCase(Locale.ROOT) : transliterate(cut);
    StringBuilder slug = new StringBuilder();
    boolean gap = false;
    for (int i = 0; i < latin.length(); i++) {
      char c = latin.charAt(i);
      boolean kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (kept) {
        if (gap && !slug.isEmpty()) {
          slug.append('-');
        }
        slug.append(c);
        gap = false;
      } else if (c != '\'' && c != '’' && c != '.') {
        gap = true;
      }
    }
    return slug.isEmpty() ? "x" + Long.toHexString(Hashes.of(name)) : slug.toString();
  }

  private static String transliterate(String text) {
    synchronized (TO_LATIN) {
      return TO_LATIN.transliterate(text);
    }
  }

  /**
   * The form under which spellings of one name meet: lower case, without accents, stops and
   * apostrophes, every other gap one space, no leading article.
   */
  static String key(String name) {
    String base = name;
    if (!name.chars().allMatch(c -> c < 128)) {
      base = Normalizer.normalize(name, Normalizer.Form.NFKD);
    }
    base = base.toLowerCase(Locale.ROOT);
    StringBuilder key = new StringBuilder();
    boolean gap = false;
    for (int i = 0; i < base.length(); i++) {
      char c = base.charAt(i);
      if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
        if (gap && !key.isEmpty()) {
          key.append(' ');
        }
        key.append(c);
        gap = false;
      } else if (Character.isWhitespace(c) || c == '-' || c == '–' || c == '/' || c == ',') {
        gap = true;
      }
    }
    return key.length() > 6 && key.indexOf("the ") == 0 ? key.substring(4) : key.toString();
  }
}
