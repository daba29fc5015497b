package org.vigil.extract;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Who wrote a page: JSON-LD, meta elements, then the visible byline. */
final class PageAuthors {

  private static final List<String> KEYS =
      List.of(
          "author",
          "parsely-author",
          "sailthru.author",
          "article:author",
          "og:article:author",
          "dc.creator",
          "dcterms.creator",
          "dc.author",
          "byl",
          "citation_author",
          "shareaholic:article_author_name",
          "cxenseparse:author",
          "creator",
          "article_author");

  private static final List<String> PLACES =
      List.of(
          "[itemprop=author]",
          "[rel=author]",
          "[class~=(?i)(^|[ _-])byline([ _-]|$)]",
          "[class~=(?i)(^|[ _-])author([_-]*name)?( |$)]");

  private final PageMetadata metadata;
  private final Document page;
  private final Optional<String> outlet;

  PageAuthors(PageMetadata metadata, Document page, Optional<String> outlet) {
    this.metadata = metadata;
    this.page = page;
    this.outlet = outlet;
  }

  Optional<Fact<List<String>>> authors() {
    return stated().or(this::shown);
  }

  private Optional<Fact<List<String>>> stated() {
    Optional<Fact<List<String>>> json =
        metadata
            .json
            .article()
            .flatMap(
                article -> fact(metadata.json.names(article, "author"), "json-ld-author", 0.95));
    if (json.isPresent()) {
      return json;
    }
    for (String key : KEYS) {
      Optional<Fact<List<String>>> meta = fact(metadata.all(key), "meta-" + key, 0.85);
      if (meta.isPresent()) {
        return meta;
      }
    }
    return Optional.empty();
  }

  private Optional<Fact<List<String>>> shown() {
    for (String place : PLACES) {
      List<String> written = new ArrayList<>();
      for (Element element : page.select(place)) {
        String words = Characters.line(element.text());
        if (words.length() < 120 && written.size() < 3) {
          written.add(words);
        }
      }
      Optional<Fact<List<String>>> fact =
          written.stream().flatMap(w -> fact(List.of(w), "byline", 0.75).stream()).findFirst();
      if (fact.isPresent()) {
        return fact;
      }
    }
    return Optional.empty();
  }

  private Optional<Fact<List<String>>> fact(List<String> written, String rule, double confidence) {
    Set<String> names = new LinkedHashSet<>();
    for (String words : written) {
      for (String name : names(PageFacts.unescaped(words))) {
        if (outlet.filter(o -> o.equalsIgnoreCase(name)).isEmpty()) {
          names.add(name);
        }
      }
    }
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(new Fact<>(List.copyOf(names), rule, confidence, String.join("; ", written)));
  }

  private static List<String> names(String byline) {
    List<String> names = new ArrayList<>();
    String words = byline.replaceFirst("^(?i)(by|von|par|por|di|de)\\s*:?\\s+", "");
    for (String name : words.split("\\s*[,;|/]\\s*|\\s+(?i:and|und|et|y|&)\\s+", -1)) {
      String clean = name.strip();
      if (clean.length() >= 3
          && clean.length() <= 60
          && !PageMetadata.isAddress(clean)
          && clean.chars().filter(Character::isDigit).count() == 0
          && clean.indexOf('@') < 0
          && Character.isLetter(clean.charAt(0))
          && clean.split(" ", -1).length <= 5) {
        names.add(clean);
      }
    }
    return names;
  }
}
