package org.vigil.extract;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.tika.parser.txt.CharsetDetector;
import org.apache.tika.parser.txt.CharsetMatch;

/**
 * Decodes pages whose encoding is declared, undeclared or declared wrongly.
 *
 * <p>In order: byte order mark; bytes that are valid UTF-8, whatever is declared; what is declared
 * by the transfer, then by the page, if the bytes allow it; statistics. Labels mean what browsers
 * take them to mean (WHATWG Encoding), so ISO-8859-1 is windows-1252.
 */
final class PageCharset {

  private static final int DECLARATION_WITHIN = 16_384;
  private static final int SAMPLE = 65_536;
  private static final char ESCAPE = 0x1b;
  private static final char REPLACEMENT = 0xfffd;

  private static final Pattern IN_PAGE =
      Pattern.compile(
          "<(?:meta|\\?xml)\\b[^>]{0,400}?(?:charset|encoding)\\s*=\\s*[\"']?\\s*([\\w:.-]{2,40})",
          Pattern.CASE_INSENSITIVE);

  private static final Map<String, String> BROWSER_MEANING =
      Map.ofEntries(
          Map.entry("iso-8859-1", "windows-1252"),
          Map.entry("latin1", "windows-1252"),
          Map.entry("us-ascii", "windows-1252"),
          Map.entry("ascii", "windows-1252"),
          Map.entry("iso-8859-9", "windows-1254"),
          Map.entry("iso-8859-11", "x-windows-874"),
          Map.entry("tis-620", "x-windows-874"),
          Map.entry("gb2312", "GB18030"),
          Map.entry("gbk", "GB18030"),
          Map.entry("shift_jis", "windows-31j"),
          Map.entry("shift-jis", "windows-31j"),
          Map.entry("x-sjis", "windows-31j"),
          Map.entry("ks_c_5601-1987", "x-windows-949"),
          Map.entry("euc-kr", "x-windows-949"),
          Map.entry("big5", "Big5-HKSCS"));

  private PageCharset() {}

  static String decode(byte[] bytes, Optional<String> declared) {
    Optional<Charset> marked = byteOrderMark(bytes);
    if (marked.isPresent()) {
      return lenient(bytes, marked.get());
    }
    Optional<Charset> wide = sixteenBits(bytes);
    if (wide.isPresent()) {
      return lenient(bytes, wide.get());
    }
    Optional<String> utf8 = utf8(bytes);
    boolean mayEscape = utf8.filter(text -> text.indexOf(ESCAPE) >= 0).isPresent();
    if (utf8.isPresent() && !mayEscape) {
      return utf8.get();
    }
    Optional<Charset> claimed =
        declared.flatMap(PageCharset::named).or(() -> inPage(bytes).flatMap(PageCharset::named));
    boolean escapes = claimed.filter(c -> c.name().startsWith("ISO-2022")).isPresent();
    if (utf8.isPresent() && !escapes) {
      return utf8.get();
    }
    if (claimed.isPresent() && plausible(bytes, claimed.get())) {
      return lenient(bytes, claimed.get());
    }
    return lenient(bytes, guessed(bytes, claimed.orElse(StandardCharsets.UTF_8)));
  }

  private static Optional<Charset> byteOrderMark(byte[] b) {
    if (b.length >= 3 && b[0] == (byte) 0xef && b[1] == (byte) 0xbb && b[2] == (byte) 0xbf) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    if (b.length >= 2 && b[0] == (byte) 0xfe && b[1] == (byte) 0xff) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    if (b.length >= 2 && b[0] == (byte) 0xff && b[1] == (byte) 0xfe) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    return Optional.empty();
  }

  /** UTF-16 without a mark: the letters of tags leave a zero at one side of every pair. */
  private static Optional<Charset> sixteenBits(byte[] bytes) {
    int pairs = Math.min(bytes.length, 400) / 2;
    int high = 0;
    int low = 0;
    for (int i = 0; i < pairs; i++) {
      high += bytes[2 * i] == 0 ? 1 : 0;
      low += bytes[2 * i + 1] == 0 ? 1 : 0;
    }
    if (pairs > 8 && high > pairs / 8 && low < high / 10) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    if (pairs > 8 && low > pairs / 8 && high < low / 10) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    return Optional.empty();
  }

  private static Optional<String> inPage(byte[] bytes) {
    String head =
        new String(
            bytes, 0, Math.min(bytes.length, DECLARATION_WITHIN), StandardCharsets.ISO_8859_1);
    Matcher matcher = IN_PAGE.matcher(head);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Optional<Charset> named(String label) {
    String name = label.strip().toLowerCase(Locale.ROOT);
    try {
      Charset charset = Charset.forName(BROWSER_MEANING.getOrDefault(name, name));
      // A page whose tags could be read byte by byte is not UTF-16, whatever it says.
      return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32")
          ? Optional.of(StandardCharsets.UTF_8)
          : Optional.of(charset);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  /** Few bytes that do not decode, measured against those beyond ASCII. */
  private static boolean plausible(byte[] bytes, Charset charset) {
    int beyondAscii = 0;
    for (byte b : bytes) {
      beyondAscii += b < 0 ? 1 : 0;
    }
    String text = lenient(bytes, charset);
    long broken = text.chars().filter(c -> c == 0xfffd || (c >= 0x80 && c < 0xa0)).count();
    return broken * 20 <= beyondAscii;
  }

  private static Charset guessed(byte[] bytes, Charset otherwise) {
    CharsetDetector detector = new CharsetDetector();
    detector.enableInputFilter(true);
    detector.setText(Arrays.copyOf(bytes, Math.min(bytes.length, SAMPLE)));
    CharsetMatch match = detector.detect();
    return match == null ? otherwise : named(match.getName()).orElse(otherwise);
  }

  /** The text, if the bytes are UTF-8 throughout. */
  private static Optional<String> utf8(byte[] bytes) {
    String text = lenient(bytes, StandardCharsets.UTF_8);
    // Only a text with the mark of a broken character may have been broken.
    return text.indexOf(REPLACEMENT) < 0 ? Optional.of(text) : strict(bytes);
  }

  private static Optional<String> strict(byte[] bytes) {
    try {
      CharBuffer text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes));
      return Optional.of(text.toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static String lenient(byte[] bytes, Charset charset) {
    return new String(bytes, charset);
  }
}
