package org.vigil.extract;

import java.util.List;
import java.util.Optional;
import org.vigil.date.PartialDate;

/**
 * What a report says about its own publication. What it does not say is empty: better none than
 * wrong.
 *
 * @param outlet the name of the newspaper, agency or organisation that published it
 * @param authors persons in the order of the byline
 * @param dateline the place (and date) an agency report opens with, as printed
 * @param url its canonical address
 * @param language ISO 639-1 code, lower case
 */
public record Facts(
    Optional<Fact<String>> title,
    Optional<Fact<String>> outlet,
    Optional<Fact<List<String>>> authors,
    Optional<Fact<PartialDate>> date,
    Optional<Fact<String>> dateline,
    Optional<Fact<String>> url,
    Optional<Fact<String>> language) {

  public static final Facts NONE =
      new Facts(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
}
