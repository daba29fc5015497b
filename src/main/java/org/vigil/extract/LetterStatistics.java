package org.vigil.extract;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/**
 * Chooses among encodings of one byte a letter by how natural the letters look that they give.
 *
 * <p>In the right one frequent letters are frequent, capitals stand at the beginning of words,
 * accents among plain letters, and signs between words. Needs no model of a language.
 */
final class LetterStatistics {

  private static final List<Charset> CANDIDATES =
      List.of(
              "windows-1252",
              "windows-1251",
              "KOI8-R",
              "IBM866",
              "IBM855",
              "x-MacCyrillic",
              "ISO-8859-5",
              "windows-1250",
              "ISO-8859-2",
              "windows-1253",
              "ISO-8859-7",
              "windows-1254",
              "windows-1255",
              "windows-1256",
              "ISO-8859-6",
              "x-windows-874",
              "x-MacRoman")
          .stream()
          .filter(Charset::isSupported)
          .map(Charset::forName)
          .toList();

  private static final String FREQUENT =
      "оеаинтсрвлкмдпуіяыь" // Cyrillic
          + "αοιετσνηυρπκλμςόίέάή" // Greek
          + "יוהלאתרבמשנ" // Hebrew
          + "اليمونترةبعدسف" // Arabic
          + "านรอกเงมยลวดทสตะปบ่้ีิั"; // Thai
  private static final String ACCENTED = "éèàçêáíóúñãõäöüßåæøłąęśćżźńčšžřěůâîôșțşţăğıőűđ";

  private LetterStatistics() {}

  /** The most natural encoding; empty if none of them makes words of the bytes. */
  static Optional<Charset> best(byte[] sample) {
    Charset best = CANDIDATES.getFirst();
    double most = Double.NEGATIVE_INFINITY;
    for (Charset candidate : CANDIDATES) {
      double score = score(new String(sample, candidate));
      if (score > most) {
        most = score;
        best = candidate;
      }
    }
    return most > 0 ? Optional.of(best) : Optional.empty();
  }

  /** Sum over the characters beyond ASCII, divided by their number. */
  private static double score(String text) {
    double sum = 0;
    int counted = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        continue;
      }
      counted++;
      char before = i == 0 ? ' ' : text.charAt(i - 1);
      char after = i + 1 == text.length() ? ' ' : text.charAt(i + 1);
      sum += score(c, before, after);
    }
    return counted == 0 ? 0 : sum / counted;
  }

  private static double score(char c, char before, char after) {
    boolean mark = Character.getType(c) == Character.NON_SPACING_MARK;
    if (!Character.isLetter(c) && !mark) {
      boolean inWord = Character.isLetter(before) && Character.isLetter(after);
      boolean broken = c == 0xfffd || Character.isISOControl(c);
      boolean usual = "–—‘’“”„«»…№·•°§\u00a0".indexOf(c) >= 0;
      return broken ? -3 : inWord && c != '’' ? -1.5 : usual ? 0.5 : -0.7;
    }
    if (Character.isUpperCase(c) && Character.isLowerCase(before)) {
      return -2;
    }
    if (c < 0x250) {
      boolean amongPlain = isPlain(before) && isPlain(after);
      return (ACCENTED.indexOf(Character.toLowerCase(c)) >= 0 ? 0.8 : -0.2) + (amongPlain ? 0 : -1);
    }
    boolean foreign = isPlainLetter(before) || isPlainLetter(after);
    double score = FREQUENT.indexOf(Character.toLowerCase(c)) >= 0 ? 1 : 0.2;
    return score - (foreign ? 1 : 0) - (Character.isUpperCase(c) ? 0.3 : 0);
  }

  private static boolean isPlain(char c) {
    return c < 0x80;
  }

  private static boolean isPlainLetter(char c) {
    return c < 0x250 && Character.isLetter(c);
  }
}
