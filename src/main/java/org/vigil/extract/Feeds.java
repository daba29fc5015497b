package org.vigil.extract;

import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.vigil.date.PartialDate;
import org.vigil.extract.Extraction.Extracted;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;

/** Reads RSS (0.9 to 2.0) and Atom (RFC 4287) feeds: each item or entry is a part. */
final class Feeds {

  private static final String MEDIA_TYPE = "application/xml";
  private static final int MOST_BYTES = 16 << 20;
  private static final String BLOCKS =
      "p,div,br,li,h1,h2,h3,h4,h5,h6,blockquote,pre,tr,figure,section,article";

  private Feeds() {}

  static Extraction read(Input input, Members members) throws IOException {
    // jsoup's XML parser knows no external entities, so nothing is ever fetched.
    Document feed;
    try (var in = input.open()) {
      feed =
          Jsoup.parse(
              new java.io.ByteArrayInputStream(in.readNBytes(MOST_BYTES)),
              null,
              "",
              Parser.xmlParser().setMaxDepth(100));
    }
    Optional<String> outlet = Optional.empty();
    Optional<String> language = Optional.empty();
    Optional<String> home = Optional.empty();
    int number = 0;
    for (Element e : feed.getAllElements()) {
      String parent = e.parent() == null ? "" : e.parent().normalName();
      if (parent.equals("channel") || parent.equals("feed")) {
        if (e.normalName().equals("title") && outlet.isEmpty()) {
          outlet = Optional.of(plain(markup(e))).filter(t -> !t.isEmpty());
        } else if (e.normalName().equals("link") && home.isEmpty()) {
          home = address(e, Optional.empty());
        } else if (e.normalName().equals("language")) {
          language = language(e.text());
        }
      }
      if (e.normalName().equals("item") || e.normalName().equals("entry")) {
        if (!members.hasRoom()) {
          break;
        }
        Extraction item = item(e, outlet, language, home);
        Function<Members, Extraction> reader = inner -> item;
        members.add(Integer.toString(++number), reader);
      }
    }
    return new Unreadable(MEDIA_TYPE, Reason.EMPTY, "a feed without items");
  }

  private static Extraction item(
      Element item, Optional<String> outlet, Optional<String> language, Optional<String> home) {
    Optional<String> title =
        child(item, "title").map(e -> plain(markup(e))).filter(t -> !t.isEmpty());
    String text =
        child(item, "content:encoded", "content", "description", "summary")
            .map(e -> paragraphs(markup(e)))
            .filter(t -> !t.isBlank())
            .or(() -> title)
            .orElse("");
    if (text.isBlank()) {
      return new Unreadable(MEDIA_TYPE, Reason.EMPTY, "an item without text");
    }
    Optional<String> author =
        child(item, "dc:creator", "author").map(Feeds::author).filter(a -> !a.isEmpty());
    Optional<String> published =
        child(item, "pubdate", "published", "dc:date", "updated")
            .map(d -> Characters.line(d.text()));
    Facts facts =
        new Facts(
            title.map(t -> new Fact<>(t, "feed-title", 0.95, t)),
            outlet.map(o -> new Fact<>(o, "feed-channel", 0.7, o)),
            author
                .map(a -> Bylines.authors("By " + a))
                .filter(a -> !a.isEmpty())
                .map(a -> new Fact<>(a, "feed-author", 0.9, author.orElse(""))),
            published.flatMap(d -> date(d).map(day -> new Fact<>(day, "feed-date", 0.95, d))),
            Optional.empty(),
            link(item, home).map(l -> new Fact<>(l, "feed-link", 0.95, l)),
            language.map(l -> new Fact<>(l, "feed-language", 0.8, l)));
    return new Extracted(MEDIA_TYPE, text, facts, List.of(), List.of());
  }

  /** The first child with one of these names, in the order of the names. */
  private static Optional<Element> child(Element item, String... names) {
    for (String name : names) {
      for (Element child : item.children()) {
        if (child.normalName().equals(name) && !child.wholeText().isBlank()) {
          return Optional.of(child);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> link(Element item, Optional<String> home) {
    return item.children().stream()
        .filter(link -> link.normalName().equals("link"))
        .flatMap(link -> address(link, home).stream())
        .findFirst();
  }

  /**
   * The address of the page that a link leads to, if that is one.
   *
   * @param home to which it is relative where nothing nearer says so
   */
  private static Optional<String> address(Element link, Optional<String> home) {
    String rel = link.attr("rel");
    String address = (link.hasAttr("href") ? link.attr("href") : link.text()).strip();
    if (address.isEmpty() || !(rel.isEmpty() || rel.equals("alternate"))) {
      return Optional.empty();
    }
    if (address.startsWith("http")) {
      return Optional.of(address);
    }
    String base = home.orElse("");
    for (Element around : link.parents().reversed()) {
      if (around.hasAttr("xml:base")) {
        base = resolved(base, around.attr("xml:base"));
      }
    }
    return Optional.of(resolved(base, address)).filter(a -> a.startsWith("http"));
  }

  private static String resolved(String base, String address) {
    try {
      return base.isEmpty() ? address : URI.create(base).resolve(address).toString();
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** RSS writes "address (name)", Atom a name element. */
  private static String author(Element author) {
    return child(author, "name")
        .map(n -> Characters.line(n.text()))
        .orElseGet(
            () -> {
              String text = Characters.line(author.text());
              int open = text.indexOf('(');
              return open >= 0 && text.endsWith(")")
                  ? text.substring(open + 1, text.length() - 1)
                  : text;
            });
  }

  static Optional<PartialDate> date(String text) {
    return MailFacts.date(text)
        .or(
            () -> {
              try {
                return Optional.of(PartialDate.of(OffsetDateTime.parse(text).toLocalDate()));
              } catch (DateTimeException e) {
                return text.length() < 10
                    ? Optional.empty()
                    : PartialDate.parse(text.substring(0, 10));
              }
            });
  }

  static Optional<String> language(String tag) {
    String code = tag.strip().toLowerCase(Locale.ROOT).split("[-_]", -1)[0];
    return code.length() == 2 ? Optional.of(code) : Optional.empty();
  }

  /** The words of HTML on one line. */
  static String plain(String markup) {
    return Characters.line(Jsoup.parseBodyFragment(markup).text());
  }

  /** HTML of an item as paragraphs separated by a blank line. */
  static String paragraphs(String markup) {
    Document html = Jsoup.parseBodyFragment(markup);
    html.select("script,style,iframe,noscript").remove();
    for (Element block : html.select(BLOCKS)) {
      block.prependText("\u0000");
      block.appendText("\u0000");
    }
    StringBuilder text = new StringBuilder();
    for (String paragraph : html.body().wholeText().split("\u0000", -1)) {
      String line = Characters.line(paragraph);
      if (!line.isEmpty()) {
        text.append(text.isEmpty() ? "" : "\n\n").append(line);
      }
    }
    return text.toString();
  }

  /** Markup is either escaped text of the element or, in Atom's xhtml, its children. */
  private static String markup(Element element) {
    return element.children().isEmpty() ? element.wholeText() : element.html();
  }
}
