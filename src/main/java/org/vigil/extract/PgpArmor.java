package org.vigil.extract;

import java.util.regex.Pattern;

/**
 * The lines that OpenPGP puts around text (RFC 9580, sections 6 and 7): of a signed text the text
 * stays, of an encrypted one or a key nothing.
 */
final class PgpArmor {

  private static final Pattern SECRET =
      Pattern.compile(
          "(?ms)^-----BEGIN PGP (MESSAGE|PUBLIC KEY BLOCK|PRIVATE KEY BLOCK|SIGNATURE)-----\\s*?$"
              + ".*?(?:^-----END PGP \\1-----\\s*?$|\\z)");
  private static final Pattern SIGNED =
      Pattern.compile(
          "(?m)^-----BEGIN PGP SIGNED MESSAGE-----\\s*?$\\R?(?:^[A-Z][\\w-]{1,20}: .*+\\R?)*+");
  private static final Pattern DASHED = Pattern.compile("(?m)^- (?=-)");

  private PgpArmor() {}

  static boolean isEncrypted(String text) {
    return text.contains("-----BEGIN PGP MESSAGE-----");
  }

  /** What stands outside of armour, and what is signed without it. */
  static String removed(String text) {
    if (!text.contains("-----BEGIN PGP ")) {
      return text;
    }
    boolean signed = SIGNED.matcher(text).find();
    String open = SECRET.matcher(SIGNED.matcher(text).replaceAll("")).replaceAll("");
    return signed ? DASHED.matcher(open).replaceAll("") : open;
  }
}
