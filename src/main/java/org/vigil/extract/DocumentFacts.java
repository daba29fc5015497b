package org.vigil.extract;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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

  /** A page number, the name of a day or of a kind of paper, beside the name of an outlet. */
  private static final Pattern FURNITURE =
      Pattern.compile(
          "^[A-Z]?\\d{1,3}\\s+|[\\s,|–-]+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:press|news|media)"
              + "\\s(?:note|release|statement|briefing))(?:\\s[\\d/.-]+)?$",
          Pattern.CASE_INSENSITIVE);

  /**
   * What a document declares of itself.
   *
   * @param heading what it marks or sets as its title in the text
   * @param creator who made the file, or sent the message, with the address in angle brackets
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

  static Facts of(String text, Declared declared, FactContext context) {
    Facts own = TextFacts.of(text, context).facts();
    if (declared.message()) {
      return MailFacts.of(
          own,
          declared.title(),
          declared.creator().flatMap(MailFacts.Sender::of),
          declared.sent(),
          text);
    }
    String page = text.substring(0, Math.min(FIRST_PAGE, text.length()));
    Optional<Fact<String>> title = title(declared, page);
    // What stands above the title, a letterhead or a rubric, may hide what stands below it.
    Facts below =
        title
            .flatMap(t -> startOf(t.value(), page))
            .filter(start -> start > 0)
            .map(start -> TextFacts.of(text.substring(start), context).facts())
            .orElse(own);
    Optional<Facts> masthead = UnitedNationsMasthead.read(page);
    Optional<Fact<String>> called = title.or(own::title);
    Letterhead letterhead = new Letterhead(text, called.map(Fact::value));
    return new Facts(
        called,
        masthead
            .flatMap(Facts::outlet)
            .or(own::outlet)
            .map(DocumentFacts::withoutFurniture)
            .or(letterhead::outlet)
            .or(below::outlet),
        authors(own, letterhead)
            .or(() -> authors(below, letterhead))
            .or(letterhead::authors)
            .or(() -> creator(declared, letterhead)),
        masthead.flatMap(Facts::date).or(own::date).or(below::date),
        own.dateline().or(below::dateline),
        own.url(),
        own.language(),
        masthead.flatMap(Facts::symbol),
        Optional.empty());
  }

  private static Optional<Fact<String>> title(Declared declared, String page) {
    return declared
        .title()
        .map(Characters::line)
        .filter(t -> isTitle(t) && startOf(t, page).isPresent())
        .map(t -> new Fact<>(t, "document-title", 0.85, t))
        .or(
            () ->
                declared
                    .heading()
                    .filter(DocumentFacts::isTitle)
                    .map(t -> new Fact<>(t, "document-heading", 0.75, t)));
  }

  /** Names that nothing introduces are authors only where a document has its authors. */
  private static Optional<Fact<List<String>>> authors(Facts facts, Letterhead letterhead) {
    return facts
        .authors()
        .filter(
            names -> !names.rule().equals(TextFacts.BARE_NAME_RULE) || letterhead.isByline(names));
  }

  private static Optional<Fact<List<String>>> creator(Declared declared, Letterhead letterhead) {
    return declared
        .creator()
        .map(c -> Bylines.authors("By " + c))
        .filter(a -> !a.isEmpty() && a.stream().allMatch(letterhead::signs))
        .map(a -> new Fact<>(a, "document-author", 0.7, declared.creator().orElse("")));
  }

  /** The outlet's name out of the head of a printed page or a letter. */
  private static Fact<String> withoutFurniture(Fact<String> outlet) {
    String name = FURNITURE.matcher(outlet.value()).replaceAll("").strip();
    return name.isEmpty()
        ? outlet
        : new Fact<>(name, outlet.rule(), outlet.confidence(), outlet.text());
  }

  private static boolean isTitle(String line) {
    return line.length() <= LONGEST_TITLE
        && line.codePoints().filter(Character::isLetter).count() >= 4;
  }

  /** Where in the page a few paragraphs are this title and nothing else. */
  private static Optional<Integer> startOf(String title, String page) {
    String wanted = Characters.letters(title);
    String[] paragraphs = page.split("\n\n", -1);
    int offset = 0;
    for (int start = 0; start < paragraphs.length; start++) {
      StringBuilder joined = new StringBuilder();
      for (int i = start; i < paragraphs.length && joined.length() < wanted.length(); i++) {
        joined.append(Characters.letters(paragraphs[i]));
        if (joined.toString().equals(wanted)) {
          return Optional.of(offset);
        }
      }
      offset += paragraphs[start].length() + 2;
    }
    return Optional.empty();
  }
}
