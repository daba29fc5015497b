package org.vigil.extract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * Reads the text layer of PDF documents, and pages that are pictures where somebody recognises
 * their text; attached files are parts. A document that is encrypted with a user password cannot be
 * read, one that merely forbids copying can.
 */
final class PdfDocuments {

  static final String MEDIA_TYPE = "application/pdf";
  private static final int DEEPEST_TREE = 20;

  /** Readers look for the mark of the end in the last 1024 (ISO 32000-1, annex H); twice that. */
  private static final int END_BYTES = 2048;

  private PdfDocuments() {}

  /**
   * @param pictures recognises the text of pages that have none, if that is wanted
   */
  static Extraction read(
      Input input,
      int limit,
      FactContext context,
      Members members,
      Optional<PictureText> pictures) {
    try (PDDocument document = open(input)) {
      Extraction own = text(document, limit, context, pictures);
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
  private static PDDocument open(Input input) throws IOException {
    return switch (input) {
      case Input.OnDisk file ->
          Loader.loadPDF(
              file.file().toFile(), "", null, null, IOUtils.createTempFileOnlyStreamCache());
      case Input.InMemory memory -> Loader.loadPDF(memory.bytes(), "");
    };
  }

  private static Extraction text(
      PDDocument document, int limit, FactContext context, Optional<PictureText> pictures)
      throws IOException {
    List<Line> lines = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    try {
      PdfLines.read(document, limit, lines);
    } catch (PdfLines.Full e) {
      warnings.add("the text was cut after " + limit + " characters");
    } catch (IOException | RuntimeException e) {
      warnings.add("the text may be incomplete: a page is damaged");
    }
    boolean whole = warnings.isEmpty();
    Set<Integer> said = new HashSet<>();
    if (whole) {
      List<Integer> scanned = PdfScans.pages(document, lines);
      if (pictures.isPresent() && !scanned.isEmpty()) {
        Map<Integer, List<String>> read = pictures.get().pages(document, scanned);
        said.addAll(read.keySet());
        lines = PdfScans.between(lines, read);
        warnings.add(PictureText.RECOGNISED);
        if (read.size() < scanned.size()) {
          warnings.add(
              "OCR read " + read.size() + " of the " + scanned.size() + " pages that are pictures");
        }
      } else if (!lines.isEmpty() && !scanned.isEmpty()) {
        warnings.add(
            scanned.size()
                + " of "
                + document.getNumberOfPages()
                + " pages are pictures, which are read only with --ocr");
      }
    }
    PageLayout layout = new PageLayout(lines);
    String text = layout.text();
    if (text.isBlank()) {
      return !whole
          ? new Unreadable(MEDIA_TYPE, Reason.CORRUPT, "its pages are damaged")
          : withoutText(!warnings.isEmpty(), !said.isEmpty());
    }
    PDDocumentInformation information = document.getDocumentInformation();
    Facts facts =
        DocumentFacts.of(
            text,
            new DocumentFacts.Declared(
                said.contains(0) ? Optional.empty() : layout.title(),
                Optional.ofNullable(information.getTitle()),
                Optional.ofNullable(information.getAuthor()),
                Optional.empty(),
                false),
            context);
    return new Extracted(MEDIA_TYPE, text, facts, layout.pages(), List.of(), warnings);
  }

  private static Unreadable withoutText(boolean tried, boolean said) {
    if (!tried) {
      return new Unreadable(
          MEDIA_TYPE,
          Reason.EMPTY,
          "no text layer: pages are blank, or pictures, which are read only with --ocr");
    }
    return said
        ? new Unreadable(MEDIA_TYPE, Reason.EMPTY, PictureText.NOTHING_SAID)
        : new Unreadable(MEDIA_TYPE, Reason.CORRUPT, PictureText.UNREAD);
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
