package org.vigil.extract;

import java.time.Instant;
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
 * @param symbol by which the United Nations cite the document, such as {@code A/HRC/47/24}
 * @param captured when a web archive took its copy, which is no date of publication
 */
public record Facts(
    Optional<Fact<String>> title,
    Optional<Fact<String>> outlet,
    Optional<Fact<List<String>>> authors,
    Optional<Fact<PartialDate>> date,
    Optional<Fact<String>> dateline,
    Optional<Fact<String>> url,
    Optional<Fact<String>> language,
    Optional<Fact<String>> symbol,
    Optional<Fact<Instant>> captured) {

  /** Facts of what is neither a document with a symbol nor a copy in a web archive. */
  public Facts(
      Optional<Fact<String>> title,
      Optional<Fact<String>> outlet,
      Optional<Fact<List<String>>> authors,
      Optional<Fact<PartialDate>> date,
      Optional<Fact<String>> dateline,
      Optional<Fact<String>> url,
      Optional<Fact<String>> language) {
    this(title, outlet, authors, date, dateline, url, language, Optional.empty(), Optional.empty());
  }

  public static final Facts NONE =
      new Facts(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** The same facts, less the date. */
  Facts withoutDate() {
    return new Facts(
        title, outlet, authors, Optional.empty(), dateline, url, language, symbol, captured);
  }

  /** The same facts of a document with this symbol. */
  Facts withSymbol(Optional<Fact<String>> found) {
    return new Facts(
        title, outlet, authors, date, dateline, url, language, found.or(this::symbol), captured);
  }

  /** The same facts of what was found at this address, unless it states one of its own. */
  Facts withUrl(Optional<Fact<String>> found) {
    return new Facts(
        title, outlet, authors, date, dateline, url.or(() -> found), language, symbol, captured);
  }

  /** The same facts of a copy taken then. */
  Facts withCaptured(Optional<Fact<Instant>> found) {
    return new Facts(
        title, outlet, authors, date, dateline, url, language, symbol, found.or(this::captured));
  }
}
