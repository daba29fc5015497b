package org.vigil.extract;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vigil.extract.Extraction.Extracted;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;
import org.vigil.extract.Paragraphs.Paragraph;

/** Reads plain text and Markdown: one file, one report. */
final class PlainText {

  static final String PLAIN = "text/plain";
  static final String MARKDOWN = "text/markdown";

  private static final Pattern LINE_END = Pattern.compile("\r\n?|\u0085|\u2028|\u2029|\f");
  private static final Pattern PROTECTED =
      Pattern.compile("[ \u00a0]?\\[email[\\s\u00a0]protected\\]");

  private static final Pattern MASTHEAD_LINE =
      Pattern.compile("(?i)^united nations\\b|\\bdistr\\b|^general assembly|^(?:[A-Z]+/){2}");

  private PlainText() {}

  /**
   * Decodes the bytes, takes the publication facts and returns what is left as paragraphs.
   *
   * @param name of the file, for its ending
   */
  static Extraction read(byte[] bytes, String name, FactContext context) {
    return read(bytes, name, Integer.MAX_VALUE, context);
  }

  /**
   * The same of the beginning of a long text.
   *
   * @param most characters to read, with a warning if there are more
   */
  static Extraction read(byte[] bytes, String name, int most, FactContext context) {
    String mediaType = mediaType(name);
    if (bytes.length == 0) {
      return new Unreadable(mediaType, Reason.EMPTY, "the file has no bytes");
    }
    Optional<String> decoded = TextBytes.decode(bytes);
    if (decoded.isEmpty()) {
      return new Unreadable(
          "application/octet-stream",
          Reason.UNSUPPORTED,
          "named as text, but its bytes are no text in any known encoding");
    }
    String whole = decoded.get();
    // Before anything is made of it: each further form of a text of this length takes as much
    // again.
    String read = Characters.start(whole, most);
    String text = Characters.clean(LINE_END.matcher(read).replaceAll("\n"));
    if (text.isBlank()) {
      return new Unreadable(mediaType, Reason.EMPTY, "the file holds only white space");
    }
    Optional<Facts> masthead = UnitedNationsMasthead.read(text);
    Optional<String> symbol = masthead.flatMap(Facts::symbol).map(Fact::value);
    if (symbol.isPresent()) {
      text = UnitedNationsMasthead.withoutRunningLines(text, symbol.get());
    }
    TextFacts facts = TextFacts.of(text, context);
    String body = body(facts.body(text), mediaType);
    if (body.isBlank()) {
      body = paragraphs(text);
    }
    List<String> warnings =
        read.length() < whole.length()
            ? List.of("only the first " + read.length() + " characters were read")
            : List.of();
    Facts found =
        masthead.isPresent() ? issued(text, masthead.get(), facts.facts()) : facts.facts();
    return new Extracted(mediaType, body, found, List.of(), warnings);
  }

  /** Facts of a document that the United Nations issued, of which the masthead knows more. */
  private static Facts issued(String text, Facts masthead, Facts own) {
    return new Facts(
            UnitedNationsMasthead.title(text)
                .map(title -> new Fact<>(title, "un-masthead", 0.8, title))
                .or(() -> own.title().filter(t -> !MASTHEAD_LINE.matcher(t.value()).find())),
            masthead.outlet(),
            own.authors(),
            masthead.date().or(own::date),
            Optional.empty(),
            own.url(),
            own.language())
        .withSymbol(masthead.symbol());
  }

  private static String mediaType(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".md") || lower.endsWith(".markdown") ? MARKDOWN : PLAIN;
  }

  private static String body(String text, String mediaType) {
    String kept = PROTECTED.matcher(text).replaceAll("");
    if (mediaType.equals(MARKDOWN)) {
      kept = Markdown.plain(kept);
    }
    return paragraphs(kept);
  }

  /** Parts paragraphs by blank lines; short lines that stand together stay together. */
  private static String paragraphs(String text) {
    StringBuilder body = new StringBuilder(text.length());
    boolean shortBefore = false;
    for (Paragraph paragraph : Paragraphs.of(TextFacts.lines(text))) {
      boolean isShort =
          paragraph.text().length() < 80 && !Paragraphs.endsSentence(paragraph.text());
      if (!body.isEmpty()) {
        body.append(!paragraph.afterGap() && shortBefore ? "\n" : "\n\n");
      }
      body.append(paragraph.text());
      shortBefore = isShort;
    }
    return body.toString();
  }
}
