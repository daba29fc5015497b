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
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
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
      int attached = attachments(document, members);
      return attached > 0 && isPortfolio(document)
          ? new Unreadable(MEDIA_TYPE, Reason.EMPTY, "a portfolio of files")
          : own;
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

  /** Whether it is but the cover of the files in it, which says how to open them. */
  private static boolean isPortfolio(PDDocument document) {
    return document.getNumberOfPages() <= 1
        && document
            .getDocumentCatalog()
            .getCOSObject()
            .containsKey(COSName.getPDFName("Collection"));
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
    String printed = layout.text();
    List<String> notes = whole ? PdfNotes.read(document, printed) : List.of();
    String all = String.join("\n\n", Stream.concat(Stream.of(printed), notes.stream()).toList());
    String text =
        Characters.start(Characters.clean(all), Math.max(limit, printed.length())).strip();
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

  /** Hands over attached files; returns how many. */
  private static int attachments(PDDocument document, Members members) throws IOException {
    PDDocumentNameDictionary names = document.getDocumentCatalog().getNames();
    return names == null || names.getEmbeddedFiles() == null
        ? 0
        : attachments(names.getEmbeddedFiles(), members, 0);
  }

  private static int attachments(
      PDNameTreeNode<PDComplexFileSpecification> node, Members members, int depth)
      throws IOException {
    int count = 0;
    Map<String, PDComplexFileSpecification> files = node.getNames();
    if (files != null) {
      for (Map.Entry<String, PDComplexFileSpecification> file : files.entrySet()) {
        PDEmbeddedFile embedded =
            file.getValue() == null ? null : file.getValue().getEmbeddedFile();
        if (embedded != null && members.hasRoom()) {
          String name = Optional.ofNullable(file.getValue().getFilename()).orElse(file.getKey());
          try (InputStream content = embedded.createInputStream()) {
            members.add(name, content, Members.Hints.NONE);
            count++;
          }
        }
      }
    }
    List<PDNameTreeNode<PDComplexFileSpecification>> kids = node.getKids();
    if (kids != null && depth < DEEPEST_TREE) {
      for (PDNameTreeNode<PDComplexFileSpecification> kid : kids) {
        count += attachments(kid, members, depth + 1);
      }
    }
    return count;
  }
}
