package org.vigil.extract;

import java.util.List;
import java.util.Optional;
import org.vigil.date.PartialDate;

/**
 * Publication facts of documents such as PDF and office files: what the text says, helped by what
 * the document declares of itself.
 *
 * <p>Declared properties are weak evidence. A template leaves its title, a clerk his name, a
 * converter the day of conversion; so a declared title or author counts only where the first page
 * shows it too, and a declared day not at all. Messages are another matter, see {@link MailFacts}.
 */
final class DocumentFacts {

  /** How far into the text a title or author must stand to be on the first page. */
  private static final int FIRST_PAGE = 3000;

  private static final int LONGEST_TITLE = 300;

  /**
   * What a document declares of itself.
   *
   * @param heading what it marks or sets as its title in the text
   * @param creator who made the file, or sent the message
   * @param sent when a message was sent
   * @param message whether it is a message
   */
  record Declared(
      Optional<String> heading,
      Optional<String> title,
      Optional<String> creator,
      Optional<PartialDate> sent,
      boolean message) {}

  private DocumentFacts() {}

  static Facts of(String text, Declared declared) {
    Facts own = Facts.NONE;
    if (declared.message()) {
      return MailFacts.of(own, declared.title(), declared.creator(), declared.sent());
    }
    String page = comparable(text.substring(0, Math.min(FIRST_PAGE, text.length())));
    Optional<Fact<String>> title =
        declared
            .title()
            .map(Characters::line)
            .filter(t -> isTitle(t) && page.contains(comparable(t)))
            .map(t -> new Fact<>(t, "document-title", 0.85, t))
            .or(
                () ->
                    declared
                        .heading()
                        .filter(DocumentFacts::isTitle)
                        .map(t -> new Fact<>(t, "document-heading", 0.75, t)));
    Optional<Fact<List<String>>> authors =
        declared
            .creator()
            .map(c -> Bylines.authors("By " + c))
            .filter(a -> !a.isEmpty() && a.stream().allMatch(n -> page.contains(comparable(n))))
            .map(a -> new Fact<>(a, "document-author", 0.7, declared.creator().orElse("")));
    return new Facts(
        title.or(own::title),
        own.outlet(),
        own.authors().or(() -> authors),
        own.date(),
        own.dateline(),
        own.url(),
        own.language());
  }

  private static boolean isTitle(String line) {
    return line.length() <= LONGEST_TITLE
        && line.codePoints().filter(Character::isLetter).count() >= 4;
  }

  /** Letters and digits only, in lower case: line breaks and quotation marks differ. */
  private static String comparable(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .filter(Character::isLetterOrDigit)
        .map(Character::toLowerCase)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }
}
