package org.vigil.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.entity.EntityKind;

/**
 * What somebody who has typed this much may mean, from reports that are searchable now.
 *
 * @param entities whose name has a word beginning so, those that match more of the text first, then
 *     those that more reports name
 * @param titles of reports that have these words, the last one as a beginning
 * @param phrases words and frequent phrases of reports that begin so
 * @param variants per word or run of words of the text its known other spellings that reports have
 * @param suggestion the text with its last word put right, where no report has any that begins so
 */
public record Suggestions(
    List<Name> entities,
    List<Title> titles,
    List<Phrase> phrases,
    Map<String, List<String>> variants,
    Optional<String> suggestion) {

  /** Nothing comes to mind. */
  public static final Suggestions NONE =
      new Suggestions(List.of(), List.of(), List.of(), Map.of(), Optional.empty());

  /**
   * An entity.
   *
   * @param reports that name it
   * @param start where in the text begins what it is a completion of, in UTF-16 code units
   */
  public record Name(String id, EntityKind kind, String name, long reports, int start) {}

  /** The title of a report. */
  public record Title(String id, String title) {}

  /**
   * One word or several, in lower case.
   *
   * @param start where in the text begins what it is a completion of, in UTF-16 code units
   */
  public record Phrase(String text, int start) {}
}
