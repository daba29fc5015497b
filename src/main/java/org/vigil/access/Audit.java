package org.vigil.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who did what, a JSON object a line and a file a day (UTC), beside the index.
 *
 * <p>In place of what was asked stands a keyed hash: two askings of the same can be told to be the
 * same, but without the secret that lies in the same folder nobody can try out what it was.
 */
public final class Audit {

  private static final int SECRET_BYTES = 32;

  private final Path folder;
  private final Clock clock;
  private final SecretKeySpec secret;

  private Audit(Path folder, Clock clock, SecretKeySpec secret) {
    this.folder = folder;
    this.clock = clock;
    this.secret = secret;
  }

  /** That of the index in a folder. */
  public static Audit of(Path index, Clock clock) throws IOException {
    Path folder = PrivateFiles.folder(index);
    Path file = folder.resolve("audit.secret");
    String hex;
    try {
      hex = Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      byte[] fresh = new byte[SECRET_BYTES];
      new SecureRandom().nextBytes(fresh);
      hex = HexFormat.of().formatHex(fresh);
      PrivateFiles.replace(file, hex + "\n");
    }
    return new Audit(
        folder.resolve("audit"),
        clock,
        new SecretKeySpec(HexFormat.of().parseHex(hex), "HmacSHA256"));
  }

  /**
   * One request.
   *
   * @param request its id, as in the log and the answer
   * @param key the id of the key that asked, or {@code none}
   * @param what method and route, without anything that was filled in
   * @param asked the address and body, which are hashed
   */
  public void add(String request, String key, String what, int status, String asked)
      throws IOException {
    Instant now = clock.instant();
    String line =
        "{\"at\":\""
            + now
            + "\",\"request\":\""
            + request
            + "\",\"key\":\""
            + key
            + "\",\"did\":\""
            + what
            + "\",\"status\":"
            + status
            + ",\"asked\":\""
            + hash(asked)
            + "\"}";
    Path file = folder.resolve(now.atZone(ZoneOffset.UTC).toLocalDate() + ".jsonl");
    synchronized (this) {
      PrivateFiles.append(file, line);
    }
  }

  /** The hash that stands in the log for a text. */
  public String hash(String asked) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      byte[] hash = mac.doFinal(asked.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
