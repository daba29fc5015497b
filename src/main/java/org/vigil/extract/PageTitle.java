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

  private static final String TITLE_ELEMENT = "title-element";
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
    Optional<String> only = onlyOne(headings);
    for (Heading heading : headings) {
      Agreement agreement = agreement(heading.words());
      boolean first = heading.level() == 1 && only.equals(Optional.of(heading.words()));
      double score = agreement.score + standing(heading, first);
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

  private Agreement agreement(String heading, String letters, Set<String> words, Stated stated) {
    Fact<String> fact = stated.fact();
    String title = stated.letters();
    String rule = fact.rule() + "+heading";
    if (letters.equals(title)) {
      return new Agreement(3, heading, rule, 0.97, fact.text());
    }
    if (SiteName.isPart(heading, fact.text())
        && !(fact.rule().equals(TITLE_ELEMENT) && isForeign(letters, words))) {
      return new Agreement(2.6, heading, fact.rule() + "-part", 0.9, fact.text());
    }
    if (title.length() >= LEAST_HELD && letters.endsWith(title)) {
      return new Agreement(2.4, fact.value(), rule, 0.9, heading);
    }
    if (title.length() >= LEAST_HELD && letters.startsWith(title)) {
      boolean more =
          letters.substring(title.length()).codePoints().anyMatch(Character::isDigit)
              || site.strip(heading).equals(fact.value());
      return new Agreement(2.4, more ? fact.value() : heading, rule, 0.85, heading);
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

  /** Whether a part of the title element has nothing of any other title: that is the site. */
  private boolean isForeign(String letters, Set<String> words) {
    List<Stated> others =
        stated.stream().filter(s -> !s.fact().rule().equals(TITLE_ELEMENT)).toList();
    return !others.isEmpty()
        && others.stream()
            .noneMatch(
                s ->
                    s.letters().contains(letters)
                        || letters.contains(s.letters())
                        || shared(words, s.words()) > 0);
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
   * @param only whether it is what {@link #onlyOne} says
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
    score -=
        switch (outside(heading)) {
          case UNKNOWN, ARTICLE -> 0;
          case ASIDE -> 0.7;
          case APART, NEVER -> 1.5;
        };
    if (body.isPresent() && isOver(heading)) {
      score += 1 - 0.02 * Math.abs(body.get().from - heading.zone().from);
    }
    return score + (only ? 0.6 : 0);
  }

  /** What the boxes around a heading say that do not hold the article too. */
  private ClassWords.Purpose outside(Heading heading) {
    for (Zone zone = heading.zone(); zone != null; zone = zone.parent) {
      if (zone.verdict.purpose().isOutside() && !holdsBody(zone)) {
        return zone.verdict.purpose();
      }
    }
    return ClassWords.Purpose.UNKNOWN;
  }

  /** Whether it stands over the article, or among its first blocks. */
  private boolean isOver(Heading heading) {
    int at = heading.zone().from;
    return body.filter(b -> b.from - at <= ABOVE && at - b.from <= INTO_BODY && at < b.to)
        .isPresent();
  }

  private boolean holdsBody(Zone zone) {
    return body.filter(b -> zone.from <= b.from && zone.to >= b.to).isPresent();
  }

  /**
   * What the first-level headings of several words say, if all say the same: that is the headline
   * of the page, whatever machines read.
   */
  private Optional<String> onlyOne(List<Heading> headings) {
    Set<String> words = new HashSet<>();
    for (Heading heading : headings) {
      if (heading.level() == 1
          && !heading.home()
          && (isSeveralWords(heading.words())
              || (heading.marked() && heading.words().indexOf(' ') > 0))
          && !(outside(heading).isOutside() && !isOver(heading))) {
        words.add(heading.words());
      }
    }
    return words.size() == 1 ? words.stream().findFirst() : Optional.empty();
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
              s ->
                  stated.add(
                      new Fact<>(
                          site.strip(Headings.decoded(s.value())), "meta-" + key, 0.9, s.value())));
    }
    metadata
        .json
        .ofArticle("headline")
        .map(PageFacts::unescaped)
        .ifPresent(h -> stated.add(new Fact<>(site.strip(h), "json-ld-headline", 0.9, h)));
    String whole = metadata.title();
    stated.add(new Fact<>(site.strip(whole), TITLE_ELEMENT, 0.7, whole));
    stated.removeIf(c -> c.value().isBlank() || isOutletAlone(c));
    return stated.stream().map(Stated::of).toList();
  }

  /** A title element that holds the name of the outlet and nothing else. */
  private boolean isOutletAlone(Fact<String> title) {
    return title.rule().equals(TITLE_ELEMENT)
        && site.outlet().filter(o -> PageFacts.sameWords(o.value(), title.value())).isPresent();
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
