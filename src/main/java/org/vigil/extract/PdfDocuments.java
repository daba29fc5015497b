package org.vigil.extract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.common.PDNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.vigil.extract.Extraction.Extracted;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;
import org.vigil.extract.PdfLines.Line;

/**
 * Reads the text layer of PDF documents; attached files are parts. A document that is encrypted
 * with a user password cannot be read, one that merely forbids copying can.
 */
final class PdfDocuments {

  static final String MEDIA_TYPE = "application/pdf";
  private static final int DEEPEST_TREE = 20;

  /** Readers look for the mark of the end in the last 1024 (ISO 32000-1, annex H); twice that. */
  private static final int END_BYTES = 2048;

  private PdfDocuments() {}

  static Extraction read(Input input, int limit, FactContext context, Members members) {
    try (PDDocument document = open(input)) {
      Extraction own = text(document, limit, context);
      attachments(document, members);
      return own;
    } catch (InvalidPasswordException e) {
      return new Unreadable(MEDIA_TYPE, Reason.ENCRYPTED, "needs a password");
    } catch (IOException | RuntimeException e) {
      return new Unreadable(MEDIA_TYPE, Reason.CORRUPT, "does not follow its format");
    }
  }

  /**
   * Whether the mark of its end is there: PDFBox mends what was cut off, with blank pages or none.
   */
  static boolean hasEnd(Input input) throws IOException {
    return new String(input.last(END_BYTES), StandardCharsets.ISO_8859_1).contains("%%EOF");
  }

  /** Opens it without a password; a large one is not held in memory. */
  static PDDocument open(Input input) throws IOException {
    return switch (input) {
      case Input.OnDisk file ->
          Loader.loadPDF(
              file.file().toFile(), "", null, null, IOUtils.createTempFileOnlyStreamCache());
      case Input.InMemory memory -> Loader.loadPDF(memory.bytes(), "");
    };
  }

  private static Extraction text(PDDocument document, int limit, FactContext context) {
    List<Line> lines = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    try {
      PdfLines.read(document, limit, lines);
    } catch (PdfLines.Full e) {
      warnings.add("the text was cut after " + limit + " characters");
    } catch (IOException | RuntimeException e) {
      warnings.add("the text may be incomplete: a page is damaged");
    }
    PageLayout layout = new PageLayout(lines);
    String text = layout.text();
    if (text.isBlank()) {
      return warnings.isEmpty()
          ? new Unreadable(
              MEDIA_TYPE,
              Reason.EMPTY,
              "no text layer: pages are blank, or pictures, which are read only with --ocr")
          : new Unreadable(MEDIA_TYPE, Reason.CORRUPT, "its pages are damaged");
    }
    PDDocumentInformation information = document.getDocumentInformation();
    Facts facts =
        DocumentFacts.of(
            text,
            new DocumentFacts.Declared(
                layout.title(),
                Optional.ofNullable(information.getTitle()),
                Optional.ofNullable(information.getAuthor()),
                Optional.empty(),
                false),
            context);
    return new Extracted(MEDIA_TYPE, text, facts, layout.pages(), List.of(), warnings);
  }

  private static void attachments(PDDocument document, Members members) throws IOException {
    PDDocumentNameDictionary names = document.getDocumentCatalog().getNames();
    if (names != null && names.getEmbeddedFiles() != null) {
      attachments(names.getEmbeddedFiles(), members, 0);
    }
  }

  private static void attachments(
      PDNameTreeNode<PDComplexFileSpecification> node, Members members, int depth)
      throws IOException {
    Map<String, PDComplexFileSpecification> files = node.getNames();
    if (files != null) {
      for (Map.Entry<String, PDComplexFileSpecification> file : files.entrySet()) {
        PDEmbeddedFile embedded =
            file.getValue() == null ? null : file.getValue().getEmbeddedFile();
        if (embedded != null && members.hasRoom()) {
          String name = Optional.ofNullable(file.getValue().getFilename()).orElse(file.getKey());
          try (InputStream content = embedded.createInputStream()) {
            members.add(name, content, Members.Hints.NONE);
          }
        }
      }
    }
    List<PDNameTreeNode<PDComplexFileSpecification>> kids = node.getKids();
    if (kids != null && depth < DEEPEST_TREE) {
      for (PDNameTreeNode<PDComplexFileSpecification> kid : kids) {
        attachments(kid, members, depth + 1);
      }
    }
  }
}
