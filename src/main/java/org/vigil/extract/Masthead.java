package org.vigil.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * Where a page that states no name of its site bears it all the same: in the title of its feed, in
 * its logo, in the link to its front page, in its first words.
 */
final class Masthead {

  private static final int MOST_WORDS = 6;
  private static final int SHORTEST = 4;
  private static final int LONGEST = 1_000;
  private static final Pattern LOGO = Pattern.compile("(?i)(?<![a-z])(logo|masthead)(?![a-z])");
  private static final Pattern FRONT_PAGE =
      Pattern.compile("(?i)/|\\./|(?:\\./|/)?(?:index|default|home)\\.[a-z]{3,5}");

  /** Words of feeds and logos that are no part of a name. */
  private static final Pattern LABEL =
      Pattern.compile(
          "(?i)\\b(?:(?:comments?|rss|atom|news)\\s)*(?:rss|atom|feed|logo)s?(?:\\s2\\.0)?\\b"
              + "|\\s[-|–—:·•»«/]\\s.*|\\s?[»|].*");

  private static final Pattern SIGNS = Pattern.compile("^[\\s|:–—-]+|[\\s|:–—-]+$");

  private final List<String> feeds = new ArrayList<>();
  private final List<String> logos = new ArrayList<>();
  private final List<String> links = new ArrayList<>();
  private final List<String> mail = new ArrayList<>();
  private final String first;

  Masthead(Document page) {
    for (Element link : page.getElementsByTag("link")) {
      String type = link.attr("type").toLowerCase(Locale.ROOT);
      if (type.endsWith("rss+xml") || type.endsWith("atom+xml")) {
        add(feeds, link.attr("title"));
      }
    }
    for (Element link : page.body().getElementsByTag("a")) {
      String href = link.attr("href");
      if (href.startsWith("mailto:") && href.length() < LONGEST) {
        mail.add(SiteName.label(href.substring(href.indexOf('@') + 1).split("[?&]", 2)[0]));
      }
      boolean logo = isLogo(link);
      if (logo || FRONT_PAGE.matcher(href).matches()) {
        add(logo ? logos : links, PageBlocks.words(link, 100));
      }
    }
    for (Element image : page.body().getElementsByTag("img")) {
      if (isLogo(image) || isInLogo(image) || LOGO.matcher(fileName(image)).find()) {
        add(logos, image.attr("alt"));
      }
    }
    this.first =
        page.body()
            .nodeStream(TextNode.class)
            .filter(run -> !run.isBlank())
            .findFirst()
            .map(run -> Characters.line(run.getWholeText()))
            .orElse("");
  }

  /** Whether the page bears these words where it bears the name of its site. */
  boolean bears(String name) {
    return name.equals(first)
        || feeds.contains(name)
        || logos.contains(name)
        || links.contains(name);
  }

  /** Whether these are the first words that readers see. */
  boolean opensWith(String name) {
    return name.equals(first);
  }

  /** All that it bears. */
  List<String> names() {
    return Stream.of(feeds, logos, links).flatMap(List::stream).toList();
  }

  /** The title of the feed, if the page bears it elsewhere too. */
  Optional<Fact<String>> feed() {
    return feeds.stream()
        .filter(name -> name.equals(first) || logos.contains(name) || links.contains(name))
        .findFirst()
        .map(name -> new Fact<>(name, "feed-title", 0.75, name));
  }

  /** The name in the first logo, if the address of the page or of its mail is made of it. */
  Optional<Fact<String>> logo(String site) {
    return logos.stream()
        .findFirst()
        .filter(
            name ->
                Stream.concat(Stream.of(site), mail.stream())
                    .anyMatch(s -> s.length() >= SHORTEST && SiteName.letters(name).contains(s)))
        .map(name -> new Fact<>(name, "logo", 0.6, name));
  }

  private static void add(List<String> names, String words) {
    String label = LABEL.matcher(Characters.line(words)).replaceAll("");
    String name = SIGNS.matcher(Characters.line(label)).replaceAll("");
    if (SiteName.isName(name)
        && name.split(" ", -1).length <= MOST_WORDS
        && !Character.isLowerCase(name.codePointAt(0))
        && !Bylines.isNoise(name)) {
      names.add(name);
    }
  }

  /** An image in a link in a box that is called so. */
  private static boolean isInLogo(Element image) {
    Element link = image.parent();
    return link != null
        && link.normalName().equals("a")
        && (isLogo(link) || (link.parent() != null && isLogo(link.parent())));
  }

  private static boolean isLogo(Element element) {
    return LOGO.matcher(element.className()).find() || LOGO.matcher(element.id()).find();
  }

  private static String fileName(Element image) {
    String source = image.attr("src");
    return source.length() > LONGEST ? "" : source.substring(source.lastIndexOf('/') + 1);
  }
}
