package org.vigil.search;

/**
 * How far what a report says may differ from what was asked for.
 *
 * @param spelling of each word
 * @param contested whether also what others call the same thing is searched, see {@link
 *     org.vigil.schema.ContestedTerms}
 */
public record Wording(SearchRequest.Spelling spelling, boolean contested) {

  /** In this spelling, and under no other name. */
  public static Wording of(SearchRequest.Spelling spelling) {
    return new Wording(spelling, false);
  }
}
