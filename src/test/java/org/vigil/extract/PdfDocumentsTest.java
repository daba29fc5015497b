package org.vigil.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.date.PartialDate;
import org.vigil.extract.Extraction.Extracted;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;

class PdfDocumentsTest {

  private static final Clock TODAY =
      Clock.fixed(Instant.parse("2024-05-01T00:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  /** Letters at a place of the page, in points from its lower left corner. */
  private record Printed(String text, float x, float y, float size, boolean bold) {
    static Printed body(String text, float y) {
      return new Printed(text, 72, y, 11, false);
    }
  }

  @Test
  void linesBecomeParagraphsAndDividedWordsAreMended() throws IOException {
    Extracted pdf =
        read(
            List.of(
                Printed.body("The committee heard that the state-", 700),
                Printed.body("ment was taken under pres-", 686),
                Printed.body("sure. A self-", 672),
                Printed.body("appointed envoy made another statement.", 658),
                Printed.body("The second paragraph begins after some white.", 620)));

    assertThat(pdf.text())
        .isEqualTo(
            """
            The committee heard that the statement was taken under pressure. A self-appointed envoy \
            made another statement.

            The second paragraph begins after some white.\
            """);
  }

  @Test
  void runningHeadsAndPageNumbersAreRemovedAndSentencesGoOnAcrossPages() throws IOException {
    Extracted pdf =
        read(
            List.of(
                Printed.body("SILVERFERN QUARTERLY", 800),
                Printed.body("The first page ends in the middle of", 700),
                Printed.body("1", 40)),
            List.of(
                Printed.body("SILVERFERN QUARTERLY", 800),
                Printed.body("a sentence that the second page ends.", 700),
                Printed.body("2", 40)),
            List.of(
                Printed.body("SILVERFERN QUARTERLY", 800),
                Printed.body("The third page has its own.", 700),
                Printed.body("Page 3 of 3", 40)));

    assertThat(pdf.text())
        .isEqualTo(
            """
            The first page ends in the middle of a sentence that the second page ends.

            The third page has its own.\
            """);
    assertThat(pdf.pages())
        .containsExactly(
            0, pdf.text().indexOf("a sentence that"), pdf.text().indexOf("The third page"));
  }

  @Test
  void columnsAreReadOneAfterTheOther() throws IOException {
    Extracted pdf =
        read(
            List.of(
                new Printed("The left column ends with", 72, 700, 10, false),
                new Printed("words that go on in", 72, 688, 10, false),
                new Printed("the right column and", 320, 700, 10, false),
                new Printed("come to their end there.", 320, 688, 10, false)));

    assertThat(pdf.text())
        .isEqualTo(
            "The left column ends with words that go on in the right column and come to their end"
                + " there.");
  }

  @Test
  void theTitleIsSetInTheLargestTypeAndIsNotTheLetterhead() throws IOException {
    Extracted pdf =
        read(
            List.of(
                new Printed("HARROWGATE WATCH", 72, 800, 24, true),
                new Printed("Four wells and no water:", 72, 740, 18, true),
                new Printed("a village goes to court", 72, 720, 18, true),
                Printed.body("The village has four wells, and none of them holds any water.", 680),
                Printed.body("On Monday its elders went to court for the second time.", 666)));

    assertThat(pdf.facts().title())
        .hasValueSatisfying(
            t ->
                assertThat(t.value())
                    .isEqualTo("Four wells and no water: a village goes to court"));
  }

  @Test
  void theDateOfAUnitedNationsDocumentIsThatOfItsDistribution() throws IOException {
    Extracted pdf =
        read(
            List.of(
                Printed.body("United Nations A/HRC/99/7", 800),
                new Printed("General Assembly", 72, 770, 20, true),
                new Printed("Distr.: General", 400, 770, 9, false),
                new Printed("4 August 2023", 400, 758, 9, false),
                Printed.body("Human Rights Council", 720),
                Printed.body("Ninety-ninth session", 706),
                Printed.body("11 September to 6 October 2023", 692),
                new Printed("Visit to the Kingdom of Ruritania", 72, 640, 15, true),
                Printed.body("The expert visited the kingdom and spoke with its officials.", 600),
                Printed.body("He thanks the Government for its cooperation with the visit.", 586)));

    assertThat(pdf.facts().date())
        .hasValueSatisfying(d -> assertThat(d.value()).isEqualTo(PartialDate.of(2023, 8, 4)));
    assertThat(pdf.facts().title())
        .hasValueSatisfying(
            t -> assertThat(t.value()).isEqualTo("Visit to the Kingdom of Ruritania"));
    assertThat(pdf.facts().outlet())
        .hasValueSatisfying(o -> assertThat(o.value()).isEqualTo("United Nations"));
    assertThat(pdf.facts().symbol())
        .hasValueSatisfying(s -> assertThat(s.value()).isEqualTo("A/HRC/99/7"));
  }

  @Test
  void declaredPropertiesCountOnlyWhenThePageShowsThem() throws IOException {
    try (PDDocument document = new PDDocument()) {
      print(document, List.of(Printed.body("A plain report without any heading at all.", 700)));
      document.getDocumentInformation().setTitle("Template 7 final");
      document.getDocumentInformation().setAuthor("Ursula Clerk");

      Facts facts = ((Extracted) extract(document)).facts();

      assertThat(facts.title().map(Fact::value)).isNotEqualTo("Template 7 final");
      assertThat(facts.authors()).isEmpty();
      assertThat(facts.date()).isEmpty();
    }
  }

  @Test
  void attachedFilesAreParts() throws IOException {
    try (PDDocument document = new PDDocument()) {
      print(document, List.of(Printed.body("The cover note.", 700)));
      attach(document, "annex.txt", "The words of the annex.");

      Extracted pdf = (Extracted) extract(document);

      assertThat(pdf.parts()).hasSize(1);
      assertThat(pdf.parts().getFirst().path()).isEqualTo("annex.txt");
      assertThat(pdf.parts().getFirst().content().readableText())
          .hasValue("The words of the annex.");
    }
  }

  @Test
  void whatPeopleWroteOnADocumentFollowsItsPages() throws IOException {
    try (PDDocument document = new PDDocument()) {
      print(document, List.of(Printed.body("Statement of a witness.", 700)));
      PDAcroForm form = new PDAcroForm(document);
      document.getDocumentCatalog().setAcroForm(form);
      PDResources fonts = new PDResources();
      fonts.put(COSName.HELV, new PDType1Font(FontName.HELVETICA));
      form.setDefaultResources(fonts);
      form.setDefaultAppearance("/Helv 11 Tf 0 g");
      PDTextField field = new PDTextField(form);
      field.setPartialName("seen");
      form.getFields().add(field);
      field.setValue("Nine teachers were taken away.");
      PDAnnotationText note = new PDAnnotationText();
      note.setContents("Checked with her lawyer.");
      PDAnnotationText printed = new PDAnnotationText();
      printed.setContents("Statement of a witness.");
      document.getPage(0).setAnnotations(List.of(note, printed));

      assertThat(extract(document).readableText())
          .hasValue(
              "Statement of a witness.\n\nNine teachers were taken away.\n\nChecked with her lawyer.");
    }
  }

  @Test
  void theCoverOfAPortfolioIsNoReport() throws IOException {
    try (PDDocument document = new PDDocument()) {
      print(document, List.of(Printed.body("To see this portfolio, open it in a reader.", 700)));
      attach(document, "annex.txt", "The words of the annex.");
      document
          .getDocumentCatalog()
          .getCOSObject()
          .setItem(COSName.getPDFName("Collection"), new COSDictionary());

      Extracted pdf = (Extracted) extract(document);

      assertThat(pdf.text()).isEmpty();
      assertThat(pdf.parts().getFirst().content().readableText())
          .hasValue("The words of the annex.");
    }
  }

  @Test
  void aPasswordToOpenIsNeededOrNot() throws IOException {
    assertThat(extract(locked("user")))
        .isInstanceOfSatisfying(
            Unreadable.class, u -> assertThat(u.reason()).isEqualTo(Reason.ENCRYPTED));
    assertThat(extract(locked("")).readableText()).hasValue("Behind a lock.");
  }

  @Test
  void pagesWithoutTextSaySo() throws IOException {
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage());

      assertThat(extract(document))
          .isEqualTo(
              new Unreadable(
                  "application/pdf",
                  Reason.EMPTY,
                  "no text layer: pages are blank, or pictures, which are read only with --ocr"));
    }
  }

  @Test
  void aDocumentCutOffIsCorruptOrSaysThatTextMayBeMissing() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      print(document, List.of(Printed.body("Cut off in transfer.", 700)));
      document.save(bytes, CompressParameters.NO_COMPRESSION);
    }
    byte[] whole = bytes.toByteArray();
    Path early = Files.write(folder.resolve("early.pdf"), Arrays.copyOf(whole, whole.length / 4));
    Path late = Files.write(folder.resolve("late.pdf"), Arrays.copyOf(whole, whole.length - 20));

    try (Extractor extractor = new FileExtractor(Limits.standard(), TODAY)) {
      assertThat(extractor.extract(early))
          .isEqualTo(
              new Unreadable("application/pdf", Reason.CORRUPT, "is cut off before its end"));
      Extracted read = (Extracted) extractor.extract(late);
      assertThat(read.text()).isEqualTo("Cut off in transfer.");
      assertThat(read.warnings()).containsExactly("is cut off before its end: text may be missing");
    }
  }

  private static void attach(PDDocument document, String name, String content) throws IOException {
    PDComplexFileSpecification file = new PDComplexFileSpecification();
    file.setFile(name);
    file.setEmbeddedFile(
        new PDEmbeddedFile(document, new ByteArrayInputStream(content.getBytes(UTF_8))));
    PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
    tree.setNames(Map.of(name, file));
    PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
    names.setEmbeddedFiles(tree);
    document.getDocumentCatalog().setNames(names);
  }

  private static PDDocument locked(String userPassword) throws IOException {
    PDDocument document = new PDDocument();
    print(document, List.of(Printed.body("Behind a lock.", 700)));
    AccessPermission nothing = new AccessPermission();
    nothing.setCanExtractContent(false);
    document.protect(new StandardProtectionPolicy("owner", userPassword, nothing));
    return document;
  }

  @SafeVarargs
  private Extracted read(List<Printed>... pages) throws IOException {
    try (PDDocument document = new PDDocument()) {
      for (List<Printed> page : pages) {
        print(document, page);
      }
      return (Extracted) extract(document);
    }
  }

  private Extraction extract(PDDocument document) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    document.save(bytes);
    Path file = Files.write(folder.resolve("a.pdf"), bytes.toByteArray());
    try (Extractor extractor = new FileExtractor(Limits.standard(), TODAY)) {
      return extractor.extract(file);
    }
  }

  private static void print(PDDocument document, List<Printed> texts) throws IOException {
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
      for (Printed text : texts) {
        content.beginText();
        content.setFont(
            new PDType1Font(text.bold() ? FontName.HELVETICA_BOLD : FontName.HELVETICA),
            text.size());
        content.newLineAtOffset(text.x(), text.y());
        content.showText(text.text());
        content.endText();
      }
    }
  }
}
