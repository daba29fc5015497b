package org.vigil.extract;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Decodes text of unknown encoding.
 *
 * <p>In order: byte order mark; UTF-16 and UTF-32 by the place of their zeros; UTF-8 where the
 * bytes are valid, or nearly; statistics of letters.
 */
final class TextBytes {

  private static final int SAMPLE = 1 << 16;

  /** Confidence of the detector, in percent, that is relied on. */
  private static final int SURE = 50;

  /** What web and mail mean by these names: the supersets by Microsoft. */
  private static final Map<String, String> SUPERSETS =
      Map.of(
          "ISO-8859-1", "windows-1252",
          "ISO-8859-9", "windows-1254",
          "GB2312", "GB18030",
          "EUC-KR", "x-windows-949",
          "Shift_JIS", "windows-31j",
          "Big5", "Big5-HKSCS");

  private TextBytes() {}

  /** The text, or empty if the bytes are no text in any encoding. */
  static Optional<String> decode(byte[] bytes) {
    Optional<Charset> marked = byteOrderMark(bytes).or(() -> wide(bytes));
    if (marked.isPresent()) {
      String text = new String(bytes, marked.get());
      return isText(text) ? Optional.of(text) : Optional.empty();
    }
    if (shifts(bytes)) {
      return Optional.of(new String(bytes, guess(bytes)));
    }
    if (isBinary(bytes)) {
      return Optional.empty();
    }
    return Optional.of(utf8(bytes).orElseGet(() -> new String(bytes, guess(bytes))));
  }

  /** ISO-2022: seven bits without a zero, with escape sequences that name the alphabet. */
  static boolean shifts(byte[] bytes) {
    int end = Math.min(bytes.length, SAMPLE);
    boolean named = false;
    for (int i = 0; i < end; i++) {
      if (bytes[i] <= 0) {
        return false;
      }
      named |=
          bytes[i] == 27
              && i + 2 < end
              && bytes[i + 1] == '$'
              && "@AB()".indexOf(bytes[i + 2]) >= 0;
    }
    return named;
  }

  /** Whether these are surely characters of two or four bytes, though no mark says so. */
  static boolean isWide(byte[] start) {
    byte[] whole = Arrays.copyOf(start, start.length - start.length % 4);
    return wide(whole).filter(c -> strange(new String(whole, c)) <= whole.length / 500).isPresent();
  }

  private static Optional<Charset> byteOrderMark(byte[] b) {
    if (startsWith(b, 0xef, 0xbb, 0xbf)) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    if (startsWith(b, 0xff, 0xfe, 0, 0)) {
      return Optional.of(Charset.forName("UTF-32LE"));
    }
    if (startsWith(b, 0, 0, 0xfe, 0xff)) {
      return Optional.of(Charset.forName("UTF-32BE"));
    }
    if (startsWith(b, 0xfe, 0xff)) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    if (startsWith(b, 0xff, 0xfe)) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    return Optional.empty();
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    if (bytes.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if ((bytes[i] & 0xff) != start[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * UTF-16 without a mark: spaces and line ends have a zero on one side only, and the other side of
   * one alphabet is nearly always the same byte.
   */
  private static Optional<Charset> wide(byte[] bytes) {
    if (bytes.length % 4 == 0 && bytes.length >= 16) {
      Optional<Charset> widest = thirtyTwoBits(bytes);
      if (widest.isPresent()) {
        return widest;
      }
    }
    int pairs = Math.min(bytes.length, SAMPLE) / 2;
    if (pairs < 4 || bytes.length % 2 != 0) {
      return Optional.empty();
    }
    if (isIdeographic(bytes, 0)) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    if (isIdeographic(bytes, 1)) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    int blankBig = 0;
    int blankLittle = 0;
    int[] even = new int[256];
    int[] odd = new int[256];
    for (int i = 0; i < pairs; i++) {
      int first = bytes[2 * i] & 0xff;
      int second = bytes[2 * i + 1] & 0xff;
      even[first]++;
      odd[second]++;
      blankBig += first == 0 && isBlankOrLetter(second) ? 1 : 0;
      blankLittle += second == 0 && isBlankOrLetter(first) ? 1 : 0;
    }
    if (blankBig > pairs / 50 && odd[0] <= pairs / 100) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    if (blankLittle > pairs / 50 && even[0] <= pairs / 100) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    return Optional.empty();
  }

  /**
   * Whether nearly all pairs are ideographs, kana and their punctuation, of which the low byte of
   * comma and full stop is one that no encoding of text has otherwise.
   *
   * @param high where the high byte stands in each pair
   */
  private static boolean isIdeographic(byte[] bytes, int high) {
    int pairs = Math.min(bytes.length, SAMPLE) / 2;
    int fitting = 0;
    int stops = 0;
    for (int i = 0; i < pairs; i++) {
      int upper = bytes[2 * i + high] & 0xff;
      int lower = bytes[2 * i + 1 - high] & 0xff;
      fitting += (upper >= 0x4e && upper <= 0x9f) || upper == 0x30 || upper == 0xff ? 1 : 0;
      stops +=
          (upper == 0x30 && (lower == 1 || lower == 2)) || (upper == 0xff && lower == 12) ? 1 : 0;
    }
    return stops > pairs / 100 && fitting > pairs * 8 / 10;
  }

  /** Of each four bytes the highest is zero and the next at most 16. */
  private static Optional<Charset> thirtyTwoBits(byte[] bytes) {
    boolean big = true;
    boolean little = true;
    for (int i = 0; i + 3 < Math.min(bytes.length, SAMPLE) && (big || little); i += 4) {
      big &= bytes[i] == 0 && bytes[i + 1] >= 0 && bytes[i + 1] <= 16;
      little &= bytes[i + 3] == 0 && bytes[i + 2] >= 0 && bytes[i + 2] <= 16;
    }
    if (big == little) {
      return Optional.empty();
    }
    return Optional.of(Charset.forName(big ? "UTF-32BE" : "UTF-32LE"));
  }

  private static boolean isBlankOrLetter(int b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '.' || b == ',' || Character.isLetter(b);
  }

  /** Text decoded from wide characters: hardly any that are unassigned or private. */
  private static boolean isText(String text) {
    return strange(text) * 10 <= Math.min(text.length(), SAMPLE);
  }

  private static int strange(String text) {
    int strange = 0;
    int end = Math.min(text.length(), SAMPLE);
    for (int i = 0; i < end; ) {
      int c = text.codePointAt(i);
      int type = Character.getType(c);
      boolean control = type == Character.CONTROL && !Character.isWhitespace(c);
      if (control
          || c == 0xfffd
          || type == Character.UNASSIGNED
          || type == Character.PRIVATE_USE
          || type == Character.SURROGATE) {
        strange++;
      }
      i += Character.charCount(c);
    }
    return strange;
  }

  /** No encoding of text has zeros, and few texts have other control characters. */
  private static boolean isBinary(byte[] bytes) {
    int end = Math.min(bytes.length, SAMPLE);
    int zeros = 0;
    int controls = 0;
    for (int i = 0; i < end; i++) {
      byte b = bytes[i];
      if (b == 0) {
        zeros++;
      } else if ((b > 0 && b < ' ' && (b < 7 || b > 13) && b != 27 && b != 26) || b == 127) {
        controls++;
      }
    }
    return zeros * 100 > end || (zeros + controls) * 20 > end;
  }

  /** Valid UTF-8, with a character cut off at the end or one broken in a hundred forgiven. */
  private static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException e) {
      String lenient = new String(bytes, StandardCharsets.UTF_8);
      long broken = lenient.chars().filter(c -> c == 0xfffd).count();
      long beyondAscii = lenient.chars().filter(c -> c > 0x7f).count();
      return broken * 20 <= beyondAscii ? Optional.of(lenient) : Optional.empty();
    }
  }

  /**
   * Whether every letter is one of Thai (TIS-620) and its vowel signs stand where they can: behind
   * a consonant, or before one. To the eye of a detector, Chinese in two bytes looks much the same.
   */
  private static boolean isThai(byte[] sample) {
    int signs = 0;
    int misplaced = 0;
    for (int i = 0; i + 1 < sample.length; i++) {
      int b = sample[i] & 0xff;
      if ((b > 0x80 && b < 0xa1 && b != 0x85 && (b < 0x91 || b > 0x97))
          || (b > 0xda && b < 0xdf)
          || b > 0xfb) {
        return false;
      }
      int before = i == 0 ? 0 : sample[i - 1] & 0xff;
      boolean above = b == 0xd1 || (b >= 0xd4 && b <= 0xda) || (b >= 0xe7 && b <= 0xee);
      if (above || (b >= 0xe0 && b <= 0xe4)) {
        int consonant = above ? before : sample[i + 1] & 0xff;
        signs++;
        misplaced += consonant > 0xa0 && (above || consonant < 0xcf) && consonant < 0xef ? 0 : 1;
      }
    }
    return signs >= 10 && misplaced * 20 <= signs;
  }

  /** Encodings of several bytes a letter by their grammar, the others by their letters. */
  private static Charset guess(byte[] bytes) {
    byte[] sample = Arrays.copyOf(bytes, Math.min(bytes.length, SAMPLE));
    if (isThai(sample)) {
      return Charset.forName("x-windows-874");
    }
    CharsetDetector detector = new CharsetDetector();
    detector.setText(sample);
    CharsetMatch match = detector.detect();
    Optional<Charset> detected =
        Optional.ofNullable(match)
            .map(m -> SUPERSETS.getOrDefault(m.getName(), m.getName()))
            .filter(Charset::isSupported)
            .map(Charset::forName);
    boolean severalBytes = detected.filter(c -> c.newEncoder().maxBytesPerChar() > 1).isPresent();
    if (severalBytes && match != null && match.getConfidence() >= SURE) {
      return detected.get();
    }
    return LetterStatistics.best(sample).or(() -> detected).orElse(Charset.forName("windows-1252"));
  }
}
