package org.vigil.extract;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.vigil.extract.PageBlocks.Block;
import org.vigil.extract.PageBlocks.Mark;
import org.vigil.extract.PageBlocks.Zone;

/**
 * Who wrote a page: JSON-LD and meta elements, then elements that are marked as byline, then lines
 * around the headline and at the end of the article that open with a word such as <i>by</i>.
 */
final class PageAuthors {

  private static final List<String> KEYS =
      List.of(
          "author",
          "parsely-author",
          "sailthru.author",
          "article:author",
          "og:article:author",
          "og:author",
          "dc.creator",
          "dcterms.creator",
          "dc:creator",
          "dc.author",
          "byl",
          "citation_author",
          "shareaholic:article_author_name",
          "cxenseparse:author",
          "creator",
          "article_author",
          "author.name");

  /** What stands in the place of a single name without being one. */
  private static final Set<String> NOBODY =
      Set.of(
          "admin",
          "administrator",
          "redaktion",
          "redaction",
          "rédaction",
          "redacción",
          "redacao",
          "redação",
          "redazione",
          "redakcja",
          "editor",
          "editors",
          "staff",
          "webmaster",
          "author",
          "autor",
          "guest",
          "gast",
          "user",
          "news",
          "online",
          "team",
          "unknown",
          "anonymous",
          "wordpress",
          "name",
          "editorial",
          "press",
          "presse",
          "root",
          "web");

  private static final int ABOVE = 12;
  private static final int BELOW = 8;
  private static final int LONGEST = 160;

  private final PageMetadata metadata;
  private final PageBlocks page;
  private final MainText main;
  private final Optional<String> title;
  private final SiteName site;

  PageAuthors(
      PageMetadata metadata,
      PageBlocks page,
      MainText main,
      Optional<String> title,
      SiteName site) {
    this.metadata = metadata;
    this.page = page;
    this.main = main;
    this.title = title;
    this.site = site;
  }

  Optional<Fact<List<String>>> authors() {
    List<String> json =
        metadata.json.article().map(a -> metadata.json.names(a, "author")).orElse(List.of());
    return persons(json, "json-ld-author", 0.95)
        .or(this::stated)
        .or(this::marked)
        .or(this::cued)
        .or(() -> single(json, "json-ld-author", 0.6))
        .or(
            () ->
                KEYS.stream()
                    .flatMap(k -> single(metadata.all(k), "meta-" + k, 0.5).stream())
                    .findFirst())
        .or(
            () ->
                marks().stream()
                    .flatMap(
                        m ->
                            single(List.of(PageBlocks.words(m.element(), LONGEST)), "byline", 0.4)
                                .stream())
                    .findFirst());
  }

  private Optional<Fact<List<String>>> stated() {
    for (String key : KEYS) {
      Optional<Fact<List<String>>> fact = persons(metadata.all(key), "meta-" + key, 0.85);
      if (fact.isPresent()) {
        return fact;
      }
    }
    return Optional.empty();
  }

  /**
   * Elements marked as byline: one that holds several names says more than the first name in it.
   */
  private Optional<Fact<List<String>>> marked() {
    for (Mark mark : marks()) {
      String words = PageBlocks.words(mark.element(), LONGEST + 1);
      if (words.length() <= LONGEST) {
        Optional<Fact<List<String>>> fact =
            persons(List.of(words), "byline", mark.exact() ? 0.8 : 0.7);
        if (fact.isPresent()) {
          return fact;
        }
      }
    }
    return Optional.empty();
  }

  private List<Mark> marks() {
    return main.body()
        .map(
            body -> {
              int from = main.headline(title).orElse(body.from) - ABOVE;
              return page.marks.stream()
                  .filter(m -> m.block() >= from && m.block() < body.to + BELOW)
                  .filter(m -> m.block() < page.blocks.size())
                  .filter(m -> !apart(page.blocks.get(m.block())))
                  .toList();
            })
        .orElse(List.of());
  }

  private Optional<Fact<List<String>>> cued() {
    if (main.body().isEmpty()) {
      return Optional.empty();
    }
    Zone body = main.body().get();
    int headline = main.headline(title).orElse(body.from);
    return cued(headline, Math.max(headline, body.from) + BELOW)
        .or(() -> cued(headline - ABOVE, headline))
        .or(() -> cued(body.to - BELOW, body.to + BELOW));
  }

  private Optional<Fact<List<String>>> cued(int from, int to) {
    int end = Math.min(page.blocks.size(), to);
    for (int i = Math.max(0, from); i < end; i++) {
      Block block = page.blocks.get(i);
      if (block.length() <= LONGEST && !apart(block)) {
        for (String line : block.text.split("\n", -1)) {
          Bylines.Byline byline = Bylines.read(line);
          if (byline.cued() && byline.whole()) {
            return Optional.of(new Fact<>(byline.authors(), "byline-words", 0.75, line.strip()));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean apart(Block block) {
    for (Zone zone = block.zone; zone != null; zone = zone.parent) {
      if (zone.verdict.purpose() == ClassWords.Purpose.NEVER
          || zone.verdict.word().startsWith("related")) {
        return true;
      }
    }
    return false;
  }

  private Optional<Fact<List<String>>> persons(
      List<String> written, String rule, double confidence) {
    Set<String> names = new LinkedHashSet<>();
    for (String words : written) {
      if (!PageMetadata.isAddress(words)) {
        for (String name : Bylines.authors(PageFacts.unescaped(words))) {
          // A weblog may bear the name of its author.
          if (rule.startsWith("json") || !site.isSite(name)) {
            names.add(name);
          }
        }
      }
    }
    return fact(names, written, rule, confidence);
  }

  /** A pseudonym or first name, which only a statement about the author makes a name. */
  private Optional<Fact<List<String>>> single(
      List<String> written, String rule, double confidence) {
    Set<String> names = new LinkedHashSet<>();
    for (String words : written) {
      String name = PageFacts.unescaped(words);
      if (name.length() >= 3
          && name.length() <= 30
          && name.split(" ", -1).length <= 2
          && Character.isUpperCase(name.codePointAt(0))
          && name.chars().allMatch(c -> Character.isLetter(c) || c == '-' || c == ' ')
          && !NOBODY.contains(name.toLowerCase(Locale.ROOT))
          && !namesPress(name)
          && !site.isSite(name)) {
        names.add(name);
      }
    }
    return fact(names, written, rule, confidence);
  }

  private static boolean namesPress(String name) {
    for (String word : PressWords.lower(name).split(" ", -1)) {
      if (PressWords.OUTLET.contains(word)
          || PressWords.ORGANISATION.contains(word)
          || PressWords.AGENCY.contains(word)
          || PressWords.ROLE.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Fact<List<String>>> fact(
      Set<String> names, List<String> written, String rule, double confidence) {
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Fact<>(
                List.copyOf(names), rule, confidence, Characters.line(String.join("; ", written))));
  }
}
