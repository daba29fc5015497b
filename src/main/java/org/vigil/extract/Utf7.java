package org.vigil.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** UTF-7 (RFC 2152), in which old mail programs wrote what is beyond ASCII. */
final class Utf7 {

  private static final Pattern SHIFTED = Pattern.compile("\\+([A-Za-z0-9+/]*+)-?");

  private Utf7() {}

  static boolean isName(String charset) {
    return charset.toLowerCase(java.util.Locale.ROOT).matches("(?:unicode-1-1-)?utf-?7");
  }

  static String decode(String text) {
    return SHIFTED.matcher(text).replaceAll(run -> Matcher.quoteReplacement(shifted(run.group(1))));
  }

  private static String shifted(String base64) {
    if (base64.isEmpty()) {
      return "+";
    }
    // Six bits a letter; what remains of them at the end is no character.
    int bytes = base64.length() * 6 / 16 * 2;
    String padded = base64 + "A".repeat((4 - base64.length() % 4) % 4);
    return new String(Base64.getDecoder().decode(padded.getBytes(ISO_8859_1)), 0, bytes, UTF_16BE);
  }
}
