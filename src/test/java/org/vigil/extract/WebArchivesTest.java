package org.vigil.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.extract.Extraction.Extracted;
import org.vigil.extract.Extraction.Part;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;

/**
 * Web archives as crawlers leave them: damaged, cut off, with headers that do not fit the bytes.
 */
class WebArchivesTest {

  private static final Clock TODAY =
      Clock.fixed(Instant.parse("2024-05-01T00:00:00Z"), ZoneOffset.UTC);
  private static final String PAGE =
      "<html><body><p>The bridge over the river was closed to all traffic by the engineer on the"
          + " order of the county.</p></body></html>";

  @TempDir Path folder;

  @Test
  void aRecordThatIsNoHttpCostsNoOther() throws IOException {
    Extracted archive =
        read(
            "a.warc",
            bytes(
                response("one", "", PAGE),
                record("response", "two", "no HTTP"),
                response("three", "", PAGE)));

    assertThat(paths(archive)).containsExactly("s.example/one", "s.example/three");
    assertThat(archive.warnings())
        .containsExactly(
            "parts may be missing: 1 capture is damaged or cut off and could not be read");
  }

  @Test
  void whatStandsBetweenRecordsAndBelongsToNoneIsPassedOver() throws IOException {
    Extracted archive =
        read(
            "a.warc",
            bytes(response("one", "", PAGE), "\r\nsome garbage\r\n", response("two", "", PAGE)));

    assertThat(paths(archive)).containsExactly("s.example/one", "s.example/two");
  }

  @Test
  void aCompressedRecordThatIsDamagedCostsNoOther() throws IOException {
    byte[] damaged = gzip(response("two", "", PAGE));
    Arrays.fill(damaged, 30, 60, (byte) 0x5a);

    Extracted archive =
        read(
            "a.warc.gz",
            joined(gzip(response("one", "", PAGE)), damaged, gzip(response("three", "", PAGE))));

    assertThat(paths(archive)).contains("s.example/one", "s.example/three");
    assertThat(archive.warnings()).isNotEmpty();
  }

  @Test
  void anArchiveThatIsCutOffKeepsWhatCameBefore() throws IOException {
    byte[] whole = joined(gzip(response("one", "", PAGE)), gzip(response("two", "", PAGE)));

    Extracted archive = read("a.warc.gz", Arrays.copyOf(whole, whole.length - 150));

    assertThat(paths(archive)).contains("s.example/one");
    assertThat(archive.warnings()).isNotEmpty();
  }

  @Test
  void anArchiveOfWhichNothingCanBeReadIsCorrupt() throws IOException {
    Path file = Files.write(folder.resolve("a.warc"), bytes("WARC/1.0\r\nno header at all"));

    try (Extractor extractor = new FileExtractor(Limits.standard(), TODAY)) {
      assertThat(extractor.extract(file))
          .isInstanceOfSatisfying(
              Unreadable.class, u -> assertThat(u.reason()).isEqualTo(Reason.CORRUPT));
    }
  }

  @Test
  void howAPageIsPackedIsToldByItsBytesWhereTheHeaderSaysOtherwise() throws IOException {
    Extracted archive =
        read(
            "a.warc",
            bytes(
                response(
                    "packed", "Content-Encoding: gzip\r\n", new String(gzip(PAGE), ISO_8859_1)),
                response("unpacked", "Content-Encoding: gzip\r\n", PAGE),
                response("chunked", "Transfer-Encoding: chunked\r\n", PAGE),
                response("unknown", "Content-Encoding: lzw\r\n", PAGE)));

    assertThat(archive.parts())
        .hasSize(4)
        .allSatisfy(
            part ->
                assertThat(part.content().readableText())
                    .hasValueSatisfying(text -> assertThat(text).startsWith("The bridge")));
    assertThat(archive.warnings()).isEmpty();
  }

  @Test
  void whatACrawlerStoredWithoutAnAnswerIsAReportToo() throws IOException {
    Extracted archive =
        read(
            "a.warc",
            bytes(record("resource", "one", PAGE).replace("application/http", "text/html")));

    assertThat(paths(archive)).containsExactly("s.example/one");
  }

  @Test
  void aPagePackedWithBrotliIsUnpacked() throws IOException {
    String hello = "\u000b\u0002\u0080hello\u0003";

    Extracted archive = read("a.warc", bytes(response("one", "Content-Encoding: br\r\n", hello)));

    assertThat(archive.parts().getFirst().content().readableText()).hasValue("hello");
  }

  @Test
  void theTextThatAnArchiveMadeOfAPageIsAReportWithItsAddress() throws IOException {
    String words = "The rangers were acquitted in the afternoon, said their lawyer.";
    String wet =
        record("conversion", "one", words)
            .replace("application/http; msgtype=response", "text/plain");

    Extracted archive = read("a.warc.wet.gz", gzip(wet));

    assertThat(paths(archive)).containsExactly("s.example/one");
    Extracted part = (Extracted) archive.parts().getFirst().content();
    assertThat(part.text()).isEqualTo(words);
    assertThat(part.facts().url().map(Fact::value)).hasValue("https://s.example/one");
    assertThat(part.facts().captured()).isPresent();
    assertThat(part.facts().date()).isEmpty();
  }

  @Test
  void archivesOfTheFormatBeforeWarcKeepAddresses() throws IOException {
    String http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE;
    String arc =
        "filedesc://a.arc 0.0.0.0 20050305100000 text/plain 76\n1 0 InternetArchive\n"
            + "URL IP-address Archive-date Content-type Archive-length\n\n\n"
            + "https://s.example/old 192.0.2.1 20050305100000 text/html "
            + http.length()
            + "\n"
            + http
            + "\n";

    Extracted archive = read("a.arc", bytes(arc));

    assertThat(paths(archive)).containsExactly("s.example/old");
    Facts facts = ((Extracted) archive.parts().getFirst().content()).facts();
    assertThat(facts.url().map(Fact::value)).hasValue("https://s.example/old");
    assertThat(paths(read("a.arc.gz", gzip(arc)))).containsExactly("s.example/old");
  }

  private static String response(String name, String header, String body) {
    return record(
        "response",
        name,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + header + "\r\n" + body);
  }

  private static String record(String type, String name, String content) {
    return """
    WARC/1.0\r
    WARC-Type: %s\r
    WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r
    WARC-Date: 2023-01-01T00:00:00Z\r
    WARC-Target-URI: https://s.example/%s\r
    Content-Type: application/http; msgtype=response\r
    Content-Length: %d\r
    \r
    %s\r
    \r
    """
        .formatted(type, name, content.length(), content);
  }

  private static byte[] bytes(String... records) {
    return String.join("", records).getBytes(ISO_8859_1);
  }

  private static byte[] joined(byte[]... members) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] member : members) {
      all.writeBytes(member);
    }
    return all.toByteArray();
  }

  private static byte[] gzip(String content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content.getBytes(ISO_8859_1));
    }
    return packed.toByteArray();
  }

  private Extracted read(String name, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    try (Extractor extractor = new FileExtractor(Limits.standard(), TODAY)) {
      Extraction extraction = extractor.extract(file);
      assertThat(extraction).isInstanceOf(Extracted.class);
      return (Extracted) extraction;
    }
  }

  private static List<String> paths(Extracted archive) {
    return archive.parts().stream().map(Part::path).toList();
  }
}
