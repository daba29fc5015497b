package org.vigil.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.vigil.extract.PdfLines.Line;

/** The pages of a PDF document that were scanned: a picture with hardly any letters. */
final class PdfScans {

  /** A page with fewer letters has no text of its own: a stamp, a number, the name of a program. */
  private static final int FEWEST_LETTERS = 20;

  /** Dots of all pictures of a page: half a sheet at the resolution of a screen. */
  private static final long FEWEST_DOTS = 250_000;

  private static final int DEEPEST_FORM = 3;

  /** In the middle, where no running heads and feet are looked for. */
  private static final double MIDDLE = 0.5;

  private PdfScans() {}

  /**
   * The numbers of the scanned pages, from 0. Of a document without any letters all pages are: what
   * was drawn letter by letter is a picture too.
   *
   * @param lines what is printed on its pages
   */
  static List<Integer> pages(PDDocument document, List<Line> lines) {
    int pages = document.getNumberOfPages();
    if (lines.isEmpty()) {
      return IntStream.range(0, pages).boxed().toList();
    }
    Map<Integer, Integer> letters = new HashMap<>();
    for (Line line : RunningLines.removedFrom(lines)) {
      int here = (int) line.text().codePoints().filter(Character::isLetterOrDigit).count();
      letters.merge(line.page(), here, Integer::sum);
    }
    List<Integer> scanned = new ArrayList<>();
    for (int page = 0; page < pages; page++) {
      if (letters.getOrDefault(page, 0) < FEWEST_LETTERS
          && dots(document.getPage(page).getResources()) >= FEWEST_DOTS) {
        scanned.add(page);
      }
    }
    return scanned;
  }

  /** The lines with paragraphs that were recognised on pages, each as one line without a size. */
  static List<Line> between(List<Line> lines, Map<Integer, List<String>> recognised) {
    List<Line> all = new ArrayList<>();
    for (Line line : lines) {
      if (!recognised.containsKey(line.page())) {
        all.add(line);
      }
    }
    recognised.forEach(
        (page, paragraphs) ->
            paragraphs.forEach(
                paragraph -> all.add(new Line(paragraph, page, MIDDLE, 0, 0, false, true))));
    all.sort((one, other) -> Integer.compare(one.page(), other.page()));
    return all;
  }

  private static long dots(PDResources resources) {
    return resources == null ? 0 : dots(resources.getCOSObject(), 0);
  }

  private static long dots(COSDictionary resources, int depth) {
    COSDictionary objects = resources.getCOSDictionary(COSName.XOBJECT);
    if (objects == null || depth > DEEPEST_FORM) {
      return 0;
    }
    long dots = 0;
    for (COSName name : objects.keySet()) {
      COSBase object = objects.getDictionaryObject(name);
      if (object instanceof COSStream stream) {
        if (COSName.IMAGE.equals(stream.getCOSName(COSName.SUBTYPE))) {
          dots +=
              Math.max(0L, stream.getInt(COSName.WIDTH))
                  * Math.max(0, stream.getInt(COSName.HEIGHT));
        } else {
          COSDictionary inner = stream.getCOSDictionary(COSName.RESOURCES);
          dots += inner == null ? 0 : dots(inner, depth + 1);
        }
      }
    }
    return dots;
  }
}
