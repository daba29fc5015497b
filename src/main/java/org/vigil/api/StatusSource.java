package org.vigil.api;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Knows the state of the index that is served. Called for each request, by several threads. */
@FunctionalInterface
public interface StatusSource {

  Status status() throws IOException;

  /** What a look for damage while serving has found; empty if there is none. */
  default Optional<Damage> damage() {
    return Optional.empty();
  }

  /**
   * What a look for damage has found.
   *
   * @param passes how often everything was looked at
   * @param finished when that was last done
   * @param damagedFiles files of the index that are not as they were written
   * @param damagedOriginals originals that are not as they were read
   */
  record Damage(
      long passes, Optional<Instant> finished, long damagedFiles, long damagedOriginals) {}

  /**
   * What is in the index.
   *
   * @param version of the program
   * @param generation the name of the live generation
   * @param reports how many are searchable
   * @param files how many source files were seen when the index was last brought up to date
   * @param unreadable files and parts without text, by reason
   * @param updated when the index was last brought up to date
   */
  record Status(
      String version,
      String generation,
      long reports,
      long files,
      Map<String, Long> unreadable,
      Optional<Instant> updated) {
    public Status {
      unreadable = Map.copyOf(unreadable);
    }
  }
}
