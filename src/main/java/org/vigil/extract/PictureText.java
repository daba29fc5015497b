package org.vigil.extract;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.vigil.extract.Extraction.Extracted;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;

/** Recognises the text of the pictures and scanned pages of one file, within its budget. */
final class PictureText {

  /** What the models were trained on. */
  private static final int DOTS_PER_INCH = 300;

  /** Larger pages are read with fewer dots, so that a page fits into memory. */
  private static final float MOST_DOTS = 4_000;

  /** Warns of every text that was recognised. */
  static final String RECOGNISED =
      "the text was recognised in pictures (OCR) and may have mistakes";

  static final String UNREAD = "OCR cannot read its pictures in the time given";
  static final String NOTHING_SAID = "OCR recognises no text in its pictures";

  private final Ocr ocr;
  private final long deadline;
  private int pagesLeft;

  PictureText(Ocr ocr) {
    this.ocr = ocr;
    this.deadline = System.nanoTime() + ocr.time().toNanos();
    this.pagesLeft = ocr.pages();
  }

  /** The text in a picture, of which nothing could be read otherwise. */
  Extraction picture(Input input, String mediaType, FactContext context) throws IOException {
    if (isSpent()) {
      return new Unreadable(
          mediaType, Reason.TOO_LARGE, "the pages or the time for OCR are used up");
    }
    pagesLeft--;
    Optional<String> said =
        switch (input) {
          case Input.OnDisk file -> recognise(file.file());
          case Input.InMemory memory -> {
            Path copy = Files.createTempFile("picture-", ".bin");
            try {
              Files.write(copy, memory.bytes());
              yield recognise(copy);
            } finally {
              Files.deleteIfExists(copy);
            }
          }
        };
    return extraction(mediaType, said, context);
  }

  /**
   * What pages of a document say that are pictures, by their number from 0. One that is not among
   * them could not be shown or read, or the budget was spent before it.
   *
   * @param wanted the numbers of the pages, in order
   */
  Map<Integer, List<String>> pages(PDDocument document, List<Integer> wanted) throws IOException {
    Map<Integer, List<String>> said = new TreeMap<>();
    PDFRenderer renderer = new PDFRenderer(document);
    for (int page : wanted) {
      if (isSpent()) {
        break;
      }
      pagesLeft--;
      Path copy = Files.createTempFile("page-", ".png");
      try {
        ImageIO.write(shown(document, renderer, page), "png", copy.toFile());
        recognise(copy).ifPresent(text -> said.put(page, paragraphs(text)));
      } catch (IOException | RuntimeException e) {
        // A page that cannot be shown: the others may be.
      } finally {
        Files.deleteIfExists(copy);
      }
    }
    return said;
  }

  private static BufferedImage shown(PDDocument document, PDFRenderer renderer, int page)
      throws IOException {
    PDRectangle box = document.getPage(page).getCropBox();
    float inches = Math.max(Math.max(box.getWidth(), box.getHeight()) / 72, 0.1f);
    return renderer.renderImageWithDPI(
        page, Math.min(DOTS_PER_INCH, MOST_DOTS / inches), ImageType.GRAY);
  }

  private boolean isSpent() {
    return pagesLeft <= 0 || System.nanoTime() >= deadline;
  }

  /** What a picture says; empty if the time is up or it cannot be read. */
  private Optional<String> recognise(Path picture) throws IOException {
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      return Optional.empty();
    }
    Path said = Files.createTempFile("said-", ".txt");
    ProcessBuilder builder = new ProcessBuilder(ocr.command(picture.toString()));
    builder.environment().put("OMP_THREAD_LIMIT", "1");
    builder.redirectOutput(said.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(left, TimeUnit.NANOSECONDS) || process.exitValue() != 0) {
        return Optional.empty();
      }
      return Optional.of(Files.readString(said, StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(said);
    }
  }

  private static Extraction extraction(
      String mediaType, Optional<String> said, FactContext context) {
    if (said.isEmpty()) {
      return new Unreadable(mediaType, Reason.CORRUPT, UNREAD);
    }
    String text = String.join("\n\n", paragraphs(said.get()));
    if (text.isEmpty()) {
      return new Unreadable(mediaType, Reason.EMPTY, NOTHING_SAID);
    }
    return new Extracted(
        mediaType,
        text,
        DocumentFacts.of(
            text,
            new DocumentFacts.Declared(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false),
            context),
        List.of(),
        List.of(),
        List.of(RECOGNISED));
  }

  /** Lines joined to paragraphs, words mended that were divided at the end of a line. */
  private static List<String> paragraphs(String page) {
    List<String> paragraphs = new ArrayList<>();
    for (String block : page.replace('\f', '\n').split("\n\\s*\n", -1)) {
      String mended = block.replaceAll("(\\p{L})-\n(\\p{Ll})", "$1$2");
      String line = Characters.line(mended);
      if (line.codePoints().anyMatch(Character::isLetterOrDigit)) {
        paragraphs.add(line);
      }
    }
    return paragraphs;
  }
}
