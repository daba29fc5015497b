package org.vigil.corpus;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Paths as text that leads back to them, whatever the bytes of a name are and whatever the locale
 * of the process is. Java decodes names by the locale and puts U+FFFD for what it cannot, so that
 * two files may look the same and neither is found again.
 *
 * <p>A path whose bytes are UTF-8 is that text. Any other is the address of the file, {@code
 * file:///…}, in which the bytes stand as {@code %FF} (RFC 8089).
 */
public final class PathText {

  private static final char UNKNOWN = '\uFFFD';
  private static final String ADDRESS = "file://";

  /** As it begins when it was taken for a path before. */
  private static final String NORMALISED = "file:/";

  private PathText() {}

  /** The text of an absolute path. */
  public static String of(Path path) {
    String text = path.toString();
    if (text.indexOf(UNKNOWN) < 0) {
      return text;
    }
    String address = path.toUri().getRawPath();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(address))).toString();
    } catch (CharacterCodingException e) {
      return ADDRESS + address;
    }
  }

  /** The path of a text that {@link #of} has made, or that a user has typed. */
  public static Path path(String text) {
    if (text.startsWith(NORMALISED)) {
      try {
        // Java takes the bytes of an address with one slash for text.
        return Path.of(
            URI.create(
                text.startsWith(ADDRESS)
                    ? text
                    : ADDRESS + text.substring(NORMALISED.length() - 1)));
      } catch (IllegalArgumentException e) {
        return Path.of(text);
      }
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      if (!text.startsWith("/") || text.indexOf('\0') >= 0) {
        throw e;
      }
      // The locale has no way to write it; its bytes are those of UTF-8.
      return Path.of(URI.create(ADDRESS + escaped(text)));
    }
  }

  private static byte[] bytes(String address) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      if (c == '%') {
        bytes.write(Integer.parseInt(address, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }

  private static String escaped(String text) {
    StringBuilder address = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
      if (plain || b == '/' || b == '.' || b == '-' || b == '_') {
        address.append((char) b);
      } else {
        address.append('%').append(String.format("%02X", b & 0xff));
      }
    }
    return address.toString();
  }
}
