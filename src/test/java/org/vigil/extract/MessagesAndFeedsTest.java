package org.vigil.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.date.PartialDate;
import org.vigil.extract.Extraction.Extracted;
import org.vigil.extract.Extraction.Part;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;

class MessagesAndFeedsTest {

  private static final Clock TODAY =
      Clock.fixed(Instant.parse("2024-05-01T00:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  @Test
  void aMessageHasItsPlainWordsAndItsHeadersAsFacts() throws IOException {
    Extracted message =
        read(
            "a.eml",
            """
            From: =?UTF-8?Q?Mar=C3=ADa_Quispe?= <maria@candil.example>
            To: desk@osprey.example
            Date: Tue, 02 May 2023 23:30:00 -0500
            Subject: Fishermen =?utf-8?b?4oCc?= wait
             for an answer
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary=b

            --b
            Content-Type: text/plain; charset=iso-8859-1
            Content-Transfer-Encoding: quoted-printable

            The fishermen of the bay have waited for eleven weeks, se=F1or.

            --b
            Content-Type: text/html

            <p>The fishermen of the bay, in HTML.</p>
            --b--
            """);

    assertThat(message.mediaType()).isEqualTo("message/rfc822");
    assertThat(message.text())
        .isEqualTo("The fishermen of the bay have waited for eleven weeks, señor.");
    assertThat(message.facts().title().map(Fact::value)).hasValue("Fishermen “ wait for an answer");
    assertThat(message.facts().authors().map(Fact::value)).hasValue(List.of("María Quispe"));
    assertThat(message.facts().date().map(Fact::value)).hasValue(PartialDate.of(2023, 5, 2));
  }

  @Test
  void aLineOfOneLetterAtTheTopDoesNoHarm() throws IOException {
    Extracted message =
        read("a.eml", "From: a@b.example\nSubject: Short\n\nx\n\nThe letter goes on here.\n");

    assertThat(message.text()).contains("The letter goes on here.");
  }

  @Test
  void aDeskIsNoPersonAndTheSenderOfAForwardNotTheAuthor() throws IOException {
    String body = "\n\nThe rangers were acquitted in the afternoon of the same day.\n";
    Extracted release =
        read(
            "a.eml",
            "From: Harrowgate Watch Press Office <p@h.example>\nSubject: Acquitted" + body);
    Extracted forward =
        read("b.eml", "From: Jo Field <j@h.example>\nSubject: Fwd: RE: Acquitted" + body);

    assertThat(release.facts().authors()).isEmpty();
    assertThat(release.facts().outlet().map(Fact::value)).hasValue("Harrowgate Watch");
    assertThat(forward.facts().authors()).isEmpty();
    assertThat(forward.facts().title().map(Fact::value)).hasValue("Acquitted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Maria <maria@gmail.example>          |
          Administrator <a@h.example>          |
          Press Office <p@h.example>           |
          Newsletter <n@h.example>             |
          Osprey <desk@mail.osprey.example>    | Osprey
          OHRW <p@h.example>                   | OHRW
          OHRW Press Office <p@h.example>      | OHRW
          Harrowgate Watch <p@h.example>       | Harrowgate Watch
          """)
  void oneWordIsAnOutletOnlyAsAnAbbreviationOrByItsDomain(String from, @Nullable String outlet)
      throws IOException {
    Extracted release =
        read("a.eml", "From: " + from + "\nSubject: Acquitted\n\nThe rangers were acquitted.\n");

    assertThat(release.facts().outlet().map(Fact::value)).isEqualTo(Optional.ofNullable(outlet));
    assertThat(release.facts().authors()).isEmpty();
  }

  @Test
  void aPersonWithTheFamilyNameFirstIsNoOutlet() throws IOException {
    String body = "\n\nThe rangers were acquitted in the afternoon of the same day.\n";
    Extracted message =
        read("a.eml", "From: \"Lee, Ann B.\" <a@b.example>\nSubject: Acquitted" + body);
    Extracted forward =
        read(
            "b.eml",
            "From: Jo Field <j@h.example>\nSubject: FW: Acquitted\n\n"
                + "From: Lee, Ann Sent: Wednesday, August 30, 2017 To: Field, Jo"
                + body);

    for (Extracted each : List.of(message, forward)) {
      assertThat(each.facts().outlet()).isEmpty();
    }
    assertThat(message.facts().authors().map(Fact::value)).hasValue(List.of("Ann B. Lee"));
    assertThat(forward.facts().authors().map(Fact::value)).hasValue(List.of("Ann Lee"));
  }

  @Test
  void ofAForwardWhoWroteItFirstIsTheSender() throws IOException {
    Extracted forward =
        read(
            "a.eml",
            """
            From: Jo Field <j@h.example>
            Subject: Fwd: Acquitted

            For your interest.

            ---------- Forwarded message ---------
            From: Harrowgate Watch <news@hw.example>
            Subject: Acquitted

            The rangers were acquitted in the afternoon.
            """);

    assertThat(forward.facts().outlet().map(Fact::value)).hasValue("Harrowgate Watch");
    assertThat(forward.facts().authors()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "us-ascii, UTF-8",
    "iso-8859-1, UTF-8",
    "iso-8859-1, windows-1251",
    "x-unknown, KOI8-R",
    "koi8-r, KOI8-R"
  })
  void anEncodingIsNotBelievedAgainstTheBytes(String declared, String used) throws IOException {
    String words = "Комитет завершил в понедельник рассмотрение доклада о жителях севера.";
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.write(
        ("From: a@b.example\nSubject: x\nContent-Type: text/plain; charset=" + declared + "\n\n")
            .getBytes(UTF_8));
    message.write(words.getBytes(Charset.forName(used)));

    assertThat(read("a.eml", message.toByteArray()).text()).isEqualTo(words);
  }

  @Test
  void sevenBitsOfUnicodeAreDecoded() throws IOException {
    Extracted message =
        read(
            "a.eml",
            "From: a@b.example\nSubject: x\nContent-Type: text/plain; charset=UTF-7\n\n"
                + "Hi Mom -+Jjo--+ACE- 1 +- 1");

    assertThat(message.text()).isEqualTo("Hi Mom -☺-! 1 + 1");
  }

  @Test
  void ofASignedMessageTheWordsStayAndAnEncryptedOneNeedsAKey() throws IOException {
    String header = "From: Ann Lee <a@b.example>\nSubject: x\n\n";
    Extracted signed =
        read(
            "a.eml",
            header
                + """
                -----BEGIN PGP SIGNED MESSAGE-----
                Hash: SHA256

                The rangers were acquitted.

                - -- nobody appealed
                -----BEGIN PGP SIGNATURE-----

                iQEzBAEBCAAdFiEE
                -----END PGP SIGNATURE-----
                """);
    Path encrypted =
        Files.writeString(
            folder.resolve("b.eml"),
            header + "-----BEGIN PGP MESSAGE-----\n\nhQEMA0xyz\n-----END PGP MESSAGE-----\n");

    assertThat(signed.text()).isEqualTo("The rangers were acquitted.\n\n-- nobody appealed");
    assertThat(new FileExtractor(Limits.standard(), TODAY).extract(encrypted))
        .isEqualTo(new Unreadable("message/rfc822", Reason.ENCRYPTED, "needs a key"));
  }

  @Test
  void aPageThatABrowserSavedIsAPageAndNoMessage() throws IOException {
    Extracted page =
        read(
            "a.mhtml",
            """
            From: <Saved by Blink>
            Snapshot-Content-Location: https://osprey.example/acquitted
            Subject: Rangers acquitted - Osprey
            Date: Tue, 02 May 2023 23:30:00 -0500
            MIME-Version: 1.0
            Content-Type: multipart/related; type="text/html"; boundary=b

            --b
            Content-Type: text/html
            Content-Location: https://osprey.example/acquitted

            <html><head><title>Rangers acquitted - Osprey</title><meta name="author"
            content="Ann Lee"></head><body><h1>Rangers acquitted</h1><p>The rangers were acquitted in
            the afternoon, said their lawyer, who had waited for it.</p></body></html>
            --b
            Content-Type: text/html
            Content-Location: https://ads.example/frame

            <p>An advertisement in a frame.</p>
            --b
            Content-Type: text/css
            Content-Location: https://osprey.example/a.css

            p { color: red }
            --b--
            """);

    assertThat(page.text()).startsWith("The rangers were acquitted").doesNotContain("frame");
    assertThat(page.parts()).isEmpty();
    assertThat(page.facts().title().map(Fact::value)).hasValue("Rangers acquitted");
    assertThat(page.facts().url().map(Fact::value)).hasValue("https://osprey.example/acquitted");
    assertThat(page.facts().date()).isEmpty();
  }

  @Test
  void aPlainFormThatOnlyPointsToTheOtherDoesNotStandForIt() throws IOException {
    String words = "The rangers were acquitted in the afternoon, said their lawyer. ".repeat(8);
    Extracted message =
        read(
            "a.eml",
            """
            From: Ann Lee <a@b.example>
            Subject: Acquitted
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary=b

            --b
            Content-Type: text/plain

            View this message in your browser.
            --b
            Content-Type: text/html

            <p>%s</p>
            --b--
            """
                .formatted(words));

    assertThat(message.text()).isEqualTo(words.strip());
  }

  @Test
  void attachmentsArePartsUnderTheirNames() throws IOException {
    Extracted message =
        read(
            "a.eml",
            """
            From: a@b.example
            Subject: With annexes
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            See the two annexes to this letter.
            --b
            Content-Type: text/plain; name*=utf-8''d%C3%A9claration.txt
            Content-Disposition: attachment

            The first annex has these words.
            --b
            Content-Type: message/rfc822

            From: c@d.example
            Subject: The older letter

            The older letter said something else.
            --b
            Content-Type: image/png
            Content-ID: <logo>

            not a report
            --b--
            """);

    assertThat(message.text()).isEqualTo("See the two annexes to this letter.");
    assertThat(message.parts())
        .extracting(Part::path)
        .containsExactly("déclaration.txt", "attachment-1.eml");
    assertThat(text(message, 0)).isEqualTo("The first annex has these words.");
    assertThat(text(message, 1)).isEqualTo("The older letter said something else.");
  }

  @Test
  void messagesOfAMailboxAreNumberedAndLoseTheQuotingOfFromLines() throws IOException {
    Extracted mailbox =
        read(
            "a.mbox",
            """
            From a@b.example Tue May  2 10:00:00 2023
            From: Ann Lee <a@b.example>
            Subject: One

            The first letter.
            From here it goes on, for there is no blank line before.

            >From the quay they saw it.

            From c@d.example Wed May  3 10:00:00 2023
            From: c@d.example
            Subject: Two

            The second letter.
            """);

    assertThat(mailbox.parts()).extracting(Part::path).containsExactly("1", "2");
    assertThat(text(mailbox, 0)).contains("From here it goes on").contains("\nFrom the quay");
    assertThat(text(mailbox, 1)).isEqualTo("The second letter.");
  }

  @Test
  void itemsOfAnRssFeedAreReportsOfItsChannel() throws IOException {
    Extracted feed =
        read(
            "feed.xml",
            """
            <?xml version="1.0"?>
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
                xmlns:content="http://purl.org/rss/1.0/modules/content/">
            <channel><title>Silverfern Daily</title><language>en-GB</language>
            <item><title>Dam is opened &amp; closed</title><link>https://s.example/dam</link>
              <pubDate>Mon, 05 Jun 2023 08:00:00 +0200</pubDate><dc:creator>Ann Lee</dc:creator>
              <description>Short.</description>
              <content:encoded><![CDATA[<p>First paragraph.</p><p>Second one.</p>]]></content:encoded>
            </item>
            <item><title>Only a headline</title></item>
            </channel></rss>
            """);

    assertThat(feed.parts()).hasSize(2);
    assertThat(text(feed, 0)).isEqualTo("First paragraph.\n\nSecond one.");
    Facts facts = ((Extracted) feed.parts().getFirst().content()).facts();
    assertThat(facts.title().map(Fact::value)).hasValue("Dam is opened & closed");
    assertThat(facts.outlet().map(Fact::value)).hasValue("Silverfern Daily");
    assertThat(facts.authors().map(Fact::value)).hasValue(List.of("Ann Lee"));
    assertThat(facts.date().map(Fact::value)).hasValue(PartialDate.of(2023, 6, 5));
    assertThat(facts.url().map(Fact::value)).hasValue("https://s.example/dam");
    assertThat(facts.language().map(Fact::value)).hasValue("en");
    assertThat(text(feed, 1)).isEqualTo("Only a headline");
  }

  @Test
  void entriesOfAnAtomFeedAreReports() throws IOException {
    Extracted feed =
        read(
            "feed.atom",
            """
            <feed xmlns="http://www.w3.org/2005/Atom"><title>Harrowgate Watch</title>
            <entry><title>New hearing</title><link rel="alternate" href="https://h.example/1"/>
              <author><name>Jo Field</name></author><published>2023-06-05T23:00:00Z</published>
              <updated>2023-07-01T00:00:00Z</updated>
              <content type="html">&lt;p&gt;The hearing is on Friday.&lt;/p&gt;</content></entry>
            </feed>
            """);

    Facts facts = ((Extracted) feed.parts().getFirst().content()).facts();
    assertThat(text(feed, 0)).isEqualTo("The hearing is on Friday.");
    assertThat(facts.authors().map(Fact::value)).hasValue(List.of("Jo Field"));
    assertThat(facts.date().map(Fact::value)).hasValue(PartialDate.of(2023, 6, 5));
    assertThat(facts.url().map(Fact::value)).hasValue("https://h.example/1");
  }

  @Test
  void linksOfItemsMayBeRelativeToTheirFeed() throws IOException {
    Extracted rss =
        read(
            "feed.rss",
            """
            <rss version="2.0"><channel><title>Lake &amp;amp; River Courier</title>
            <link>https://lake.example/news/</link>
            <item><title>One</title><link>/2023/one</link><description>A.</description></item>
            <item><title>Two</title><link>two.html</link><description>B.</description></item>
            <item><title>Three</title><link>mailto:a@lake.example</link>
              <description>C.</description></item></channel></rss>
            """);
    Extracted atom =
        read(
            "feed.atom",
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://h.example/blog/">
            <title>Harrowgate Watch</title>
            <entry xml:base="2023/"><title>New hearing</title><link href="one.html"/>
              <content>The hearing is on Friday.</content></entry>
            </feed>
            """);

    assertThat(rss.parts())
        .extracting(part -> ((Extracted) part.content()).facts().url().map(Fact::value))
        .containsExactly(
            Optional.of("https://lake.example/2023/one"),
            Optional.of("https://lake.example/news/two.html"),
            Optional.empty());
    assertThat(((Extracted) rss.parts().getFirst().content()).facts().outlet().map(Fact::value))
        .hasValue("Lake & River Courier");
    assertThat(((Extracted) atom.parts().getFirst().content()).facts().url().map(Fact::value))
        .hasValue("https://h.example/blog/2023/one.html");
  }

  @Test
  void pagesOfAWebArchiveKeepTheirAddressAndAreNotDatedByTheirCapture() throws IOException {
    String page =
        "<html><head><title>Bridge closed</title></head><body><p>The bridge over the river was"
            + " closed to all traffic on the order of the county engineer.</p></body></html>";
    String archive =
        record("https://s.example/bridge", "text/html; charset=utf-8", page)
            + record("https://s.example/style.css", "text/css", "p { color: red }");

    Extracted warc = read("a.warc", archive);

    assertThat(warc.parts()).extracting(Part::path).containsExactly("s.example/bridge");
    assertThat(text(warc, 0)).startsWith("The bridge over the river");
    Facts facts = ((Extracted) warc.parts().getFirst().content()).facts();
    assertThat(facts.url().map(Fact::value)).hasValue("https://s.example/bridge");
    assertThat(facts.date()).isEmpty();
    assertThat(facts.captured())
        .hasValue(
            new Fact<>(
                Instant.parse("2023-01-01T00:00:00Z"), "warc-date", 1, "2023-01-01T00:00:00Z"));
  }

  @Test
  void whatAWebArchiveHoldsForMachinesIsNoReportAndWhatItHoldsElsewhereIsNoted()
      throws IOException {
    String page = "<p>The bridge over the river was closed to all traffic by the engineer.</p>";
    String revisit =
        """
        WARC/1.0\r
        WARC-Type: revisit\r
        WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000002>\r
        WARC-Date: 2023-02-01T00:00:00Z\r
        WARC-Target-URI: https://s.example/other\r
        WARC-Payload-Digest: sha1:ABC\r
        WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\r
        Content-Length: 0\r
        \r
        \r
        \r
        """;

    Extracted warc =
        read(
            "a.warc",
            record("https://s.example/robots.txt", "text/plain", "User-agent: *")
                + record("https://s.example/bridge", "text/html", page)
                + revisit);

    assertThat(warc.parts()).extracting(Part::path).containsExactly("s.example/bridge");
    assertThat(warc.warnings())
        .containsExactly("1 capture refers to another archive, which holds the content");
  }

  @Test
  void noItemOrMessageIsOfTheFuture() throws IOException {
    Extracted feed =
        read(
            "feed.xml",
            """
            <rss version="2.0"><channel><title>Lake Courier</title>
            <item><title>Later</title><description>The wells will be closed.</description>
            <pubDate>Sat, 04 Mar 2090 09:00:00 GMT</pubDate></item></channel></rss>
            """);
    Extracted export =
        read(
            "wire.json",
            "[{\"headline\": \"Later\", \"body\": \"The wells will be closed.\", \"date\":"
                + " \"2090-03-04\"}]");
    Extracted message =
        read(
            "m.eml",
            "From: Ann Oneill <a@lake.example>\nSubject: Later\nDate: Sat, 04 Mar 2090 09:00:00"
                + " +0000\n\nThe wells will be closed.\n");

    assertThat(((Extracted) feed.parts().getFirst().content()).facts().date()).isEmpty();
    assertThat(((Extracted) export.parts().getFirst().content()).facts().date()).isEmpty();
    assertThat(message.facts().date()).isEmpty();
    assertThat(message.facts().title().map(Fact::value)).hasValue("Later");
  }

  private static String record(String address, String type, String body) {
    String http =
        "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(type, body.length(), body);
    return """
    WARC/1.0\r
    WARC-Type: response\r
    WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r
    WARC-Date: 2023-01-01T00:00:00Z\r
    WARC-Target-URI: %s\r
    Content-Type: application/http; msgtype=response\r
    Content-Length: %d\r
    \r
    %s\r
    \r
    """
        .formatted(address, http.getBytes(ISO_8859_1).length, http);
  }

  private Extracted read(String name, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    return (Extracted) new FileExtractor(Limits.standard(), TODAY).extract(file);
  }

  private Extracted read(String name, String content) throws IOException {
    Path file = Files.write(folder.resolve(name), content.getBytes(UTF_8));
    try (Extractor extractor = new FileExtractor(Limits.standard(), TODAY)) {
      Extraction extraction = extractor.extract(file);
      assertThat(extraction).isInstanceOf(Extracted.class);
      return (Extracted) extraction;
    }
  }

  private static String text(Extracted container, int part) {
    return container.parts().get(part).content().readableText().orElseThrow();
  }
}
