package org.vigil.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder in which Vigil keeps what belongs to no index: by the user's home alone and not by
 * settings, which may differ between a service and a terminal. What is there may be deleted.
 */
final class UserCache {

  /** Another place for it. */
  private static final String PROPERTY = "vigil.cache";

  private UserCache() {}

  /** A folder in it; empty where none can be written. */
  static Optional<Path> folder(String name) {
    String given = System.getProperty(PROPERTY);
    Path folder =
        (given != null
                ? Path.of(given)
                : Path.of(System.getProperty("user.home"), ".cache", "vigil"))
            .resolve(name);
    try {
      Files.createDirectories(folder);
      return Files.isWritable(folder) ? Optional.of(folder) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
