package org.vigil.topic;

import java.util.List;

/**
 * A rights issue that a report can be about, or an instrument of law that it can name.
 *
 * @param id stable and lower-case, such as {@code forced-sterilisation}
 * @param label for people to read
 * @param definition one sentence: what belongs here
 * @param codes the same in published vocabularies, each the name of the vocabulary and the code
 */
public record Topic(String id, String label, String definition, List<String> codes) {

  /** Refuses an id of anything but lower-case words and hyphens, and blank words. */
  public Topic {
    codes = List.copyOf(codes);
    if (!id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException("topic id is not lower-case words: " + id);
    }
    if (label.isBlank() || definition.isBlank()) {
      throw new IllegalArgumentException("topic without label or definition: " + id);
    }
    for (String code : codes) {
      if (!code.matches("[A-Z]+ \\S+")) {
        throw new IllegalArgumentException("no code behind the name of a vocabulary: " + code);
      }
    }
  }
}
