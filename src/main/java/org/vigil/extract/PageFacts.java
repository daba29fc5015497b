package org.vigil.extract;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** What a page says about its own publication, by statements for machines first, then for eyes. */
final class PageFacts {

  private static final int LONGEST_TITLE = 400;

  private final Document page;
  private final PageMetadata metadata;
  private final Optional<PageMetadata.Stated> address;
  private final SiteName site;

  PageFacts(Document page, Optional<String> sourceUrl) {
    this.page = page;
    this.metadata = new PageMetadata(page);
    this.address =
        metadata
            .address()
            .or(
                () ->
                    sourceUrl
                        .filter(PageMetadata::isAddress)
                        .map(u -> new PageMetadata.Stated("source", u)));
    this.site = new SiteName(metadata, page, address.map(PageMetadata.Stated::value));
  }

  Facts facts(PageBlocks blocks, MainText main, String text, LocalDate today) {
    Optional<Fact<String>> language = language(text);
    return new Facts(
        title(),
        site.outlet(),
        new PageAuthors(metadata, page, site.outlet().map(Fact::value)).authors(),
        new PageDates(
                metadata,
                blocks,
                main,
                address.map(PageMetadata.Stated::value),
                language.map(Fact::value),
                today)
            .published(),
        Optional.empty(),
        address.map(s -> new Fact<>(s.value(), "address-" + s.key(), 0.95, s.value())),
        language);
  }

  Optional<Fact<String>> title() {
    List<Fact<String>> candidates = new ArrayList<>();
    metadata
        .first(
            List.of(
                "og:title",
                "parsely-title",
                "sailthru.title",
                "twitter:title",
                "dc.title",
                "dcterms.title",
                "headline"))
        .ifPresent(
            s ->
                candidates.add(new Fact<>(stripped(s.value()), "meta-" + s.key(), 0.9, s.value())));
    metadata
        .json
        .ofArticle("headline")
        .map(PageFacts::unescaped)
        .ifPresent(h -> candidates.add(new Fact<>(stripped(h), "json-ld-headline", 0.9, h)));
    String whole = Characters.line(shortened(page.title()));
    if (!whole.isEmpty()) {
      candidates.add(new Fact<>(stripped(whole), "title-element", 0.7, whole));
    }
    candidates.removeIf(c -> c.value().isBlank());
    List<String> headings = headings();
    for (String heading : headings) {
      for (Fact<String> candidate : candidates) {
        if (sameWords(heading, candidate.value())) {
          return Optional.of(
              new Fact<>(heading, candidate.rule() + "+heading", 0.97, candidate.text()));
        }
      }
    }
    if (!candidates.isEmpty()) {
      return Optional.of(candidates.getFirst());
    }
    return headings.stream().findFirst().map(h -> new Fact<>(h, "heading", 0.6, h));
  }

  private String stripped(String title) {
    return site.strip(title);
  }

  private List<String> headings() {
    List<String> headings = new ArrayList<>();
    for (Element heading : page.getElementsByTag("h1")) {
      String words = Characters.line(shortened(heading.text()));
      if (!words.isEmpty() && words.length() <= LONGEST_TITLE) {
        headings.add(words);
      }
    }
    return headings;
  }

  private static String shortened(String text) {
    return text.length() > LONGEST_TITLE ? text.substring(0, LONGEST_TITLE) : text;
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
