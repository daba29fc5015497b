package org.vigil.extract;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigil.date.PartialDate;

/**
 * What the header of a message says about the report in it, joined with what the text says itself.
 *
 * <p>The subject is the title. The text's own byline goes before the sender, who is an author only
 * when he goes by the name of a person. The day of sending is that of the sender's clock.
 */
final class MailFacts {

  private static final Pattern PREFIX =
      Pattern.compile(
          "^(?:(?:re|fw|fwd|aw|wg|tr|rv|rif|i|antw|sv|vs|отв|пересл)(?:\\[\\d+\\])?\\s?[:：]\\s*)++",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** Someone else's message: its sender and its day are not those of the report in it. */
  private static final Pattern FORWARD =
      Pattern.compile(
          "^(?:[\\p{L}]{1,4}(?:\\[\\d+\\])?\\s?[:：]\\s*+){0,4}(?:fw|fwd|wg|tr|rv|пересл)\\s?[:：]",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern DAY =
      Pattern.compile(
          "\\b(\\d{1,2})[ -]+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*["
              + " -]+(\\d{4})\\b",
          Pattern.CASE_INSENSITIVE);
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  /** A desk within an organisation, at the end of its name. */
  private static final Pattern DESK =
      Pattern.compile(
          "[\\s,|–-]+(?:press|media|news|communications?|public relations|information)"
              + "(?:\\s(?:desk|office|team|unit|service|room|department|relations))?$"
              + "|[\\s,|–-]+(?:newsroom|newsdesk|newsletter|editors?|alerts?|updates?)$",
          Pattern.CASE_INSENSITIVE);

  /** Before this year no message was sent: such a clock is wrong. */
  private static final int FIRST_YEAR = 1971;

  private MailFacts() {}

  static Facts of(
      Facts text, Optional<String> subject, Optional<String> sender, Optional<PartialDate> sent) {
    boolean forwarded = subject.filter(s -> FORWARD.matcher(s).find()).isPresent();
    Optional<Fact<String>> title =
        subject
            .map(s -> Characters.line(PREFIX.matcher(s).replaceFirst("")))
            .filter(s -> !s.isEmpty())
            .map(s -> new Fact<>(s, "mail-subject", 0.9, subject.orElse(s)));
    List<String> persons = sender.map(s -> Bylines.authors("By " + s)).orElse(List.of());
    Optional<Fact<List<String>>> authors =
        persons.isEmpty() || forwarded
            ? Optional.empty()
            : Optional.of(new Fact<>(persons, "mail-sender", 0.7, sender.orElse("")));
    Optional<Fact<String>> outlet =
        sender
            .filter(s -> persons.isEmpty() && !forwarded && !s.contains("@"))
            .map(s -> DESK.matcher(s).replaceFirst("").strip())
            .filter(s -> s.codePoints().filter(Character::isLetter).count() > 2)
            .map(s -> new Fact<>(s, "mail-sender", 0.6, sender.orElse(s)));
    Optional<Fact<PartialDate>> date =
        sent.map(d -> new Fact<>(d, "mail-date", forwarded ? 0.4 : 0.9, d.toString()));
    return new Facts(
        title.or(text::title),
        text.outlet().or(() -> outlet),
        text.authors().or(() -> authors),
        forwarded ? text.date().or(() -> date) : date.or(text::date),
        text.dateline(),
        text.url(),
        text.language());
  }

  /** The name before the address in a From field. */
  static Optional<String> displayName(String from) {
    int address = from.indexOf('<');
    String name = address >= 0 ? from.substring(0, address) : from.contains("@") ? "" : from;
    name = name.replace("\"", "").replace("'", "’").strip();
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  /** The day in a Date field (RFC 5322), by the clock of who sent it. */
  static Optional<PartialDate> date(String field) {
    Matcher day = DAY.matcher(field);
    if (!day.find()) {
      return Optional.empty();
    }
    int year = Integer.parseInt(day.group(3));
    int month = MONTHS.indexOf(day.group(2).toLowerCase(Locale.ROOT)) + 1;
    return PartialDate.parse(
            "%04d-%02d-%02d".formatted(year, month, Integer.parseInt(day.group(1))))
        .filter(d -> year >= FIRST_YEAR);
  }
}
