package org.vigil.extract;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.vigil.extract.Extraction.Extracted;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;
import org.vigil.extract.StateScripts.Story;

/** Reads web pages: the text of the article and what the page says about its publication. */
final class HtmlPages {

  private static final String MEDIA_TYPE = "text/html";

  /** Deeper elements become siblings: parsing time grows with length times depth. */
  private static final int DEEPEST = 200;

  /** A page that shows a smaller share of the article that it states for machines holds it back. */
  private static final double LEAST_SHOWN = 0.4;

  /** A page with less text may be built by scripts: then their data have more. */
  private static final int SHORT = 1_000;

  /** As much as a page says that has nothing to show without scripts. */
  private static final int HARDLY_ANY = 200;

  private HtmlPages() {}

  /** Reads a page as of today. */
  static Extraction read(
      byte[] bytes, Optional<String> declaredCharset, Optional<String> sourceUrl) {
    return read(bytes, declaredCharset, sourceUrl, LocalDate.now(ZoneOffset.UTC));
  }

  /**
   * Reads a page. Never throws for what the bytes are.
   *
   * @param declaredCharset what the transfer or archive says, if anything
   * @param sourceUrl where it was fetched; what the page says of its own address wins
   * @param today no later day is taken for the day of publication
   */
  static Extraction read(
      byte[] bytes, Optional<String> declaredCharset, Optional<String> sourceUrl, LocalDate today) {
    Parser parser = Parser.htmlParser().setMaxDepth(DEEPEST);
    String html = TableDepth.bounded(PageCharset.decode(bytes, declaredCharset));
    Document page = Jsoup.parse(html, "", parser);
    PageBlocks blocks = PageBlocks.of(page);
    PageMetadata metadata = new PageMetadata(page);
    MainText main = new MainText(blocks, metadata.canonical().or(() -> sourceUrl));
    PageFacts facts = new PageFacts(page, metadata, blocks, main, sourceUrl);
    String shown = main.text(facts.title().map(Fact::value));
    String stated =
        facts
            .articleBody()
            .filter(body -> shown.length() < LEAST_SHOWN * body.length())
            .orElse(shown);
    Optional<Story> scripted =
        stated.length() < SHORT
            ? StateScripts.story(page, facts::isCalled)
                .filter(story -> stated.length() < LEAST_SHOWN * story.text().length())
                .filter(story -> stated.length() < HARDLY_ANY || facts.isCalled(story.headlines()))
            : Optional.empty();
    String text = scripted.map(Story::text).orElse(stated);
    if (text.isBlank()) {
      return new Unreadable(MEDIA_TYPE, Reason.EMPTY, "the page holds no text");
    }
    Facts found = facts.facts(text, today);
    return new Extracted(
        MEDIA_TYPE,
        text,
        scripted.map(story -> PageFacts.completed(found, story)).orElse(found),
        List.of(),
        List.of());
  }
}
