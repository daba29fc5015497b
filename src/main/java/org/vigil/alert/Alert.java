package org.vigil.alert;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A search that somebody saved to be told of what it finds from then on.
 *
 * @param owner who saved it and alone may see it; empty where nobody is told apart
 * @param name what its owner calls it
 * @param search what is searched for, as it was given
 * @param webhook what is told of each match
 * @param collections of whose reports alone it is told, see {@link
 *     org.vigil.search.ReportSearcher#limitedTo}; empty where it is told of all
 */
public record Alert(
    String id,
    String owner,
    String name,
    String search,
    Instant created,
    Optional<Webhook> webhook,
    Optional<Set<String>> collections) {

  /**
   * An address that is told of matches.
   *
   * @param secret what bodies are signed with, known to the receiver
   */
  public record Webhook(String address, String secret) {
    @Override
    public String toString() {
      return "Webhook[" + address + "]";
    }
  }

  /** In UTF-16 code units. */
  public static final int LONGEST_NAME = 200;

  public Alert {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "an alert is called by up to " + LONGEST_NAME + " printable characters: '" + name + "'");
    }
  }

  /** Whether an alert may be called so. */
  public static boolean isName(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST_NAME
        && text.codePoints().noneMatch(Character::isISOControl);
  }
}
