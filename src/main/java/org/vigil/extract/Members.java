package org.vigil.extract;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Takes what the reader of a container finds in it, and makes a part of each. */
interface Members {

  /** What a container knows of a member beyond its bytes. */
  record Hints(Optional<String> charset, Optional<String> url, Optional<Fact<Instant>> captured) {
    static final Hints NONE = new Hints(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Asked before each member: whether it is taken. If not, the limits are reached, which is noted,
   * and the reader may stop.
   */
  boolean hasRoom();

  /**
   * Reads one member from start to end.
   *
   * @throws IOException if the container is damaged there
   */
  void add(String name, InputStream content, Hints hints) throws IOException;

  /** Says of the container what a reader should know, such as that members are missing. */
  void note(String warning);

  /** Takes a member that the container's reader reads by itself, handing on what that holds. */
  void add(String name, Function<Members, Extraction> reader);
}
