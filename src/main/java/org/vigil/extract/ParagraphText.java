package org.vigil.extract;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Writes the XHTML that Tika makes of a document as paragraphs separated by a blank line. Rows of a
 * table and items of a list are lines, cells are separated by a tab.
 */
final class ParagraphText extends DefaultHandler {

  private static final Set<String> PARAGRAPHS =
      Set.of(
          "p",
          "div",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "table",
          "ul",
          "ol",
          "dl",
          "blockquote",
          "pre",
          "section",
          "article",
          "header",
          "footer",
          "title",
          "body");
  private static final Set<String> LINES = Set.of("tr", "li", "br", "dt", "dd", "caption");
  private static final Set<String> SILENT = Set.of("head", "script", "style");

  /** Thrown when the limit is reached, to stop the parser. */
  static final class Full extends SAXException {
    private static final long serialVersionUID = 1;

    Full() {
      super("text limit reached");
    }
  }

  private final int limit;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder heading = new StringBuilder();
  private int headingsOpen;
  private boolean headingDone;
  private int silent;
  private int cells;
  private int newlinesDue;
  private boolean spaceDue;
  private boolean tabDue;

  /**
   * @param limit characters after which {@link Full} is thrown
   */
  ParagraphText(int limit) {
    this.limit = limit;
  }

  String text() {
    return text.toString();
  }

  /** The first heading of the highest rank or title style, if the document marks one. */
  Optional<String> heading() {
    String line = Characters.line(heading.toString());
    return line.isEmpty() ? Optional.empty() : Optional.of(line);
  }

  @Override
  public void startElement(String uri, String localName, String qName, Attributes attributes) {
    String name = name(localName, qName);
    if (SILENT.contains(name)) {
      silent++;
    } else if (name.equals("h1") && !headingDone) {
      headingsOpen++;
    } else if (name.equals("tr")) {
      cells = 0;
    } else if (name.equals("td") || name.equals("th")) {
      tabDue = cells++ > 0;
    }
    separate(name);
  }

  @Override
  public void endElement(String uri, String localName, String qName) {
    String name = name(localName, qName);
    if (SILENT.contains(name)) {
      silent--;
    } else if (name.equals("h1") && headingsOpen > 0) {
      headingsOpen--;
      headingDone = !heading.toString().isBlank();
    }
    separate(name);
  }

  private void separate(String name) {
    if (cells > 0 && (name.equals("p") || name.equals("div"))) {
      // A paragraph in a cell does not end the row.
      spaceDue = true;
    } else if (PARAGRAPHS.contains(name)) {
      newlinesDue = 2;
      cells = 0;
    } else if (LINES.contains(name)) {
      newlinesDue = Math.max(newlinesDue, 1);
      cells = 0;
    }
  }

  @Override
  public void characters(char[] chars, int start, int length) throws SAXException {
    if (silent > 0) {
      return;
    }
    if (headingsOpen > 0 && heading.length() < 1000) {
      heading.append(chars, start, length);
    }
    for (int i = start; i < start + length; i++) {
      char c = chars[i];
      if (c == '\n' || c == '\r') {
        lineBreak();
      } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        spaceDue = true;
      } else {
        append(c);
      }
    }
    if (text.length() > limit) {
      text.setLength(limit);
      throw new Full();
    }
  }

  /** One break inside a text is a line, two are a paragraph. */
  private void lineBreak() {
    if (cells > 0) {
      spaceDue = true;
    } else {
      newlinesDue = Math.min(2, newlinesDue + 1);
    }
  }

  private void append(char c) {
    if (text.isEmpty()) {
      newlinesDue = 0;
      spaceDue = false;
      tabDue = false;
    }
    if (newlinesDue > 0) {
      text.append("\n\n", 0, newlinesDue);
    } else if (tabDue) {
      text.append('\t');
    } else if (spaceDue) {
      text.append(' ');
    }
    newlinesDue = 0;
    spaceDue = false;
    tabDue = false;
    text.append(c);
  }

  @Override
  public void ignorableWhitespace(char[] chars, int start, int length) {
    // Tika indents its XHTML so; breaks between paragraphs come from the elements.
    spaceDue = true;
  }

  private static String name(String localName, String qName) {
    return (localName.isEmpty() ? qName : localName).toLowerCase(Locale.ROOT);
  }
}
