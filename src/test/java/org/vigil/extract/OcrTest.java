package org.vigil.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.extract.Extraction.Extracted;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;

class OcrTest {

  private static final Ocr ENGLISH = new Ocr("eng", 2, Duration.ofSeconds(60));

  @TempDir Path folder;

  @Test
  void aPictureIsReadOnlyWhenAskedFor() throws IOException {
    Path picture = picture("Families were evicted");

    assertThat(read(picture, Optional.empty()))
        .isEqualTo(
            new Unreadable("image/png", Reason.UNSUPPORTED, "a picture, read only with --ocr"));

    needsTesseract();
    Extracted read = (Extracted) read(picture, Optional.of(ENGLISH));
    assertThat(read.text()).contains("Families were evicted");
    assertThat(read.mediaType()).isEqualTo("image/png");
    assertThat(read.warnings())
        .containsExactly("the text was recognised in pictures (OCR) and may have mistakes");
  }

  @Test
  void pagesOfAScanAreReadWithinTheBudgetAndTheRestIsSaid() throws IOException {
    needsTesseract();
    Path scan = scan("First page", "Second page", "Third page");

    Extracted read = (Extracted) read(scan, Optional.of(ENGLISH));

    assertThat(read.text()).isEqualTo("First page\n\nSecond page");
    assertThat(read.pages()).containsExactly(0, 12);
    assertThat(read.warnings()).contains("OCR read 2 of the 3 pages that are pictures");
  }

  private static final String PRINTED = "The commission heard nine families in the first week.";

  @Test
  void scannedPagesBetweenPrintedOnesAreReadInTheirPlaces() throws IOException {
    needsTesseract();
    Path mixed = document("mixed.pdf", List.of(PRINTED, SCAN + "Annex of names", PRINTED));

    Extracted read = (Extracted) read(mixed, Optional.of(ENGLISH));

    assertThat(read.text()).isEqualTo(PRINTED + "\n\nAnnex of names\n\n" + PRINTED);
    assertThat(read.pages()).containsExactly(0, PRINTED.length() + 2, PRINTED.length() + 18);
    assertThat(read.warnings())
        .containsExactly("the text was recognised in pictures (OCR) and may have mistakes");
  }

  @Test
  void scannedPagesBetweenPrintedOnesAreSaidWhereTheyAreNotRead() throws IOException {
    Path mixed = document("mixed.pdf", List.of(PRINTED, SCAN + "Annex", SCAN + "More"));

    Extracted read = (Extracted) read(mixed, Optional.empty());

    assertThat(read.text()).isEqualTo(PRINTED);
    assertThat(read.warnings())
        .containsExactly("2 of 3 pages are pictures, which are read only with --ocr");
  }

  @Test
  void theFirstPagesWithinTheBudgetAreReadAndTheRestIsSaid() throws IOException {
    needsTesseract();
    Path mixed =
        document("mixed.pdf", List.of(SCAN + "One", PRINTED, SCAN + "Two", SCAN + "Three"));

    Extracted read = (Extracted) read(mixed, Optional.of(ENGLISH));

    assertThat(read.text()).isEqualTo("One\n\n" + PRINTED + "\n\nTwo");
    assertThat(read.facts().title()).isEmpty();
    assertThat(read.warnings()).contains("OCR read 2 of the 3 pages that are pictures");
  }

  @Test
  void aProgramThatDoesNotAnswerIsGivenUp() throws IOException {
    Path program = folder.resolve("hangs");
    Files.writeString(program, "#!/bin/sh\nsleep 600 &\nsleep 600\n");
    assumeTrue(program.toFile().setExecutable(true));

    assertThat(ENGLISH.missing(program.toString(), Duration.ofMillis(200)))
        .hasValueSatisfying(said -> assertThat(said).contains("did not say within 0.2 seconds"));
  }

  @Test
  void theBudgetIsOfTheFileWithAllThatItHolds() throws IOException {
    needsTesseract();
    Path box = folder.resolve("box.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(box))) {
      for (String name : new String[] {"a", "b", "c"}) {
        zip.putNextEntry(new ZipEntry(name + ".png"));
        Files.copy(picture("Picture of " + name), zip);
      }
    }

    Extracted read = (Extracted) read(box, Optional.of(ENGLISH));

    assertThat(read.parts()).hasSize(3);
    assertThat(read.parts().get(0).content().readableText()).isPresent();
    assertThat(read.parts().get(1).content().readableText()).isPresent();
    assertThat(read.parts().get(2).content())
        .isEqualTo(
            new Unreadable(
                "image/png", Reason.TOO_LARGE, "the pages or the time for OCR are used up"));
  }

  @Test
  void aPictureWithoutTextIsEmpty() throws IOException {
    needsTesseract();

    assertThat(read(picture(""), Optional.of(ENGLISH)))
        .isEqualTo(
            new Unreadable("image/png", Reason.EMPTY, "OCR recognises no text in its pictures"));
  }

  @Test
  void howItIsDoneIsPartOfTheFingerprint() {
    Ocr other = new Ocr("eng+fra", 2, Duration.ofSeconds(60));

    assertThat(fingerprint(Optional.of(ENGLISH)))
        .isNotEqualTo(fingerprint(Optional.empty()))
        .isNotEqualTo(fingerprint(Optional.of(other)));
    assertThat(Ocr.parse(other.print())).isEqualTo(other);
  }

  @Test
  void aModelThatIsNotThereIsSaidWithTheRemedy() {
    needsTesseract();

    assertThat(new Ocr("eng+xyz", 1, Duration.ofSeconds(1)).missing())
        .hasValueSatisfying(
            sentence ->
                assertThat(sentence)
                    .startsWith("tesseract has no model for 'xyz', only eng")
                    .endsWith("tesseract-ocr-xyz) or choose others"));
  }

  @Test
  void nonsenseIsRefusedWithItsValue() {
    assertThatThrownBy(() -> new Ocr("--help", 1, Duration.ofSeconds(1)))
        .hasMessageContaining("'--help'");
    assertThatThrownBy(() -> new Ocr("eng", 0, Duration.ofSeconds(1)))
        .hasMessageContaining("pages of OCR must be 1 or more: 0");
  }

  private static void needsTesseract() {
    assumeTrue(ENGLISH.missing().isEmpty(), () -> "skipped: " + ENGLISH.missing().orElse(""));
  }

  private static String fingerprint(Optional<Ocr> ocr) {
    return new FileExtractor(Limits.standard(), ocr, Clock.systemUTC()).fingerprint();
  }

  private static Extraction read(Path file, Optional<Ocr> ocr) throws IOException {
    return new FileExtractor(Limits.standard(), ocr, Clock.systemUTC()).extract(file);
  }

  private Path picture(String words) throws IOException {
    Path file = folder.resolve("picture.png");
    ImageIO.write(drawn(words), "png", file.toFile());
    return file;
  }

  /** In the letters that PDFBox brings along: a machine need not have any. */
  private static BufferedImage drawn(String words) throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(new PDRectangle(288, 72));
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(new PDType1Font(FontName.HELVETICA), 18);
        content.newLineAtOffset(20, 30);
        content.showText(words);
        content.endText();
      }
      return new PDFRenderer(document).renderImageWithDPI(0, 300, ImageType.GRAY);
    }
  }

  private static final String SCAN = "scan:";

  private Path scan(String... pages) throws IOException {
    return document("scan.pdf", Stream.of(pages).map(SCAN::concat).toList());
  }

  /** Pages with words printed, or as a picture. */
  private Path document(String name, List<String> pages) throws IOException {
    Path file = folder.resolve(name);
    try (PDDocument document = new PDDocument()) {
      for (String words : pages) {
        PDPage page = new PDPage(new PDRectangle(288, 72));
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          if (words.startsWith(SCAN)) {
            BufferedImage picture = drawn(words.substring(SCAN.length()));
            content.drawImage(LosslessFactory.createFromImage(document, picture), 0, 0, 288, 72);
          } else {
            content.beginText();
            content.setFont(new PDType1Font(FontName.HELVETICA), 10);
            content.newLineAtOffset(20, 30);
            content.showText(words);
            content.endText();
          }
        }
      }
      document.save(file.toFile());
    }
    return file;
  }
}
