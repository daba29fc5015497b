package org.vigil.extract;

import java.util.List;
import java.util.Optional;

/** What became of one file, or of one part of a container: text and facts, or why there is none. */
public sealed interface Extraction {

  /** Internet media type as detected from the bytes, such as {@code text/html}. */
  String mediaType();

  /**
   * Readable.
   *
   * @param text main content only, paragraphs separated by a blank line; blank only for a pure
   *     container, which has parts instead
   * @param pages where the pages of a paginated document begin in the text, the first at 0; empty
   *     where there are none
   * @param parts what a container holds, in its order, nested ones flattened
   * @param warnings what a reader should know, such as that the text was cut
   */
  record Extracted(
      String mediaType,
      String text,
      Facts facts,
      List<Integer> pages,
      List<Part> parts,
      List<String> warnings)
      implements Extraction {
    public Extracted {
      pages = List.copyOf(pages);
      parts = List.copyOf(parts);
      warnings = List.copyOf(warnings);
      if (text.isBlank() && parts.isEmpty()) {
        throw new IllegalArgumentException("extracted neither text nor parts from " + mediaType);
      }
    }

    /** What has no pages. */
    public Extracted(
        String mediaType, String text, Facts facts, List<Part> parts, List<String> warnings) {
      this(mediaType, text, facts, List.of(), parts, warnings);
    }

    /** The same with other facts. */
    Extracted with(Facts otherFacts) {
      return new Extracted(mediaType, text, otherFacts, pages, parts, warnings);
    }

    /** The same with other parts and warnings. */
    Extracted with(List<Part> otherParts, List<String> otherWarnings) {
      return new Extracted(mediaType, text, facts, pages, otherParts, otherWarnings);
    }
  }

  /** Not readable, and why. A broken document is this value; a broken disk is an exception. */
  record Unreadable(String mediaType, Reason reason, String detail) implements Extraction {}

  /**
   * One member of a container.
   *
   * @param path its path inside the container; levels of nesting are joined by {@code !}
   * @param content never a container itself: members of nested containers are parts of their own
   */
  record Part(String path, long size, Extraction content) {}

  /** Why a file or part gave no text. */
  enum Reason {
    ENCRYPTED,
    CORRUPT,
    EMPTY,
    TOO_LARGE,
    TIMED_OUT,
    CRASHED,
    UNSUPPORTED
  }

  /** The text, if there is one that is not blank. */
  default Optional<String> readableText() {
    return switch (this) {
      case Extracted e -> e.text().isBlank() ? Optional.empty() : Optional.of(e.text());
      case Unreadable u -> Optional.empty();
    };
  }
}
