package org.vigil.extract;

import java.util.Arrays;
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
 * when he goes by the name of a person, and an outlet only when he goes by that of an organisation.
 * Of a message that is passed on, the sender is who wrote it first. The day of sending is that of
 * the sender's clock.
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

  /** Whoever sends under such a name does not say for whom. */
  private static final Pattern ROLE =
      Pattern.compile(
          "(?:the )?(?:press|media|news|communications?|public relations|information|editorial)"
              + "(?:\\s(?:desk|office|officer|team|unit|service|room|department|relations|list))?"
              + "|newsroom|newsdesk|newsletter|editors?|editor-in-chief|alerts?|updates?|info|admin"
              + "|administrator|webmaster|postmaster|support|contact|no-?reply|mailer-daemon|me|office"
              + "|redaktion|pressestelle|presse|rédaction|service de presse|prensa|oficina de prensa"
              + "|redacción|redazione|ufficio stampa|imprensa|редакция|пресс-служба",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** Where the fields of a message that is passed on have run into one line. */
  private static final Pattern NEXT_FIELD =
      Pattern.compile("\\s(?:sent|date|to|subject|\\[mailto)\\s?:.*", Pattern.CASE_INSENSITIVE);

  /** As address books sort persons: family name, given name and perhaps an initial. */
  private static final Pattern FAMILY_FIRST =
      Pattern.compile("^(\\p{Lu}[\\p{L}’-]+), (\\p{Lu}[\\p{L}’-]+(?: \\p{Lu}\\.?)?)$");

  /** Who wrote a message that is passed on, in the lines above its text. */
  private static final Pattern ORIGINAL_SENDER =
      Pattern.compile(
          "^[>\\s*]*(?:from|von|de|da|от|van)\\s?[:：][\\s*]*(\\S.{0,200})$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.MULTILINE);

  private static final int FORWARDED_HEAD = 2000;

  /** Before this year no message was sent: such a clock is wrong. */
  private static final int FIRST_YEAR = 1971;

  private MailFacts() {}

  /**
   * Whom a message is from.
   *
   * @param name as the sender gives it
   * @param address to which answers go, empty where it is not known
   */
  record Sender(String name, String address) {

    /** What a From field says, if it gives a name. */
    static Optional<Sender> of(String from) {
      int open = from.indexOf('<');
      String name = open >= 0 ? from.substring(0, open) : from.contains("@") ? "" : from;
      name = NEXT_FIELD.matcher(name.replace("\"", "").replace("'", "’")).replaceFirst("").strip();
      name = FAMILY_FIRST.matcher(name).replaceFirst("$2 $1");
      int close = from.indexOf('>', Math.max(open, 0));
      String address = open < 0 ? "" : from.substring(open + 1, close < 0 ? from.length() : close);
      return name.isEmpty() ? Optional.empty() : Optional.of(new Sender(name, address.strip()));
    }

    /**
     * Whether this one word is the name of an organisation: an abbreviation, or a label of the
     * domain that it writes from. Any other word may as well be somebody's given name.
     */
    private boolean isOrganisation(String word) {
      boolean abbreviation = word.length() > 2 && word.equals(word.toUpperCase(Locale.ROOT));
      String domain = address.substring(address.indexOf('@') + 1).toLowerCase(Locale.ROOT);
      return abbreviation
          || Arrays.asList(domain.split("\\.", -1)).contains(word.toLowerCase(Locale.ROOT));
    }
  }

  /**
   * @param body of the message, which shows who wrote what is passed on in it
   */
  static Facts of(
      Facts text,
      Optional<String> subject,
      Optional<Sender> from,
      Optional<PartialDate> sent,
      String body) {
    boolean forwarded = subject.filter(s -> FORWARD.matcher(s).find()).isPresent();
    Optional<Sender> who = forwarded ? originalSender(body) : from;
    Optional<String> sender = who.map(Sender::name);
    Optional<Fact<String>> title =
        subject
            .map(s -> Characters.line(PREFIX.matcher(s).replaceFirst("")))
            .filter(s -> !s.isEmpty())
            .map(s -> new Fact<>(s, "mail-subject", 0.9, subject.orElse(s)));
    List<String> persons = sender.map(s -> Bylines.authors("By " + s)).orElse(List.of());
    Optional<Fact<List<String>>> authors =
        persons.isEmpty()
            ? Optional.empty()
            : Optional.of(new Fact<>(persons, "mail-sender", 0.7, sender.orElse("")));
    Optional<Fact<String>> outlet =
        sender
            .filter(s -> persons.isEmpty() && !s.contains("@"))
            .filter(s -> !ROLE.matcher(s).matches())
            .map(s -> DESK.matcher(s).replaceFirst("").strip())
            .filter(s -> s.codePoints().filter(Character::isLetter).count() > 2)
            .filter(s -> s.indexOf(' ') > 0 || who.orElseThrow().isOrganisation(s))
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

  private static Optional<Sender> originalSender(String body) {
    Matcher line =
        ORIGINAL_SENDER.matcher(body.substring(0, Math.min(FORWARDED_HEAD, body.length())));
    return line.find() ? Sender.of(line.group(1).replace("*", "").strip()) : Optional.empty();
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
