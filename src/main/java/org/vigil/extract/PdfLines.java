package org.vigil.extract;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * Collects the lines of a PDF in the order in which the document draws them, which for columns is
 * the order of reading far more often than the order on the page.
 */
final class PdfLines extends PDFTextStripper {

  /**
   * One line as printed.
   *
   * @param page from 0
   * @param top its baseline's distance from the top of the page, as a share of the page's height
   * @param left where it begins, in points
   * @param size of its largest letters, in points
   * @param bold whether most of its letters are
   * @param opensParagraph whether it is set off from the line before by space or indentation
   */
  record Line(
      String text,
      int page,
      double top,
      double left,
      double size,
      boolean bold,
      boolean opensParagraph) {}

  /** Thrown to stop when there is enough text. */
  static final class Full extends IOException {
    private static final long serialVersionUID = 1;

    Full() {
      super("text limit reached");
    }
  }

  private static final int SEMIBOLD = 600;

  private final int limit;
  private final List<Line> lines = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private int length;
  private int page = -1;
  private boolean opens = true;
  private double top;
  private double left;
  private double size;
  private int boldLetters;

  private PdfLines(int limit) {
    this.limit = limit;
    setSuppressDuplicateOverlappingText(true);
  }

  /**
   * @param lines where they go, also those before a damaged page
   * @throws Full if there are more characters than the limit
   */
  static void read(PDDocument document, int limit, List<Line> lines) throws IOException {
    PdfLines reader = new PdfLines(limit);
    try {
      reader.writeText(document, Writer.nullWriter());
    } finally {
      reader.finishLine();
      lines.addAll(reader.lines);
    }
  }

  @Override
  protected void startPage(PDPage unused) {
    finishLine();
    page++;
    opens = true;
  }

  @Override
  protected void writeString(String word, List<TextPosition> positions) throws IOException {
    if (text.isEmpty() && !positions.isEmpty()) {
      TextPosition first = positions.getFirst();
      top = first.getPageHeight() > 0 ? first.getYDirAdj() / first.getPageHeight() : 0;
      left = first.getXDirAdj();
    }
    text.append(word);
    for (TextPosition position : positions) {
      size = Math.max(size, position.getFontSizeInPt());
      boldLetters += isBold(position.getFont()) ? position.getUnicode().length() : 0;
    }
    length += word.length();
    if (length > limit) {
      throw new Full();
    }
  }

  @Override
  protected void writeWordSeparator() {
    text.append(' ');
  }

  @Override
  protected void writeLineSeparator() {
    finishLine();
  }

  @Override
  protected void writeParagraphStart() {
    finishLine();
    opens = true;
  }

  @Override
  protected void writeParagraphEnd() {
    finishLine();
  }

  @Override
  protected void writePageEnd() {
    finishLine();
  }

  private void finishLine() {
    String line = Characters.line(keepSoftHyphen(text));
    if (!line.isEmpty()) {
      boolean bold = boldLetters * 2 > line.length();
      lines.add(new Line(line, page, top, left, size, bold, opens));
      opens = false;
    }
    text.setLength(0);
    size = 0;
    boldLetters = 0;
  }

  private static boolean isBold(PDFont font) {
    String name = String.valueOf(font.getName());
    return name.contains("Bold")
        || name.contains("Black")
        || name.contains("Heavy")
        || (font.getFontDescriptor() != null
            && font.getFontDescriptor().getFontWeight() >= SEMIBOLD);
  }

  /** A soft hyphen at the end of a line is drawn, and a hyphen like any other. */
  private static String keepSoftHyphen(StringBuilder text) {
    int end = text.length();
    while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end > 0 && text.charAt(end - 1) == '\u00AD'
        ? text.substring(0, end - 1) + "-"
        : text.toString();
  }
}
