package org.vigil.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.extract.Extraction.Extracted;
import org.vigil.extract.Extraction.Part;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;

class FileExtractorTest {

  private static final Clock TODAY =
      Clock.fixed(Instant.parse("2024-05-01T00:00:00Z"), ZoneOffset.UTC);
  private static final FileExtractor STANDARD = new FileExtractor(Limits.standard(), TODAY);
  private static final Limits TIGHT =
      new Limits(Duration.ofSeconds(10), 512, 20_000, 5, 3, 1_000_000);

  @TempDir Path folder;

  @Test
  void membersOfAnArchiveArePartsWithTheirPaths() throws IOException {
    Map<String, byte[]> inner = Map.of("deep.txt", bytes("The inner report."));
    Map<String, byte[]> outer = new LinkedHashMap<>();
    outer.put("a/first.txt", bytes("The first report."));
    outer.put("page.html", bytes("<html><body><p>The second report, a page.</p></body></html>"));
    outer.put("more.zip", zip(inner));
    outer.put("memo.docx", docx("The third report."));

    Extracted archive = read(file("reports.zip", zip(outer)));

    assertThat(archive.text()).isBlank();
    assertThat(archive.warnings()).isEmpty();
    assertThat(archive.parts())
        .extracting(Part::path)
        .containsExactly("a/first.txt", "page.html", "more.zip!deep.txt", "memo.docx");
    assertThat(texts(archive))
        .containsExactly(
            "The first report.",
            "The second report, a page.",
            "The inner report.",
            "The third report.");
  }

  @Test
  void compressedFilesAreOpened() throws IOException {
    Extracted opened = read(file("report.txt.gz", gzip(bytes("One compressed report."))));

    assertThat(texts(opened)).containsExactly("One compressed report.");
  }

  @Test
  void ofACompressedFileThatIsCutOffTheBeginningIsRead() throws IOException {
    byte[] whole = gzip(bytes("One report of many words about wells. ".repeat(2_000)));

    Extracted opened = read(file("report.txt.gz", Arrays.copyOf(whole, whole.length - 12)));

    assertThat(texts(opened).getFirst()).startsWith("One report of many words");
    assertThat(((Extracted) opened.parts().getFirst().content()).warnings())
        .containsExactly("is damaged or cut off, and its end is missing");
  }

  @Test
  void namesInAnArchiveAreLabelsThatCannotClimb() throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("../../etc/passwd", bytes("Climbing up."));
    members.put("/root/.ssh/key", bytes("From the root."));
    members.put("a\\..\\b.txt", bytes("As Windows writes."));
    members.put("twice.txt", bytes("Once."));
    members.put("./twice.txt", bytes("Again."));

    Extracted archive = read(file("slip.zip", zip(members)));

    assertThat(archive.parts())
        .extracting(Part::path)
        .containsExactly("etc/passwd", "root/.ssh/key", "a/b.txt", "twice.txt", "twice.txt (2)");
  }

  @Test
  void aBombIsDefusedAndItsNeighboursAreRead() throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("before.txt", bytes("A report before the bomb."));
    members.put("bomb.bin", new byte[30_000_000]);
    Path bomb = file("bomb.zip", zip(members));
    assertThat(Files.size(bomb)).isLessThan(100_000);

    Extracted archive = extracted(new FileExtractor(TIGHT, TODAY).extract(bomb));

    assertThat(archive.parts().get(0).content().readableText())
        .hasValue("A report before the bomb.");
    assertThat(failure(archive.parts().get(1).content()).reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(archive.warnings())
        .containsExactly("holds more than the limits allow: parts were left out");
  }

  @Test
  void archivesInArchivesAreReadDownToTheLimit() throws IOException {
    byte[] nested = zip(Map.of("report.txt", bytes("At the bottom.")));
    for (int i = 0; i < 4; i++) {
      nested = zip(Map.of("level.zip", nested));
    }

    Extracted archive = extracted(new FileExtractor(TIGHT, TODAY).extract(file("n.zip", nested)));

    assertThat(archive.parts()).hasSize(1);
    assertThat(archive.parts().getFirst().path())
        .isEqualTo("level.zip!level.zip!level.zip!level.zip");
    assertThat(failure(archive.parts().getFirst().content()))
        .isEqualTo(
            new Unreadable(
                "application/octet-stream", Reason.TOO_LARGE, "containers in containers too deep"));
  }

  @Test
  void partsBeyondTheLimitAreLeftOutWithAWarning() throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    for (int i = 0; i < 9; i++) {
      members.put(i + ".txt", bytes("Report number " + i + "."));
    }

    Extracted archive =
        extracted(new FileExtractor(TIGHT, TODAY).extract(file("many.zip", zip(members))));

    assertThat(archive.parts()).hasSize(5);
    assertThat(archive.warnings()).hasSize(1);
  }

  @Test
  void textBeyondTheLimitIsCutWithAWarning() throws IOException {
    Path docx = file("long.docx", docx("word ".repeat(10_000)));

    Extracted cut = extracted(new FileExtractor(TIGHT, TODAY).extract(docx));

    assertThat(cut.text().length()).isBetween(19_000, 20_000);
    assertThat(cut.warnings()).hasSize(1);
  }

  @Test
  void plainTextBeyondTheLimitIsCutBeforeAnythingIsMadeOfIt() throws IOException {
    String line = "Ten camps were seen from the road that day, wrote “one” witness.\n";
    Path log = file("long.txt", bytes(line.repeat(2_000)));

    Extracted cut = extracted(new FileExtractor(TIGHT, TODAY).extract(log));

    assertThat(cut.text().length()).isBetween(19_000, 20_000);
    assertThat(cut.warnings()).contains("only the first 20000 characters were read");
  }

  @Test
  void aReportOfFourMillionCharactersIsCutThereAndWhatLiesBesideItIsRead() throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("endless.txt", bytes("The wells of the town are dry.\n\n".repeat(150_000)));
    members.put("short.txt", bytes("The second report."));

    Extracted archive = read(file("reports.zip", zip(members)));

    Extracted endless = (Extracted) archive.parts().getFirst().content();
    assertThat(endless.text().length()).isBetween(3_900_000, 4_000_000);
    assertThat(endless.warnings()).contains("only the first 4000000 characters were read");
    assertThat(texts(archive).getLast()).isEqualTo("The second report.");
  }

  @Test
  void anEncryptedArchiveSaysSo() throws IOException {
    byte[] zip = zip(Map.of("secret.txt", bytes("Nobody can read this.")));
    // Bit 0 of the general purpose flags, in the local and in the central header.
    zip[6] |= 1;
    int central = new String(zip, ISO_8859_1).indexOf("PK\u0001\u0002");
    zip[central + 8] |= 1;

    Extraction extraction = STANDARD.extract(file("locked.zip", zip));

    assertThat(failure(extraction).reason()).isEqualTo(Reason.ENCRYPTED);
  }

  @Test
  void aTruncatedDocumentIsCorrupt() throws IOException {
    byte[] whole = docx("A report that was cut off in transfer.");

    Extraction extraction =
        STANDARD.extract(file("cut.docx", Arrays.copyOf(whole, whole.length * 2 / 5)));

    assertThat(failure(extraction).reason()).isEqualTo(Reason.CORRUPT);
  }

  @Test
  void aWrongExtensionMisleadsNobody() throws IOException {
    assertThat(STANDARD.extract(file("a.txt", docx("A report under a wrong name."))).readableText())
        .hasValueSatisfying(text -> assertThat(text).contains("A report under a wrong name."));
    assertThat(
            STANDARD
                .extract(file("a.pdf", "Plain words under a wrong name.".getBytes(UTF_8)))
                .readableText())
        .hasValueSatisfying(text -> assertThat(text).contains("Plain words"));
    assertThat(
            STANDARD
                .extract(
                    file(
                        "b.docx",
                        "<html><body><p>A page so named.</p></body></html>".getBytes(UTF_8)))
                .readableText())
        .hasValueSatisfying(text -> assertThat(text).contains("A page so named."));
  }

  @Test
  void anArchiveThatIsNamedAsADocumentIsOpened() throws IOException {
    Extracted archive =
        read(file("reports.docx", zip(Map.of("a.txt", bytes("The first report.")))));

    assertThat(texts(archive)).containsExactly("The first report.");
  }

  @Test
  void emptyUnknownAndPictureFilesSayWhatTheyAre() throws IOException {
    byte[] noise = new byte[5000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) (i * i % 251);
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", png);

    assertThat(failure(STANDARD.extract(file("empty.pdf", new byte[0]))).reason())
        .isEqualTo(Reason.EMPTY);
    assertThat(failure(STANDARD.extract(file("noise.txt", noise))).reason())
        .isEqualTo(Reason.UNSUPPORTED);
    assertThat(failure(STANDARD.extract(file("scan.png", png.toByteArray()))))
        .isEqualTo(
            new Unreadable("image/png", Reason.UNSUPPORTED, "a picture, read only with --ocr"));
  }

  @Test
  void nothingIsFetchedAndNoOtherFileIsReadForADocument() throws IOException {
    Path secret = file("secret.txt", bytes("TOPSECRET"));
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      String remote = "http://127.0.0.1:" + server.getLocalPort() + "/x";
      String entities =
          "<!DOCTYPE r SYSTEM \""
              + remote
              + "\" [<!ENTITY f SYSTEM \""
              + secret.toUri()
              + "\">"
              + "<!ENTITY n SYSTEM \""
              + remote
              + "\">"
              + "<!ENTITY % p SYSTEM \""
              + remote
              + "\"> %p;]>";
      String xml = "<?xml version='1.0'?>" + entities + "<r>words &f; &n;</r>";
      String svg =
          "<?xml version='1.0'?>"
              + entities
              + "<svg xmlns='http://www.w3.org/2000/svg'><image href='"
              + remote
              + "'/>"
              + "<text>words &f; &n;</text></svg>";
      String html =
          "<html><head><link rel=stylesheet href='"
              + remote
              + "'><script src='"
              + remote
              + "'></script></head><body><iframe src='"
              + remote
              + "'></iframe><img src='"
              + remote
              + "'><p>words of a page</p></body></html>";
      String rtf =
          "{\\rtf1 words {\\field{\\*\\fldinst INCLUDEPICTURE \"" + remote + "\"}{\\fldrslt x}}}";
      String feed =
          "<?xml version='1.0'?>"
              + entities
              + "<rss><channel><item><title>words &f;</title></item></channel></rss>";
      String mail =
          "From: a@b.example\nSubject: words\nMIME-Version: 1.0\n"
              + "Content-Type: message/external-body; access-type=URL; URL=\""
              + remote
              + "\"\n\n"
              + "Content-Type: text/plain\n\nwords";
      Map<String, byte[]> files = new LinkedHashMap<>();
      files.put("a.xml", bytes(xml));
      files.put("a.svg", bytes(svg));
      files.put("a.html", bytes(html));
      files.put("a.rtf", bytes(rtf));
      files.put("feed.xml", bytes(feed));
      files.put("a.eml", bytes(mail));
      files.put("a.docx", docxWith(entities, "words &f; &n;", remote));
      for (Map.Entry<String, byte[]> entry : files.entrySet()) {
        Extraction extraction = STANDARD.extract(file(entry.getKey(), entry.getValue()));

        assertThat(extraction.toString()).as(entry.getKey()).doesNotContain("TOPSECRET");
      }
      server.setSoTimeout(200);
      boolean contacted = true;
      try {
        server.accept().close();
      } catch (SocketTimeoutException e) {
        contacted = false;
      }
      assertThat(contacted).isFalse();
    }
  }

  @Test
  void entitiesThatMultiplyDoNoHarm() throws IOException {
    StringBuilder laughs = new StringBuilder("<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'ha'>");
    for (char c = 'b'; c < 'p'; c++) {
      laughs.append("<!ENTITY ").append(c).append(" '");
      laughs.append(("&" + (char) (c - 1) + ";").repeat(10)).append("'>");
    }
    laughs.append("]><r>&o;</r>");

    Extraction extraction = STANDARD.extract(file("laughs.xml", bytes(laughs.toString())));

    assertThat(extraction.toString().length()).isLessThan(100_000);
  }

  @Test
  void veryDeepMarkupHasAnOutcome() throws IOException {
    String html = "<html><body>" + "<div>".repeat(200_000) + "The words at the bottom.";
    String xml = "<a>".repeat(200_000) + "words" + "</a>".repeat(200_000);

    Extraction page = STANDARD.extract(file("deep.html", bytes(html)));
    Extraction document = STANDARD.extract(file("deep.xml", bytes("<?xml version='1.0'?>" + xml)));

    assertThat(page.mediaType()).isNotBlank();
    assertThat(failure(document).reason()).isIn(Reason.TOO_LARGE, Reason.CRASHED, Reason.CORRUPT);
  }

  @Test
  void aLineOfAMegabyteIsText() throws IOException {
    Path line = file("line.txt", bytes("word ".repeat(200_000)));

    assertThat(read(line).text()).startsWith("word word");
  }

  private static Extracted extracted(Extraction extraction) {
    return switch (extraction) {
      case Extracted e -> e;
      case Unreadable u -> throw new AssertionError(u);
    };
  }

  private static Unreadable failure(Extraction extraction) {
    return switch (extraction) {
      case Extracted e -> throw new AssertionError(e);
      case Unreadable u -> u;
    };
  }

  private static Extracted read(Path file) throws IOException {
    return extracted(STANDARD.extract(file));
  }

  private static List<String> texts(Extracted container) {
    return container.parts().stream()
        .map(p -> p.content().readableText())
        .flatMap(Optional::stream)
        .toList();
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(Map<String, byte[]> members) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        out.putNextEntry(new ZipEntry(member.getKey()));
        out.write(member.getValue());
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] docx(String text) throws IOException {
    return docxWith("", text, "http://template.example/x");
  }

  private static byte[] docxWith(String doctype, String text, String template) throws IOException {
    String types = "http://schemas.openxmlformats.org/package/2006/content-types";
    String relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    String office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    String word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    String main =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put(
        "[Content_Types].xml",
        bytes(
            "<Types xmlns='"
                + types
                + "'><Default Extension='rels' ContentType="
                + "'application/vnd.openxmlformats-package.relationships+xml'/>"
                + "<Override PartName='/word/document.xml' ContentType='"
                + main
                + "'/></Types>"));
    members.put(
        "_rels/.rels",
        bytes(
            "<Relationships xmlns='"
                + relations
                + "'><Relationship Id='r1' Type='"
                + office
                + "/officeDocument' Target='word/document.xml'/></Relationships>"));
    members.put(
        "word/_rels/document.xml.rels",
        bytes(
            "<Relationships xmlns='"
                + relations
                + "'><Relationship Id='r1' Type='"
                + office
                + "/attachedTemplate' Target='"
                + template
                + "' TargetMode='External'/></Relationships>"));
    members.put(
        "word/document.xml",
        bytes(
            "<?xml version='1.0'?>"
                + doctype
                + "<w:document xmlns:w='"
                + word
                + "'><w:body><w:p><w:r><w:t>"
                + text
                + "</w:t></w:r></w:p></w:body></w:document>"));
    return zip(members);
  }
}
