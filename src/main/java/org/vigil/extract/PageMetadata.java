package org.vigil.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.NodeTraversor;

/** What a page states for machines: meta elements, links and JSON-LD, gathered once. */
final class PageMetadata {

  /** A statement and the key under which it stood. */
  record Stated(String key, String value) {}

  private static final int LONGEST = 2_000;
  private static final int MOST_VALUES = 50;
  private static final Set<String> WANTED = Set.of("datepublished", "publisher");

  private static final int MOST_SCRIPTS = 200;

  /** Keys of content systems, in JSON that may stand inside a string. */
  private static final Pattern SCRIPTED =
      Pattern.compile(
          "\"(?:datePublished|published_?[aA]t|published_?[dD]ate|publish_?[dD]ate"
              + "|publication_?[dD]ate|pubDate|first_?[pP]ublished(?:_?[aA]t|_?[dD]ate)?"
              + "|firstPublicationDate|originalPublishDate)\\\\?\"\\s?:\\s?\\\\?\""
              + "((?:19|20)\\d\\d-\\d\\d-\\d\\d[^\"\\\\]{0,30})");

  private static final int LONGEST_TITLE = 400;

  final JsonLd json = new JsonLd();
  private final String title;
  private final Map<String, List<String>> metas = new HashMap<>();
  private final Map<String, String> marks = new HashMap<>();
  private final List<Element> scripts = new ArrayList<>();
  private Optional<String> canonical = Optional.empty();

  PageMetadata(Document page) {
    String whole = page.title();
    this.title =
        Headings.decoded(
            Characters.line(
                whole.length() > LONGEST_TITLE ? whole.substring(0, LONGEST_TITLE) : whole));
    NodeTraversor.traverse(
        (node, depth) -> {
          if (node instanceof Element element) {
            gather(element);
          }
        },
        page);
  }

  private void gather(Element element) {
    switch (element.normalName()) {
      case "script" -> script(element);
      case "meta" -> meta(element);
      case "link" -> link(element);
      default -> mark(element);
    }
  }

  private void script(Element script) {
    json.read(script);
    if (scripts.size() < MOST_SCRIPTS) {
      scripts.add(script);
    }
  }

  /** The first moment of publication in the data from which scripts build the page. */
  Optional<String> scripted() {
    for (Element script : scripts) {
      Matcher moment = SCRIPTED.matcher(script.data());
      if (moment.find()) {
        return Optional.of(moment.group(1));
      }
    }
    return Optional.empty();
  }

  private void meta(Element meta) {
    String value = Characters.line(shortened(meta.attr("content")));
    if (value.isEmpty()) {
      return;
    }
    for (String attribute : List.of("name", "property", "itemprop", "http-equiv")) {
      String key = meta.attr(attribute).strip().toLowerCase(Locale.ROOT);
      if (!key.isEmpty() && key.length() < 100) {
        List<String> values = metas.computeIfAbsent(key, k -> new ArrayList<>(1));
        if (values.size() < MOST_VALUES) {
          values.add(value);
        }
      }
    }
  }

  private void link(Element link) {
    String href = link.attr("href").strip();
    if (canonical.isEmpty()
        && link.attr("rel").equalsIgnoreCase("canonical")
        && !href.isEmpty()
        && href.length() < LONGEST) {
      canonical = Optional.of(href);
    }
  }

  private void mark(Element element) {
    String name = element.attributesSize() > 0 ? element.attr("itemprop") : "";
    if (name.isEmpty() && element.attributesSize() > 0) {
      name = element.attr("property");
    }
    if (!name.isEmpty()) {
      String property = name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
      if (WANTED.contains(property)) {
        marks.computeIfAbsent(property, p -> value(element));
      }
    }
  }

  /** The title element, cut to what a headline may have. */
  String title() {
    return title;
  }

  private static String value(Element element) {
    Element name = element.selectFirst("[itemprop=name]");
    if (name != null && !name.equals(element)) {
      return value(name);
    }
    for (String attribute : List.of("content", "datetime")) {
      if (element.hasAttr(attribute)) {
        return Characters.line(shortened(element.attr(attribute)));
      }
    }
    return Characters.line(shortened(element.text()));
  }

  private static String shortened(String value) {
    return value.length() > LONGEST ? value.substring(0, LONGEST) : value;
  }

  /** The first of the keys that is stated, in the order of the keys. */
  Optional<Stated> first(List<String> keys) {
    for (String key : keys) {
      List<String> values = metas.get(key);
      if (values != null) {
        return Optional.of(new Stated(key, values.getFirst()));
      }
    }
    return Optional.empty();
  }

  /** What microdata or RDFa say under a property, in elements of the page itself. */
  Optional<String> marked(String property) {
    return Optional.ofNullable(marks.get(property));
  }

  List<String> all(String key) {
    return metas.getOrDefault(key, List.of());
  }

  /** Values of a pair of label and datum, as shown in cards of links, whose label is wanted. */
  List<String> labelled(Predicate<String> label) {
    List<String> values = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      if (all("twitter:label" + i).stream().anyMatch(label)) {
        values.addAll(all("twitter:data" + i));
      }
    }
    return values;
  }

  /** The address that the page is to be known by, as it stands there. */
  Optional<String> canonical() {
    return canonical;
  }

  /** The address that the page gives for itself. */
  Optional<Stated> address() {
    return canonical
        .filter(PageMetadata::isAddress)
        .map(href -> new Stated("canonical", href))
        .or(() -> first(List.of("og:url")).filter(s -> isAddress(s.value())))
        .or(
            () ->
                json.ofArticle("url")
                    .filter(PageMetadata::isAddress)
                    .map(url -> new Stated("json-ld", url)));
  }

  static boolean isAddress(String text) {
    return (text.startsWith("http://") || text.startsWith("https://"))
        && text.length() > 10
        && text.length() < LONGEST
        && text.chars().noneMatch(c -> c <= ' ' || c == '"' || c == '<' || c == '>');
  }
}
