package org.vigil.access;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys that an index is read and written with, in a file beside it. Of each only a hash is
 * kept; since a key is 256 random bits, a plain SHA-256 cannot be searched backwards.
 *
 * <p>Safe for use by several threads; what another process writes is seen by the next call.
 */
public final class Keys {

  private static final String PREFIX = "vigil_";
  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 4;

  /** What an id leads to. */
  private record Entry(Key key, String hash) {}

  private final Path file;
  private final Clock clock;
  private List<Entry> entries = List.of();
  private Optional<FileTime> read = Optional.empty();
  private long length = -1;

  private Keys(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /** Those of the index in a folder; there need not be any yet. */
  public static Keys of(Path index, Clock clock) {
    return new Keys(PrivateFiles.folder(index).resolve("keys.tsv"), clock);
  }

  /**
   * A new key.
   *
   * @param text what its owner sends; it is told here and nowhere kept
   */
  public record Created(Key key, String text) {}

  /** Makes a key that sees everything, durably. */
  public Created create(String label, Role role, Optional<Instant> expires) throws IOException {
    return create(label, role, expires, Optional.empty());
  }

  /**
   * Makes a key, durably.
   *
   * @param collections see {@link Key}
   */
  public synchronized Created create(
      String label, Role role, Optional<Instant> expires, Optional<Set<String>> collections)
      throws IOException {
    SecureRandom random = new SecureRandom();
    byte[] id = new byte[ID_BYTES];
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(id);
    random.nextBytes(secret);
    Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
    Key key = new Key(HexFormat.of().formatHex(id), label, role, now, expires, collections);
    String text =
        PREFIX + key.id() + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    load();
    List<Entry> more = new ArrayList<>(entries);
    more.add(new Entry(key, hash(text)));
    save(more);
    return new Created(key, text);
  }

  /** Every key, in the order in which they were made, expired ones among them. */
  public synchronized List<Key> list() throws IOException {
    load();
    return entries.stream().map(Entry::key).toList();
  }

  /**
   * Makes a key unusable at once, durably.
   *
   * @return whether there was such a key
   */
  public synchronized boolean revoke(String id) throws IOException {
    load();
    List<Entry> rest = entries.stream().filter(e -> !e.key().id().equals(id)).toList();
    if (rest.size() == entries.size()) {
      return false;
    }
    save(rest);
    return true;
  }

  /** The key that somebody sent; empty if it was never given out, is revoked or has expired. */
  public synchronized Optional<Key> find(String text) throws IOException {
    load();
    String hash = hash(text);
    Optional<Key> found = Optional.empty();
    for (Entry entry : entries) {
      // All are compared, each in constant time, so that the time taken tells nothing.
      if (MessageDigest.isEqual(ascii(entry.hash()), ascii(hash))) {
        found = Optional.of(entry.key());
      }
    }
    return found.filter(key -> key.isValid(clock.instant()));
  }

  /** Whether the key with this id is accepted now. */
  public boolean isValid(String id) throws IOException {
    return list().stream().anyMatch(key -> key.id().equals(id) && key.isValid(clock.instant()));
  }

  /** Whether there is a key that is accepted now. */
  public boolean anyValid() throws IOException {
    return list().stream().anyMatch(key -> key.isValid(clock.instant()));
  }

  private void load() throws IOException {
    try {
      FileTime modified = Files.getLastModifiedTime(file);
      long size = Files.size(file);
      if (read.equals(Optional.of(modified)) && size == length) {
        return;
      }
      List<Entry> fresh = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        fresh.add(parse(line));
      }
      entries = List.copyOf(fresh);
      read = Optional.of(modified);
      length = size;
    } catch (NoSuchFileException e) {
      entries = List.of();
      read = Optional.empty();
    }
  }

  private void save(List<Entry> wanted) throws IOException {
    StringBuilder text = new StringBuilder();
    wanted.forEach(entry -> text.append(print(entry)).append('\n'));
    PrivateFiles.replace(file, text.toString());
    read = Optional.empty();
    load();
  }

  private static String print(Entry entry) {
    Key key = entry.key();
    return String.join(
        "\t",
        key.id(),
        entry.hash(),
        role(key),
        key.created().toString(),
        key.expires().map(Instant::toString).orElse("-"),
        key.label());
  }

  /**
   * The role and, behind it, the collections: a version of the program that knows of no collections
   * shall not read the line and let the key see everything.
   */
  private static String role(Key key) {
    return key.role().name()
        + key.collections()
            .map(
                names ->
                    names.stream()
                        .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8))
                        .collect(Collectors.joining(",", "=", "")))
            .orElse("");
  }

  private static Optional<Set<String>> collections(String[] role) {
    return role.length == 1
        ? Optional.empty()
        : Optional.of(
            Stream.of(role[1].split(",", -1))
                .map(name -> URLDecoder.decode(name, StandardCharsets.UTF_8))
                .collect(Collectors.toSet()));
  }

  private Entry parse(String line) throws IOException {
    String[] cells = line.split("\t", -1);
    try {
      String[] role = cells[2].split("=", 2);
      Key key =
          new Key(
              cells[0],
              cells[5],
              Role.valueOf(role[0]),
              Instant.parse(cells[3]),
              cells[4].equals("-") ? Optional.empty() : Optional.of(Instant.parse(cells[4])),
              collections(role));
      return new Entry(key, cells[1]);
    } catch (RuntimeException e) {
      // The line is not quoted: it holds the hash of a key.
      throw new IOException(
          "the keys in "
              + file
              + " cannot be read: restore the file, or delete it and make new keys",
          e);
    }
  }

  private static byte[] ascii(String hex) {
    return hex.getBytes(StandardCharsets.US_ASCII);
  }

  private static String hash(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
