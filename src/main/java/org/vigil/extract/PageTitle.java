package org.vigil.extract;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.vigil.extract.Headings.Heading;
import org.vigil.extract.PageBlocks.Zone;

/**
 * The headline as readers see it: the heading that agrees best with what the page states for
 * machines, stands over the article and is a heading of the first level. The stated title, where no
 * heading has enough of this.
 */
final class PageTitle {

  private static final int LEAST_HELD = 12;
  private static final int ABOVE = 40;
  private static final int INTO_BODY = 15;
  private static final double ENOUGH = 2.4;
  private static final double ENOUGH_ALONE = 1.4;

  /** A heading that holds less of a title is the name of the section rather. */
  private static final double LEAST_SHARE = 0.35;

  private static final Pattern ENDING = Pattern.compile("\\.\\w{2,5}$");

  private static final List<String> TITLE_KEYS =
      List.of(
          "og:title",
          "parsely-title",
          "sailthru.title",
          "twitter:title",
          "dc.title",
          "dcterms.title",
          "headline");

  private final PageMetadata metadata;
  private final SiteName site;
  private final Optional<Zone> body;
  private final List<Stated> stated;
  private final Set<String> address;

  PageTitle(PageMetadata metadata, SiteName site, Optional<Zone> body, Optional<String> address) {
    this.metadata = metadata;
    this.site = site;
    this.body = body;
    this.stated = stated();
    this.address = address.map(PageTitle::addressWords).orElse(Set.of());
  }

  /** The title with its evidence; empty where the page names none. */
  Optional<Fact<String>> of(List<Heading> headings) {
    Optional<Fact<String>> best = Optional.empty();
    double most = stated.isEmpty() ? ENOUGH_ALONE : ENOUGH;
    List<Heading> first = ofFirstLevel(headings);
    for (Heading heading : headings) {
      Agreement agreement = agreement(heading.words());
      double score = agreement.score + standing(heading, first.equals(List.of(heading)));
      if (score > most) {
        most = score;
        best =
            Optional.of(
                new Fact<>(agreement.words, agreement.rule, agreement.confidence, agreement.text));
      }
    }
    return best.or(() -> stated.stream().map(Stated::fact).findFirst());
  }

  /** A title for machines, and what it has in common with other writings of the same. */
  private record Stated(Fact<String> fact, String letters, Set<String> words) {

    static Stated of(Fact<String> fact) {
      return new Stated(fact, Characters.letters(fact.value()), PageTitle.words(fact.value()));
    }
  }

  /**
   * How far a heading and the titles for machines say the same.
   *
   * @param words the headline in the heading: without a kicker that the title lacks
   */
  private record Agreement(
      double score, String words, String rule, double confidence, String text) {}

  private Agreement agreement(String heading) {
    Agreement best = new Agreement(sharedWithAddress(heading), heading, "heading", 0.7, heading);
    String letters = Characters.letters(heading);
    Set<String> words = words(heading);
    for (Stated title : stated) {
      Agreement here = agreement(heading, letters, words, title);
      best = here.score > best.score ? here : best;
    }
    return best;
  }

  private static Agreement agreement(
      String heading, String letters, Set<String> words, Stated stated) {
    Fact<String> fact = stated.fact();
    String title = stated.letters();
    String rule = fact.rule() + "+heading";
    if (letters.equals(title)) {
      return new Agreement(3, heading, rule, 0.97, fact.text());
    }
    if (SiteName.isPart(heading, fact.text())) {
      return new Agreement(2.6, heading, fact.rule() + "-part", 0.9, fact.text());
    }
    if (title.length() >= LEAST_HELD && letters.endsWith(title)) {
      return new Agreement(2.4, fact.value(), rule, 0.9, heading);
    }
    if (title.length() >= LEAST_HELD && letters.startsWith(title)) {
      boolean dated = letters.substring(title.length()).codePoints().anyMatch(Character::isDigit);
      return new Agreement(2.4, dated ? fact.value() : heading, rule, 0.85, heading);
    }
    if (letters.length() < LEAST_SHARE * title.length()) {
      return new Agreement(0, heading, "heading", 0.6, heading);
    }
    if (letters.length() >= LEAST_HELD && title.contains(letters)) {
      return new Agreement(2, heading, rule, 0.85, heading);
    }
    double shared = shared(words, stated.words());
    return new Agreement(shared >= 0.5 ? 2 * shared : 0, heading, "heading", 0.8, heading);
  }

  /** The last part of an address often spells the headline. */
  private double sharedWithAddress(String heading) {
    if (address.size() < 3) {
      return 0;
    }
    double shared = shared(address, words(heading));
    return shared >= 0.6 ? 2 * shared : 0;
  }

  /**
   * @param only whether it is the only one of {@link #ofFirstLevel} on its page
   */
  private double standing(Heading heading, boolean only) {
    double score =
        switch (heading.level()) {
          case 1 -> 1;
          case 2 -> 0.5;
          default -> 0.2;
        };
    score += heading.marked() ? 0.3 : 0;
    score -= heading.home() ? 2 : 0;
    score -= site.isSite(heading.words()) ? 4 : 0;
    for (Zone zone = heading.zone(); zone != null; zone = zone.parent) {
      if (zone.verdict.purpose().isOutside()) {
        score -= zone.verdict.purpose() == ClassWords.Purpose.ASIDE ? 0.7 : 1.5;
        break;
      }
    }
    if (body.isPresent()) {
      int before = body.get().from - heading.zone().from;
      if (before <= ABOVE && before >= -INTO_BODY && heading.zone().from < body.get().to) {
        score += 1 - 0.02 * Math.abs(before);
      }
    }
    return score + (only ? 0.6 : 0);
  }

  /**
   * The first-level headings of several words: if there is one on a page, it is its headline,
   * whatever machines read.
   */
  private static List<Heading> ofFirstLevel(List<Heading> headings) {
    return headings.stream()
        .filter(h -> h.level() == 1 && !h.home() && isSeveralWords(h.words()))
        .toList();
  }

  private static boolean isSeveralWords(String words) {
    return words.codePoints().anyMatch(Bylines::isEastAsian)
        ? words.length() >= 6
        : words.length() >= LEAST_HELD && words.split(" ", -1).length >= 3;
  }

  private List<Stated> stated() {
    List<Fact<String>> stated = new ArrayList<>();
    for (String key : TITLE_KEYS) {
      metadata
          .first(List.of(key))
          .ifPresent(
              s -> stated.add(new Fact<>(site.strip(s.value()), "meta-" + key, 0.9, s.value())));
    }
    metadata
        .json
        .ofArticle("headline")
        .map(PageFacts::unescaped)
        .ifPresent(h -> stated.add(new Fact<>(site.strip(h), "json-ld-headline", 0.9, h)));
    String whole = metadata.title();
    stated.add(new Fact<>(site.strip(whole), "title-element", 0.7, whole));
    stated.removeIf(c -> c.value().isBlank());
    return stated.stream().map(Stated::of).toList();
  }

  /** Which share of the words of the shorter one is in the other? */
  private static double shared(Set<String> one, Set<String> other) {
    int fewest = Math.min(one.size(), other.size());
    if (fewest < 2) {
      return 0;
    }
    long both = one.stream().filter(other::contains).count();
    return (double) both / fewest;
  }

  private static Set<String> words(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    Set<String> words = new HashSet<>();
    int start = 0;
    for (int i = 0; i <= lower.length(); i++) {
      if (i == lower.length() || !isWordPart(lower.charAt(i))) {
        if (i > start) {
          words.add(lower.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c)
        || Character.isSurrogate(c)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }

  private static Set<String> addressWords(String address) {
    try {
      String path = URI.create(address).getPath();
      if (path == null) {
        return Set.of();
      }
      String[] steps = path.split("/", -1);
      String longest = "";
      for (String step : steps) {
        longest = step.length() > longest.length() ? step : longest;
      }
      Set<String> words = words(ENDING.matcher(longest).replaceFirst(""));
      words.removeIf(word -> word.chars().anyMatch(Character::isDigit));
      return words;
    } catch (IllegalArgumentException e) {
      return Set.of();
    }
  }
}
