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

/** Reads web pages: the text of the article and what the page says about its publication. */
final class HtmlPages {

  private static final String MEDIA_TYPE = "text/html";

  /** Deeper elements become siblings: parsing time grows with length times depth. */
  private static final int DEEPEST = 200;

  /** A page that shows a smaller share of the article that it states for machines holds it back. */
  private static final double LEAST_SHOWN = 0.4;

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
    Document page = Jsoup.parse(PageCharset.decode(bytes, declaredCharset), "", parser);
    PageBlocks blocks = PageBlocks.of(page);
    MainText main = new MainText(blocks);
    PageFacts facts = new PageFacts(page, blocks, main, sourceUrl);
    String shown = main.text(facts.title().map(Fact::value));
    String text =
        facts
            .articleBody()
            .filter(body -> shown.length() < LEAST_SHOWN * body.length())
            .orElse(shown);
    return text.isBlank()
        ? new Unreadable(MEDIA_TYPE, Reason.EMPTY, "the page holds no text")
        : new Extracted(MEDIA_TYPE, text, facts.facts(text, today), List.of(), List.of());
  }
}
