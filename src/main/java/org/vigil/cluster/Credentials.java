package org.vigil.cluster;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who we are to the cluster, and whom we trust to be it.
 *
 * @param user empty where the cluster asks for no name
 * @param authority a file with the certificates, in PEM, of those who may vouch for the cluster;
 *     empty for those that Java trusts
 */
public record Credentials(Optional<User> user, Optional<Path> authority) {

  /** Nobody in particular. */
  public static final Credentials NONE = new Credentials(Optional.empty(), Optional.empty());

  private static final Set<String> KNOWN = Set.of("user", "password", "authority");

  /** A name and its password. */
  public record User(String name, String password) {

    @Override
    public String toString() {
      return "User[" + name + "]";
    }

    /** The value of the header {@code Authorization}. */
    String header() {
      byte[] both = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(both);
    }
  }

  /**
   * Reads a file with lines {@code user = NAME}, {@code password = WORD} and {@code authority =
   * FILE}, each of which may be left out but that a name needs a password.
   */
  public static Credentials read(Path file) throws IOException {
    Properties lines = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      lines.load(in);
    }
    Set<String> unknown = new TreeSet<>(lines.stringPropertyNames());
    unknown.removeAll(KNOWN);
    if (!unknown.isEmpty()) {
      throw new ClusterException(
          file + " says '" + unknown.iterator().next() + "': it may say user, password, authority",
          false);
    }
    Optional<String> name = Optional.ofNullable(lines.getProperty("user"));
    Optional<String> password = Optional.ofNullable(lines.getProperty("password"));
    if (name.isPresent() != password.isPresent()) {
      throw new ClusterException(
          file + " says only one of user and password: it must say both or none", false);
    }
    return new Credentials(
        name.map(n -> new User(n, password.orElseThrow())),
        Optional.ofNullable(lines.getProperty("authority")).map(file::resolveSibling));
  }
}
