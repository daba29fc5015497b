package org.vigil.extract;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationMarkup;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDChoice;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.jspecify.annotations.Nullable;

/**
 * What people wrote on a PDF document that was made before: into the fields of a form, as notes
 * beside the text and as comments on it. None of that is in the content of a page.
 */
final class PdfNotes {

  private static final int MOST = 2_000;

  private PdfNotes() {}

  /** Each in its order, once; none that the pages say already. */
  static List<String> read(PDDocument document, String pages) {
    Set<String> found = new LinkedHashSet<>();
    try {
      PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
      if (form != null) {
        for (PDField field : form.getFieldTree()) {
          if (found.size() < MOST && (field instanceof PDTextField || field instanceof PDChoice)) {
            add(field.getValueAsString(), pages, found);
          }
        }
      }
      for (PDPage page : document.getPages()) {
        for (PDAnnotation annotation : page.getAnnotations(PDAnnotationMarkup.class::isInstance)) {
          if (found.size() < MOST) {
            add(annotation.getContents(), pages, found);
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      // What is damaged here costs nothing of the pages.
    }
    return new ArrayList<>(found);
  }

  private static void add(@Nullable String words, String pages, Set<String> found) {
    Optional.ofNullable(words)
        .map(Characters::line)
        // An empty choice is printed in brackets.
        .filter(line -> line.codePoints().anyMatch(Character::isLetterOrDigit))
        .filter(line -> !pages.contains(line))
        .ifPresent(found::add);
  }
}
