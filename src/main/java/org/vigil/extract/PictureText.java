package org.vigil.extract;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    return extraction(mediaType, said.stream().toList(), 1, context);
  }

  /** The text of the pages of a document without a text layer. */
  Extraction pages(Input input, FactContext context) throws IOException {
    List<String> texts = new ArrayList<>();
    int pages;
    try (PDDocument document = PdfDocuments.open(input)) {
      PDFRenderer renderer = new PDFRenderer(document);
      pages = document.getNumberOfPages();
      for (int page = 0; page < pages && !isSpent(); page++) {
        pagesLeft--;
        PDRectangle box = document.getPage(page).getCropBox();
        float inches = Math.max(Math.max(box.getWidth(), box.getHeight()) / 72, 0.1f);
        BufferedImage image =
            renderer.renderImageWithDPI(
                page, Math.min(DOTS_PER_INCH, MOST_DOTS / inches), ImageType.GRAY);
        Path copy = Files.createTempFile("page-", ".png");
        try {
          ImageIO.write(image, "png", copy.toFile());
          Optional<String> text = recognise(copy);
          if (text.isEmpty()) {
            break;
          }
          texts.add(text.get());
        } finally {
          Files.deleteIfExists(copy);
        }
      }
    } catch (IOException | RuntimeException e) {
      return new Unreadable(
          PdfDocuments.MEDIA_TYPE, Reason.CORRUPT, "its pages are pictures that cannot be shown");
    }
    return extraction(PdfDocuments.MEDIA_TYPE, texts, pages, context);
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
      String mediaType, List<String> said, int of, FactContext context) {
    StringBuilder text = new StringBuilder();
    List<Integer> pages = new ArrayList<>();
    for (String page : said) {
      String paragraphs = paragraphs(page);
      text.append(text.isEmpty() || paragraphs.isEmpty() ? "" : "\n\n");
      pages.add(text.length());
      text.append(paragraphs);
    }
    if (text.isEmpty()) {
      return said.size() < of
          ? new Unreadable(
              mediaType, Reason.CORRUPT, "OCR cannot read its pictures in the time given")
          : new Unreadable(mediaType, Reason.EMPTY, "OCR recognises no text in its pictures");
    }
    List<String> warnings = new ArrayList<>();
    warnings.add("the text was recognised in pictures (OCR) and may have mistakes");
    if (said.size() < of) {
      warnings.add("OCR read the first " + said.size() + " of " + of + " pages only");
    }
    return new Extracted(
        mediaType,
        text.toString(),
        DocumentFacts.of(
            text.toString(),
            new DocumentFacts.Declared(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false),
            context),
        of > 1 ? pages : List.of(),
        List.of(),
        warnings);
  }

  /** Lines joined to paragraphs, words mended that were divided at the end of a line. */
  private static String paragraphs(String page) {
    List<String> paragraphs = new ArrayList<>();
    for (String block : page.replace('\f', '\n').split("\n\\s*\n", -1)) {
      String mended = block.replaceAll("(\\p{L})-\n(\\p{Ll})", "$1$2");
      String line = Characters.line(mended);
      if (line.codePoints().anyMatch(Character::isLetterOrDigit)) {
        paragraphs.add(line);
      }
    }
    return String.join("\n\n", paragraphs);
  }
}
