package org.vigil.topic;

/**
 * A rights issue that a report can be about.
 *
 * @param id stable and lower-case, such as {@code forced-sterilisation}
 * @param label for people to read
 * @param definition one sentence: what belongs here
 */
public record Topic(String id, String label, String definition) {

  /** Refuses an id of anything but lower-case letters and hyphens, and blank words. */
  public Topic {
    if (!id.matches("[a-z]+(-[a-z]+)*")) {
      throw new IllegalArgumentException("topic id is not lower-case words: " + id);
    }
    if (label.isBlank() || definition.isBlank()) {
      throw new IllegalArgumentException("topic without label or definition: " + id);
    }
  }
}
