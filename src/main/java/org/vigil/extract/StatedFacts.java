package org.vigil.extract;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.vigil.date.PartialDate;

/** Publication facts that people state rather than a text shows: which forms of them are taken. */
final class StatedFacts {

  static final String DATES = "2020, 2020-07 or 2020-07-20";
  static final String URLS = "an http or https address";
  static final String LANGUAGES = "an ISO 639-1 code such as en";

  /** Characters of any one of them. */
  static final int LONGEST = 1_000;

  private StatedFacts() {}

  /** A fact that is taken as it is stated. */
  static <T> Fact<T> fact(T value, String rule, String words) {
    return new Fact<>(value, rule, 1, words);
  }

  static Optional<Fact<PartialDate>> date(String words, String rule) {
    return PartialDate.parse(words).map(date -> fact(date, rule, words));
  }

  static Optional<Fact<String>> url(String words, String rule) {
    try {
      String scheme = String.valueOf(new URI(words).getScheme());
      return scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https")
          ? Optional.of(fact(words, rule, words))
          : Optional.empty();
    } catch (URISyntaxException e) {
      // An address that nobody can follow.
      return Optional.empty();
    }
  }

  static Optional<Fact<String>> language(String words, String rule) {
    return words.matches("[a-z]{2,3}") ? Optional.of(fact(words, rule, words)) : Optional.empty();
  }
}
