package org.vigil.extract;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/** What a page says about its own publication, by statements for machines first, then for eyes. */
final class PageFacts {

  private static final int LONGEST_TITLE = 400;
  private static final int LEAST_HELD = 12;
  private static final int OPENING = 3;
  private static final List<String> TITLE_KEYS =
      List.of(
          "og:title",
          "parsely-title",
          "sailthru.title",
          "twitter:title",
          "dc.title",
          "dcterms.title",
          "headline");

  private final Document page;
  private final PageBlocks blocks;
  private final MainText main;
  private final PageMetadata metadata;
  private final Optional<PageMetadata.Stated> address;
  private final SiteName site;
  private final Optional<Fact<String>> title;

  PageFacts(Document page, PageBlocks blocks, MainText main, Optional<String> sourceUrl) {
    this.page = page;
    this.blocks = blocks;
    this.main = main;
    this.metadata = new PageMetadata(page);
    this.address =
        metadata
            .address()
            .or(
                () ->
                    sourceUrl
                        .filter(PageMetadata::isAddress)
                        .map(u -> new PageMetadata.Stated("source", u)));
    List<String> headings = headings();
    this.site = new SiteName(metadata, page, address.map(PageMetadata.Stated::value), headings);
    this.title = title(headings);
  }

  Facts facts(String text, LocalDate today) {
    Optional<Fact<String>> language = language(text);
    Optional<Dateline> dateline = dateline(text, language.map(Fact::value));
    return new Facts(
        title,
        site.outlet(),
        new PageAuthors(metadata, blocks, main, title.map(Fact::value), site).authors(),
        new PageDates(
                metadata,
                blocks,
                main,
                address.map(PageMetadata.Stated::value),
                title.map(Fact::value),
                language.map(Fact::value),
                today)
            .published()
            .or(
                () ->
                    dateline
                        .flatMap(Dateline::date)
                        .filter(date -> !date.first().isAfter(today))
                        .map(date -> new Fact<>(date, "text-dateline", 0.7, date.toString()))),
        dateline.map(d -> new Fact<>(d.place(), "text-dateline", 0.85, d.place())),
        address.map(s -> new Fact<>(s.value(), "address-" + s.key(), 0.95, s.value())),
        language);
  }

  /** The dateline that one of the first paragraphs opens with. */
  private static Optional<Dateline> dateline(String text, Optional<String> language) {
    return text.lines()
        .filter(line -> !line.isBlank())
        .limit(OPENING)
        .flatMap(line -> Dateline.of(line, language).stream())
        .findFirst();
  }

  Optional<Fact<String>> title() {
    return title;
  }

  /**
   * A heading that says the same as a title for machines, or stands in it as one of its parts; then
   * the heading over the article, if it shares words with such a title; then that title.
   */
  private Optional<Fact<String>> title(List<String> headings) {
    List<Fact<String>> stated = statedTitles();
    for (String heading : headings) {
      for (Fact<String> fact : stated) {
        if (sameWords(heading, fact.value())) {
          return Optional.of(new Fact<>(heading, fact.rule() + "+heading", 0.97, fact.text()));
        }
      }
    }
    for (String heading : headings) {
      for (Fact<String> fact : stated) {
        if (SiteName.isPart(heading, fact.text()) && !site.isSite(heading)) {
          return Optional.of(new Fact<>(heading, fact.rule() + "-part", 0.9, fact.text()));
        }
      }
    }
    Optional<String> above = overArticle();
    Optional<Fact<String>> first = stated.stream().findFirst();
    Optional<Fact<String>> inside =
        above.flatMap(h -> stated.stream().filter(f -> holds(h, f.value())).findFirst());
    if (inside.isPresent()) {
      return inside;
    }
    if (above.isPresent()
        && first.map(f -> akin(above.get(), f.value())).orElse(true)
        && !site.isSite(above.get())) {
      return above.map(h -> new Fact<>(h, "heading", first.isPresent() ? 0.8 : 0.6, h));
    }
    return first;
  }

  /** Does the heading hold the title and a kicker besides? */
  private static boolean holds(String heading, String title) {
    String letters = letters(title);
    return letters.length() >= LEAST_HELD && letters(heading).contains(letters);
  }

  private List<Fact<String>> statedTitles() {
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
    return stated;
  }

  private Optional<String> overArticle() {
    return main.headline(Optional.empty())
        .map(i -> blocks.blocks.get(i))
        .filter(block -> block.zone.element.normalName().equals("h1"))
        .map(block -> Characters.line(block.text))
        .filter(words -> words.length() <= LONGEST_TITLE);
  }

  /** Do the two share half of the words of the shorter one? */
  private static boolean akin(String one, String other) {
    Set<String> words = words(one);
    Set<String> others = words(other);
    int fewest = Math.min(words.size(), others.size());
    words.retainAll(others);
    return words.size() * 2 >= fewest;
  }

  private static Set<String> words(String text) {
    return new HashSet<>(List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)));
  }

  /** First and second level headings, the first level first. */
  private List<String> headings() {
    List<String> headings = new ArrayList<>();
    for (String level : List.of("h1", "h2", "h3")) {
      for (PageBlocks.Block block : blocks.blocks) {
        if (block.kind == PageBlocks.Kind.HEADING
            && block.length() <= LONGEST_TITLE
            && block.zone.element.normalName().equals(level)) {
          headings.add(Characters.line(block.text));
        }
      }
    }
    return headings;
  }

  static boolean sameWords(String one, String other) {
    return letters(one).equals(letters(other));
  }

  private static String letters(String words) {
    return words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
  }

  /** JSON-LD often carries HTML entities, sometimes markup. */
  static String unescaped(String text) {
    String plain = text.indexOf('&') >= 0 ? Parser.unescapeEntities(text, false) : text;
    return Characters.line(plain.replaceAll("<[^>]{1,200}>", " "));
  }

  private Optional<Fact<String>> language(String text) {
    Optional<String> declared =
        Optional.of(page.getElementsByTag("html").attr("lang"))
            .filter(l -> !l.isBlank())
            .or(
                () ->
                    metadata
                        .first(
                            List.of(
                                "content-language",
                                "dc.language",
                                "language",
                                "og:locale",
                                "inlanguage"))
                        .map(PageMetadata.Stated::value))
            .map(l -> l.strip().toLowerCase(Locale.ROOT).split("[-_,;\\s]", -1)[0])
            .filter(l -> l.matches("[a-z]{2}"));
    Optional<String> detected = Languages.detect(text);
    if (detected.isPresent()) {
      boolean agree = detected.equals(declared);
      return detected.map(
          l ->
              new Fact<>(
                  l, agree ? "declared+text" : "text", agree ? 0.99 : 0.9, declared.orElse("")));
    }
    return declared.filter(l -> text.length() > 0).map(l -> new Fact<>(l, "declared", 0.6, l));
  }
}
