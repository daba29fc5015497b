package org.vigil.entity;

import java.util.Optional;

/** A recogniser for tests that are about something else. */
public final class FindsNobody implements Recogniser {

  @Override
  public Annotations recognise(Optional<String> title, String text, Optional<String> language) {
    return Annotations.NONE;
  }

  @Override
  public String name() {
    return "nobody";
  }

  @Override
  public String version() {
    return "nobody";
  }
}
