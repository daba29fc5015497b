package org.vigil.extract;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.vigil.extract.Headings.Heading;

/** What a page says about its own publication, by statements for machines first, then for eyes. */
final class PageFacts {

  private static final int OPENING = 3;
  private static final Pattern PARAGRAPH_END =
      Pattern.compile("(?i)</(?:p|div|li|h[1-6]|blockquote)>|<br ?/?>|\\R");
  private static final Pattern REGION = Pattern.compile("[A-Za-z]{2}-[A-Za-z]{2}");
  private static final Pattern LANGUAGE = Pattern.compile("([a-z]{2})(?:[-_,;\\s]|$)");
  private static final Pattern TAG = Pattern.compile("<[^>]{1,200}>");

  private final Document page;
  private final PageBlocks blocks;
  private final MainText main;
  private final PageMetadata metadata;
  private final Optional<PageMetadata.Stated> address;
  private final SiteName site;
  private final Optional<Fact<String>> title;

  PageFacts(
      Document page,
      PageMetadata metadata,
      PageBlocks blocks,
      MainText main,
      Optional<String> sourceUrl) {
    this.page = page;
    this.blocks = blocks;
    this.main = main;
    this.metadata = metadata;
    this.address =
        metadata
            .address()
            .or(
                () ->
                    sourceUrl
                        .filter(PageMetadata::isAddress)
                        .map(u -> new PageMetadata.Stated("source", u)));
    List<Heading> headings = Headings.of(blocks);
    Optional<String> at = address.map(PageMetadata.Stated::value);
    this.site = new SiteName(metadata, page, at, headlines(headings));
    this.title = new PageTitle(metadata, site, main.body(), at).of(headings);
  }

  private static List<String> headlines(List<Heading> headings) {
    return headings.stream().filter(heading -> !heading.home()).map(Heading::words).toList();
  }

  Facts facts(String text, LocalDate today) {
    Optional<Fact<String>> language = language(text);
    Optional<Dateline> dateline = dateline(text, language.map(Fact::value));
    Optional<Integer> headline = main.headline(title.map(Fact::value));
    return new Facts(
        title,
        site.outlet(),
        new PageAuthors(
                metadata,
                blocks,
                main,
                title.map(Fact::value),
                headline,
                site,
                language.map(Fact::value))
            .authors()
            .or(() -> dateline.flatMap(PageFacts::reporters)),
        new PageDates(
                metadata,
                blocks,
                main,
                address.map(PageMetadata.Stated::value),
                headline,
                language.map(Fact::value).map(this::withRegion),
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

  private static Optional<Fact<List<String>>> reporters(Dateline dateline) {
    return dateline
        .byline()
        .map(words -> new Fact<>(Bylines.authors(words), "text-dateline", 0.7, words))
        .filter(fact -> !fact.value().isEmpty());
  }

  /** The dateline that one of the first paragraphs opens with. */
  private static Optional<Dateline> dateline(String text, Optional<String> language) {
    return text.lines()
        .filter(line -> !line.isBlank())
        .limit(OPENING)
        .flatMap(line -> Dateline.of(line, language).stream())
        .findFirst();
  }

  /** The article as the page states it for machines, paragraphs parted by a blank line. */
  Optional<String> articleBody() {
    return metadata
        .json
        .ofArticle("articleBody")
        .map(body -> String.join("\n\n", paragraphs(body)))
        .filter(body -> !body.isEmpty());
  }

  /** The paragraphs of a string that may be HTML. */
  static List<String> paragraphs(String html) {
    String plain = html.indexOf('&') >= 0 ? Parser.unescapeEntities(html, false) : html;
    return PARAGRAPH_END
        .matcher(plain)
        .replaceAll("\n")
        .lines()
        .map(PageFacts::unescaped)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  Optional<Fact<String>> title() {
    return title;
  }

  /** Whether one of the headlines is that of the page. */
  boolean isCalled(List<String> headlines) {
    return title.filter(t -> headlines.stream().anyMatch(h -> sameWords(h, t.value()))).isPresent();
  }

  /** The facts of a page with those of the data from which scripts build it, where it has none. */
  static Facts completed(Facts facts, StateScripts.Story story) {
    List<String> names =
        story.authors().stream().flatMap(a -> Bylines.authors(a).stream()).distinct().toList();
    Optional<Fact<List<String>>> authors =
        names.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Fact<>(names, "script-data", 0.7, String.join("; ", story.authors())));
    Optional<Fact<String>> title =
        story.headlines().stream()
            .findFirst()
            .map(headline -> new Fact<>(headline, "script-data", 0.7, headline));
    return new Facts(
        facts.title().or(() -> title),
        facts.outlet(),
        facts.authors().or(() -> authors),
        facts.date(),
        facts.dateline(),
        facts.url(),
        facts.language());
  }

  static boolean sameWords(String one, String other) {
    return Characters.letters(one).equals(Characters.letters(other));
  }

  /** JSON-LD often carries HTML entities, sometimes markup. */
  static String unescaped(String text) {
    String plain = text.indexOf('&') >= 0 ? Parser.unescapeEntities(text, false) : text;
    return Characters.line(plain.indexOf('<') >= 0 ? TAG.matcher(plain).replaceAll(" ") : plain);
  }

  /** The language with the region that the page declares, which orders the day and the month. */
  private String withRegion(String language) {
    return Stream.concat(
            Optional.ofNullable(page.firstElementChild()).map(html -> html.attr("lang")).stream(),
            metadata.all("og:locale").stream())
        .map(tag -> tag.strip().replace('_', '-'))
        .filter(tag -> REGION.matcher(tag).matches())
        .filter(tag -> tag.regionMatches(true, 0, language, 0, 2))
        .findFirst()
        .orElse(language);
  }

  private Optional<Fact<String>> language(String text) {
    Optional<String> declared =
        Optional.ofNullable(page.firstElementChild())
            .map(html -> html.attr("lang"))
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
            .map(l -> LANGUAGE.matcher(l.strip().toLowerCase(Locale.ROOT)))
            .filter(Matcher::lookingAt)
            .map(l -> l.group(1));
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
